#ifndef VETHLAB_RING_H
#define VETHLAB_RING_H

/*
 * The last RING_SIZE bytes a shell has printed, addressed by their offset since the shell began.
 * The memory is mapped at once but becomes real page by page as it is written, so an idle shell costs a page or two.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/uio.h>

#define RING_SIZE ((uint64_t)1 << 20)

struct ring {
  uint8_t *bytes;
  uint64_t start; /* offset of the oldest byte still here */
  uint64_t end;   /* offset after the newest byte */
};

bool ring_open(struct ring *ring);
void ring_close(struct ring *ring);

/* Where the next bytes go: contiguous, at most `wanted`, possibly over the oldest ones. */
struct iovec ring_room(const struct ring *ring, size_t wanted);
void ring_commit(struct ring *ring, size_t written);

/* The bytes from `from` on, in one or two pieces; answers how many pieces. `from + length` must not pass the end. */
int ring_slices(const struct ring *ring, uint64_t from, size_t length, struct iovec out[2]);

/* Where a replay begins: after a line's end when older bytes are lost, so that no character or escape sequence is cut. */
uint64_t ring_replay_start(const struct ring *ring);

#endif
