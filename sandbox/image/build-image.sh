#!/bin/sh
# build-image.sh AGENT OUT: lays out in OUT what is ours, to be put on top of what build-base.sh made.
# AGENT is the observer's folder. Needs gcc and libc6-dev. Reads rootfs/ and init/ beside itself.
set -eu
umask 022
here=$(cd "$(dirname "$0")" && pwd)
agent=$1 root=$2
lib=$root/usr/lib/vethlab

echo 'vethlab: build files'
mkdir -p "$root"
cp -R --no-dereference --no-preserve=ownership "$here/rootfs/." "$root"
mkdir -p "$lib/observer" "$root/vethlab" "$root/mnt" "$root/var/lib/docker"
cp -R --no-preserve=ownership "$agent/." "$lib/observer"
rm -rf "$lib/observer/__pycache__"

echo 'vethlab: build programs'
sh "$here/init/build.sh" "$lib/init"
gcc -O2 -Wall -Wextra -fPIC -shared -s -o "$lib/read-only-sysfs.so" "$here/ip/read-only-sysfs.c"

# Whatever the checkout's owner and umask are.
chown -hR 0:0 "$root"
chmod -R u=rwX,go=rX "$root"
