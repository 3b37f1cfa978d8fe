# reason: one-container
docker run -d --name web --network none nginx
