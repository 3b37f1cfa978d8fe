"""The kernel's own word that something changed: rtnetlink and nftables multicast, and mount tables."""

import asyncio
import errno
import select
import socket
import struct
import threading
import time

from netlink import NETLINK_ADD_MEMBERSHIP, NETLINK_LISTEN_ALL_NSID, NETLINK_NETFILTER, SOL_NETLINK, Netlink

# Links, neighbours, addresses and routes of both families, IPv4 forwarding, namespace numbers.
_ROUTE_GROUPS = (1, 3, 5, 7, 9, 11, 24, 28)
_NFTABLES_GROUPS = (7,)
_DRAIN_LIMIT = 256
EVERYWHERE = object()


class EventSocket:
    """Changes in the namespace it is made in and, with `everywhere`, in all that one has a number for."""

    def __init__(self, protocol, groups, everywhere):
        self._netlink = Netlink(protocol)
        self.socket = self._netlink.socket
        self.socket.setblocking(False)
        self.socket.bind((0, 0))
        # Only the fact counts; a flood overflows early and is then answered by one full look.
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 65536)
        if everywhere:
            self.socket.setsockopt(SOL_NETLINK, NETLINK_LISTEN_ALL_NSID, 1)
        for group in groups:
            self.socket.setsockopt(SOL_NETLINK, NETLINK_ADD_MEMBERSHIP, group)

    def drain(self):
        """The numbers of the namespaces that changed; None stands for its own, EVERYWHERE for lost count."""
        changed = set()
        for _ in range(_DRAIN_LIMIT):
            try:
                _, ancillary, _, _ = self.socket.recvmsg(16, 64)
            except BlockingIOError:
                return changed
            except OSError as error:
                if error.errno != errno.ENOBUFS:
                    raise
                changed.add(EVERYWHERE)
                continue
            changed.add(_origin(ancillary))
        changed.add(EVERYWHERE)
        return changed

    def close(self):
        self.socket.close()


def _origin(ancillary):
    for level, kind, value in ancillary:
        if level == SOL_NETLINK and kind == NETLINK_LISTEN_ALL_NSID:
            return struct.unpack("=i", value[:4])[0]
    return None


class EventSource:
    """Both event sockets of one namespace. Calls `wake` once, then sleeps until `drain` wakes it up again."""

    def __init__(self, wake, everywhere):
        self._wake = wake
        self._route = EventSocket(socket.NETLINK_ROUTE, _ROUTE_GROUPS, everywhere)
        self._rules = EventSocket(NETLINK_NETFILTER, _NFTABLES_GROUPS, everywhere)
        self._loop = asyncio.get_running_loop()
        self._deaf = True
        self._listen()

    def _listen(self):
        if not self._deaf:
            return
        self._deaf = False
        for source in (self._route, self._rules):
            self._loop.add_reader(source.socket, self._ready)

    def _deafen(self):
        self._deaf = True
        for source in (self._route, self._rules):
            self._loop.remove_reader(source.socket)

    def _ready(self):
        self._deafen()
        self._wake()

    def drain(self):
        """(changed by rtnetlink, changed by nftables) since the last call."""
        changed = self._route.drain(), self._rules.drain()
        self._listen()
        return changed

    def close(self):
        self._deafen()
        self._route.close()
        self._rules.close()


class MountAlarm:
    """Tells of changed mount tables. They speak by POLLPRI, which asyncio cannot wait for, hence the thread."""

    def __init__(self, loop):
        self._loop = loop
        self._epoll = select.epoll()
        self._wakes = {}
        threading.Thread(target=self._run, daemon=True).start()

    def add(self, descriptor, wake):
        self._wakes[descriptor] = wake
        self._epoll.register(descriptor, select.EPOLLPRI)

    def remove(self, descriptor):
        if self._wakes.pop(descriptor, None) is not None:
            self._epoll.unregister(descriptor)

    def _run(self):
        while True:
            changed = [descriptor for descriptor, _ in self._epoll.poll()]
            self._loop.call_soon_threadsafe(self._tell, changed)
            # Somebody who mounts in a loop does not get the whole thread.
            time.sleep(0.02)

    def _tell(self, changed):
        for descriptor in changed:
            wake = self._wakes.get(descriptor)
            if wake is not None:
                wake()
