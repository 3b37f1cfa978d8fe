"""The network namespaces of one sandbox: found by its processes and its mounts, opened, read, forgotten."""

import os
from contextlib import ExitStack

from assembly import NAMESPACE_LIMIT, ROLES, Cast
from doors import Doors
from events import EVERYWHERE, EventSource, PacketSource
from kernel import inside, namespace_number
from mounts import DOCKER, NAMED
from namespace import ALL, LINK_LIMIT, LISTENING, NET, RULES, TRAFFIC, Namespace
from route import open_route, read_nsid, read_traffic


class Census:
    def __init__(self, pid, mounts, wake):
        self.host = namespace_number(f"/proc/{pid}/ns/net")
        if self.host is None:
            raise ProcessLookupError(f"no process {pid}")
        self.namespaces = {}
        self.cast = Cast(self.host, None, {}, frozenset())
        self.truncated = self.unread = False
        self._pid, self._mounts, self._wake = pid, mounts, wake
        self._packets = self._traffic = None
        self._mounted, self._mounts_due, self._mounts_cut = [], True, False
        self._events = self._on_host(lambda: EventSource(wake, everywhere=True))

    def close(self):
        self.follow_packets(False)
        self._events.close()
        for namespace in self.namespaces.values():
            namespace.close()

    def mounts_changed(self):
        self._mounts_due = True
        self._wake()

    def doubt_everything(self):
        self._mounts_due = True
        self.mark(ALL)

    def follow_packets(self, wanted):
        """Hears each new connection through the lab host, on top of what ticks see of the counters."""
        if wanted and self._packets is None:
            self._packets = self._on_host(lambda: PacketSource(self._wake))
        elif not wanted and self._packets is not None:
            self._packets.close()
            self._packets = None

    def packets_moved(self):
        """Nearly all packets of a sandbox pass an interface of its lab host, so these counters speak for all."""
        with self._on_host(open_route) as handle:
            traffic = read_traffic(handle, LINK_LIMIT)
        moved, self._traffic = traffic != self._traffic, traffic
        if moved:
            self.mark({TRAFFIC, RULES})
        return moved

    def mark(self, parts, only=None):
        for namespace in self.namespaces.values():
            if only is None or namespace.number in only:
                namespace.due |= parts

    def in_order(self):
        return sorted(self.namespaces.values(), key=lambda space: (ROLES.index(self.cast.role(space.number)), space.number))

    def _on_host(self, make):
        """What `make` makes while this thread is in the lab host's namespace."""
        descriptor = os.open(f"/proc/{self._pid}/ns/net", os.O_RDONLY | os.O_CLOEXEC)
        try:
            with inside(descriptor):
                return make()
        finally:
            os.close(descriptor)

    def _hear(self):
        """Marks what the kernel says has changed."""
        by_nsid = {space.nsid: space for space in self.namespaces.values() if space.nsid is not None}
        own = self.namespaces.get(self.host)
        self._mark_changed(self._events, {**by_nsid, None: own})
        for space in self.namespaces.values():
            if space.own_events is not None:
                self._mark_changed(space.own_events, {None: space})
        if self._packets is not None and self._packets.drain():
            self.mark({TRAFFIC, RULES})

    def _mark_changed(self, source, spaces):
        for part, changed in zip((NET, RULES), source.drain()):
            for nsid in changed:
                # A number that we have no namespace for yet is one that the next lines will find.
                for space in self.namespaces.values() if nsid is EVERYWHERE else (spaces.get(nsid),):
                    if space is not None:
                        space.due |= {part, LISTENING}

    def take(self, processes):
        """Brings the set of namespaces up to date and reads what is due in each, except rules."""
        self.unread = False
        self._hear()
        if self._mounts_due:
            self._mounts_due = False
            self._mounted, self._mounts_cut = self._mounts.read()
            self._doubt_mounted()
        self._enlist(processes)
        with ExitStack() as stack:
            self._read(Doors(self._mounts, stack))

    def _doubt_mounted(self):
        """A name may be given to a new namespace that got the number of the old one; only a process proves the same."""
        for space in self.namespaces.values():
            if not space.holders:
                space.due |= ALL
                space.nsid = None

    def _enlist(self, processes):
        holders, paths = {self.host: [self._pid]}, {}
        for process in processes:
            holders.setdefault(process.net, []).append(process.pid)
        for number, path in self._mounted:
            paths.setdefault(number, []).append(path)
        numbers = [self.host, *(number for number in (*paths, *sorted(holders)) if number != self.host)]
        numbers = list(dict.fromkeys(numbers))
        self.truncated = len(numbers) > NAMESPACE_LIMIT or self._mounts_cut
        numbers = numbers[:NAMESPACE_LIMIT]
        for gone in self.namespaces.keys() - set(numbers):
            self.namespaces.pop(gone).close()
            self.mark({NET}, {self.host})
        for number in numbers:
            self._enter(number, tuple(holders.get(number, ())), tuple(paths.get(number, ())))
        self._name(paths)

    def _enter(self, number, holders, paths):
        space = self.namespaces.get(number)
        if space is not None and not {*space.holders, *space.paths} & {*holders, *paths}:
            # Nobody who held it then holds it now: the kernel may have given the number to another namespace.
            space.close()
            space = None
        if space is None:
            space = self.namespaces[number] = Namespace(number)
            for other in self.namespaces.values():
                if other.has_strangers:
                    other.due.add(NET)
        space.holders, space.paths = holders, paths

    def _name(self, paths):
        named, docker = {}, set()
        for number, places in paths.items():
            named[number] = {path[len(NAMED) :] for path in places if path.startswith(NAMED)}
            if any(path.startswith(DOCKER) for path in places):
                docker.add(number)
        self.cast.named, self.cast.docker_paths = named, frozenset(docker)

    def _read(self, doors):
        # Ears first: what changes after the look is then heard.
        self._lend_ears(doors)
        order = sorted(self.namespaces.values(), key=lambda space: space.number != self.host)
        for space in order:
            if space.due - {RULES}:
                descriptor = doors.open(space)
                if descriptor is None:
                    continue
                try:
                    space.read(descriptor, lambda: doors.others(order))
                except OSError:
                    # It is on its way out, or the kernel was busy; what is due stays due.
                    self.unread = True
        self._choose_client()

    def _choose_client(self):
        """The computer outside is whoever holds the other end of the lab host's eth0; once known, it stays that one."""
        if self.cast.client in self.namespaces:
            return
        self.cast.client = None
        for link in self.namespaces[self.host].facts["links"]:
            if link["name"] == "eth0" and "peer" in link:
                self.cast.client = int(link["peer"]["namespaceId"])
                return
        for number, names in self.cast.named.items():
            if "client" in names and number != self.host:
                self.cast.client = number

    def _lend_ears(self, doors):
        """A namespace that the lab host has a number for is heard through the host's socket, any other by its own."""
        unknown = [space for space in self.namespaces.values() if space.nsid is None and space.number != self.host]
        if not unknown:
            return
        with inside(doors.open(self.namespaces[self.host])):
            handle = open_route()
        with handle:
            for space in unknown:
                descriptor = doors.open(space)
                if descriptor is None:
                    continue
                space.nsid = read_nsid(handle, descriptor)
                if space.nsid is not None:
                    space.close()
                elif space.own_events is None:
                    with inside(descriptor):
                        space.own_events = EventSource(self._wake, everywhere=False)
