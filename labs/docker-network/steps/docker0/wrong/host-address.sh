# reason: wrong-address
# answer: 192.168.0.10/24
ifconfig eth0
