# reason: rule-missing
docker run -d --name exporter -p 8080:8080 node-exporter
iptables -t nat -F DOCKER
