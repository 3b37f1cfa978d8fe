"""Netlink messages: framing, attributes, dumps and single requests."""

import errno
import os
import socket
import struct

NLM_F_REQUEST = 0x01
NLM_F_ACK = 0x04
NLM_F_DUMP = 0x300
NLMSG_ERROR = 2
NLMSG_DONE = 3
NETLINK_NETFILTER = 12
SOL_NETLINK = 270
NETLINK_ADD_MEMBERSHIP = 1
NETLINK_LISTEN_ALL_NSID = 8
NETLINK_GET_STRICT_CHK = 12

_HEADER = struct.Struct("=IHHII")
_ATTRIBUTE = struct.Struct("=HH")
_SECOND = struct.pack("=qq", 1, 0)


def attribute(kind, value):
    length = 4 + len(value)
    return _ATTRIBUTE.pack(length, kind) + value + bytes(-length % 4)


def attributes(data, offset=0):
    """The attributes of a message as a dict; a repeated one keeps its last value."""
    found = {}
    end = len(data)
    while offset + 4 <= end:
        length, kind = _ATTRIBUTE.unpack_from(data, offset)
        if length < 4:
            break
        found[kind & 0x3FFF] = data[offset + 4 : offset + length]
        offset += (length + 3) & ~3
    return found


class Netlink:
    """One netlink socket of the network namespace that its maker is in."""

    def __init__(self, protocol):
        self.socket = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW | socket.SOCK_CLOEXEC, protocol)
        # A dump is answered at once; the time-out only guards against a kernel that never does.
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, _SECOND)
        self._sequence = 0

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.socket.close()

    def strict(self):
        """Asks the kernel to heed the filters in a dump's header."""
        try:
            self.socket.setsockopt(SOL_NETLINK, NETLINK_GET_STRICT_CHK, 1)
        except OSError:
            pass

    def _send(self, kind, flags, payload):
        self._sequence += 1
        header = _HEADER.pack(_HEADER.size + len(payload), kind, flags, self._sequence, 0)
        self.socket.send(header + payload)

    def _messages(self):
        data = self.socket.recv(262144)
        offset = 0
        while offset + _HEADER.size <= len(data):
            length, kind, _, sequence, _ = _HEADER.unpack_from(data, offset)
            if length < _HEADER.size:
                return
            if sequence == self._sequence:
                yield kind, data[offset + _HEADER.size : offset + length]
            offset += (length + 3) & ~3

    def dump(self, kind, payload):
        """Yields the body of each message of a dump. Leaving it early is fine when the socket is then closed."""
        self._send(kind, NLM_F_REQUEST | NLM_F_DUMP, payload)
        while True:
            for answer, body in self._messages():
                if answer == NLMSG_DONE:
                    return
                if answer == NLMSG_ERROR:
                    _raise(body)
                    return
                yield body

    def ask(self, kind, payload):
        """The body of the single answer to a request."""
        self._send(kind, NLM_F_REQUEST, payload)
        for answer, body in self._messages():
            if answer == NLMSG_ERROR:
                _raise(body)
            return body
        raise OSError(errno.EPROTO, "no answer from netlink")


def _raise(body):
    number = -struct.unpack_from("=i", body)[0]
    if number:
        raise OSError(number, os.strerror(number))
