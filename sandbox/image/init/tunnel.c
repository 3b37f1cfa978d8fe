#include "tunnel.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include "spawn.h"

#define CONNECT_TIMEOUT_MS 5000
/* A server that says nothing this long is not waited for. One whose client is gone is left at once. */
#define IDLE_TIMEOUT_MS 3600000
#define COPY_SIZE 65536

/* One direction: bytes read and not yet written. */
struct way {
  int from, to;
  uint8_t bytes[COPY_SIZE];
  size_t start, end;
  bool ended; /* nothing more comes from `from` */
};

static bool is_empty(const struct way *way) { return way->start == way->end; }

static bool wants_more(const struct way *way) { return is_empty(way) && !way->ended; }

static bool would_wait(void) { return errno == EAGAIN || errno == EINTR; }

static void fill(struct way *way) {
  ssize_t length = recv(way->from, way->bytes, sizeof way->bytes, MSG_DONTWAIT);
  if (length < 0 && would_wait()) return;
  way->start = 0;
  way->end = length > 0 ? (size_t)length : 0;
  way->ended = length <= 0;
}

static void drain(struct way *way) {
  while (!is_empty(way)) {
    ssize_t length = send(way->to, way->bytes + way->start, way->end - way->start, MSG_NOSIGNAL | MSG_DONTWAIT);
    if (length < 0 && would_wait()) return;
    if (length < 0) {
      way->ended = true;
      way->start = way->end;
      return;
    }
    way->start += (size_t)length;
  }
}

/* An end that there is nothing to do with is not watched: its hang-up would be reported without an end. */
static struct pollfd watched(const struct way *out_of, const struct way *into) {
  short events = 0;
  if (wants_more(out_of)) events |= POLLIN;
  if (!is_empty(into)) events |= POLLOUT;
  return (struct pollfd){.fd = events == 0 ? -1 : out_of->from, .events = events};
}

/* Until the server has said its last, or the client is gone. A client may say its last before. */
static void carry(int client, int server) {
  static struct way up, down;
  up.from = down.to = client;
  up.to = down.from = server;
  bool is_shut = false;
  while (!down.ended || !is_empty(&down)) {
    struct pollfd ends[2] = {watched(&up, &down), watched(&down, &up)};
    /* Watched in any case: a hang-up of the client is why to stop. */
    ends[0].fd = client;
    if (down.ended) ends[1].fd = -1;
    int count = poll(ends, 2, IDLE_TIMEOUT_MS);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0 || ends[0].revents & (POLLHUP | POLLERR | POLLNVAL)) return;
    if (ends[0].revents & POLLIN) fill(&up);
    if (ends[1].revents != 0 && wants_more(&down)) fill(&down);
    drain(&up);
    drain(&down);
    if (up.ended && is_empty(&up) && !is_shut) is_shut = shutdown(server, SHUT_WR) == 0;
  }
}

static const char *reason_of(int error) {
  if (error == ECONNREFUSED || error == ECONNRESET) return "refused";
  return error == ETIMEDOUT ? "timed-out" : "unreachable";
}

/* 0, or the errno of why not. A client that has gone meanwhile does not learn it. */
static int await_connection(int client, int server) {
  struct pollfd ends[2] = {{.fd = client}, {.fd = server, .events = POLLOUT}};
  int count = poll(ends, 2, CONNECT_TIMEOUT_MS);
  if (count == 0) return ETIMEDOUT;
  if (count < 0 || ends[1].revents == 0) return ECONNABORTED;
  int error = 0;
  socklen_t size = sizeof error;
  return getsockopt(server, SOL_SOCKET, SO_ERROR, &error, &size) == 0 ? error : errno;
}

static int connect_server(int client, int server, const struct connect_request *request) {
  if (server < 0) return errno;
  if (connect(server, (const struct sockaddr *)&request->address, request->length) == 0) return 0;
  return errno == EINPROGRESS ? await_connection(client, server) : errno;
}

/* The client reads nothing else yet, so its buffer takes this whole. */
static bool answer(int client, uint8_t type, const char *word) {
  uint8_t frame[FRAME_HEADER_SIZE + ID_MAX];
  size_t length = strlen(word);
  put_frame_header(frame, type, (uint32_t)length);
  memcpy(frame + FRAME_HEADER_SIZE, word, length);
  ssize_t size = (ssize_t)(FRAME_HEADER_SIZE + length);
  return send(client, frame, (size_t)size, MSG_NOSIGNAL | MSG_DONTWAIT) == size;
}

static _Noreturn void become_tunnel(int client, const struct connect_request *request) {
  /* Everything else that the holder has open would stay open as long as we do. */
  dup2(client, STDIN_FILENO);
  close_range(STDERR_FILENO + 1, ~0U, 0);
  unblock_signals();
  volunteer_for_oom();
  int server = socket(request->address.ss_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  int error = connect_server(STDIN_FILENO, server, request);
  if (error != 0) {
    answer(STDIN_FILENO, HOLDER_ERROR, reason_of(error));
  } else if (answer(STDIN_FILENO, HOLDER_CONNECTED, "")) {
    carry(STDIN_FILENO, server);
  }
  _exit(0);
}

static pid_t *find_place(struct tunnels *tunnels, pid_t pid) {
  for (int i = 0; i < TUNNELS_MAX; i++) {
    if (tunnels->all[i] == pid) return &tunnels->all[i];
  }
  return NULL;
}

bool tunnel_start(struct tunnels *tunnels, int client, const struct connect_request *request) {
  pid_t *place = find_place(tunnels, 0);
  if (place == NULL) return false;
  pid_t holder = getpid();
  pid_t pid = fork();
  if (pid < 0) return false;
  if (pid == 0) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != holder) _exit(0);
    become_tunnel(client, request);
  }
  *place = pid;
  return true;
}

void tunnels_reaped(struct tunnels *tunnels, pid_t pid) {
  pid_t *place = find_place(tunnels, pid);
  if (place != NULL) *place = 0;
}
