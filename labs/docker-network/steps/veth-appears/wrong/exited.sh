# reason: container-stopped
docker run --name exporter busybox true
