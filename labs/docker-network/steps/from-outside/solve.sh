# without exporter: docker run -d --name exporter -p 8080:8080 node-exporter
iptables -nvL DOCKER
@client curl http://192.168.0.10:8080/
iptables -nvL DOCKER
