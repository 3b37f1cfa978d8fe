"""One watched sandbox: gathers its changes, takes a snapshot after each burst, says it when it is news."""

import asyncio
import itertools
import os
import time
from contextlib import ExitStack

from assembly import compose, essence
from census import Census
from dockerview import DockerView
from kernel import inside
from mounts import MountTable
from namespace import ALL, LISTENING, NET, RULES, TRAFFIC
from processes import pid_space
from route import open_route, read_traffic

# A burst of kernel events (a container start has dozens) becomes one snapshot.
COALESCE_SECONDS = 0.025
# A machine that changes without pause gets at most this part of a core.
SHARE = 0.2
# How often, in ticks, things without events are looked at: sockets, exits, a daemon that hangs.
SLOW_TICKS = 5
# After a change, services are still coming up; the next ticks look at sockets every time.
LIVELY_TICKS = 3
# Sandboxes that were watched at the same time are not all looked at in the same tick.
_phases = itertools.count()


class Watch:
    def __init__(self, agent, sandbox, pid, counters):
        self.sandbox, self.pid, self.counters = sandbox, pid, counters
        self._agent, self._loop = agent, asyncio.get_running_loop()
        self._lock = asyncio.Lock()
        self._timer = self._task = self._said = None
        self._not_before = 0.0
        self._ticks, self._lively, self._members = next(_phases) % SLOW_TICKS, 0, None
        self._traffic = None
        self._closed = False
        with ExitStack() as stack:
            self._open(stack)
            self._opened = stack.pop_all()
        self.touch()

    def _open(self, stack):
        self._mounts = MountTable(self.pid)
        stack.callback(self._mounts.close)
        self._census = Census(self.pid, self._mounts, self.touch)
        stack.callback(self._census.close)
        self.space = pid_space(self.pid)
        self._agent.processes.watch(self.space, self.pid)
        stack.callback(self._agent.processes.unwatch, self.space)
        self._agent.alarm.add(self._mounts.descriptor, self._census.mounts_changed)
        stack.callback(self._agent.alarm.remove, self._mounts.descriptor)
        self._docker = DockerView(self._mounts, self.touch)
        stack.callback(self._docker.close)

    def close(self):
        self._closed = True
        for pending in (self._timer, self._task):
            if pending is not None:
                pending.cancel()
        self._opened.close()

    def follow(self, counters):
        if counters and not self.counters:
            self._census.mark({TRAFFIC, RULES})
            self.touch()
        self.counters = counters

    def touch(self):
        """Something changed, or may have."""
        if self._timer is None and not self._closed:
            delay = max(COALESCE_SECONDS, self._not_before - time.monotonic())
            self._timer = self._loop.call_later(delay, self._start)

    def _start(self):
        self._timer = None
        if self._task is not None and not self._task.done():
            # The running one has already read; a look after it sees what came since.
            self._task.add_done_callback(lambda _: self.touch())
            return
        self._task = self._loop.create_task(self._run())

    async def _run(self):
        started = time.monotonic()
        try:
            await self.refresh()
        except Exception as error:
            self._agent.say({"event": "error", "sandbox": self.sandbox, "message": f"{type(error).__name__}: {error}"})
        finally:
            ended = time.monotonic()
            self._not_before = ended + (ended - started) / SHARE

    async def refresh(self, everything=False):
        """Takes a snapshot, says it when it is news, and returns it."""
        async with self._lock:
            processes = self._processes(everything)
            if everything:
                self._census.mark(ALL)
            self._census.take(processes)
            await self._read_rules()
            self._census.cast.cast_containers(self._docker.pids, processes)
            return self._tell(processes, everything)

    async def observe(self):
        await self._docker.check()
        return await self.refresh(everything=True)

    def _processes(self, now):
        table = self._agent.processes
        if table.born():
            wait = table.due_in()
            if now or wait == 0:
                table.scan()
            else:
                self._loop.call_later(wait, self.touch)
        processes = table.of(self.space)
        self._members = [(process.pid, process.net) for process in processes]
        return processes

    async def _read_rules(self):
        for space in list(self._census.namespaces.values()):
            if RULES in space.due:
                descriptor = space.open(self._mounts)
                if descriptor is None:
                    continue
                try:
                    await space.read_rules(descriptor)
                finally:
                    os.close(descriptor)

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
            self.touch()
        elif born and self._moved():
            self.touch()
        if self.counters and self._packets_moved():
            self._census.mark({TRAFFIC, RULES})
            self.touch()
        if slow and self._ticks % (2 * SLOW_TICKS) == 0:
            self._agent.spawn(self._docker.still_there())

    def _moved(self):
        return self._members != [(process.pid, process.net) for process in self._agent.processes.of(self.space)]

    def _packets_moved(self):
        """Nearly all packets of a sandbox pass an interface of its lab host, so these counters speak for all."""
        try:
            descriptor = os.open(f"/proc/{self.pid}/ns/net", os.O_RDONLY | os.O_CLOEXEC)
        except OSError:
            return False
        try:
            with inside(descriptor):
                handle = open_route()
        finally:
            os.close(descriptor)
        with handle:
            traffic = read_traffic(handle, 1000)
        moved, self._traffic = traffic != self._traffic, traffic
        return moved

    def open_namespace(self, identity):
        """A descriptor of a namespace by its id in the snapshot; None when it is not there."""
        space = self._census.namespaces.get(int(identity)) if identity.isdigit() else None
        return None if space is None else space.open(self._mounts)
