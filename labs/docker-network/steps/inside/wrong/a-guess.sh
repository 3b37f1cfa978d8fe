# reason: nobody
# answer: 172.17.200.200/16
docker exec exporter ifconfig
