#!/bin/sh
# Compiles init:  build.sh OUT
# With SANITIZE=1 in the environment: a build for tests, with the address and undefined-behaviour sanitizers.
set -eu
cd "$(dirname "$0")"
out=$1

set -- -O2 -std=c11 -D_GNU_SOURCE -fstack-protector-strong \
  -Wall -Wextra -Wshadow -Wconversion -Wno-sign-conversion -Werror
if [ -n "${SANITIZE:-}" ]; then
  set -- "$@" -g -fsanitize=address,undefined -fno-sanitize-recover=undefined
else
  # Static: PID 1 moves to another root, and needs no page of a libc that nobody else in the sandbox has mapped.
  set -- "$@" -D_FORTIFY_SOURCE=2 -static-pie -fPIE -Wl,-z,relro,-z,now -s
fi
exec gcc "$@" -o "$out" ./*.c
