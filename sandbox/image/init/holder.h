#ifndef VETHLAB_HOLDER_H
#define VETHLAB_HOLDER_H

/* The holder of terminals: one thread, one epoll, fixed tables, nothing allocated but the rings. */

#include <stdint.h>

#include "connection.h"
#include "terminal.h"
#include "tunnel.h"

/* Every terminal attached, its successor waiting, and some to spare for lists and kills. */
#define CONNECTIONS_MAX 40

struct holder {
  const char *shell;
  int epoll;
  int64_t now_ms;
  struct watch signals;
  struct watch listener;
  struct connection connections[CONNECTIONS_MAX];
  uint64_t accepted;
  struct terminals terminals;
  struct tunnels tunnels;
};

/*
 * Serves terminals at the socket until told to stop, and says `ready` on stdout once it can be reached.
 * SIGCHLD, SIGTERM and SIGINT must be blocked. Answers the exit status.
 */
int hold_terminals(const char *socket_path, const char *shell, const char *ready);

#endif
