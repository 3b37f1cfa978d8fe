# reason: wrong-interface
# answer: 172.17.0.1 eth0
docker network inspect bridge
