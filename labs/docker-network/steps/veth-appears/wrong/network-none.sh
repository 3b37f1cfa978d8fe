# reason: no-network
docker run -d --name exporter --network none node-exporter
