"""What one sandbox's Docker says of itself, kept current by its event stream. Unreachable is a value, not an error."""

import asyncio
import json
import time

from dockerfacts import CONTAINER_LIMIT, NETWORK_LIMIT, container, network, number, record, rows, text
from dockerhttp import DockerConnection, DockerFault, connect

SOCKET_PATH = "/run/docker.sock"
# A daemon on a machine that is short of CPU takes its time; one that is gone is known at once, by its socket.
DEADLINE_SECONDS = 4.0
RETRY_FIRST_SECONDS, RETRY_LAST_SECONDS = 0.1, 1.0
# One `docker run` speaks several times; the answer to the first would be out of date at once.
COALESCE_SECONDS = 0.02
SHARE, PAUSE_FIRST_SECONDS, PAUSE_LAST_SECONDS = 0.1, 0.03, 5.0
# A real answer has some 10 kB. More containers than this are asked about in the next round.
INSPECT_LIMIT_BYTES, INSPECTS_A_ROUND = 64 * 1024, 64
_EVENTS = '/events?filters={"type":["container","network"]}'.replace('"', "%22")
_QUIET = ("exec_", "top", "attach", "detach", "resize", "archive", "export")
UNREACHABLE = {"state": "unreachable"}
_FAULTS = (DockerFault, OSError, ValueError, RecursionError, TimeoutError, asyncio.IncompleteReadError)


class DockerView:
    """`facts` is the latest; `pids` its first processes by container id. Calls `changed` after each difference."""

    def __init__(self, mounts, changed):
        self._mounts = mounts
        self._changed = changed
        self.facts = UNREACHABLE
        self.facts_text = json.dumps([UNREACHABLE, {}])
        self.pids = {}
        self.truncated = False
        self._asking = None
        self._closed = self._unasked = False
        self._version = ""
        self._doubtful = set()
        self._lock = asyncio.Lock()
        self._stale = asyncio.Event()
        self._tasks = [asyncio.ensure_future(self._listen()), asyncio.ensure_future(self._follow())]

    def close(self):
        self._closed = True
        for task in self._tasks:
            task.cancel()
        self._hang_up()

    async def check(self):
        """Looks at the daemon now, whatever its event stream said."""
        await self._guarded(self._ask)

    async def check_all(self):
        """The same, in as many rounds as the most containers take."""
        for _ in range(-(-CONTAINER_LIMIT // INSPECTS_A_ROUND)):
            self._unasked = False
            await self.check()
            if not self._unasked:
                return

    async def _guarded(self, ask):
        async with self._lock:
            if self._closed:
                return
            try:
                async with asyncio.timeout(DEADLINE_SECONDS):
                    await ask()
            except _FAULTS:
                self._hang_up()
                self._settle(UNREACHABLE, {}, False)
            finally:
                if self._closed:
                    self._hang_up()

    async def still_there(self):
        """Asks for a sign of life only: a daemon that hangs, or wakes up from it, tells nobody."""
        if self._asking is None:
            return await self.check()
        await self._guarded(self._ping)

    async def _listen(self):
        """Holds the event stream; as long as it lives so does the daemon."""
        delay = RETRY_FIRST_SECONDS
        while True:
            connection = None
            try:
                async with asyncio.timeout(DEADLINE_SECONDS) as deadline:
                    connection = DockerConnection(await connect(self._mounts, SOCKET_PATH))
                    async for event in connection.lines(_EVENTS):
                        deadline.reschedule(None)
                        delay = RETRY_FIRST_SECONDS
                        self._hear(event)
            except _FAULTS:
                pass
            finally:
                if connection is not None:
                    connection.close()
                    self._stale.set()
            await asyncio.sleep(delay)
            delay = min(delay * 2, RETRY_LAST_SECONDS)

    def _hear(self, event):
        event = record(event)
        action = text(event.get("Action") or event.get("status"))
        if action.startswith(_QUIET):
            return
        if event.get("Type") == "container" and action in ("start", "die", "destroy", "restart", "unpause"):
            self._doubtful.add(text(record(event.get("Actor")).get("ID")))
        self._stale.set()

    async def _follow(self):
        while True:
            await self._stale.wait()
            await asyncio.sleep(COALESCE_SECONDS)
            self._stale.clear()
            before = time.process_time()
            await self.check()
            # A daemon that always has news gets part of our time, not all of it.
            pause = (time.process_time() - before) / SHARE
            await asyncio.sleep(min(max(pause, PAUSE_FIRST_SECONDS), PAUSE_LAST_SECONDS))

    async def _ask(self):
        if self._asking is None:
            self._asking = DockerConnection(await connect(self._mounts, SOCKET_PATH))
            self._version = text(record(await self._asking.get("/version")).get("Version"))
        # What starts or dies while we ask is asked about once more by the next round.
        doubtful, self._doubtful = self._doubtful, set()
        listed = await self._asking.get("/containers/json?all=1")
        truncated = isinstance(listed, list) and len(listed) > CONTAINER_LIMIT
        containers = [container(row) for row in rows(listed, CONTAINER_LIMIT)]
        containers = [found for found in containers if found is not None]
        # What is parsed takes far more room than what it becomes: one at a time.
        del listed
        networks = [network(row) for row in rows(await self._asking.get("/networks"), NETWORK_LIMIT)]
        pids = await self._find_pids([found["id"] for found in containers if found["state"] in ("running", "paused")], doubtful)
        facts = {
            "state": "running",
            "version": self._version,
            "containers": sorted(containers, key=lambda row: row["id"]),
            "networks": sorted((found for found in networks if found), key=lambda row: row["id"]),
        }
        self._settle(facts, pids, truncated)

    async def _find_pids(self, running, doubtful):
        pids, asked = {}, 0
        for identity in running:
            known = None if identity in doubtful else self.pids.get(identity)
            if known is None and asked < INSPECTS_A_ROUND:
                known, asked = await self._pid(identity), asked + 1
            if known:
                pids[identity] = known
            elif known is None:
                self._unasked = True
                self._stale.set()
        return pids

    async def _ping(self):
        if self._asking is not None:
            # Whatever is cheap: for /version dockerd runs two programs, 30 ms of processor time.
            await self._asking.get("/networks/none")

    async def _pid(self, identity):
        if not (identity.isascii() and identity.isalnum()):
            return 0
        inspected = await self._asking.get(f"/containers/{identity}/json", INSPECT_LIMIT_BYTES)
        return number(record(record(inspected).get("State")).get("Pid"))

    def _settle(self, facts, pids, truncated):
        facts_text = json.dumps([facts, pids])
        different = facts_text != self.facts_text
        self.facts, self.facts_text, self.pids, self.truncated = facts, facts_text, pids, truncated
        if different:
            self._changed()

    def _hang_up(self):
        if self._asking is not None:
            self._asking.close()
            self._asking = None
