#include "spawn.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

/* When memory runs out, what a learner started from a shell goes before the machine's own daemons. */
#define SHELL_OOM_SCORE "300"

void unblock_signals(void) {
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, NULL);
}

void volunteer_for_oom(void) {
  int fd = open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC);
  if (fd < 0) return;
  ssize_t written = write(fd, SHELL_OOM_SCORE, strlen(SHELL_OOM_SCORE));
  (void)written;
  close(fd);
}

static _Noreturn void become_shell(const char *program, const char *machine, int slave) {
  char *const argv[] = {(char *)program, (char *)machine, NULL};
  char *const environment[] = {
      "TERM=xterm-256color",
      "LANG=C.UTF-8",
      "HOME=/root",
      "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
      NULL,
  };
  setsid();
  ioctl(slave, TIOCSCTTY, 0);
  for (int fd = 0; fd <= 2; fd++) dup2(slave, fd);
  unblock_signals();
  volunteer_for_oom();
  execve(program, argv, environment);
  dprintf(2, "vethlab: cannot start %s: %s\r\n", program, strerror(errno));
  _exit(127);
}

/* The kernel hands over the other end itself, whatever lies at /dev/pts. */
static int open_slave(int master) {
  int unlocked = 0;
  if (ioctl(master, TIOCSPTLCK, &unlocked) != 0) return -1;
  return ioctl(master, TIOCGPTPEER, O_RDWR | O_NOCTTY | O_CLOEXEC);
}

static void prepare_line(int slave, const struct winsize *size) {
  struct termios line;
  if (tcgetattr(slave, &line) == 0) {
    line.c_iflag |= IUTF8; /* erase removes a whole character, Hangul included */
    tcsetattr(slave, TCSANOW, &line);
  }
  ioctl(slave, TIOCSWINSZ, size);
}

static void close_pair(const struct spawned_shell *pair) {
  if (pair->slave >= 0) close(pair->slave);
  if (pair->master >= 0) close(pair->master);
}

bool spawn_shell(const char *program, const char *machine, const struct winsize *size, struct spawned_shell *out) {
  struct spawned_shell shell = {.master = -1, .slave = -1, .pid = -1};
  shell.master = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC | O_NONBLOCK);
  if (shell.master >= 0) shell.slave = open_slave(shell.master);
  if (shell.slave < 0) {
    close_pair(&shell);
    return false;
  }
  prepare_line(shell.slave, size);
  shell.pid = fork();
  if (shell.pid == 0) become_shell(program, machine, shell.slave);
  if (shell.pid < 0) {
    close_pair(&shell);
    return false;
  }
  *out = shell;
  return true;
}

pid_t spawn_program(const char *program) {
  pid_t pid = fork();
  if (pid != 0) return pid;
  unblock_signals();
  char *const argv[] = {(char *)program, NULL};
  execv(program, argv);
  dprintf(2, "vethlab: cannot start %s: %s\n", program, strerror(errno));
  _exit(127);
}
