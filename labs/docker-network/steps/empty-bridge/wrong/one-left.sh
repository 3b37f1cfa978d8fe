# reason: container-running
docker rm -f web
