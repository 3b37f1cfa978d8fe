# reason: nothing-went-out
docker exec web ping -c 1 172.17.0.1
