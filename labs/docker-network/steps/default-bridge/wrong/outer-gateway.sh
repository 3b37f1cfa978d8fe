# reason: wrong-gateway
# answer: 192.168.0.2 eth0
ip route
