# Two containers, alpha and beta, one of which loses its connection to docker0. Which one, and how, is left to chance;
# VETHLAB_FAULT (detached or link-down) settles the how, for tests. Mends what an earlier run broke before it breaks anew.
set -eu

veth_of() {
  index=$(docker exec "$1" cat /sys/class/net/eth0/iflink) || return 1
  # A pipe ends as its last command does: without a match, grep has to be that one.
  grep -lx "$index" /sys/class/net/*/ifindex | cut -d/ -f5 | grep .
}

plug_in() {
  ip link set "$1" master docker0 && ip link set "$1" up
}

reaches_gateway() {
  docker exec "$1" ping -c 1 -W 1 172.17.0.1 > /dev/null
}

for name in alpha beta; do
  if veth=$(veth_of "$name") && plug_in "$veth" && reaches_gateway "$name"; then continue; fi
  docker rm -f "$name" > /dev/null 2>&1 || true
  docker run -d --name "$name" busybox sleep 1000000 > /dev/null
done

chance=$(od -An -N1 -tu1 /dev/urandom)
if [ $((chance % 2)) -eq 0 ]; then victim=alpha; else victim=beta; fi
if [ $((chance / 2 % 2)) -eq 0 ]; then fault=detached; else fault=link-down; fi

veth=$(veth_of "$victim")
case ${VETHLAB_FAULT:-$fault} in
  detached) ip link set "$veth" nomaster ;;
  link-down) ip link set "$veth" down ;;
esac
