#include "settle.h"

#include <sys/socket.h>
#include <unistd.h>

/*
 * How far a viewer may fall behind before its shell has to wait. What lies here comes out before the effect of an
 * interrupt is seen, so it is little; it is more than one turn, so that reading and sending overlap.
 */
#define LAG_MAX 131072
/* The socket's own buffer counts in the same way. */
#define SEND_BUFFER_BYTES 131072

uint64_t terminal_room(const struct terminal *terminal) {
  if (terminal->hung_up) return 0;
  if (terminal->viewer == NULL) return LAG_MAX;
  uint64_t lag = connection_lag(terminal->viewer);
  return lag < LAG_MAX ? LAG_MAX - lag : 0;
}

void open_connection(struct connection *connection, int fd, uint64_t since, uint32_t index) {
  int buffer = SEND_BUFFER_BYTES;
  setsockopt(fd, SOL_SOCKET, SO_SNDBUF, &buffer, sizeof buffer);
  connection->used = true;
  connection->since = since;
  connection->socket = (struct watch){.fd = fd, .key = watch_key(WATCHED_CONNECTION, index, (uint32_t)since)};
}

void close_connection(struct connection *connection) {
  if (connection->terminal != NULL) connection->terminal->viewer = NULL;
  close(connection->socket.fd);
  /* Field by field: `in` and `answer` are large and hold nothing once their lengths are 0. */
  connection->used = connection->failed = connection->closing = connection->line_is_full = false;
  connection->terminal = NULL;
  connection->in_length = connection->typed = 0;
  connection->answer_start = connection->answer_end = 0;
  connection->sent = connection->frame_left = 0;
}

/* The viewer has had everything: it learns how the shell ended, and the place is free. */
static void report_end(struct connection *connection) {
  struct terminal *terminal = connection->terminal;
  if (terminal == NULL || !terminal_ended(terminal) || connection_owes(connection)) return;
  uint8_t code[4];
  put_u32(code, (uint32_t)terminal->exit_code);
  terminal_free(terminal);
  connection->terminal = NULL;
  connection->line_is_full = false;
  connection_answer(connection, HOLDER_EXIT, code, sizeof code);
  connection->closing = true;
  connection_send(connection);
}

static void settle_connection(struct holder *holder, struct connection *connection) {
  connection_send(connection);
  if (!connection->failed) report_end(connection);
  bool owes = connection_owes(connection);
  if (connection->failed || (connection->closing && !owes)) {
    close_connection(connection);
    return;
  }
  uint32_t events = EPOLLRDHUP;
  if (!connection->line_is_full && !connection->closing) events |= EPOLLIN;
  if (owes) events |= EPOLLOUT;
  watch_set(holder->epoll, &connection->socket, events);
}

/* True when it must be read again without waiting: a shell is gone and what it left may raise no event. */
static bool settle_terminal(struct holder *holder, struct terminal *terminal) {
  if (terminal->hung_up && terminal_runs(terminal)) terminal_hang_up(terminal, holder->now_ms);
  if (terminal_ended(terminal) && terminal->discarded && terminal->viewer == NULL) {
    terminal_free(terminal);
    return false;
  }
  bool readable = terminal_room(terminal) > 0;
  bool has_input = terminal->viewer != NULL && terminal->viewer->line_is_full;
  uint32_t events = 0;
  if (readable) events |= EPOLLIN;
  if (has_input && !terminal->hung_up) events |= EPOLLOUT;
  watch_set(holder->epoll, &terminal->line, events);
  if (terminal->pid == 0 && readable) terminal_read(terminal, terminal_room(terminal));
  return terminal->pid == 0 && readable;
}

bool settle(struct holder *holder) {
  bool hurry = false;
  for (int i = 0; i < CONNECTIONS_MAX; i++) {
    if (holder->connections[i].used) settle_connection(holder, &holder->connections[i]);
  }
  for (int i = 0; i < TERMINALS_MAX; i++) {
    if (holder->terminals.all[i].used && settle_terminal(holder, &holder->terminals.all[i])) hurry = true;
  }
  return hurry;
}
