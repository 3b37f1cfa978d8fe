# without web: docker run -d --name web nginx
docker exec web ping -c 3 192.168.0.2
