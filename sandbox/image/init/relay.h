#ifndef VETHLAB_RELAY_H
#define VETHLAB_RELAY_H

/* Joins stdin and stdout to the terminals socket until either side ends. Answers the exit status. */
int relay(const char *socket_path);

#endif
