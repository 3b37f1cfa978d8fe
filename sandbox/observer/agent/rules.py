"""iptables rules with their counters, by the observer's own iptables-save run in a network namespace."""

import asyncio
import os
import resource
import shutil
import socket
import struct
import subprocess

from kernel import CAP_NET_ADMIN, CAP_NET_RAW, inside, keep_only, read_bounded
from netlink import NETLINK_NETFILTER, Netlink

NFT_GET_TABLE = (10 << 8) | 1
OUTPUT_LIMIT_BYTES = 512 * 1024
DEADLINE_SECONDS = 3.0
MEMORY_LIMIT_BYTES, CPU_LIMIT_SECONDS = 128 << 20, 3
TABLES = ("filter", "nat", "mangle", "raw", "security")
# Each run is a process of some milliseconds; more at once would only slow one another down.
_slots = None
_PATH = "/usr/sbin:/usr/bin:/sbin:/bin"
_NFT = shutil.which("iptables-nft-save", path=_PATH) or shutil.which("iptables-save", path=_PATH)
_LEGACY = shutil.which("iptables-legacy-save", path=_PATH)


def _has_tables():
    """Whether the caller's namespace has nftables tables for IPv4, which is where iptables keeps its own."""
    try:
        with Netlink(NETLINK_NETFILTER) as handle:
            return any(True for _ in handle.dump(NFT_GET_TABLE, struct.pack("=BBH", socket.AF_INET, 0, 0)))
    except OSError:
        # A kernel without nftables.
        return False


def _programs(namespace):
    """What to run to see all rules there. Most namespaces have none and need no process."""
    with inside(namespace):
        has_tables = _has_tables()
        legacy = read_bounded("/proc/thread-self/net/ip_tables_names", 64) or b""
    if has_tables and _NFT:
        yield [_NFT, "-c"]
    for name in legacy.decode("ascii", "replace").split():
        if _LEGACY and name in TABLES:
            yield [_LEGACY, "-c", "-t", name]


def _confine():
    # What is printed is the learner's; a fault in printing it is not to be the host's.
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT_BYTES, MEMORY_LIMIT_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_LIMIT_SECONDS, CPU_LIMIT_SECONDS))
    keep_only((CAP_NET_ADMIN, CAP_NET_RAW))


def _start(argv, namespace):
    with inside(namespace):
        return subprocess.Popen(
            argv,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={"PATH": _PATH},
            preexec_fn=_confine,
        )


async def _output(process):
    """What the process prints, or None when it prints too much."""
    loop, descriptor = asyncio.get_running_loop(), process.stdout.fileno()
    os.set_blocking(descriptor, False)
    ended, parts = loop.create_future(), []

    def read():
        part = os.read(descriptor, 65536)
        parts.append(part)
        if not ended.done() and (not part or sum(map(len, parts)) > OUTPUT_LIMIT_BYTES):
            ended.set_result(not part)

    loop.add_reader(descriptor, read)
    try:
        complete = await asyncio.wait_for(ended, DEADLINE_SECONDS)
    except TimeoutError:
        complete = False
    finally:
        loop.remove_reader(descriptor)
    return b"".join(parts).decode("utf-8", "replace") if complete else None


async def _run(argv, namespace):
    process = _start(argv, namespace)
    try:
        text = await _output(process)
        if text is None:
            process.kill()
        return text if process.wait() == 0 else None
    finally:
        if process.returncode is None:
            process.kill()
            process.wait()
        process.stdout.close()


async def read_rules(namespace):
    """The texts of iptables-save, and whether one had to be left out."""
    global _slots
    _slots = _slots or asyncio.Semaphore(4)
    texts, cut = [], False
    for argv in list(_programs(namespace)):
        async with _slots:
            text = await _run(argv, namespace)
        if text is None:
            cut = True
        else:
            texts.append(text)
    return texts, cut
