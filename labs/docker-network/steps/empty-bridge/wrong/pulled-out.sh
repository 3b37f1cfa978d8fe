# reason: pulled-out
for port in $(ls /sys/class/net/docker0/brif); do ip link set "$port" nomaster; done
