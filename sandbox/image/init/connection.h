#ifndef VETHLAB_CONNECTION_H
#define VETHLAB_CONNECTION_H

/* One client: what it has sent and we have not served, what we owe it, and the terminal it looks at. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "terminal.h"
#include "watch.h"
#include "wire.h"

/* The longest answer that is not output: a list of every terminal. */
#define ANSWER_MAX (FRAME_HEADER_SIZE + TERMINALS_MAX * (ID_MAX + 1))

struct connection {
  bool used;
  bool failed;   /* to be closed at once */
  bool closing;  /* to be closed when the answer is out */
  uint64_t since; /* grows with each accept: the smallest is the oldest */
  struct watch socket;
  struct terminal *terminal;

  uint8_t in[FRAME_HEADER_SIZE + CLIENT_PAYLOAD_MAX];
  size_t in_length;
  size_t typed;      /* how much of the input frame at the front the line has taken */
  bool line_is_full; /* nothing is read from the client until the line takes more */

  uint8_t answer[ANSWER_MAX];
  size_t answer_start, answer_end;
  uint64_t sent;       /* offset of the next byte of output to send */
  size_t frame_left; /* bytes of output that the last frame header promised */
};

/* Puts one frame behind what is already owed. Only between output frames, and while the buffer is known to suffice. */
void connection_answer(struct connection *connection, uint8_t type, const uint8_t *payload, size_t length);

/* Says why, when a frame can be put in, and closes. */
void connection_refuse(struct connection *connection, const char *code);

/* Starts to show the terminal from what is remembered. An older viewer of it is sent away. */
void connection_attach(struct connection *connection, struct terminal *terminal);

/* How far the client is behind its terminal. */
uint64_t connection_lag(const struct connection *connection);

/* Receives into `in`. False when there is nothing new to serve. */
bool connection_receive(struct connection *connection);

/* Sends as much as the client takes. */
void connection_send(struct connection *connection);

bool connection_owes(const struct connection *connection);

#endif
