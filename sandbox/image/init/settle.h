#ifndef VETHLAB_SETTLE_H
#define VETHLAB_SETTLE_H

#include <stdbool.h>
#include <stdint.h>

#include "holder.h"

/* How many bytes may be read from the terminal before its viewer has to catch up. */
uint64_t terminal_room(const struct terminal *terminal);

void open_connection(struct connection *connection, int fd, uint64_t since, uint32_t index);
void close_connection(struct connection *connection);

/*
 * The end of every turn: sends what is owed, says which shells have ended, frees what nobody needs, and sets what epoll
 * waits for. True when there is more to do at once.
 */
bool settle(struct holder *holder);

#endif
