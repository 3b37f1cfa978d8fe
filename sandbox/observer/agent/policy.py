"""IPv4's rules of routing (`ip rule`), where somebody has laid some, and the tables that they name."""

import socket
import struct

from netlink import attributes
from route import TABLE_LOCAL, TABLE_MAIN, read_table_routes

RTM_GETRULE = 34
TABLE_DEFAULT = 253
ACTIONS = {1: "lookup", 6: "blackhole", 7: "unreachable", 8: "prohibit"}
INVERTED = 2
# The kernel's own: all that a namespace has that nobody touched.
USUAL = [(0, TABLE_LOCAL), (32766, TABLE_MAIN), (32767, TABLE_DEFAULT)]
# Attributes that narrow a rule down and that the observation has no word for: marks, tunnels, groups, users, ports.
_NARROWING = (10, 12, 13, 19, 20, 22, 23, 24)

_RULE = struct.Struct("=BBBBBxxBI")
_NUMBER = struct.Struct("=I")


def _number(found, kind, otherwise):
    return _NUMBER.unpack_from(found[kind])[0] if kind in found else otherwise


def _cidr(found, kind, length):
    return f"{socket.inet_ntop(socket.AF_INET, found[kind])}/{length}" if kind in found else None


def _name(found, kind):
    return found[kind].rstrip(b"\0").decode("utf-8", "replace") if kind in found else None


def _rule(body):
    _, to_length, from_length, tos, table, action, flags = _RULE.unpack_from(body)
    found = attributes(body, _RULE.size)
    suppressed = _number(found, 14, 0xFFFFFFFF) != 0xFFFFFFFF
    rule = {
        "priority": _number(found, 6, 0),
        "table": _number(found, 15, table),
        "action": ACTIONS.get(action, "lookup"),
        "inInterface": _name(found, 3),
        "outInterface": _name(found, 17),
        "source": _cidr(found, 2, from_length),
        "destination": _cidr(found, 1, to_length),
        "isInverted": True if flags & INVERTED else None,
        "unread": True if tos or suppressed or action not in ACTIONS or any(kind in found for kind in _NARROWING) else None,
    }
    return {key: value for key, value in rule.items() if value is not None}


def _is_usual(rules):
    return [(rule["priority"], rule["table"]) for rule in rules] == USUAL and all(len(rule) == 3 for rule in rules)


def read_policy(handle, limit):
    """The rules and the routes they lead to, or None where all is as usual. Second: was there more."""
    try:
        rules = [_rule(body) for body in handle.dump(RTM_GETRULE, _RULE.pack(socket.AF_INET, 0, 0, 0, 0, 0, 0))]
    except OSError:
        # A kernel that has one way of routing only.
        return None, False
    if _is_usual(rules):
        return None, False
    routes, more = read_table_routes(handle, limit)
    rules = [rule for rule in rules if rule["table"] != TABLE_LOCAL]
    return {"rules": rules[:limit], "routes": routes}, more or len(rules) > limit
