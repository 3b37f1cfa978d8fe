"""What the kernel is told to do with IPv4 in a network namespace, as far as a packet's way depends on it."""

from kernel import read_bounded

# The places of these in the kernel's list of an interface's settings.
FORWARDING, RP_FILTER, ROUTE_LOCALNET = 0, 7, 25


def _setting(name):
    """A number under /proc/sys/net of the caller's namespace; None where this kernel has no such setting."""
    text = read_bounded(f"/proc/sys/net/{name}", 16)
    try:
        return None if text is None else int(text)
    except ValueError:
        return None


class Settings:
    """Those of the caller's namespace as a whole."""

    def __init__(self):
        self.rp_filter = _setting("ipv4/conf/all/rp_filter") or 0
        self.route_localnet = _setting("ipv4/conf/all/route_localnet") or 0
        self.ignores_ping = bool(_setting("ipv4/icmp_echo_ignore_all"))
        # Without that part of the kernel there is nothing that could call.
        self.bridge_calls = bool(_setting("bridge/bridge-nf-call-iptables"))

    def tell(self, facts):
        facts["bridgeCallsIptables"] = self.bridge_calls
        facts.pop("ignoresPing", None)
        if self.ignores_ping:
            facts["ignoresPing"] = True
        for link in facts["links"]:
            self._tell_link(link, facts["forwarding"])

    def _tell_link(self, link, forwarding):
        """What takes effect on an interface, where it is not the usual."""
        own = link.pop("ipv4", None)
        if own is None or len(own) <= ROUTE_LOCALNET:
            return
        if bool(own[FORWARDING]) != forwarding:
            link["forwarding"] = bool(own[FORWARDING])
        strictness = max(own[RP_FILTER], self.rp_filter)
        if strictness:
            link["rpFilter"] = strictness
        if own[ROUTE_LOCALNET] or self.route_localnet:
            link["routeLocalnet"] = True
