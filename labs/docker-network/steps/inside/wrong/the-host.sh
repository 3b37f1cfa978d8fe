# reason: outside-subnet
# answer: 192.168.0.10
ifconfig eth0
