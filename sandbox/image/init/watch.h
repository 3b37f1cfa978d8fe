#ifndef VETHLAB_WATCH_H
#define VETHLAB_WATCH_H

/* What epoll tells us about. A stale event (of something closed in the same turn) shows by its generation. */

#include <stdint.h>
#include <sys/epoll.h>

enum watched { WATCHED_SIGNALS, WATCHED_CONNECTION, WATCHED_TERMINAL, WATCHED_LISTENER };

struct watch {
  int fd;
  uint32_t events; /* what epoll is set to; 0 when the fd is not in it, since a hang-up is reported unasked */
  uint64_t key;
};

uint64_t watch_key(enum watched kind, uint32_t index, uint32_t generation);
enum watched watch_kind(uint64_t key);
uint32_t watch_index(uint64_t key);

void watch_set(int epoll, struct watch *watch, uint32_t events);

#endif
