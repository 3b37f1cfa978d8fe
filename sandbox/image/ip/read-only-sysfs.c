/*
 * `ip netns exec` gives the command a /sys of its namespace's. In a user namespace the kernel refuses that mount unless
 * it is read-only, as the machine's own /sys is, and `ip` does not ask for that by itself. This library stands before
 * libc for `ip` alone (build-base.sh) and asks again.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/syscall.h>
#include <unistd.h>

int mount(const char *source, const char *target, const char *type, unsigned long flags, const void *data) {
  long result = syscall(SYS_mount, source, target, type, flags, data);
  int is_refused = result != 0 && errno == EPERM && (flags & MS_RDONLY) == 0;
  if (is_refused && type != NULL && strcmp(type, "sysfs") == 0) {
    result = syscall(SYS_mount, source, target, type, flags | MS_RDONLY, data);
  }
  return (int)result;
}
