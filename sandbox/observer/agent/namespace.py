"""One network namespace of a sandbox: what was read of it, and what has to be read again."""

import json
import os
import re

from kernel import inside
from listening import open_diagnosis, read_listening, read_listening_files, socket_census
from policy import read_policy
from route import (
    open_route,
    read_addresses,
    read_forwarding,
    read_links,
    read_neighbours,
    read_nsid,
    read_routes,
    read_traffic,
)
from rules import read_rules
from settings import Settings

LINK_LIMIT = 1000
ROW_LIMIT = 512
_COMMENTS = re.compile(r"^#.*\n?", re.MULTILINE)
_RULE_COUNTERS = re.compile(r"\[\d+:\d+\]")

# What can be due: NET is all that rtnetlink tells, TRAFFIC its counters alone.
NET, LISTENING, RULES, TRAFFIC = "net", "listening", "rules", "traffic"
ALL = frozenset((NET, LISTENING, RULES))


class Namespace:
    def __init__(self, number):
        self.number = number
        self.due = set(ALL)
        self.holders = ()
        self.paths = ()
        self.nsid = None
        self.own_events = None
        self.has_strangers = False
        self.counters = {}
        self.rules = []
        self.rules_text = self.rules_counted = ""
        self.facts = {"links": [], "routes": [], "neighbours": [], "listening": [], "forwarding": False}
        self.facts_text = ""
        self._cut = {}
        self._sockets = None

    @property
    def truncated(self):
        return any(self._cut.values())

    def open(self, mounts):
        """A descriptor of the namespace, or None when nothing leads there any more."""
        for pid in self.holders:
            try:
                descriptor = os.open(f"/proc/{pid}/ns/net", os.O_RDONLY | os.O_CLOEXEC)
            except OSError:
                continue
            if os.fstat(descriptor).st_ino == self.number:
                return descriptor
            os.close(descriptor)
        for path in self.paths:
            descriptor = mounts.open_namespace(self.number, path)
            if descriptor is not None:
                return descriptor
        return None

    def read(self, descriptor, neighbours_of):
        """Reads what is due, except rules. `neighbours_of()` yields (Namespace, descriptor) of the others."""
        if NET in self.due:
            self._read_net(descriptor, neighbours_of)
        elif TRAFFIC in self.due:
            with self._route(descriptor) as handle:
                self.counters = read_traffic(handle, LINK_LIMIT)
        if LISTENING in self.due:
            self._read_listening(descriptor)
        self.due &= {RULES}

    def _read_listening(self, descriptor):
        with inside(descriptor):
            census = socket_census()
            if census == self._sockets and NET not in self.due:
                return
            try:
                with open_diagnosis() as handle:
                    found = read_listening(handle, ROW_LIMIT)
            except OSError:
                found = read_listening_files(ROW_LIMIT)
        self._sockets = census
        self.facts["listening"], self._cut[LISTENING] = found
        self.facts_text = json.dumps(self.facts)

    async def read_rules(self, descriptor):
        # Taken off first: what is marked while the program runs may be news that it does not print.
        self.due.discard(RULES)
        try:
            self.rules, self._cut[RULES] = await read_rules(descriptor)
        except OSError:
            self.due.add(RULES)
            raise
        # The comments carry the time of day, which is no news.
        self.rules_counted = _COMMENTS.sub("", "".join(self.rules))
        self.rules_text = _RULE_COUNTERS.sub("", self.rules_counted)

    def _route(self, descriptor):
        with inside(descriptor):
            return open_route()

    def _read_net(self, descriptor, neighbours_of):
        with self._route(descriptor) as handle:
            links, self.counters, more_links = read_links(handle, LINK_LIMIT)
        # A dump that was left early blocks its socket, so what may be left early has a socket of its own.
        with self._route(descriptor) as handle:
            more = read_addresses(handle, links, LINK_LIMIT) or more_links
        with self._route(descriptor) as handle:
            self.facts["forwarding"] = read_forwarding(handle)
            self._resolve_peers(handle, links, neighbours_of)
            self.facts["routes"], more_routes = read_routes(handle, ROW_LIMIT)
        with self._route(descriptor) as handle:
            self.facts["neighbours"], more_neighbours = read_neighbours(handle, ROW_LIMIT)
        with self._route(descriptor) as handle:
            more_policy = self._read_policy(handle)
        self.facts["links"] = [links[index] for index in sorted(links)]
        with inside(descriptor):
            Settings().tell(self.facts)
        self.facts_text = json.dumps(self.facts)
        self._cut[NET] = more or more_routes or more_neighbours or more_policy

    def _read_policy(self, handle):
        policy, more = read_policy(handle, ROW_LIMIT)
        self.facts.pop("policy", None)
        if policy is not None:
            self.facts["policy"] = policy
        return more

    def _resolve_peers(self, handle, links, neighbours_of):
        """Turns (number of a namespace, index) into (which namespace, index), by the kernel's own numbers."""
        wanted = {link["peer"][0] for link in links.values() if "peer" in link} - {None}
        names = {None: self.number}
        for other, descriptor in neighbours_of() if wanted else ():
            nsid = read_nsid(handle, descriptor)
            if nsid in wanted:
                names[nsid] = other.number
                wanted.discard(nsid)
            if not wanted:
                break
        self.has_strangers = bool(wanted)
        for link in links.values():
            nsid, index = link.pop("peer", (None, None))
            if index is not None and nsid in names:
                link["peer"] = {"namespaceId": str(names[nsid]), "index": index}

    def close(self):
        if self.own_events is not None:
            self.own_events.close()
            self.own_events = None
