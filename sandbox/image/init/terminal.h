#ifndef VETHLAB_TERMINAL_H
#define VETHLAB_TERMINAL_H

/* The shells we hold: each a pty, what it has printed of late, and the connection that looks at it. */

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include "ring.h"
#include "watch.h"
#include "wire.h"

#define TERMINALS_MAX 16

struct connection;

struct terminal {
  bool used;
  char id[ID_MAX + 1];
  struct watch line; /* the pty's master */
  int slave;
  pid_t pid; /* 0 once it is reaped */
  int exit_code;
  bool hung_up;    /* the line will give no more */
  bool discarded;  /* killed: its id is free for another, and nobody will ask for its last output */
  int64_t kill_at_ms; /* 0, or when SIGHUP has had its time */
  struct ring ring;
  struct connection *viewer;
};

struct terminals {
  struct terminal all[TERMINALS_MAX];
  uint32_t generation;
};

/* Answers NULL when there is none. One that has ended but was not yet seen to end counts; one that was killed does not. */
struct terminal *terminal_find(struct terminals *terminals, const char *id);

/* Starts the shell. NULL when every place is taken or it cannot be started. */
struct terminal *terminal_start(struct terminals *terminals, const char *program, const struct open_request *request);

/* Whether its shell still runs. */
bool terminal_runs(const struct terminal *terminal);

/* Whether all its output is in the ring for good. */
bool terminal_ended(const struct terminal *terminal);

/* Moves what the shell has printed into the ring, `limit` bytes at most. */
void terminal_read(struct terminal *terminal, uint64_t limit);

/* Types. Answers how much the line took: 0 while its queue is full. */
size_t terminal_type(struct terminal *terminal, const uint8_t *bytes, size_t length);

void terminal_resize(struct terminal *terminal, const struct winsize *size);

/* Hangs up, and soon after kills what does not go. */
void terminal_hang_up(struct terminal *terminal, int64_t now_ms);

/* The same, because nobody wants it any more. */
void terminal_kill(struct terminal *terminal, int64_t now_ms);

/* Kills those whose time is over. Answers how many ms until the next, -1 when none waits. */
int terminals_kill_overdue(struct terminals *terminals, int64_t now_ms);

/* Notes the end of a process; those that are not ours (orphans) are none of our business. */
void terminals_reaped(struct terminals *terminals, pid_t pid, int status);

/* Gives the place up. Its shell is killed when it still runs. */
void terminal_free(struct terminal *terminal);

#endif
