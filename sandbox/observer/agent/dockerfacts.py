"""From Docker's JSON to ours. The daemon may be an impostor, so nothing is taken for granted: types, sizes, counts."""

CONTAINER_LIMIT = 256
NETWORK_LIMIT = 256
TEXT_LIMIT = 256
LIST_LIMIT = 64
STATES = ("created", "running", "paused", "restarting", "removing", "exited", "dead")


def text(value, fallback=""):
    return value[:TEXT_LIMIT] if isinstance(value, str) else fallback


def number(value):
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 1 << 31 else 0


def record(value):
    return value if isinstance(value, dict) else {}


def rows(value, limit=LIST_LIMIT):
    return [row for row in value[:limit] if isinstance(row, dict)] if isinstance(value, list) else []


def entries(value):
    return list(record(value).items())[:LIST_LIMIT]


def container(raw):
    """One row of /containers/json; None when it is not one."""
    state = raw.get("State")
    if not isinstance(raw.get("Id"), str) or state not in STATES:
        return None
    names = raw.get("Names")
    mode = text(record(raw.get("HostConfig")).get("NetworkMode"), "bridge")
    return {
        "id": text(raw["Id"]),
        "name": text(names[0] if isinstance(names, list) and names else "").lstrip("/"),
        "image": text(raw.get("Image")),
        "state": state,
        # `default` is what Docker 20 calls the bridge that nobody asked for.
        "networkMode": "bridge" if mode in ("", "default") else mode,
        "networks": sorted(
            (_attachment(name, record(value)) for name, value in entries(record(raw.get("NetworkSettings")).get("Networks"))),
            key=lambda row: row["name"],
        ),
        "ports": sorted(
            (_port(row) for row in rows(raw.get("Ports")) if number(row.get("PublicPort"))),
            key=lambda row: (row["containerPort"], row["protocol"], row["hostPort"], row["hostAddress"]),
        ),
    }


def _attachment(name, value):
    return {
        "name": text(name),
        "address": text(value.get("IPAddress")),
        "gateway": text(value.get("Gateway")),
        "mac": text(value.get("MacAddress")),
    }


def _port(row):
    return {
        "hostAddress": text(row.get("IP")),
        "hostPort": number(row.get("PublicPort")),
        "containerPort": number(row.get("PrivatePort")),
        "protocol": text(row.get("Type"), "tcp"),
    }


def network(raw):
    """One row of /networks; None when it is not one."""
    if not isinstance(raw.get("Id"), str):
        return None
    options = {text(key): text(value) for key, value in entries(raw.get("Options")) if isinstance(key, str)}
    found = {"id": text(raw["Id"]), "name": text(raw.get("Name")), "driver": text(raw.get("Driver")), "options": options}
    if found["driver"] == "bridge":
        found["bridge"] = options.get("com.docker.network.bridge.name") or f"br-{found['id'][:12]}"
    for pool in rows(record(raw.get("IPAM")).get("Config"), 1):
        for key, name in (("Subnet", "subnet"), ("Gateway", "gateway")):
            if isinstance(pool.get(key), str):
                found[name] = text(pool[key])
    return found
