#include "wire.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <string.h>

void put_u32(uint8_t *out, uint32_t value) {
  for (int i = 0; i < 4; i++) out[i] = (uint8_t)(value >> (8 * i));
}

void put_u64(uint8_t *out, uint64_t value) {
  for (int i = 0; i < 8; i++) out[i] = (uint8_t)(value >> (8 * i));
}

uint32_t get_u32(const uint8_t *from) {
  return (uint32_t)from[0] | (uint32_t)from[1] << 8 | (uint32_t)from[2] << 16 | (uint32_t)from[3] << 24;
}

static uint16_t get_u16(const uint8_t *from) { return (uint16_t)(from[0] | from[1] << 8); }

void put_frame_header(uint8_t out[FRAME_HEADER_SIZE], uint8_t type, uint32_t length) {
  out[0] = type;
  put_u32(out + 1, length);
}

static bool is_letter(uint8_t c) { return c >= 'a' && c <= 'z'; }

static bool is_id_byte(uint8_t c) { return is_letter(c) || (c >= '0' && c <= '9') || c == '-'; }

static bool copy_word(char *out, const uint8_t *from, size_t length, bool (*allowed)(uint8_t)) {
  for (size_t i = 0; i < length; i++) {
    if (!allowed(from[i])) return false;
  }
  memcpy(out, from, length);
  out[length] = '\0';
  return true;
}

bool decode_size(const uint8_t *payload, size_t length, struct winsize *out) {
  if (length != 4) return false;
  memset(out, 0, sizeof *out);
  out->ws_col = get_u16(payload);
  out->ws_row = get_u16(payload + 2);
  return out->ws_col >= 1 && out->ws_col <= SIZE_MAX_CELLS && out->ws_row >= 1 && out->ws_row <= SIZE_MAX_CELLS;
}

bool decode_id(const uint8_t *payload, size_t length, char out[ID_MAX + 1]) {
  return length >= 1 && length <= ID_MAX && copy_word(out, payload, length, is_id_byte);
}

/* cols u16, rows u16, length of machine u8, machine, id (the rest). */
bool decode_open(const uint8_t *payload, size_t length, struct open_request *out) {
  if (length < 5 || !decode_size(payload, 4, &out->size)) return false;
  size_t machine_length = payload[4];
  if (machine_length < 1 || machine_length > MACHINE_MAX || length < 5 + machine_length) return false;
  if (!copy_word(out->machine, payload + 5, machine_length, is_letter)) return false;
  return decode_id(payload + 5 + machine_length, length - 5 - machine_length, out->id);
}

static bool put_inet(struct connect_request *out, const uint8_t *bytes, uint16_t port) {
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(port)};
  memcpy(&address.sin_addr, bytes, sizeof address.sin_addr);
  memcpy(&out->address, &address, sizeof address);
  out->length = sizeof address;
  return true;
}

static bool put_inet6(struct connect_request *out, const uint8_t *bytes, uint16_t port) {
  struct sockaddr_in6 address = {.sin6_family = AF_INET6, .sin6_port = htons(port)};
  memcpy(&address.sin6_addr, bytes, sizeof address.sin6_addr);
  memcpy(&out->address, &address, sizeof address);
  out->length = sizeof address;
  return true;
}

/* port u16, address: 4 or 16 bytes in the network's order. */
bool decode_connect(const uint8_t *payload, size_t length, struct connect_request *out) {
  memset(out, 0, sizeof *out);
  if (length < 2 || get_u16(payload) == 0) return false;
  if (length == 2 + 4) return put_inet(out, payload + 2, get_u16(payload));
  return length == 2 + 16 && put_inet6(out, payload + 2, get_u16(payload));
}
