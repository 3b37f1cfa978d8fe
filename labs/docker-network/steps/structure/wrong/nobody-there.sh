# reason: no-reply
docker exec web ping -c 1 -W 1 192.168.0.77
