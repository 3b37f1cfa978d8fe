#include "connection.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>

void connection_answer(struct connection *connection, uint8_t type, const uint8_t *payload, size_t length) {
  if (connection->answer_start == connection->answer_end) connection->answer_start = connection->answer_end = 0;
  if (sizeof connection->answer - connection->answer_end < FRAME_HEADER_SIZE + length) {
    connection->failed = true;
    return;
  }
  uint8_t *out = connection->answer + connection->answer_end;
  put_frame_header(out, type, (uint32_t)length);
  if (length > 0) memcpy(out + FRAME_HEADER_SIZE, payload, length);
  connection->answer_end += FRAME_HEADER_SIZE + length;
}

static void detach(struct connection *connection) {
  if (connection->terminal != NULL) connection->terminal->viewer = NULL;
  connection->terminal = NULL;
}

void connection_refuse(struct connection *connection, const char *code) {
  if (connection->frame_left > 0) {
    connection->failed = true;
  } else {
    connection_answer(connection, HOLDER_ERROR, (const uint8_t *)code, strlen(code));
    connection->closing = true;
  }
  detach(connection);
}

void connection_attach(struct connection *connection, struct terminal *terminal) {
  if (terminal->viewer != NULL) connection_refuse(terminal->viewer, "taken-over");
  terminal->viewer = connection;
  connection->terminal = terminal;
  connection->sent = ring_replay_start(&terminal->ring);
  uint8_t hello[8];
  put_u64(hello, connection->sent);
  connection_answer(connection, HOLDER_HELLO, hello, sizeof hello);
}

uint64_t connection_lag(const struct connection *connection) {
  return connection->terminal->ring.end - connection->sent;
}

bool connection_receive(struct connection *connection) {
  size_t room = sizeof connection->in - connection->in_length;
  if (room == 0) return true;
  ssize_t length = recv(connection->socket.fd, connection->in + connection->in_length, room, 0);
  if (length > 0) {
    connection->in_length += (size_t)length;
    return true;
  }
  if (length == 0 || (errno != EAGAIN && errno != EINTR)) connection->failed = true;
  return false;
}

bool connection_owes(const struct connection *connection) {
  if (connection->answer_start < connection->answer_end || connection->frame_left > 0) return true;
  return connection->terminal != NULL && connection_lag(connection) > 0;
}

/* Puts the next output frame's header behind the answer, which is empty or short by now. */
static void promise_frame(struct connection *connection) {
  if (connection->closing || connection->frame_left > 0 || connection->terminal == NULL) return;
  uint64_t lag = connection_lag(connection);
  if (lag == 0) return;
  connection->frame_left = lag < OUTPUT_PAYLOAD_MAX ? lag : OUTPUT_PAYLOAD_MAX;
  if (connection->answer_start == connection->answer_end) connection->answer_start = connection->answer_end = 0;
  put_frame_header(connection->answer + connection->answer_end, HOLDER_DATA, (uint32_t)connection->frame_left);
  connection->answer_end += FRAME_HEADER_SIZE;
}

static void account(struct connection *connection, size_t length) {
  size_t owed = connection->answer_end - connection->answer_start;
  size_t answered = length < owed ? length : owed;
  connection->answer_start += answered;
  connection->sent += length - answered;
  connection->frame_left -= length - answered;
}

void connection_send(struct connection *connection) {
  while (!connection->failed) {
    promise_frame(connection);
    if (!connection_owes(connection)) return;
    struct iovec pieces[3];
    pieces[0] = (struct iovec){.iov_base = connection->answer + connection->answer_start,
                               .iov_len = connection->answer_end - connection->answer_start};
    size_t count = 1;
    if (connection->frame_left > 0) {
      count += (size_t)ring_slices(&connection->terminal->ring, connection->sent, connection->frame_left, pieces + 1);
    }
    struct msghdr message = {.msg_iov = pieces, .msg_iovlen = count};
    ssize_t length = sendmsg(connection->socket.fd, &message, MSG_NOSIGNAL | MSG_DONTWAIT);
    if (length < 0 && errno == EINTR) continue;
    if (length < 0) {
      connection->failed = errno != EAGAIN;
      return;
    }
    account(connection, (size_t)length);
  }
}
