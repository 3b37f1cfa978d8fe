index=$(docker exec web cat /sys/class/net/eth0/iflink)
echo "web $(grep -lx "$index" /sys/class/net/veth*/ifindex | cut -d/ -f5)"
