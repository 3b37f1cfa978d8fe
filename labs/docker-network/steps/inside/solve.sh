docker exec exporter ifconfig
