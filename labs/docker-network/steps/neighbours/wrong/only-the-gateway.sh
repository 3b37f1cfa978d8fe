# reason: no-exchange
docker exec web ping -c 1 172.17.0.1
docker exec -u 0 exporter ping -c 1 172.17.0.1
