# reason: host-network
docker run -d --name web --network host nginx
