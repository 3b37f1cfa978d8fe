# reason: wrong-mask
# answer: 172.17.0.1/24
ifconfig docker0
