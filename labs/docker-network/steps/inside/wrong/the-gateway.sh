# reason: bridge-address
# answer: 172.17.0.1
ifconfig docker0
