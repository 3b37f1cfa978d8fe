iptables -nvL DOCKER
@client curl http://192.168.0.10:8080/
iptables -nvL DOCKER
