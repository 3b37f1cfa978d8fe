# reason: port-without-container
ip link add veth0000001 type veth peer name veth0000002
ip link set veth0000001 master docker0 up
ip link set veth0000002 up
