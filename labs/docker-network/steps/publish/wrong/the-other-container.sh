# reason: wrong-target
# answer: 172.17.0.2:80
docker run -d --name exporter -p 8080:8080 node-exporter
