# reason: container-stopped
docker run --name web busybox true
