# reason: no-container
docker rm -f web exporter
