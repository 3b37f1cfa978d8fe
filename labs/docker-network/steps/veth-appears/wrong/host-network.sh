# reason: host-network
docker run -d --name exporter --network host node-exporter
