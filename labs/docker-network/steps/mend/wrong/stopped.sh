# reason: container-stopped
docker kill alpha beta
