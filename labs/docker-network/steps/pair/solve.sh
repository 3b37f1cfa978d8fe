# without exporter: docker run -d --name exporter -p 8080:8080 node-exporter
docker run -d --name web nginx
brctl show docker0
docker exec web cat /sys/class/net/eth0/iflink
grep . /sys/class/net/veth*/ifindex
docker exec web ip link show eth0
ip link show type veth
