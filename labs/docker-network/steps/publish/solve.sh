# without web: docker run -d --name web nginx
docker run -d --name exporter -p 8080:8080 node-exporter
docker ps
iptables -S
iptables -t nat -S DOCKER
