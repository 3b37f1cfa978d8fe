#ifndef VETHLAB_SPAWN_H
#define VETHLAB_SPAWN_H

/* Starting programs: the boot script, and a shell on a new pty. */

#include <stdbool.h>
#include <sys/ioctl.h>
#include <sys/types.h>

struct spawned_shell {
  int master; /* non-blocking */
  int slave;  /* held open, so that the line does not hang up while the shell has it closed */
  pid_t pid;
};

/* Runs `PROGRAM MACHINE` in a session of its own on a new pty. False, with nothing left open, when it cannot. */
bool spawn_shell(const char *program, const char *machine, const struct winsize *size, struct spawned_shell *out);

/* For a process of ours that is no shell: the signals we wait for ourselves, and who goes first when memory runs out. */
void unblock_signals(void);
void volunteer_for_oom(void);

/* Runs a program that inherits our streams and environment. -1 when it cannot. */
pid_t spawn_program(const char *program);

#endif
