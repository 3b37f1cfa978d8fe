# reason: wrong-bridge
ip link add br9 type bridge
for name in alpha beta; do veth=$(grep -lx "$(docker exec $name cat /sys/class/net/eth0/iflink)" /sys/class/net/veth*/ifindex | cut -d/ -f5); ip link set $veth master br9; ip link set $veth up; done
ip link set br9 up
