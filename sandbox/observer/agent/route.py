"""Reading a network namespace by rtnetlink: links, addresses, routes, neighbours, forwarding."""

import socket
import struct

from netlink import Netlink, attribute, attributes

RTM_GETLINK, RTM_GETADDR, RTM_GETROUTE, RTM_GETNEIGH = 18, 22, 26, 30
RTM_GETNETCONF, RTM_GETSTATS, RTM_GETNSID = 82, 94, 90
TABLE_MAIN, TABLE_LOCAL = 254, 255
ROUTE_TYPES = {1: "unicast", 6: "blackhole", 7: "unreachable", 8: "prohibit"}
NEIGHBOUR_STATES = {1: "incomplete", 2: "reachable", 4: "stale", 8: "delay", 16: "probe", 32: "failed", 128: "permanent"}
NUD_NOARP = 0x40
IFF_UP, IFF_LOOPBACK, IFF_LOWER_UP = 0x1, 0x8, 0x10000

_LINK = struct.Struct("=BxHiII")
_ADDRESS = struct.Struct("=BBBBI")
_ROUTE = struct.Struct("=BBBBBBBBI")
_NEIGHBOUR = struct.Struct("=BxxxiHBB")
_COUNTERS = struct.Struct("=QQQQ")
_NUMBER = struct.Struct("=I")
FAMILIES = ((socket.AF_INET, "inet"), (socket.AF_INET6, "inet6"))


def open_route():
    handle = Netlink(socket.NETLINK_ROUTE)
    handle.strict()
    return handle


def _text(value):
    return value.rstrip(b"\0").decode("utf-8", "replace")


def _mac(value):
    return ":".join(f"{byte:02x}" for byte in value)


def _ip(value):
    return socket.inet_ntop(socket.AF_INET if len(value) == 4 else socket.AF_INET6, value)


def _number(value):
    return _NUMBER.unpack_from(value)[0]


def _bridge(data):
    details = attributes(data)
    identity = details.get(11, bytes(8))
    stp = details.get(5)
    return {"id": f"{identity[:2].hex()}.{identity[2:8].hex()}", "stp": stp is not None and _number(stp) != 0}


def _ipv4_settings(data):
    """The kernel's list of an interface's IPv4 settings; None where it has none."""
    values = attributes(attributes(data).get(socket.AF_INET, b"")).get(1)
    return None if values is None else struct.unpack(f"={len(values) // 4}I", values[: len(values) // 4 * 4])


def _is_hairpin(details):
    """Of a bridge's port."""
    if details.get(4, b"").rstrip(b"\0") != b"bridge":
        return False
    return any(attributes(details.get(5, b"")).get(4, b""))


def _link(body):
    _, _, index, flags, _ = _LINK.unpack_from(body)
    found = attributes(body, _LINK.size)
    details = attributes(found[18]) if 18 in found else {}
    kind = _text(details[1]) if 1 in details else "loopback" if flags & IFF_LOOPBACK else "other"
    link = {
        "index": index,
        "name": _text(found.get(3, b"?")),
        "kind": kind,
        "mtu": _number(found[4]) if 4 in found else 0,
        "up": flags & IFF_UP != 0,
        "carrier": flags & IFF_LOWER_UP != 0,
        "addresses": [],
    }
    if len(found.get(1, b"")) == 6:
        link["mac"] = _mac(found[1])
    if 10 in found:
        link["master"] = _number(found[10])
    if kind == "bridge" and 2 in details:
        link["bridge"] = _bridge(details[2])
    if _is_hairpin(details):
        link["hairpin"] = True
    if 26 in found:
        link["ipv4"] = _ipv4_settings(found[26])
    if kind in ("veth", "netkit") and 5 in found:
        # Without IFLA_LINK_NETNSID the other end is in the same namespace.
        nsid = struct.unpack("=i", found[37])[0] if 37 in found else None
        link["peer"] = (nsid, _number(found[5]))
    received, sent, received_bytes, sent_bytes = _COUNTERS.unpack_from(found[23]) if 23 in found else (0, 0, 0, 0)
    return link, [received, received_bytes, sent, sent_bytes]


def read_links(handle, limit):
    """Links by index, and their counters apart since these alone change all the time. Third: was there more."""
    links, counters = {}, {}
    for body in handle.dump(RTM_GETLINK, _LINK.pack(0, 0, 0, 0, 0)):
        if len(links) >= limit:
            return links, counters, True
        link, count = _link(body)
        links[link["index"]] = link
        counters[str(link["index"])] = count
    return links, counters, False


def read_addresses(handle, links, limit):
    left = limit
    for body in handle.dump(RTM_GETADDR, _ADDRESS.pack(0, 0, 0, 0, 0)):
        family, length, _, _, index = _ADDRESS.unpack_from(body)
        found = attributes(body, _ADDRESS.size)
        value = found.get(2) or found.get(1)
        link = links.get(index)
        if value is None or link is None:
            continue
        if left == 0:
            return True
        left -= 1
        name = "inet" if family == socket.AF_INET else "inet6"
        link["addresses"].append({"family": name, "address": _ip(value), "prefixLength": length})
    return False


def _hops(found):
    """Gateway and link of each next hop."""
    if 9 not in found:
        yield found.get(5), _number(found[4]) if 4 in found else None
        return
    data, offset = found[9], 0
    while offset + 8 <= len(data):
        length, _, _, index = struct.unpack_from("=HBBi", data, offset)
        if length < 8:
            return
        yield attributes(data[offset + 8 : offset + length]).get(5), index
        offset += (length + 3) & ~3


def _routes(body, name):
    """The number of a table, and a route of it."""
    _, length, _, _, table, _, _, kind, _ = _ROUTE.unpack_from(body)
    found = attributes(body, _ROUTE.size)
    if kind not in ROUTE_TYPES:
        return
    table = _number(found[15]) if 15 in found else table
    destination = f"{_ip(found[1])}/{length}" if 1 in found else "default" if length == 0 else f"?/{length}"
    for gateway, index in _hops(found):
        route = {"family": name, "destination": destination, "type": ROUTE_TYPES[kind]}
        if gateway is not None:
            route["gateway"] = _ip(gateway)
        if index is not None:
            route["link"] = index
        if 7 in found:
            route["source"] = _ip(found[7])
        if 6 in found:
            route["metric"] = _number(found[6])
        yield table, route


def read_routes(handle, limit):
    routes = []
    for family, name in FAMILIES:
        for body in handle.dump(RTM_GETROUTE, _ROUTE.pack(family, 0, 0, 0, TABLE_MAIN, 0, 0, 0, 0)):
            routes.extend(route for table, route in _routes(body, name) if table == TABLE_MAIN)
            if len(routes) > limit:
                return routes[:limit], True
    return routes, False


def read_table_routes(handle, limit):
    """IPv4 routes of all tables but main and the kernel's own, each with the number of its table. Second: was there more."""
    routes = []
    for body in handle.dump(RTM_GETROUTE, _ROUTE.pack(socket.AF_INET, 0, 0, 0, 0, 0, 0, 0, 0)):
        found = _routes(body, "inet")
        routes.extend({**route, "table": table} for table, route in found if table not in (TABLE_MAIN, TABLE_LOCAL))
        if len(routes) > limit:
            return routes[:limit], True
    return routes, False


def read_neighbours(handle, limit):
    neighbours = []
    for family, _ in FAMILIES:
        for body in handle.dump(RTM_GETNEIGH, _NEIGHBOUR.pack(family, 0, 0, 0, 0)):
            _, index, state, _, _ = _NEIGHBOUR.unpack_from(body)
            found = attributes(body, _NEIGHBOUR.size)
            if state & NUD_NOARP or state == 0 or 1 not in found:
                continue
            if len(neighbours) >= limit:
                return neighbours, True
            row = {"address": _ip(found[1]), "link": index, "state": NEIGHBOUR_STATES.get(state, "other")}
            if len(found.get(2, b"")) == 6:
                row["mac"] = _mac(found[2])
            neighbours.append(row)
    neighbours.sort(key=lambda row: (row["link"], row["address"]))
    return neighbours, False


def read_forwarding(handle):
    body = handle.ask(RTM_GETNETCONF, struct.pack("=Bxxx", socket.AF_INET) + attribute(1, struct.pack("=i", -1)))
    return _number(attributes(body, 4).get(2, bytes(4))) != 0


def read_nsid(handle, namespace):
    """The number by which the handle's namespace calls another one; None when it has no name for it."""
    body = handle.ask(RTM_GETNSID, struct.pack("=Bxxx", 0) + attribute(3, _NUMBER.pack(namespace)))
    value = attributes(body, 4).get(1)
    nsid = struct.unpack("=i", value)[0] if value else -1
    return nsid if nsid >= 0 else None


def read_traffic(handle, limit):
    """Counters of all links, nothing else: the cheap look that tells whether packets moved."""
    counters = {}
    for body in handle.dump(RTM_GETSTATS, struct.pack("=BxHII", 0, 0, 0, 1)):
        index = struct.unpack_from("=I", body, 4)[0]
        value = attributes(body, 12).get(1)
        if value and len(counters) < limit:
            received, sent, received_bytes, sent_bytes = _COUNTERS.unpack_from(value)
            counters[str(index)] = [received, received_bytes, sent, sent_bytes]
    return counters
