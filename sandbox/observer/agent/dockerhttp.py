"""As much HTTP/1.1 over a Unix socket as Docker's API needs. What is at the other end is the learner's: all is bounded."""

import asyncio
import json
import os
import socket
import time

# 256 containers take half of it. Parsed, a hostile body is thirty times its size.
BODY_LIMIT_BYTES = 768 * 1024
LINE_LIMIT_BYTES = 64 * 1024
HEADER_LIMIT = 64
# Docker sends an answer in a few chunks. One that arrives crumb by crumb is meant to keep us busy.
CHUNK_LIMIT = 4096
# A daemon may say this much in half a second; the rest waits in its own buffers.
EVENTFUL_LINES, EVENTFUL_SECONDS = 256, 0.5


class DockerFault(Exception):
    """The daemon does not answer, or not as Docker does."""


async def connect(mounts, path):
    """A stream to the socket at `path` inside the machine, and nowhere else."""
    try:
        place = mounts.open_path(path)
    except OSError as error:
        raise DockerFault(str(error)) from error
    client = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM | socket.SOCK_NONBLOCK | socket.SOCK_CLOEXEC)
    try:
        # The name goes through our own descriptor, so that nobody can swap the path in between.
        client.connect(f"/proc/self/fd/{place}")
        return await asyncio.open_unix_connection(sock=client, limit=LINE_LIMIT_BYTES)
    except OSError as error:
        client.close()
        raise DockerFault(str(error)) from error
    finally:
        os.close(place)


class DockerConnection:
    def __init__(self, streams):
        self._reader, self._writer = streams

    def close(self):
        # A peer that reads nothing must not keep our end open.
        self._writer.transport.abort()

    async def _open(self, path):
        self._writer.write(f"GET {path} HTTP/1.1\r\nHost: docker\r\n\r\n".encode())
        await self._writer.drain()
        status = (await self._line()).split(b" ")
        headers = {}
        for _ in range(HEADER_LIMIT):
            line = await self._line()
            if not line:
                break
            name, _, value = line.partition(b":")
            headers[name.strip().lower()] = value.strip().lower()
        if len(status) < 2 or not status[1].isdigit():
            raise DockerFault("no HTTP answer")
        return int(status[1]), headers

    async def _line(self):
        line = await self._reader.readline()
        if not line.endswith(b"\n"):
            raise DockerFault("connection ended")
        return line.rstrip(b"\r\n")

    async def _chunks(self, limit):
        while True:
            size = _size(await self._line(), 16, limit)
            chunk = await self._reader.readexactly(size)
            await self._line()
            if size == 0:
                return
            yield chunk

    async def _body(self, headers, limit):
        if headers.get(b"transfer-encoding") != b"chunked":
            return await self._reader.readexactly(_size(headers.get(b"content-length", b"0"), 10, limit))
        parts, left = [], limit
        async for chunk in self._chunks(limit):
            left -= len(chunk)
            if left < 0 or len(parts) >= CHUNK_LIMIT:
                raise DockerFault("answer too long")
            parts.append(chunk)
        return b"".join(parts)

    async def get(self, path, limit=BODY_LIMIT_BYTES):
        """The JSON value at a path; None for what does not exist."""
        status, headers = await self._open(path)
        body = await self._body(headers, limit)
        if status != 200:
            if status == 404:
                return None
            raise DockerFault(f"status {status}")
        return json.loads(body)

    async def lines(self, path):
        """The JSON values of an endless answer, one a line; None first, once the answer has begun."""
        status, headers = await self._open(path)
        if status != 200 or headers.get(b"transfer-encoding") != b"chunked":
            raise DockerFault(f"status {status}")
        yield None
        rest, pause = b"", _Pause()
        async for chunk in self._chunks(LINE_LIMIT_BYTES):
            await pause.count()
            *lines, rest = (rest + chunk).split(b"\n")
            if len(rest) > LINE_LIMIT_BYTES:
                raise DockerFault("line too long")
            for line in lines:
                await pause.count()
                yield json.loads(line)


class _Pause:
    """Lets others have their turn when somebody talks without end."""

    def __init__(self):
        self._count, self._since = 0, time.monotonic()

    async def count(self):
        self._count += 1
        if self._count >= EVENTFUL_LINES:
            await asyncio.sleep(max(0.0, self._since + EVENTFUL_SECONDS - time.monotonic()))
            self._count, self._since = 0, time.monotonic()


def _size(text, base, limit):
    try:
        size = int(text.split(b";")[0], base)
    except ValueError as error:
        raise DockerFault("bad length") from error
    if not 0 <= size <= limit:
        raise DockerFault("answer too long")
    return size
