# reason: no-network
docker run -d --name web --network none nginx
