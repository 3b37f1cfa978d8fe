docker run -d --name web nginx
readlink /proc/self/ns/net
docker exec web readlink /proc/self/ns/net
ip -br link
docker exec web ip -br link
