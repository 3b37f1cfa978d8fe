# reason: container-replaced
docker rm -f alpha beta
docker run -d --name alpha busybox sleep 1000000
docker run -d --name beta busybox sleep 1000000
