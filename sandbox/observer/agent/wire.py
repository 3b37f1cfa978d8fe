"""JSON lines on standard input and output. Neither side can make us hold more than a bound."""

import json
import os

LINE_LIMIT_BYTES = 64 * 1024
# Answers wait here only while the reader is behind; snapshots wait as the latest one of each sandbox.
WAITING_LIMIT_BYTES = 16 << 20


class Wire:
    def __init__(self, loop, source, sink):
        self._loop, self._source, self._sink = loop, source, sink
        self._rest, self._out, self._latest = b"", bytearray(), {}
        self._writing = self._closed = False
        os.set_blocking(source, False)
        os.set_blocking(sink, False)

    def listen(self, hear, ended):
        """Calls `hear` with each request, `ended` once when nobody is there any more."""
        self._hear, self._ended = hear, ended
        self._loop.add_reader(self._source, self._read)

    def _read(self):
        try:
            data = os.read(self._source, 65536)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        if not data:
            return self._end()
        *lines, self._rest = (self._rest + data).split(b"\n")
        if len(self._rest) > LINE_LIMIT_BYTES:
            return self._end()
        for line in lines:
            if line.strip():
                self._hear(json.loads(line))

    def _end(self):
        if self._closed:
            return
        self._closed = True
        self._out.clear()
        self._latest.clear()
        self._loop.remove_reader(self._source)
        self._ended()

    def say(self, message):
        if self._closed:
            return
        self._out += _line(message)
        if len(self._out) > WAITING_LIMIT_BYTES:
            return self._end()
        self._write()

    def say_latest(self, key, message):
        """Says it now, or, while the reader is behind, in place of what was waiting under the same key."""
        if self._closed:
            return
        self._latest.pop(key, None)
        self._latest[key] = message
        self._write()

    def forget(self, key):
        self._latest.pop(key, None)

    def _write(self):
        try:
            while self._out or self._latest:
                if not self._out:
                    key = next(iter(self._latest))
                    self._out += _line(self._latest.pop(key))
                written = os.write(self._sink, self._out)
                del self._out[:written]
        except BlockingIOError:
            if not self._writing:
                self._writing = True
                self._loop.add_writer(self._sink, self._write)
            return
        except OSError:
            return self._end()
        if self._writing:
            self._writing = False
            self._loop.remove_writer(self._sink)


def _line(message):
    return json.dumps(message, separators=(",", ":")).encode() + b"\n"
