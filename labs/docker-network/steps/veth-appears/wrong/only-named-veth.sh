# reason: port-without-container
ip link add vethfake type vxlan id 7 dstport 4789
ip link set vethfake master docker0 up
