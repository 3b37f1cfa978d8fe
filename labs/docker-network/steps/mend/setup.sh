# Two containers, alpha and beta, one of which loses its connection to docker0. Which one, and how, is left to chance;
# VETHLAB_FAULT (detached or link-down) settles the how, for tests. Mends what an earlier run broke before it breaks anew.
set -eu

veth_of() {
  index=$(docker exec "$1" cat /sys/class/net/eth0/iflink)
  grep -lx "$index" /sys/class/net/*/ifindex | cut -d/ -f5
}

plug_in() {
  ip link set "$1" master docker0
  ip link set "$1" up
}

for name in alpha beta; do
  if [ "$(docker inspect -f '{{.State.Running}}' "$name" 2> /dev/null)" = true ] && veth=$(veth_of "$name"); then
    plug_in "$veth"
  else
    docker rm -f "$name" > /dev/null 2>&1 || true
    docker run -d --name "$name" busybox sleep 1000000 > /dev/null
  fi
done

chance=$(od -An -N1 -tu1 /dev/urandom)
if [ $((chance % 2)) -eq 0 ]; then victim=alpha; else victim=beta; fi
if [ $((chance / 2 % 2)) -eq 0 ]; then fault=detached; else fault=link-down; fi

veth=$(veth_of "$victim")
case ${VETHLAB_FAULT:-$fault} in
  detached) ip link set "$veth" nomaster ;;
  link-down) ip link set "$veth" down ;;
esac
