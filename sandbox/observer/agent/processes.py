"""Which processes belong to which sandbox, and which network namespace each of them is in.

A sandbox is a pid namespace and everything below it. That covers shells which the engine put into the sandbox from
outside, which are nobody's child inside. One look at /proc serves all sandboxes.
"""

import os
import time

from kernel import namespace_number, parent_namespace, read_bounded

COMMAND_LIMIT = 80
# A process may still replace its program shortly after its birth.
SETTLED_AFTER_LOOKS = 4
MAX_NESTING = 32
# Full scans take at most this part of the time, however many processes the machine has.
SCAN_SHARE = 0.05
# Not looked up yet; None is a process of no watched sandbox.
UNKNOWN = object()


class Process:
    __slots__ = ("pid", "identity", "space", "owner", "inner_pid", "net", "command", "looks")

    def __init__(self, pid, identity):
        self.pid = pid
        self.identity = identity
        self.space = pid_space(pid)
        self.owner = UNKNOWN
        self.inner_pid = None
        self.net = None
        self.command = ""
        self.looks = 0

    def look(self, level):
        """Reads what may change in a process's life. False when it is gone."""
        self.net = namespace_number(f"/proc/{self.pid}/ns/net")
        if self.net is None:
            return False
        if self.inner_pid is None:
            self.inner_pid = _inner_pid(self.pid, level)
        if self.looks < SETTLED_AFTER_LOOKS:
            self.looks += 1
            self.command = _command(self.pid)
        return True


def pid_space(pid):
    """The number of a process's pid namespace."""
    return namespace_number(f"/proc/{pid}/ns/pid")


class ProcessTable:
    """All processes of the machine, and of which watched sandbox (the number of its pid namespace) they are part."""

    def __init__(self):
        self._load = os.open("/proc/loadavg", os.O_RDONLY | os.O_CLOEXEC)
        self._last = None
        self._next_scan = 0.0
        self._known = {}
        self._levels = {}
        self._watchers = {}
        self._groups = {}
        self._own = os.getpid()

    def watch(self, space, pid):
        self._levels[space] = len(_status_pids(pid)) - 1
        self._watchers[space] = self._watchers.get(space, 0) + 1
        self._forget_owners(None)
        self._last = None
        self._next_scan = 0.0

    def unwatch(self, space):
        self._watchers[space] -= 1
        if self._watchers[space] > 0:
            return
        del self._watchers[space]
        self._levels.pop(space, None)
        self._groups.pop(space, None)
        self._forget_owners(space)

    def born(self):
        """Whether any process was started on the machine since the last scan."""
        return self._last is None or self._newest() != self._last

    def due_in(self):
        """Seconds until the next full scan is due; 0 when it may be done."""
        return max(0.0, self._next_scan - time.monotonic())

    def of(self, space):
        """The living processes of one sandbox, as of the last scan."""
        level = self._levels[space]
        group = [process for process in self._groups.get(space, ()) if process.look(level)]
        self._groups[space] = group
        return group

    def scan(self):
        started = time.monotonic()
        self._last = self._newest()
        fresh, groups = {}, {space: [] for space in self._levels}
        with os.scandir("/proc") as entries:
            for entry in entries:
                if entry.name[0] in "123456789":
                    self._place(int(entry.name), entry.inode(), fresh, groups)
        self._known, self._groups = fresh, groups
        ended = time.monotonic()
        self._next_scan = ended + (ended - started) / SCAN_SHARE

    def close(self):
        os.close(self._load)

    def _newest(self):
        return os.pread(self._load, 128, 0).split()[-1]

    def _place(self, pid, identity, fresh, groups):
        # The inode of /proc/PID is made anew for each process, so a recycled pid is not taken for the old one.
        process = self._known.get(pid)
        if process is None or process.identity != identity:
            process = Process(pid, identity)
        fresh[pid] = process
        owner = self._owner(process)
        if owner is not None and pid != self._own:
            groups[owner].append(process)

    def _forget_owners(self, owner):
        for process in self._known.values():
            if process.owner == owner:
                process.owner = UNKNOWN

    def _owner(self, process):
        """Kept by process, not by pid namespace: a namespace's number is given anew as soon as it is free."""
        if process.space is None or process.space in self._levels:
            return process.space
        if process.owner is UNKNOWN:
            try:
                process.owner = self._climb(process.pid)
            except OSError:
                # It ended just now; that says nothing of others in its namespace.
                return None
        return process.owner

    def _climb(self, pid):
        """The watched pid namespace above a process's own, if any."""
        descriptor = os.open(f"/proc/{pid}/ns/pid", os.O_RDONLY | os.O_CLOEXEC)
        for _ in range(MAX_NESTING):
            above = parent_namespace(descriptor)
            os.close(descriptor)
            if above is None:
                return None
            descriptor = above
            number = os.fstat(descriptor).st_ino
            if number in self._levels:
                os.close(descriptor)
                return number
        os.close(descriptor)
        return None


def _status_pids(pid):
    status = read_bounded(f"/proc/{pid}/status", 8192) or b""
    for line in status.splitlines():
        if line.startswith(b"NSpid:"):
            return [int(value) for value in line.split()[1:]]
    return [pid]


def _inner_pid(pid, level):
    pids = _status_pids(pid)
    return pids[min(level, len(pids) - 1)]


def _command(pid):
    line = read_bounded(f"/proc/{pid}/cmdline", COMMAND_LIMIT + 1) or b""
    if not line or len(line) > COMMAND_LIMIT:
        line = read_bounded(f"/proc/{pid}/comm", 64) or b"?"
    return line.replace(b"\0", b" ").strip().decode("utf-8", "replace")
