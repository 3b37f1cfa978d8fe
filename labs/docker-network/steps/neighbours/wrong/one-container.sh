# reason: one-container
docker rm -f web
docker exec -u 0 exporter ping -c 1 172.17.0.2
