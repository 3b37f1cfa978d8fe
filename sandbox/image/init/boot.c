#include "boot.h"

#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

#include "shutdown.h"
#include "spawn.h"

static bool is_success(int status, const char *script) {
  if (WIFEXITED(status) && WEXITSTATUS(status) == 0) return true;
  if (WIFEXITED(status)) {
    dprintf(2, "vethlab: %s failed with exit status %d\n", script, WEXITSTATUS(status));
  } else {
    dprintf(2, "vethlab: %s was ended by signal %d\n", script, WTERMSIG(status));
  }
  return false;
}

/* Reaps whatever has ended. True once the script is among it. */
static bool reap_until(pid_t script, int *status) {
  for (;;) {
    pid_t pid = waitpid(-1, status, WNOHANG);
    if (pid <= 0) return false;
    if (pid == script) return true;
  }
}

bool boot(const char *script) {
  sigset_t awaited;
  sigemptyset(&awaited);
  sigaddset(&awaited, SIGCHLD);
  sigaddset(&awaited, SIGTERM);
  sigaddset(&awaited, SIGINT);
  pid_t pid = spawn_program(script);
  if (pid < 0) {
    dprintf(2, "vethlab: cannot start %s\n", script);
    return false;
  }
  for (int status = 0;;) {
    siginfo_t signal;
    if (sigwaitinfo(&awaited, &signal) < 0) continue;
    if (signal.si_signo != SIGCHLD && is_order_to_stop(signal.si_code, signal.si_pid)) {
      dprintf(2, "vethlab: told to stop while %s ran\n", script);
      return false;
    }
    if (reap_until(pid, &status)) return is_success(status, script) && chdir("/") == 0;
  }
}
