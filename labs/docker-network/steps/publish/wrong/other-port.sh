# reason: wrong-port
docker run -d --name exporter -p 9090:8080 node-exporter
