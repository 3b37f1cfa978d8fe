# reason: not-published
docker run -d --name exporter --network host node-exporter
