# reason: interface-missing
# answer: 172.17.0.1
docker network inspect bridge
