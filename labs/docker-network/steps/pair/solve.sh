docker run -d --name web nginx
brctl show docker0
docker exec web cat /sys/class/net/eth0/iflink
grep . /sys/class/net/veth*/ifindex
docker exec web ip link show eth0
ip link show type veth
