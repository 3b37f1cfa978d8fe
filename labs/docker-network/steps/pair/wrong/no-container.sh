# reason: container-missing
# answer: docker0 veth0000001
docker run -d --name web nginx
