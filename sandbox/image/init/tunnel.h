#ifndef VETHLAB_TUNNEL_H
#define VETHLAB_TUNNEL_H

/*
 * TCP connections to what listens in the sandbox, each joined to a client by a process of its own: however a server in
 * there behaves, the holder's loop has nothing to do with it. They start in our network namespace and reach no other.
 */
#include <stdbool.h>
#include <sys/types.h>

#include "wire.h"

/* More than a browser opens at a time, few beside the processes that a sandbox may have. */
#define TUNNELS_MAX 64

struct tunnels {
  pid_t all[TUNNELS_MAX];
};

/*
 * Starts a process that answers the client with HOLDER_CONNECTED and carries bytes, or with HOLDER_ERROR and hangs up.
 * The caller lets go of the client. False when every place is taken or no process is left.
 */
bool tunnel_start(struct tunnels *tunnels, int client, const struct connect_request *request);

/* Notes the end of a process. */
void tunnels_reaped(struct tunnels *tunnels, pid_t pid);

#endif
