#include "terminal.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "spawn.h"

/* Time for a shell to save its history and hang up its jobs. */
#define HANG_UP_GRACE_MS 500

struct terminal *terminal_find(struct terminals *terminals, const char *id) {
  for (int i = 0; i < TERMINALS_MAX; i++) {
    struct terminal *terminal = &terminals->all[i];
    if (terminal->used && !terminal->discarded && strcmp(terminal->id, id) == 0) return terminal;
  }
  return NULL;
}

bool terminal_runs(const struct terminal *terminal) { return terminal->used && terminal->pid != 0; }

bool terminal_ended(const struct terminal *terminal) { return terminal->pid == 0 && terminal->hung_up; }

/* A free place; else that of a shell which ended while nobody looked. */
static struct terminal *find_place(struct terminals *terminals) {
  struct terminal *ended = NULL;
  for (int i = 0; i < TERMINALS_MAX; i++) {
    struct terminal *terminal = &terminals->all[i];
    if (!terminal->used) return terminal;
    if (terminal_ended(terminal) && terminal->viewer == NULL) ended = terminal;
  }
  if (ended != NULL) terminal_free(ended);
  return ended;
}

struct terminal *terminal_start(struct terminals *terminals, const char *program, const struct open_request *request) {
  struct terminal *terminal = find_place(terminals);
  struct ring ring;
  if (terminal == NULL || !ring_open(&ring)) return NULL;
  struct spawned_shell shell;
  if (!spawn_shell(program, request->machine, &request->size, &shell)) {
    ring_close(&ring);
    return NULL;
  }
  uint32_t index = (uint32_t)(terminal - terminals->all);
  *terminal = (struct terminal){
      .used = true,
      .line = {.fd = shell.master, .key = watch_key(WATCHED_TERMINAL, index, ++terminals->generation)},
      .slave = shell.slave,
      .pid = shell.pid,
      .ring = ring,
  };
  strcpy(terminal->id, request->id);
  return terminal;
}

void terminal_read(struct terminal *terminal, uint64_t limit) {
  uint64_t stop = terminal->ring.end + limit;
  while (!terminal->hung_up && terminal->ring.end < stop) {
    struct iovec room = ring_room(&terminal->ring, stop - terminal->ring.end);
    ssize_t length = read(terminal->line.fd, room.iov_base, room.iov_len);
    if (length > 0) {
      ring_commit(&terminal->ring, (size_t)length);
    } else if (length < 0 && errno == EINTR) {
      continue;
    } else if (length < 0 && errno == EAGAIN) {
      /* The kernel has flushed what was under way; nothing more comes from a shell that is no more. */
      terminal->hung_up = terminal->pid == 0;
      return;
    } else {
      terminal->hung_up = true;
    }
  }
}

size_t terminal_type(struct terminal *terminal, const uint8_t *bytes, size_t length) {
  if (!terminal_runs(terminal) || terminal->hung_up) return length;
  size_t done = 0;
  while (done < length) {
    ssize_t written = write(terminal->line.fd, bytes + done, length - done);
    if (written < 0 && errno == EINTR) continue;
    if (written < 0 && errno != EAGAIN) return length;
    if (written <= 0) break;
    done += (size_t)written;
  }
  return done;
}

void terminal_resize(struct terminal *terminal, const struct winsize *size) {
  ioctl(terminal->line.fd, TIOCSWINSZ, size);
}

void terminal_hang_up(struct terminal *terminal, int64_t now_ms) {
  if (!terminal_runs(terminal) || terminal->kill_at_ms != 0) return;
  terminal->kill_at_ms = now_ms + HANG_UP_GRACE_MS;
  kill(terminal->pid, SIGHUP);
  kill(terminal->pid, SIGCONT);
}

void terminal_kill(struct terminal *terminal, int64_t now_ms) {
  terminal->discarded = true;
  terminal_hang_up(terminal, now_ms);
}

/* The shell, and the program in front of it, which a shell with job control puts in a group of its own. */
static void kill_groups(const struct terminal *terminal) {
  pid_t foreground = tcgetpgrp(terminal->line.fd);
  if (foreground > 1) kill(-foreground, SIGKILL);
  kill(-terminal->pid, SIGKILL);
}

int terminals_kill_overdue(struct terminals *terminals, int64_t now_ms) {
  int64_t next = -1;
  for (int i = 0; i < TERMINALS_MAX; i++) {
    struct terminal *terminal = &terminals->all[i];
    if (!terminal_runs(terminal) || terminal->kill_at_ms == 0) continue;
    if (terminal->kill_at_ms <= now_ms) {
      kill_groups(terminal);
      terminal->kill_at_ms = now_ms + HANG_UP_GRACE_MS;
    }
    int64_t wait = terminal->kill_at_ms - now_ms;
    if (next < 0 || wait < next) next = wait;
  }
  return (int)next;
}

void terminals_reaped(struct terminals *terminals, pid_t pid, int status) {
  for (int i = 0; i < TERMINALS_MAX; i++) {
    struct terminal *terminal = &terminals->all[i];
    if (!terminal_runs(terminal) || terminal->pid != pid) continue;
    terminal->pid = 0;
    /* As shells say it: 128 and the signal's number. */
    terminal->exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  }
}

void terminal_free(struct terminal *terminal) {
  if (terminal_runs(terminal)) kill_groups(terminal);
  close(terminal->slave);
  close(terminal->line.fd);
  ring_close(&terminal->ring);
  *terminal = (struct terminal){0};
}
