#!/bin/sh
# build-base.sh OUT: what comes from Debian. Fills OUT/root (the machine, with the preloaded images as its Docker stores
# them) and OUT/archives (the same images for `docker load`).
# Runs as root; needs mmdebstrap and python3. Reads packages.txt and nested/ beside itself. VETHLAB_APT_SOURCES may hold
# lines of an apt sources.list to be used in place of the host's.
set -eu
umask 022
here=$(cd "$(dirname "$0")" && pwd)
out=$1
names() { sed 's/#.*//' "$1" | tr -s ' \n' "$2"; }

# Where mounting is not allowed (a docker build), mmdebstrap can do without.
skip=
if ! unshare --mount true 2> /dev/null; then skip='--skip=check/canmount'; fi

echo 'vethlab: build packages'
mkdir -p "$out/root"
# From where this host gets its own packages; where that is no Debian of this release, from mmdebstrap's default.
if [ -n "${VETHLAB_APT_SOURCES:-}" ]; then
  printf '%s\n' "$VETHLAB_APT_SOURCES" > "$out/sources.list"
else
  python3 "$here/apt-sources.py" bookworm > "$out/sources.list"
fi
set -- bookworm "$out/root"
if grep -q . "$out/sources.list"; then set -- "$@" "$out/sources.list"; fi
mmdebstrap --quiet --mode=root $skip --variant=minbase --include="$(names "$here/packages.txt" ,)" \
  --aptopt='APT::Install-Recommends "false"' --dpkgopt="$here/dpkg-excludes" \
  --skip=cleanup/apt --skip=cleanup/reproducible "$@"
rm "$out/sources.list"

echo 'vethlab: build ip'
# `ip` is Debian's, with one library of ours before libc; ip/read-only-sysfs.c says why.
chroot "$out/root" sh -euc 'cd /tmp && apt-get -qq download patchelf && dpkg-deb -x patchelf_*.deb patchelf'
chroot "$out/root" /tmp/patchelf/usr/bin/patchelf --add-needed /usr/lib/vethlab/read-only-sysfs.so /usr/bin/ip

echo 'vethlab: build images'
# The closure of an image's packages is unpacked, not installed: no scripts run, and what only installers need stays out.
installers='^(adduser|debconf|debianutils|dpkg|init-system-helpers|libaudit|libcap-ng|libdb5|libfile-find|libgdbm|libnumber'
installers="$installers|libpam|libperl|libsemanage|libsepol|libtext-glob|mawk|passwd|perl|tar|usrmerge|gcc-12-base)"
: > "$out/root/tmp/no-status"
for image in "$here"/nested/*/; do
  name=$(basename "$image")
  debs="/tmp/debs-$name"
  root="$out/nested/$name"
  mkdir -p "$out/root$debs/partial" "$root/usr/bin" "$root/usr/sbin" "$root/usr/lib" "$root/usr/lib64" "$root/etc" "$root/tmp" "$root/root" "$root/run"
  chmod 1777 "$root/tmp"
  for dir in bin sbin lib lib64; do ln -s "usr/$dir" "$root/$dir"; done
  chroot "$out/root" apt-get -y -qq --no-install-recommends --download-only -o Dir::State::status=/tmp/no-status \
    -o "Dir::Cache::archives=$debs" install $(names "$image/packages.txt" ' ') > /dev/null
  for deb in "$out/root$debs"/*.deb; do
    if basename "$deb" | grep -qE "$installers"; then continue; fi
    dpkg-deb --fsys-tarfile "$deb" | tar -x --keep-directory-symlink -C "$root" --exclude-from="$here/nested/excludes"
  done
  newest=$(find "$root" -type f -printf '%T@\n' | sort -n | tail -n 1)
  sh "$here/nested/prepare.sh" "$root"
  if [ -f "$image/prepare.sh" ]; then sh "$image/prepare.sh" "$root"; fi
  # As old as its packages, so that the same packages make the same image.
  find "$root" -newermt "@$newest" -exec touch --no-dereference --date "@$newest" {} +
  rm -r "$out/root$debs"
done
python3 "$here/nested/lay-out-store.py" "$here/nested" "$out/nested" "$out/root/usr/lib/vethlab/images" "$out/archives"
rm -r "$out/nested" "$out/root/tmp/no-status"

echo 'vethlab: build trim'
root=$out/root
rm -rf "$root"/var/lib/apt/lists/* "$root"/var/cache/apt/* "$root"/var/cache/debconf/* "$root"/var/log/* "$root"/tmp/*
rm -rf "$root"/usr/share/perl "$root"/usr/lib/*/perl "$root"/usr/lib/*/libperl.so* "$root"/usr/share/zoneinfo/right
# Tools of Docker's own developers and the runtimes that nothing here calls: 75 MB.
rm -f "$root"/usr/bin/dnet "$root"/usr/sbin/ovrouter "$root"/usr/bin/ctr "$root"/usr/bin/containerd-shim "$root"/usr/bin/containerd-shim-runc-v1
# One iptables, so that what a lesson shows is what the kernel has.
rm -f "$root"/usr/sbin/*-legacy* "$root"/usr/sbin/xtables-legacy-multi
