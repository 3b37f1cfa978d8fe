# without web: docker run -d --name web nginx
# without exporter: docker run -d --name exporter -p 8080:8080 node-exporter
docker exec exporter ifconfig eth0
docker exec web ping -c 3 $(docker inspect -f '{{.NetworkSettings.IPAddress}}' exporter)
docker exec web arp -n
brctl showmacs docker0
