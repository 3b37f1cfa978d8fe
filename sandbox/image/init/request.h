#ifndef VETHLAB_REQUEST_H
#define VETHLAB_REQUEST_H

#include "holder.h"

/* Serves every whole frame the connection has received, until one has to wait for the line or ends the connection. */
void serve_requests(struct holder *holder, struct connection *connection);

#endif
