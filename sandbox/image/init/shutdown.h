#ifndef VETHLAB_SHUTDOWN_H
#define VETHLAB_SHUTDOWN_H

#include <signal.h>
#include <stdbool.h>
#include <sys/types.h>
#include <unistd.h>

/*
 * Whether a SIGTERM or SIGINT ends us. As PID 1 we obey the engine only: a `kill` from outside our pid namespace comes
 * with sender 0, and the kernel lets nobody inside forge SI_USER. So `kill 1` typed by a learner does nothing.
 */
static inline bool is_order_to_stop(int code, pid_t sender) {
  if (getpid() != 1) return true;
  return (code == SI_USER || code == SI_KERNEL) && sender == 0;
}

#endif
