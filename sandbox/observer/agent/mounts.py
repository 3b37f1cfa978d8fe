"""The network namespaces that a sandbox holds by a mount, by the kernel's mount table and not by a look at paths."""

import os
import re

from kernel import is_network_namespace, open_in_root

# Beyond this a mount table is somebody's attack, not a lab.
TABLE_LIMIT_BYTES = 1 << 20
_ESCAPE = re.compile(rb"\\([0-7]{3})")
NAMED = "/run/netns/"
DOCKER = "/run/docker/netns/"
_NSFS_DEVICE = os.stat("/proc/self/ns/net").st_dev


def _unescape(value):
    plain = _ESCAPE.sub(lambda match: bytes([int(match[1], 8) & 255]), value)
    return plain.decode("utf-8", "surrogateescape")


def parse_mounts(table):
    """(namespace number, path) of each mounted network namespace."""
    found = []
    for line in table.splitlines():
        if b" net:[" not in line:
            continue
        fields = line.split(b" ")
        if len(fields) > 4 and fields[3].startswith(b"net:[") and fields[3][5:-1].isdigit():
            found.append((int(fields[3][5:-1]), _unescape(fields[4])))
    return found


class MountTable:
    """One process's view of /proc/PID/mountinfo. `descriptor` is ready (POLLPRI) after each change."""

    def __init__(self, pid):
        self._path = f"/proc/{pid}"
        self.descriptor = os.open(f"/proc/{pid}/mountinfo", os.O_RDONLY | os.O_CLOEXEC)

    def close(self):
        os.close(self.descriptor)

    def read(self):
        """The mounted namespaces, and whether the table was longer than we read."""
        os.lseek(self.descriptor, 0, os.SEEK_SET)
        parts, size = [], 0
        while size < TABLE_LIMIT_BYTES:
            part = os.read(self.descriptor, 65536)
            if not part:
                return parse_mounts(b"".join(parts)), False
            parts.append(part)
            size += len(part)
        return parse_mounts(b"".join(parts)), True

    def open_namespace(self, number, path):
        """A descriptor of the namespace mounted at `path`, or None when something else is there by now."""
        try:
            place = self.open_path(path)
        except OSError:
            return None
        try:
            found = os.fstat(place)
            # Opening a device or a FIFO has effects; only a file of the kernel's namespace file system is opened.
            if found.st_ino != number or found.st_dev != _NSFS_DEVICE:
                return None
            namespace = os.open(f"/proc/self/fd/{place}", os.O_RDONLY | os.O_CLOEXEC)
        except OSError:
            return None
        finally:
            os.close(place)
        if is_network_namespace(namespace):
            return namespace
        os.close(namespace)
        return None

    def open_path(self, path):
        """An O_PATH descriptor of a path inside the machine; never of anything outside it."""
        root = os.open(f"{self._path}/root", os.O_PATH | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            return open_in_root(root, path, os.O_PATH)
        finally:
            os.close(root)
