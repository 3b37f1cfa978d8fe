#include "ring.h"

#include <sys/mman.h>

#define RING_MASK (RING_SIZE - 1)
/* Output without any line end (a full-screen program) is replayed from where it happens to begin. */
#define LINE_SEARCH_MAX 4096

bool ring_open(struct ring *ring) {
  void *bytes = mmap(NULL, RING_SIZE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (bytes == MAP_FAILED) return false;
  /* Neighbouring rings may merge into one mapping that is large enough for a huge page. */
  (void)madvise(bytes, RING_SIZE, MADV_NOHUGEPAGE);
  *ring = (struct ring){.bytes = bytes};
  return true;
}

void ring_close(struct ring *ring) {
  if (ring->bytes != NULL) munmap(ring->bytes, RING_SIZE);
  *ring = (struct ring){0};
}

struct iovec ring_room(const struct ring *ring, size_t wanted) {
  size_t position = ring->end & RING_MASK;
  size_t contiguous = RING_SIZE - position;
  return (struct iovec){.iov_base = ring->bytes + position, .iov_len = wanted < contiguous ? wanted : contiguous};
}

void ring_commit(struct ring *ring, size_t written) {
  ring->end += written;
  if (ring->end - ring->start > RING_SIZE) ring->start = ring->end - RING_SIZE;
}

int ring_slices(const struct ring *ring, uint64_t from, size_t length, struct iovec out[2]) {
  size_t position = from & RING_MASK;
  size_t first = RING_SIZE - position;
  if (first >= length) {
    out[0] = (struct iovec){.iov_base = ring->bytes + position, .iov_len = length};
    return 1;
  }
  out[0] = (struct iovec){.iov_base = ring->bytes + position, .iov_len = first};
  out[1] = (struct iovec){.iov_base = ring->bytes, .iov_len = length - first};
  return 2;
}

uint64_t ring_replay_start(const struct ring *ring) {
  if (ring->start == 0) return 0;
  for (uint64_t at = ring->start; at < ring->end && at - ring->start < LINE_SEARCH_MAX; at++) {
    if (ring->bytes[at & RING_MASK] == '\n') return at + 1;
  }
  return ring->start;
}
