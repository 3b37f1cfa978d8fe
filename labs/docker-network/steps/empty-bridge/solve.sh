docker rm -f $(docker ps -q)
docker ps
brctl show docker0
