#ifndef VETHLAB_BOOT_H
#define VETHLAB_BOOT_H

#include <stdbool.h>

/*
 * Runs the boot script to its end and moves into the root it leaves. SIGCHLD, SIGTERM and SIGINT must be blocked.
 * Answers false after a line on stderr when the script fails or we are told to stop.
 */
bool boot(const char *script);

#endif
