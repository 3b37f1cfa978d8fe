#include "relay.h"

#include <errno.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "listener.h"

#define COPY_SIZE 65536

static bool write_all(int to, const char *bytes, size_t length) {
  for (size_t done = 0; done < length;) {
    ssize_t written = write(to, bytes + done, length - done);
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    done += (size_t)written;
  }
  return true;
}

static void copy(int from, int to) {
  static char bytes[COPY_SIZE];
  for (;;) {
    ssize_t length = read(from, bytes, sizeof bytes);
    if (length < 0 && errno == EINTR) continue;
    if (length <= 0 || !write_all(to, bytes, (size_t)length)) return;
  }
}

/* One process for each direction: keys pass while the output is held up, and no stream has to be made non-blocking. */
int relay(const char *socket_path) {
  int socket = connect_to(socket_path);
  if (socket < 0) {
    dprintf(2, "vethlab: cannot reach %s: %s\n", socket_path, strerror(errno));
    return 1;
  }
  pid_t input = getpid();
  pid_t output = fork();
  if (output < 0) return 1;
  if (output == 0) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    copy(socket, STDOUT_FILENO);
    if (getppid() == input) kill(input, SIGTERM); /* which sits in a read of stdin */
    _exit(0);
  }
  copy(STDIN_FILENO, socket);
  kill(output, SIGKILL);
  waitpid(output, NULL, 0);
  return 0;
}
