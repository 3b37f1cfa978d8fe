# reason: veth-missing
# answer: web eth0
docker run -d --name web nginx
