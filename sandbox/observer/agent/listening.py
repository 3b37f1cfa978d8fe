"""The sockets of a network namespace that wait for somebody: listening TCP, unconnected UDP."""

import socket
import struct

from kernel import read_bounded
from netlink import Netlink

NETLINK_SOCK_DIAG = 4
SOCK_DIAG_BY_FAMILY = 20
TCP_CLOSE, TCP_LISTEN = 7, 10
# By the place where /proc shows them; one such file is read up to this size.
_FILES = (("tcp", "tcp", TCP_LISTEN), ("tcp", "tcp6", TCP_LISTEN), ("udp", "udp", TCP_CLOSE), ("udp", "udp6", TCP_CLOSE))
FILE_LIMIT_BYTES = 1 << 18
_ASKED = (("tcp", socket.IPPROTO_TCP, 1 << TCP_LISTEN), ("udp", socket.IPPROTO_UDP, 1 << TCP_CLOSE))


def open_diagnosis():
    return Netlink(NETLINK_SOCK_DIAG)


def socket_census():
    """How many sockets of each kind the caller's namespace uses: far cheaper to ask than which ones they are."""
    return read_bounded("/proc/thread-self/net/sockstat", 1024), read_bounded("/proc/thread-self/net/sockstat6", 1024)


def _read(handle, family, protocol, states):
    request = struct.pack("=BBBxI48x", family, protocol, 0, states)
    for body in handle.dump(SOCK_DIAG_BY_FAMILY, request):
        port = struct.unpack_from("!H", body, 4)[0]
        length = 4 if body[0] == socket.AF_INET else 16
        if port:
            yield socket.inet_ntop(body[0], body[8 : 8 + length]), port


def read_listening(handle, limit):
    """Sorted rows, and whether there were more than `limit`."""
    found = set()
    for name, protocol, states in _ASKED:
        for family in (socket.AF_INET, socket.AF_INET6):
            for address, port in _read(handle, family, protocol, states):
                if len(found) >= limit:
                    return _rows(found), True
                found.add((name, port, address))
    return _rows(found), False


def _address(text):
    """From the way /proc writes it: numbers of 32 bits in the machine's order."""
    words = struct.unpack(f"!{len(text) // 8}I", bytes.fromhex(text))
    packed = struct.pack(f"={len(words)}I", *words)
    return socket.inet_ntop(socket.AF_INET if len(words) == 1 else socket.AF_INET6, packed)


def _lines(name, state):
    text = read_bounded(f"/proc/thread-self/net/{name}", FILE_LIMIT_BYTES) or b""
    for line in text.decode("ascii", "replace").splitlines()[1:]:
        fields = line.split()
        if len(fields) > 3 and fields[3] == f"{state:02X}":
            address, _, port = fields[1].partition(":")
            yield _address(address), int(port, 16)


def read_listening_files(limit):
    """The same as `read_listening` for the caller's namespace, on kernels without socket diagnosis."""
    found = set()
    for protocol, name, state in _FILES:
        found |= {(protocol, port, address) for address, port in _lines(name, state) if port}
    return _rows(sorted(found)[:limit]), len(found) > limit


def _rows(found):
    return [{"protocol": name, "address": address, "port": port} for name, port, address in sorted(found)]
