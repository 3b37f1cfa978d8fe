# reason: nothing-went-out
docker exec web ping -c 2 172.17.0.1
