# reason: no-request
@client curl -m 2 http://192.168.0.10:80/
