#include "request.h"

#include <string.h>

struct frame {
  uint8_t type;
  const uint8_t *payload;
  size_t length;
};

static void serve_open(struct holder *holder, struct connection *connection, const struct frame *frame) {
  struct open_request request;
  if (!decode_open(frame->payload, frame->length, &request)) {
    connection_refuse(connection, "malformed");
    return;
  }
  struct terminal *terminal = terminal_find(&holder->terminals, request.id);
  if (terminal != NULL) {
    terminal_resize(terminal, &request.size);
  } else {
    terminal = terminal_start(&holder->terminals, holder->shell, &request);
  }
  if (terminal == NULL) {
    connection_refuse(connection, "not-started");
    return;
  }
  connection_attach(connection, terminal);
}

static void serve_list(struct holder *holder, struct connection *connection) {
  char ids[TERMINALS_MAX * (ID_MAX + 1)];
  size_t length = 0;
  for (int i = 0; i < TERMINALS_MAX; i++) {
    const struct terminal *terminal = &holder->terminals.all[i];
    if (!terminal_runs(terminal) || terminal->discarded) continue;
    size_t id_length = strlen(terminal->id);
    memcpy(ids + length, terminal->id, id_length);
    length += id_length;
    ids[length++] = '\n';
  }
  connection_answer(connection, HOLDER_LIST, (const uint8_t *)ids, length);
  connection->closing = true;
}

static void serve_kill(struct holder *holder, struct connection *connection, const struct frame *frame) {
  char id[ID_MAX + 1];
  if (!decode_id(frame->payload, frame->length, id)) {
    connection_refuse(connection, "malformed");
    return;
  }
  struct terminal *terminal = terminal_find(&holder->terminals, id);
  if (terminal != NULL) terminal_kill(terminal, holder->now_ms);
  connection_answer(connection, HOLDER_KILLED, NULL, 0);
  connection->closing = true;
}

/* From here on the client belongs to the tunnel's process. It has to wait for the answer before it says more. */
static void serve_connect(struct holder *holder, struct connection *connection, const struct frame *frame) {
  struct connect_request request;
  bool is_last = frame->payload + frame->length == connection->in + connection->in_length;
  if (!is_last || !decode_connect(frame->payload, frame->length, &request)) {
    connection_refuse(connection, "malformed");
  } else if (tunnel_start(&holder->tunnels, connection->socket.fd, &request)) {
    /* Taken out by hand: closing our own descriptor leaves it in epoll while the other process has one. */
    watch_set(holder->epoll, &connection->socket, 0);
    connection->failed = true;
  } else {
    connection_refuse(connection, "not-started");
  }
}

static void serve_resize(struct connection *connection, const struct frame *frame) {
  struct winsize size;
  if (decode_size(frame->payload, frame->length, &size)) {
    terminal_resize(connection->terminal, &size);
  } else {
    connection_refuse(connection, "malformed");
  }
}

/* False when the line took only a part: the frame stays at the front until it takes the rest. */
static bool serve_input(struct connection *connection, const struct frame *frame) {
  size_t rest = frame->length - connection->typed;
  size_t taken = terminal_type(connection->terminal, frame->payload + connection->typed, rest);
  connection->line_is_full = taken < rest;
  connection->typed = taken < rest ? connection->typed + taken : 0;
  return !connection->line_is_full;
}

/* A connection opens one terminal and stays with it, or lists, kills or connects once. */
static bool serve(struct holder *holder, struct connection *connection, const struct frame *frame) {
  bool attached = connection->terminal != NULL;
  if (attached && frame->type == CLIENT_INPUT) return serve_input(connection, frame);
  if (attached && frame->type == CLIENT_RESIZE) {
    serve_resize(connection, frame);
  } else if (!attached && frame->type == CLIENT_OPEN) {
    serve_open(holder, connection, frame);
  } else if (!attached && frame->type == CLIENT_LIST && frame->length == 0) {
    serve_list(holder, connection);
  } else if (!attached && frame->type == CLIENT_KILL) {
    serve_kill(holder, connection, frame);
  } else if (!attached && frame->type == CLIENT_CONNECT) {
    serve_connect(holder, connection, frame);
  } else {
    connection_refuse(connection, "malformed");
  }
  return true;
}

/* How much of `in` the frame at `at` takes, 0 while it is not whole. */
static size_t frame_size(struct connection *connection, size_t at, struct frame *out) {
  size_t received = connection->in_length - at;
  if (received < FRAME_HEADER_SIZE) return 0;
  const uint8_t *header = connection->in + at;
  *out = (struct frame){.type = header[0], .payload = header + FRAME_HEADER_SIZE, .length = get_u32(header + 1)};
  if (out->length > CLIENT_PAYLOAD_MAX) {
    connection_refuse(connection, "malformed");
    return 0;
  }
  return received < FRAME_HEADER_SIZE + out->length ? 0 : FRAME_HEADER_SIZE + out->length;
}

void serve_requests(struct holder *holder, struct connection *connection) {
  size_t at = 0;
  while (!connection->closing && !connection->failed) {
    struct frame frame;
    size_t size = frame_size(connection, at, &frame);
    if (size == 0 || !serve(holder, connection, &frame)) break;
    at += size;
  }
  connection->in_length -= at;
  memmove(connection->in, connection->in + at, connection->in_length);
}
