"""The sockets of a network namespace that wait for somebody: listening TCP, unconnected UDP."""

import socket
import struct

from kernel import read_bounded
from netlink import Netlink

NETLINK_SOCK_DIAG = 4
SOCK_DIAG_BY_FAMILY = 20
TCP_CLOSE, TCP_LISTEN = 7, 10
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


def _rows(found):
    return [{"protocol": name, "address": address, "port": port} for name, port, address in sorted(found)]
