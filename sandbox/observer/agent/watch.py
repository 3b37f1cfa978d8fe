"""One watched sandbox: gathers its changes, takes a snapshot after each burst, says it when it is news."""

import asyncio
import itertools
import os
import time
from contextlib import ExitStack

from assembly import compose, essence
from census import Census
from dockerview import DockerView
from mounts import MountTable
from namespace import LISTENING, RULES, TRAFFIC
from pace import Pace
from processes import pid_space

# How often, in ticks, things without events are looked at: sockets, exits, a daemon that hangs.
SLOW_TICKS = 5
# After a change, services are still coming up; the next ticks look at sockets every time.
LIVELY_TICKS = 3
# After a namespace could not be read.
RETRY_SECONDS = 0.5
LONGEST_WAIT_SECONDS = 0.1
# Sandboxes that were watched at the same time are not all looked at in the same tick.
_phases = itertools.count()


class Watch:
    def __init__(self, agent, sandbox, pid, counters):
        self.sandbox, self.pid, self.counters = sandbox, pid, counters
        self._agent = agent
        self._lock = asyncio.Lock()
        self._said = self._members = None
        self._ticks, self._lively = next(_phases) % SLOW_TICKS, 0
        self._closed = False
        with ExitStack() as stack:
            self._open(stack)
            self._opened = stack.pop_all()
        self._pace.touch()

    def _open(self, stack):
        self._pace = Pace(self._look)
        stack.callback(self._pace.close)
        self._mounts = MountTable(self.pid)
        stack.callback(self._mounts.close)
        self._census = Census(self.pid, self._mounts, self._pace.touch)
        stack.callback(self._census.close)
        self._census.follow_packets(self.counters)
        self.space = pid_space(self.pid)
        self._agent.processes.watch(self.space, self.pid)
        stack.callback(self._agent.processes.unwatch, self.space)
        self._agent.alarm.add(self._mounts.descriptor, self._census.mounts_changed)
        stack.callback(self._agent.alarm.remove, self._mounts.descriptor)
        self._docker = DockerView(self._mounts, self._pace.touch)
        stack.callback(self._docker.close)

    def close(self):
        self._closed = True
        self._opened.close()

    def follow(self, counters):
        if counters != self.counters:
            self.counters = counters
            self._census.follow_packets(counters)
            self._census.mark({TRAFFIC, RULES})
            self._pace.touch()

    async def _look(self):
        try:
            await self.refresh()
        except Exception as error:
            if not self._closed:
                self._agent.say_error(self.sandbox, error)

    async def refresh(self, everything=False):
        """Takes a snapshot, says it when it is news, and returns it."""
        async with self._lock:
            self._check_open()
            processes = self._processes(everything)
            if everything:
                self._census.doubt_everything()
            self._census.take(processes)
            if self._census.unread:
                self._pace.touch_in(RETRY_SECONDS)
            await self._read_rules()
            self._check_open()
            self._census.cast.cast_containers(self._docker.pids, processes)
            return self._tell(processes, everything)

    async def observe(self):
        await self._docker.check_all()
        # Many who ask at once share a scan of the whole machine rather than pay one each.
        await asyncio.sleep(min(self._agent.processes.due_in(), LONGEST_WAIT_SECONDS))
        return await self.refresh(everything=True)

    def _check_open(self):
        # What was open may by now be another sandbox's, under the same number.
        if self._closed:
            raise ProcessLookupError("no longer watched")

    def _processes(self, now):
        table = self._agent.processes
        if table.born():
            wait = table.due_in()
            if now or wait == 0:
                table.scan()
            else:
                self._pace.touch_in(wait)
        processes = table.of(self.space)
        self._members = _members(processes)
        return processes

    async def _read_rules(self):
        for space in list(self._census.namespaces.values()):
            descriptor = space.open(self._mounts) if RULES in space.due else None
            if descriptor is None:
                continue
            try:
                await space.read_rules(descriptor)
            finally:
                os.close(descriptor)
            self._check_open()

    def _tell(self, processes, asked):
        census, spaces = self._census, self._census.in_order()
        said = essence(spaces, census.cast, processes, self._docker, self.counters)
        news = said != self._said
        if not news and not asked:
            return None
        snapshot = compose(spaces, census.cast, processes, self._docker)
        snapshot["truncated"] |= census.truncated
        snapshot["takenAt"] = time.time() * 1000
        if news:
            self._said, self._lively = said, LIVELY_TICKS
            self._agent.say_latest(self.sandbox, snapshot)
        return snapshot

    def tick(self, born):
        """Once a second."""
        self._ticks += 1
        slow = self._ticks % SLOW_TICKS == 0
        if slow or self._lively > 0:
            self._lively = max(0, self._lively - 1)
            self._census.mark({LISTENING})
            self._pace.touch()
        elif born and self._members != _members(self._agent.processes.of(self.space)):
            self._pace.touch()
        if self.counters and self._census.packets_moved():
            self._pace.touch()
        if self._ticks % (2 * SLOW_TICKS) == 0:
            self._agent.spawn(self._docker.still_there())

    def open_namespace(self, identity):
        """A descriptor of a namespace by its id in the snapshot; None when it is not there."""
        space = self._census.namespaces.get(int(identity)) if identity.isdigit() else None
        return None if space is None else space.open(self._mounts)


def _members(processes):
    return [(process.pid, process.net) for process in processes]
