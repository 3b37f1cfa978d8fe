"""The few kernel calls that Python's standard library does not carry."""

import ctypes
import fcntl
import os
import struct
from contextlib import contextmanager

CLONE_NEWNET = 0x40000000
NS_GET_PARENT = 0xB702
NS_GET_NSTYPE = 0xB703
SYS_OPENAT2 = 437
RESOLVE_NO_MAGICLINKS = 0x02
RESOLVE_IN_ROOT = 0x10
PR_SET_NO_NEW_PRIVS = 38
CAPABILITY_VERSION_3 = 0x20080522
CAP_NET_ADMIN, CAP_NET_RAW = 12, 13

_libc = ctypes.CDLL(None, use_errno=True)


def _check(result):
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
    return result


def _setns(descriptor):
    _check(_libc.setns(descriptor, CLONE_NEWNET))


_home = os.open("/proc/self/ns/net", os.O_RDONLY | os.O_CLOEXEC)


@contextmanager
def inside(namespace):
    """Moves this thread into a network namespace; sockets and children made there stay there."""
    _setns(namespace)
    try:
        yield
    finally:
        try:
            _setns(_home)
        except OSError:
            # Everything done after this would happen in a learner's namespace.
            os._exit(70)


def open_in_root(root, path, flags):
    """Opens `path` as seen from the directory `root`. Neither symlinks nor `/proc` links lead out of it."""
    how = struct.pack("=QQQ", flags | os.O_CLOEXEC, 0, RESOLVE_IN_ROOT | RESOLVE_NO_MAGICLINKS)
    return _check(_libc.syscall(SYS_OPENAT2, root, os.fsencode(path), how, len(how)))


def is_network_namespace(descriptor):
    try:
        return fcntl.ioctl(descriptor, NS_GET_NSTYPE) == CLONE_NEWNET
    except OSError:
        return False


def parent_namespace(descriptor):
    """A descriptor of the parent of a pid or user namespace; None at the top."""
    try:
        return fcntl.ioctl(descriptor, NS_GET_PARENT)
    except OSError:
        return None


def keep_only(capabilities):
    """Gives up all other rights of this process, for good and for what it executes, root or not."""
    mask = sum(1 << capability for capability in capabilities)
    low, high = mask & 0xFFFFFFFF, mask >> 32
    header = struct.pack("=Ii", CAPABILITY_VERSION_3, 0)
    _check(_libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0))
    _check(_libc.capset(header, struct.pack("=6I", low, low, 0, high, high, 0)))


def namespace_number(path):
    """The inode number in a link such as `net:[4026531840]`; None when the process is gone."""
    try:
        text = os.readlink(path)
    except OSError:
        return None
    return int(text[text.index("[") + 1 : -1]) if "[" in text else None


def read_bounded(path, limit):
    """At most `limit` bytes of a small file; None when it cannot be read."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    except OSError:
        return None
    try:
        return os.read(descriptor, limit)
    except OSError:
        return None
    finally:
        os.close(descriptor)
