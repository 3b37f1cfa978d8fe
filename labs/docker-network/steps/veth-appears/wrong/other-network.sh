# reason: other-network
docker network create mine
docker run -d --name exporter --network mine node-exporter
