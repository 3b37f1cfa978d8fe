# reason: around-the-port
curl -s http://192.168.0.10:8080/
@client curl -m 2 http://172.17.0.3:8080/
