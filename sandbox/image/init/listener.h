#ifndef VETHLAB_LISTENER_H
#define VETHLAB_LISTENER_H

/* The unix socket at both ends. -1 with errno when it cannot. */
int listen_at(const char *path);
int connect_to(const char *path);

#endif
