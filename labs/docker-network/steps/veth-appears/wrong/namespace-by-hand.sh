# reason: port-without-container
ip netns add handmade
ip link add veth0000001 type veth peer name eth0 netns handmade
ip link set veth0000001 master docker0 up
ip -n handmade link set eth0 up
ip -n handmade address add 172.17.0.9/16 dev eth0
