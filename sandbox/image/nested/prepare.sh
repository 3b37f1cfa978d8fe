#!/bin/sh
# Finishes an unpacked root $1 so that it works as a container: accounts, a shell, the commands of busybox.
set -eu
root=$1
cat > "$root/etc/passwd" <<EOF
root:x:0:0:root:/root:/bin/sh
www-data:x:33:33:www-data:/var/www:/usr/sbin/nologin
nobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin
EOF
cat > "$root/etc/group" <<EOF
root:x:0:
adm:x:4:
www-data:x:33:
nogroup:x:65534:
EOF
if [ -e "$root/usr/bin/busybox" ]; then
  for applet in $("$root/usr/bin/busybox" --list); do
    [ -e "$root/usr/bin/$applet" ] || ln -s busybox "$root/usr/bin/$applet"
  done
fi
[ -e "$root/usr/bin/sh" ] || ln -s dash "$root/usr/bin/sh"
if [ -e "$root/usr/lib/x86_64-linux-gnu/libc.so.6" ] || [ -e "$root/usr/lib/aarch64-linux-gnu/libc.so.6" ]; then ldconfig -r "$root"; fi
