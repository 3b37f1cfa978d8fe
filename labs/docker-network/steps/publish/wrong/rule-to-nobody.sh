# reason: not-published
docker run -d --name exporter node-exporter
iptables -t nat -A PREROUTING -p tcp --dport 8080 -j DNAT --to-destination 172.17.0.99:8080
iptables -A FORWARD -o docker0 -d 172.17.0.99/32 -p tcp --dport 8080 -j ACCEPT
