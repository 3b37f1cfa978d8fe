"""Puts one snapshot together from what a watch knows, and tells whether it says anything new."""

from namespace import LINK_LIMIT

NAMESPACE_LIMIT = 64
PROCESS_LIMIT = 512
PATH_LIMIT = 255
RULES_LIMIT_BYTES = 2 << 20
ROLES = ("host", "client", "container", "named", "other")


class Cast:
    """Who plays which part: the role and names of each namespace, and the namespace of each container."""

    def __init__(self, host, client, named, docker_paths):
        self.host, self.client = host, client
        self.named, self.docker_paths = named, docker_paths
        self.containers = {}

    def cast_containers(self, pids, processes):
        nets = {process.inner_pid: process.net for process in processes}
        self.containers = {identity: nets[pid] for identity, pid in pids.items() if pid in nets}

    def role(self, number):
        if number == self.host:
            return "host"
        if number == self.client:
            return "client"
        if number in self.docker_paths or number in self.containers.values():
            return "container"
        return "named" if self.named.get(number) else "other"

    def names(self, number):
        names = sorted(name[:PATH_LIMIT] for name in self.named.get(number, ()))
        return [name for name in names if name != "client"] if number == self.client else names


def compose(namespaces, cast, processes, docker):
    """The snapshot, and whether something had to be left out. `namespaces` come in the order of their importance."""
    by_net, rows, truncated = {}, [], len(processes) > PROCESS_LIMIT or docker.truncated
    for process in processes[:PROCESS_LIMIT]:
        by_net.setdefault(process.net, []).append({"pid": process.inner_pid, "command": process.command})
    links_left, rules_left = LINK_LIMIT, RULES_LIMIT_BYTES
    for namespace in namespaces:
        links = namespace.facts["links"][:links_left]
        rules = namespace.rules if sum(map(len, namespace.rules)) <= rules_left else []
        truncated |= namespace.truncated or len(links) < len(namespace.facts["links"]) or len(rules) < len(namespace.rules)
        links_left -= len(links)
        rules_left -= sum(map(len, rules))
        rows.append(
            {
                **namespace.facts,
                "id": str(namespace.number),
                "role": cast.role(namespace.number),
                "names": cast.names(namespace.number),
                "links": [{**link, "counters": namespace.counters.get(str(link["index"]), [0, 0, 0, 0])} for link in links],
                "rules": rules,
                "processes": sorted(by_net.get(namespace.number, ()), key=lambda row: row["pid"]),
            }
        )
    return {"namespaces": rows, "docker": _docker(docker.facts, cast), "truncated": truncated}


def _docker(facts, cast):
    if facts["state"] != "running":
        return facts
    placed = []
    for container in facts["containers"]:
        number = cast.containers.get(container["id"])
        placed.append(container if number is None else {**container, "namespaceId": str(number)})
    return {**facts, "containers": placed}


def essence(namespaces, cast, processes, docker, counters):
    """A value that differs between two snapshots when they differ in something but packet counters."""
    return (
        tuple(
            (
                namespace.number,
                namespace.facts_text,
                namespace.rules_counted if counters else namespace.rules_text,
                str(namespace.counters) if counters else "",
                namespace.truncated,
                cast.role(namespace.number),
                tuple(cast.names(namespace.number)),
            )
            for namespace in namespaces
        ),
        tuple((process.inner_pid, process.net, process.command) for process in processes),
        tuple(sorted(cast.containers.items())),
        docker.facts_text,
        docker.truncated,
    )
