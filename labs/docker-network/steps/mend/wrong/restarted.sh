# reason: container-restarted
docker restart -t 0 alpha beta
