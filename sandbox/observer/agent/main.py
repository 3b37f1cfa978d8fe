"""The observer: reads the kernel and the Docker engine of many sandboxes from outside, and says what changed.

Requests come as JSON lines on standard input, answers and events go as JSON lines to standard output.
It ends when standard input does. README.md beside the TypeScript half has the protocol.
"""

import asyncio
import os
import sys

from events import MountAlarm
from probe import run_probe
from processes import ProcessTable
from watch import Watch
from wire import Wire

PROTOCOL_VERSION = 1


class Agent:
    def __init__(self, loop):
        self._loop = loop
        self._wire = Wire(loop, 0, 1)
        self._watches, self._ends, self._tasks = {}, {}, set()
        self.say = self._wire.say
        self.processes = ProcessTable()
        self.alarm = MountAlarm(loop)
        self.done = loop.create_future()

    def run(self):
        self._wire.listen(self._hear, self._stop)
        self.say({"event": "hello", "version": PROTOCOL_VERSION})
        self._loop.call_later(1.0, self._tick)
        self._loop.run_until_complete(self.done)

    def _stop(self):
        if not self.done.done():
            self.done.set_result(None)

    def say_latest(self, sandbox, snapshot):
        self._wire.say_latest(sandbox, {"event": "snapshot", "sandbox": sandbox, "snapshot": snapshot})

    def say_error(self, sandbox, error):
        self.say({"event": "error", "sandbox": sandbox, "message": f"{type(error).__name__}: {error}"})

    def spawn(self, work):
        task = self._loop.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _tick(self):
        self._loop.call_later(1.0, self._tick)
        born = bool(self._watches) and self._count_processes()
        for watch in list(self._watches.values()):
            try:
                watch.tick(born)
            except Exception as error:
                self.say_error(watch.sandbox, error)

    def _count_processes(self):
        try:
            born = self.processes.born()
            if born and self.processes.due_in() == 0:
                self.processes.scan()
            return born
        except OSError:
            # /proc was short of something; what a look needs it reads itself.
            return True

    def _hear(self, request):
        self.spawn(self._answer(request))

    async def _answer(self, request):
        identity = request.get("id")
        try:
            result = await getattr(self, f"_do_{request['op']}")(request)
            self.say({"id": identity, "ok": True, **result})
        except ProcessLookupError as error:
            self.say({"id": identity, "ok": False, "error": "gone", "message": str(error)})
        except Exception as error:
            self.say({"id": identity, "ok": False, "error": "failed", "message": f"{type(error).__name__}: {error}"})

    async def _do_ping(self, _):
        return {}

    async def _do_watch(self, request):
        sandbox, counters = request["sandbox"], request["counters"] is True
        watch = self._watches.get(sandbox)
        if watch is not None:
            watch.follow(counters)
            return {}
        pid = os.getpid() if request["pid"] == "self" else int(request["pid"])
        end = os.pidfd_open(pid)
        try:
            self._watches[sandbox] = Watch(self, sandbox, pid, counters)
        except FileNotFoundError as error:
            os.close(end)
            raise ProcessLookupError(str(error)) from error
        except BaseException:
            os.close(end)
            raise
        self._ends[sandbox] = end
        self._loop.add_reader(end, self._gone, sandbox)
        return {}

    async def _do_unwatch(self, request):
        self._drop(request["sandbox"])
        return {}

    async def _do_observe(self, request):
        return {"snapshot": await self._watch(request).observe()}

    async def _do_probe(self, request):
        probe = request["probe"]
        namespace = self._watch(request).open_namespace(str(probe["from"]))
        if namespace is None:
            return {"result": {"reached": False, "reason": "other"}}
        try:
            return {"result": await run_probe(namespace, probe)}
        finally:
            os.close(namespace)

    def _watch(self, request):
        watch = self._watches.get(request["sandbox"])
        if watch is None:
            raise ProcessLookupError("not watched")
        return watch

    def _gone(self, sandbox):
        self._drop(sandbox)
        self.say({"event": "gone", "sandbox": sandbox})

    def _drop(self, sandbox):
        watch = self._watches.pop(sandbox, None)
        if watch is None:
            return
        end = self._ends.pop(sandbox)
        self._loop.remove_reader(end)
        os.close(end)
        watch.close()
        self._wire.forget(sandbox)


def main():
    loop = asyncio.SelectorEventLoop()
    asyncio.set_event_loop(loop)
    Agent(loop).run()
    # Nothing to save: the kernel closes what is open, faster than we could.
    sys.stdout.flush()
    os._exit(0)


if __name__ == "__main__":
    main()
