/*
 * PID 1 of a sandbox and the holder of its terminals; README.md says how it is spoken to.
 *
 *   init                         as PID 1: boots the machine, then serves /run/vethlab/terminals.sock
 *   init attach [SOCKET]         joins stdin and stdout to that socket
 *   init serve SOCKET SHELL      serves terminals anywhere else
 */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "boot.h"
#include "holder.h"
#include "relay.h"

#define BOOT_SCRIPT "/usr/lib/vethlab/boot"
#define SHELL_SCRIPT "/usr/lib/vethlab/shell"
#define RUN_DIRECTORY "/run/vethlab"
#define SOCKET_PATH RUN_DIRECTORY "/terminals.sock"

static void block_signals(void) {
  sigset_t taken;
  sigemptyset(&taken);
  sigaddset(&taken, SIGCHLD);
  sigaddset(&taken, SIGTERM);
  sigaddset(&taken, SIGINT);
  sigprocmask(SIG_BLOCK, &taken, NULL);
}

static int run_machine(void) {
  block_signals();
  if (!boot(BOOT_SCRIPT)) return 1;
  if (mkdir(RUN_DIRECTORY, 0755) != 0 && errno != EEXIST) {
    dprintf(2, "vethlab: cannot make %s: %s\n", RUN_DIRECTORY, strerror(errno));
    return 1;
  }
  return hold_terminals(SOCKET_PATH, SHELL_SCRIPT, "vethlab: stage ready");
}

int main(int argc, char **argv) {
  if (argc == 1 && getpid() == 1) return run_machine();
  if (argc >= 2 && argc <= 3 && strcmp(argv[1], "attach") == 0) return relay(argc == 3 ? argv[2] : SOCKET_PATH);
  if (argc == 4 && strcmp(argv[1], "serve") == 0) {
    block_signals();
    return hold_terminals(argv[2], argv[3], "vethlab: serving");
  }
  dprintf(2, "usage: init attach [SOCKET] | init serve SOCKET SHELL\n");
  return 2;
}
