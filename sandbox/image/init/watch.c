#include "watch.h"

#include <stddef.h>

#define KIND_SHIFT 60
#define INDEX_SHIFT 32
#define INDEX_MASK 0xffffu

uint64_t watch_key(enum watched kind, uint32_t index, uint32_t generation) {
  return (uint64_t)kind << KIND_SHIFT | (uint64_t)(index & INDEX_MASK) << INDEX_SHIFT | generation;
}

enum watched watch_kind(uint64_t key) { return (enum watched)(key >> KIND_SHIFT); }

uint32_t watch_index(uint64_t key) { return (uint32_t)(key >> INDEX_SHIFT) & INDEX_MASK; }

void watch_set(int epoll, struct watch *watch, uint32_t events) {
  if (watch->events == events) return;
  struct epoll_event event = {.events = events, .data.u64 = watch->key};
  int operation = watch->events == 0 ? EPOLL_CTL_ADD : events == 0 ? EPOLL_CTL_DEL : EPOLL_CTL_MOD;
  if (epoll_ctl(epoll, operation, watch->fd, operation == EPOLL_CTL_DEL ? NULL : &event) == 0) watch->events = events;
}
