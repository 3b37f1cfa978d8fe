#!/bin/sh
# run-engine.sh HOME CGROUP: becomes the private dockerd of HOME, with a containerd beside it. Started by start-engine.ts
# inside a mount namespace of its own, so that whatever the two mount is gone with them; or, when containerd has
# outlived its dockerd, inside containerd's.
set -eu
home=$1 cgroup=$2
export PATH=/usr/sbin:/usr/bin:/sbin:/bin
run=$home/run

# Out of the starter's cgroups, so that ending a login session or a service does not end the machines. `engine` is a
# leaf of its own beside the containers.
if [ -f /sys/fs/cgroup/cgroup.procs ]; then
  hierarchies=/sys/fs/cgroup # cgroup v2: one hierarchy
else
  hierarchies='/sys/fs/cgroup/*'
fi
for hierarchy in $hierarchies; do
  [ -f "$hierarchy/cgroup.procs" ] || continue
  mkdir -p "$hierarchy/$cgroup/engine" 2> /dev/null || continue
  # A v1 cpuset is born without cpus and memory nodes and takes nobody until it has them.
  if [ -f "$hierarchy/cpuset.cpus" ]; then
    for dir in "$hierarchy/$cgroup" "$hierarchy/$cgroup/engine"; do
      cat "$hierarchy/cpuset.cpus" > "$dir/cpuset.cpus"
      cat "$hierarchy/cpuset.mems" > "$dir/cpuset.mems"
    done
  fi
  echo $$ > "$hierarchy/$cgroup/engine/cgroup.procs" || true
done

if ! [ /etc/subuid -ef "$home/subid" ]; then
  # dockerd looks its uid ranges up in /etc; it finds ours there, and the host's files stay as they are.
  for file in /etc/subuid /etc/subgid; do
    [ -e "$file" ] || touch "$file"
    mount --bind "$home/subid" "$file"
  done
  # dockerd, runc and the shims keep sockets below /run whatever they are told.
  mount -t tmpfs -o mode=0755,size=64m vethlab-run /run
fi

if ! [ -r "$run/containerd.pid" ] || ! grep -qs "$home/containerd.toml" "/proc/$(cat "$run/containerd.pid")/cmdline"; then
  rm -f "$run/containerd.sock"
  containerd --config "$home/containerd.toml" > "$home/log/containerd.log" 2>&1 &
  echo $! > "$run/containerd.pid"
fi
tries=0
until [ -S "$run/containerd.sock" ]; do
  tries=$((tries + 1))
  [ "$tries" -lt 400 ] || exit 1
  sleep 0.025
done
exec dockerd --config-file "$home/dockerd.json" > "$home/log/dockerd.log" 2>&1
