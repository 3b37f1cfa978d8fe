#include "holder.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "listener.h"
#include "request.h"
#include "settle.h"
#include "shutdown.h"

#define EVENTS_MAX 64
/* What one turn takes from one terminal or client, so that every other is served in between. */
#define TURN_BYTES 65536
/* A fork bomb leaves zombies faster than we can reap; the terminals are served all the same. */
#define TURN_REAPS 256
#define TURN_ACCEPTS 16

static int64_t monotonic_ms(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* A free place; else that of the oldest client that looks at no terminal. There is one: terminals are fewer. */
static struct connection *make_place(struct holder *holder) {
  struct connection *oldest = NULL;
  for (int i = 0; i < CONNECTIONS_MAX; i++) {
    struct connection *connection = &holder->connections[i];
    if (!connection->used) return connection;
    if (connection->terminal == NULL && (oldest == NULL || connection->since < oldest->since)) oldest = connection;
  }
  if (oldest != NULL) close_connection(oldest);
  return oldest;
}

static void accept_clients(struct holder *holder) {
  for (int i = 0; i < TURN_ACCEPTS; i++) {
    int fd = accept4(holder->listener.fd, NULL, NULL, SOCK_CLOEXEC | SOCK_NONBLOCK);
    if (fd < 0) return;
    struct connection *connection = make_place(holder);
    if (connection == NULL) {
      close(fd);
      return;
    }
    uint32_t index = (uint32_t)(connection - holder->connections);
    open_connection(connection, fd, ++holder->accepted, index);
  }
}

/* False when we are to stop. */
static bool take_signals(struct holder *holder) {
  struct signalfd_siginfo signal;
  while (read(holder->signals.fd, &signal, sizeof signal) == (ssize_t)sizeof signal) {
    if (signal.ssi_signo != SIGCHLD && is_order_to_stop(signal.ssi_code, (pid_t)signal.ssi_pid)) return false;
  }
  return true;
}

/* True when more may wait to be reaped. */
static bool reap(struct holder *holder) {
  for (int i = 0; i < TURN_REAPS; i++) {
    int status;
    pid_t pid = waitpid(-1, &status, WNOHANG);
    if (pid <= 0) return false;
    terminals_reaped(&holder->terminals, pid, status);
    tunnels_reaped(&holder->tunnels, pid);
  }
  return true;
}

static void serve_connection(struct holder *holder, const struct epoll_event *event) {
  struct connection *connection = &holder->connections[watch_index(event->data.u64)];
  if (!connection->used || connection->socket.key != event->data.u64) return;
  if (event->events & EPOLLIN && !connection->line_is_full && !connection->closing) {
    if (connection_receive(connection)) serve_requests(holder, connection);
  } else if (event->events & (EPOLLHUP | EPOLLRDHUP | EPOLLERR)) {
    connection->failed = true;
  }
}

static void serve_terminal(struct holder *holder, const struct epoll_event *event) {
  struct terminal *terminal = &holder->terminals.all[watch_index(event->data.u64)];
  if (!terminal->used || terminal->line.key != event->data.u64) return;
  if (event->events & EPOLLOUT && terminal->viewer != NULL) serve_requests(holder, terminal->viewer);
  uint64_t room = terminal_room(terminal);
  terminal_read(terminal, room < TURN_BYTES ? room : TURN_BYTES);
}

/* Keys before output: an interrupt typed into a flood comes through first. */
static void serve_events(struct holder *holder, const struct epoll_event *events, int count) {
  for (int i = 0; i < count; i++) {
    if (watch_kind(events[i].data.u64) == WATCHED_CONNECTION) serve_connection(holder, &events[i]);
  }
  for (int i = 0; i < count; i++) {
    if (watch_kind(events[i].data.u64) == WATCHED_TERMINAL) serve_terminal(holder, &events[i]);
  }
  for (int i = 0; i < count; i++) {
    if (watch_kind(events[i].data.u64) == WATCHED_LISTENER) accept_clients(holder);
  }
}

static void serve_until_stopped(struct holder *holder) {
  struct epoll_event events[EVENTS_MAX];
  int timeout = -1;
  for (;;) {
    int count = epoll_wait(holder->epoll, events, EVENTS_MAX, timeout);
    holder->now_ms = monotonic_ms();
    if (!take_signals(holder)) return;
    bool hurry = reap(holder);
    serve_events(holder, events, count < 0 ? 0 : count);
    if (settle(holder)) hurry = true;
    timeout = terminals_kill_overdue(&holder->terminals, holder->now_ms);
    if (hurry) timeout = 0;
  }
}

static bool watch_all(struct holder *holder, const char *socket_path) {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGCHLD);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  holder->epoll = epoll_create1(EPOLL_CLOEXEC);
  holder->signals = (struct watch){.fd = signalfd(-1, &signals, SFD_CLOEXEC | SFD_NONBLOCK),
                                   .key = watch_key(WATCHED_SIGNALS, 0, 0)};
  holder->listener = (struct watch){.fd = listen_at(socket_path), .key = watch_key(WATCHED_LISTENER, 0, 0)};
  if (holder->epoll < 0 || holder->signals.fd < 0 || holder->listener.fd < 0) return false;
  watch_set(holder->epoll, &holder->signals, EPOLLIN);
  watch_set(holder->epoll, &holder->listener, EPOLLIN);
  return true;
}

int hold_terminals(const char *socket_path, const char *shell, const char *ready) {
  static struct holder holder;
  holder.shell = shell;
  if (!watch_all(&holder, socket_path)) {
    dprintf(2, "vethlab: cannot serve terminals at %s: %s\n", socket_path, strerror(errno));
    return 1;
  }
  dprintf(1, "%s\n", ready);
  serve_until_stopped(&holder);
  for (int i = 0; i < TERMINALS_MAX; i++) {
    if (holder.terminals.all[i].used) terminal_free(&holder.terminals.all[i]);
  }
  unlink(socket_path);
  return 0;
}
