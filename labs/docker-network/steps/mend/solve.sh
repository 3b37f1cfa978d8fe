lost=$(for name in alpha beta; do docker exec $name ping -c 1 -W 1 172.17.0.1 > /dev/null || echo $name; done); echo $lost
index=$(docker exec $lost cat /sys/class/net/eth0/iflink)
veth=$(grep -lx "$index" /sys/class/net/veth*/ifindex | cut -d/ -f5)
ip link show "$veth"
ip link set "$veth" master docker0
ip link set "$veth" up
docker exec $lost ping -c 1 172.17.0.1
