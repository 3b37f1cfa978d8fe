"""When to look: soon after a change, once for a burst, and never so often that others go short."""

import asyncio
import time

# A burst of kernel events (a container start has dozens) becomes one look.
COALESCE_SECONDS = 0.025
# A machine that changes all the time gets this part of a core, and far less once it has gone on for a while.
SHARE, HOT_SHARE = 0.2, 0.04
HOT_LOOKS, HEAT_HALF_LIFE_SECONDS = 40, 5.0
# A single dear look (the first one, one at forty containers) does not make the next change wait for long.
LONGEST_PAUSE_SECONDS = 0.15


class Pace:
    """Calls `look` (a coroutine function that never raises) some time after each `touch`."""

    def __init__(self, look):
        self._look, self._loop = look, asyncio.get_running_loop()
        self._timer = self._task = None
        self._again = self._closed = False
        self._not_before = self._ended = 0.0
        self._heat = 0.0

    def close(self):
        self._closed = True
        for pending in (self._timer, self._task):
            if pending is not None:
                pending.cancel()

    def touch(self):
        """Something changed, or may have."""
        if self._timer is None and not self._closed:
            delay = max(COALESCE_SECONDS, self._not_before - time.monotonic())
            self._timer = self._loop.call_later(delay, self._start)

    def touch_in(self, seconds):
        self._loop.call_later(seconds, self.touch)

    def _start(self):
        self._timer = None
        if self._task is None:
            self._task = self._loop.create_task(self._run())
        else:
            # The running look has already read; only one after it sees what came since.
            self._again = True

    async def _run(self):
        # What it costs us, not how long it takes on a busy machine.
        before = time.process_time()
        try:
            await self._look()
        finally:
            self._task = None
            self._cool(time.process_time() - before)
            if self._again:
                self._again = False
                self.touch()

    def _cool(self, cost):
        ended = time.monotonic()
        self._heat = self._heat * 0.5 ** ((ended - self._ended) / HEAT_HALF_LIFE_SECONDS) + 1
        self._ended = ended
        pause = min(cost / SHARE, LONGEST_PAUSE_SECONDS) if self._heat < HOT_LOOKS else cost / HOT_SHARE
        self._not_before = ended + pause
