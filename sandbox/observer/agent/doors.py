"""Ways into the namespaces of one sandbox, for the length of one look."""

import os


class Doors:
    """Descriptors of namespaces, each opened at most once and all closed at the end of one look."""

    def __init__(self, mounts, stack):
        self._mounts, self._stack, self._opened = mounts, stack, {}

    def open(self, space):
        if space.number not in self._opened:
            descriptor = space.open(self._mounts)
            if descriptor is not None:
                self._stack.callback(os.close, descriptor)
            self._opened[space.number] = descriptor
        return self._opened[space.number]

    def others(self, order):
        for space in order:
            descriptor = self.open(space)
            if descriptor is not None:
                yield space, descriptor
