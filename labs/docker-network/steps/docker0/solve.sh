ifconfig docker0
