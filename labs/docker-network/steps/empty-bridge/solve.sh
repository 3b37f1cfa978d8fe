docker rm -f web exporter
docker ps
brctl show docker0
