#!/bin/sh
# Finishes the unpacked root $1, as the packages' own scripts would.
set -eu
mkdir -p "$1/var/log/nginx" "$1/var/lib/nginx" "$1/var/www/html"
ln -sf ../sites-available/default "$1/etc/nginx/sites-enabled/default"
cp "$1/usr/share/nginx/html/index.html" "$1/var/www/html/index.html"
# A container's log is its standard output: `docker logs` shows requests.
ln -sf /dev/stdout "$1/var/log/nginx/access.log"
ln -sf /dev/stderr "$1/var/log/nginx/error.log"
