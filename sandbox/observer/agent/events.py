"""The kernel's own word that something changed: rtnetlink and nftables multicast, and mount tables."""

import asyncio
import errno
import select
import socket
import struct
import threading
import time

from netlink import NETLINK_ADD_MEMBERSHIP, NETLINK_LISTEN_ALL_NSID, NETLINK_NETFILTER, SOL_NETLINK, Netlink

# Links, neighbours, addresses and routes of both families, IPv4's routing rules and forwarding, namespace numbers.
_ROUTE_GROUPS = (1, 3, 5, 7, 8, 9, 11, 24, 28)
_NFTABLES_GROUPS = (7,)
_CONNTRACK_GROUPS = (1,)
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


class _Ears:
    """Sockets of one namespace. Calls `wake` once, then sleeps until it is drained: a flood wakes nobody twice."""

    def __init__(self, wake, sockets):
        self._wake, self._sockets = wake, sockets
        self._loop = asyncio.get_running_loop()
        self._deaf = True
        self._listen()

    def _listen(self):
        if self._deaf:
            self._deaf = False
            for ear in self._sockets:
                self._loop.add_reader(ear.socket, self._ready)

    def _deafen(self):
        if not self._deaf:
            self._deaf = True
            for ear in self._sockets:
                self._loop.remove_reader(ear.socket)

    def _ready(self):
        self._deafen()
        self._wake()

    def drain(self):
        """What each socket has heard since the last call."""
        heard = [ear.drain() for ear in self._sockets]
        self._listen()
        return heard

    def close(self):
        self._deafen()
        for ear in self._sockets:
            ear.close()


class EventSource(_Ears):
    """Hears rtnetlink first and nftables second."""

    def __init__(self, wake, everywhere):
        route = EventSocket(socket.NETLINK_ROUTE, _ROUTE_GROUPS, everywhere)
        super().__init__(wake, (route, EventSocket(NETLINK_NETFILTER, _NFTABLES_GROUPS, everywhere)))


class PacketSource(_Ears):
    """Hears each connection that the namespace has not seen before, which moves counters of rules."""

    def __init__(self, wake):
        super().__init__(wake, (EventSocket(NETLINK_NETFILTER, _CONNTRACK_GROUPS, False),))

    def drain(self):
        return any(super().drain())


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
