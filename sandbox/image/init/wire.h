#ifndef VETHLAB_WIRE_H
#define VETHLAB_WIRE_H

/* The frames spoken on the terminals socket: [type u8][length u32 LE][payload]. README.md has the whole protocol. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

#define FRAME_HEADER_SIZE 5
/* A client's frame is held whole before it is served; a longer one is malformed. */
#define CLIENT_PAYLOAD_MAX 16384
/* One output frame covers at most this much, so that a taken-over or ended terminal never waits long for its last word. */
#define OUTPUT_PAYLOAD_MAX 65536

#define ID_MAX 32
#define MACHINE_MAX 16
/* Larger than any screen, small enough for programs that allocate a cell for each position. */
#define SIZE_MAX_CELLS 9999

enum client_frame {
  CLIENT_OPEN = 'o',
  CLIENT_INPUT = 'i',
  CLIENT_RESIZE = 'r',
  CLIENT_KILL = 'k',
  CLIENT_LIST = 'l',
  CLIENT_CONNECT = 'c'
};
enum holder_frame {
  HOLDER_HELLO = 'h',
  HOLDER_DATA = 'd',
  HOLDER_EXIT = 'x',
  HOLDER_ERROR = 'e',
  HOLDER_KILLED = 'k',
  HOLDER_LIST = 'l',
  HOLDER_CONNECTED = 'c'
};

struct open_request {
  char machine[MACHINE_MAX + 1];
  char id[ID_MAX + 1];
  struct winsize size;
};

struct connect_request {
  struct sockaddr_storage address;
  socklen_t length;
};

void put_u32(uint8_t *out, uint32_t value);
void put_u64(uint8_t *out, uint64_t value);
uint32_t get_u32(const uint8_t *from);

void put_frame_header(uint8_t out[FRAME_HEADER_SIZE], uint8_t type, uint32_t length);

/* Each answers false when the payload is not exactly what the frame holds. */
bool decode_open(const uint8_t *payload, size_t length, struct open_request *out);
bool decode_size(const uint8_t *payload, size_t length, struct winsize *out);
bool decode_connect(const uint8_t *payload, size_t length, struct connect_request *out);
bool decode_id(const uint8_t *payload, size_t length, char out[ID_MAX + 1]);

#endif
