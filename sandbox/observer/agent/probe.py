"""Acts on the network from inside a namespace: a TCP connection or a ping, with a deadline."""

import asyncio
import errno
import ipaddress
import os
import socket
import struct

from kernel import inside

LONGEST_SECONDS = 5.0
ECHO_REPLY, UNREACHABLE, ECHO_REQUEST, TIME_EXCEEDED = 0, 3, 8, 11
IP_RECVERR = 11
# EINVAL is how the kernel speaks of a blackhole route.
_UNREACHABLE = (
    errno.EHOSTUNREACH,
    errno.ENETUNREACH,
    errno.ENETDOWN,
    errno.EHOSTDOWN,
    errno.EACCES,
    errno.EPERM,
    errno.EINVAL,
)


def _reason(error):
    if error.errno in (errno.ECONNREFUSED, errno.ECONNRESET):
        return "refused"
    if error.errno == errno.ETIMEDOUT:
        return "timeout"
    return "unreachable" if error.errno in _UNREACHABLE else "other"


def _open(namespace, *kind):
    with inside(namespace):
        handle = socket.socket(*kind)
    handle.setblocking(False)
    return handle


async def _tcp(namespace, address, port):
    family = socket.AF_INET if address.version == 4 else socket.AF_INET6
    with _open(namespace, family, socket.SOCK_STREAM) as handle:
        await asyncio.get_running_loop().sock_connect(handle, (str(address), port))


def _checksum(data):
    total = sum(struct.unpack(f"!{len(data) // 2}H", data))
    total = (total >> 16) + (total & 0xFFFF)
    return ~(total + (total >> 16)) & 0xFFFF


def _echo(identity):
    body = struct.pack("!HH8s", identity, 1, b"vethlab!")
    return struct.pack("!BBH", ECHO_REQUEST, 0, _checksum(struct.pack("!BBH", ECHO_REQUEST, 0, 0) + body)) + body


def _answer(packet, identity):
    """The ICMP type of an answer to our echo; None for anything else that passes by."""
    start = (packet[0] & 15) * 4 if packet else 0
    kind = packet[start] if len(packet) >= start + 8 else None
    if kind in (UNREACHABLE, TIME_EXCEEDED):
        start += 8
        start += (packet[start] & 15) * 4 if len(packet) > start else 0
    elif kind != ECHO_REPLY:
        return None
    if len(packet) < start + 6:
        return None
    return kind if struct.unpack_from("!H", packet, start + 4)[0] == identity else None


def _is_of_another(handle, identity):
    """Whether the error that the kernel holds for us is about a packet that is not our echo, such as an answer to somebody's."""
    try:
        packet = handle.recvmsg(64, 0, socket.MSG_ERRQUEUE)[0]
    except BlockingIOError:
        return False
    return len(packet) >= 6 and (packet[0] != ECHO_REQUEST or struct.unpack_from("!H", packet, 4)[0] != identity)


async def _receive(handle, identity):
    """A packet; an empty one in the place of an error that is not ours."""
    try:
        return await asyncio.get_running_loop().sock_recv(handle, 2048)
    except OSError as error:
        if _is_of_another(handle, identity):
            return b""
        # How the kernel reports the ICMP of a gateway that rejects; there is no port that could refuse a ping.
        number = errno.EHOSTUNREACH if error.errno == errno.ECONNREFUSED else error.errno
        raise OSError(number, "no echo") from error


async def _ping(namespace, address):
    if address.version != 4:
        raise OSError(errno.EAFNOSUPPORT, "only IPv4 is pinged")
    identity = int.from_bytes(os.urandom(2))
    with _open(namespace, socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_ICMP) as handle:
        # Without a peer of its own it would get the errors of every ping that is sent from here.
        handle.connect((str(address), 0))
        # Makes a failed ARP come back as an error instead of silence. Only from here on: until then it heard everybody's.
        handle.setsockopt(socket.IPPROTO_IP, IP_RECVERR, 1)
        await asyncio.get_running_loop().sock_sendall(handle, _echo(identity))
        while True:
            kind = _answer(await _receive(handle, identity), identity)
            if kind == ECHO_REPLY:
                return
            if kind is not None:
                raise OSError(errno.EHOSTUNREACH, "unreachable")


def _acting(namespace, probe):
    address = ipaddress.ip_address(probe["address"])
    if probe["kind"] == "ping":
        return _ping(namespace, address)
    if probe["kind"] != "tcp" or not 0 < int(probe["port"]) < 65536:
        raise ValueError("not a probe")
    return _tcp(namespace, address, int(probe["port"]))


async def run_probe(namespace, probe):
    """`{reached, reason}`. A probe never fails: what goes wrong is the answer."""
    seconds = min(max(int(probe["timeoutMs"]), 1) / 1000, LONGEST_SECONDS)
    try:
        async with asyncio.timeout(seconds):
            await _acting(namespace, probe)
    except TimeoutError as error:
        return {"reached": False, "reason": _reason(error) if error.errno else "timeout"}
    except OSError as error:
        return {"reached": False, "reason": _reason(error)}
    except ValueError:
        return {"reached": False, "reason": "other"}
    return {"reached": True}
