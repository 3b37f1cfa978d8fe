# reason: around-the-port
@client curl -m 2 http://172.17.0.3:8080/
