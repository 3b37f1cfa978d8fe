# reason: nothing-to-compare
docker run -d --name exporter -p 8080:8080 node-exporter
docker rm -f web
