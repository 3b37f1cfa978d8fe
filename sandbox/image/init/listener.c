#include "listener.h"

#include <errno.h>
#include <stdbool.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#define BACKLOG 64

static bool address_of(const char *path, struct sockaddr_un *out) {
  *out = (struct sockaddr_un){.sun_family = AF_UNIX};
  if (strlen(path) >= sizeof out->sun_path) {
    errno = ENAMETOOLONG;
    return false;
  }
  strcpy(out->sun_path, path);
  return true;
}

static int close_failed(int fd) {
  int reason = errno;
  close(fd);
  errno = reason;
  return -1;
}

int listen_at(const char *path) {
  struct sockaddr_un address;
  if (!address_of(path, &address)) return -1;
  int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  if (fd < 0) return -1;
  unlink(path);
  mode_t before = umask(0177);
  int bound = bind(fd, (struct sockaddr *)&address, sizeof address);
  umask(before);
  if (bound != 0 || listen(fd, BACKLOG) != 0) return close_failed(fd);
  return fd;
}

int connect_to(const char *path) {
  struct sockaddr_un address;
  if (!address_of(path, &address)) return -1;
  int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (fd < 0) return -1;
  if (connect(fd, (struct sockaddr *)&address, sizeof address) != 0) return close_failed(fd);
  return fd;
}
