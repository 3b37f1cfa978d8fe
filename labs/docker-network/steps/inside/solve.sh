# without exporter: docker run -d --name exporter -p 8080:8080 node-exporter
docker exec exporter ifconfig
