docker exec exporter ifconfig eth0
docker exec web ping -c 3 172.17.0.2
docker exec web arp -n
brctl showmacs docker0
