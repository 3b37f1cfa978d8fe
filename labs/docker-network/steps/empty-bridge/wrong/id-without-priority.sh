# reason: wrong-id
# answer: 8000.000000000000
docker rm -f web exporter
