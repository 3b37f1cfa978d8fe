#!/usr/bin/env python3
"""Lays images out as Docker's overlay2 store keeps them, without a daemon.

lay-out-store.py DEFINITIONS ROOTS STORE ARCHIVES: every folder ROOTS/NAME becomes the one-layer image NAME:latest with
the settings of DEFINITIONS/NAME/image.json. STORE/docker is what goes onto /var/lib/docker, STORE/layers/ID what is bound
to overlay2/ID/diff, STORE/layers.txt the IDs. ARCHIVES/NAME.tar is the same image for `docker load`.

The outcome depends on the files alone: same packages, same image ids.
"""

import base64
import gzip
import hashlib
import io
import json
import os
import platform
import sys
import tarfile
from datetime import datetime, timezone

BLOCK = 512


def crc_table():
    """CRC-64/GO-ISO, which tar-split wants for each file, two bytes a turn."""
    single = []
    for byte in range(256):
        crc = byte
        for _ in range(8):
            crc = (crc >> 1) ^ 0xD800000000000000 if crc & 1 else crc >> 1
        single.append(crc)
    double = [single[single[pair & 0xFF] & 0xFF ^ pair >> 8] ^ single[pair & 0xFF] >> 8 for pair in range(65536)]
    return single, double


SINGLE, DOUBLE = crc_table()


def crc64(payload):
    crc = 0xFFFFFFFFFFFFFFFF
    double = DOUBLE
    even = len(payload) & ~1
    for pair in memoryview(payload[:even]).cast("H"):
        crc = double[(crc ^ pair) & 0xFFFF] ^ crc >> 16
    if len(payload) > even:
        crc = SINGLE[(crc ^ payload[even]) & 0xFF] ^ crc >> 8
    return (crc ^ 0xFFFFFFFFFFFFFFFF).to_bytes(8, "big")


class Layer:
    """A layer's tar, and beside it tar-split's recipe for making that tar again from the files."""

    def __init__(self, root):
        self.tar = io.BytesIO()
        self.recipe = []
        self.size = 0
        self.newest = 0
        self._pending = b""
        names = sorted(os.path.relpath(os.path.join(top, name), root)
                       for top, folders, files in os.walk(root) for name in folders + files)
        with tarfile.open(fileobj=io.BytesIO(), mode="w", format=tarfile.GNU_FORMAT) as maker:
            maker.inodes = {}
            for name in names:
                self._add(maker, os.path.join(root, name), name)
        self._segment(b"\0" * BLOCK * 2)
        self._flush()

    def _add(self, maker, path, name):
        info = maker.gettarinfo(path, arcname=name)
        info.uname = info.gname = ""
        info.mtime = int(info.mtime)
        self.newest = max(self.newest, info.mtime)
        payload = b""
        if info.isreg():
            with open(path, "rb") as file:
                payload = file.read()
        self._segment(info.tobuf(tarfile.GNU_FORMAT))
        self._flush()
        entry = {"type": 1, "name": info.name + ("/" if info.isdir() else ""), "payload": None}
        if payload:
            entry["size"] = len(payload)
            entry["payload"] = base64.b64encode(crc64(payload)).decode()
            self.tar.write(payload)
            self.size += len(payload)
            self._segment(b"\0" * (-len(payload) % BLOCK))
        self._entry(entry)

    def _segment(self, raw):
        self._pending += raw
        self.tar.write(raw)

    def _flush(self):
        if self._pending:
            self._entry({"type": 2, "payload": base64.b64encode(self._pending).decode()})
            self._pending = b""

    def _entry(self, entry):
        self.recipe.append(entry | {"position": len(self.recipe)})


def write(path, content):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as file:
        file.write(content if isinstance(content, bytes) else content.encode())


def image_config(settings, layer, diff_id):
    created = datetime.fromtimestamp(layer.newest, timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
    path = "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
    return json.dumps({
        "architecture": {"x86_64": "amd64", "aarch64": "arm64"}.get(platform.machine(), platform.machine()),
        "os": "linux",
        "created": created,
        "config": {"Env": [path]} | settings,
        "rootfs": {"type": "layers", "diff_ids": [f"sha256:{diff_id}"]},
        "history": [{"created": created, "created_by": "Debian packages, by Vethlab"}],
    }, sort_keys=True)


def lay_out(store, name, root, layer, config):
    """Returns the cache id, which names the layer's folder."""
    tar = layer.tar.getvalue()
    diff_id = hashlib.sha256(tar).hexdigest()
    image_id = hashlib.sha256(config.encode()).hexdigest()
    cache_id = hashlib.sha256(f"{name} {diff_id}".encode()).hexdigest()
    link = base64.b32encode(bytes.fromhex(cache_id)).decode()[:26]
    docker = os.path.join(store, "docker")
    layerdb = os.path.join(docker, "image/overlay2/layerdb/sha256", diff_id)
    recipe = "".join(json.dumps(entry) + "\n" for entry in layer.recipe)
    write(os.path.join(layerdb, "cache-id"), cache_id)
    write(os.path.join(layerdb, "diff"), f"sha256:{diff_id}")
    write(os.path.join(layerdb, "size"), str(layer.size))
    write(os.path.join(layerdb, "tar-split.json.gz"), gzip.compress(recipe.encode(), mtime=0))
    write(os.path.join(docker, "image/overlay2/imagedb/content/sha256", image_id), config)
    write(os.path.join(docker, "overlay2", cache_id, "link"), link)
    write(os.path.join(docker, "overlay2", cache_id, "committed"), "")
    os.makedirs(os.path.join(docker, "overlay2", cache_id, "diff"))
    os.makedirs(os.path.join(docker, "overlay2/l"), exist_ok=True)
    os.symlink(f"../{cache_id}/diff", os.path.join(docker, "overlay2/l", link))
    os.makedirs(os.path.join(store, "layers"), exist_ok=True)
    os.rename(root, os.path.join(store, "layers", cache_id))
    return image_id, cache_id


def archive(path, name, layer, config, image_id):
    manifest = [{"Config": f"{image_id}.json", "RepoTags": [f"{name}:latest"], "Layers": ["layer.tar"]}]
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with tarfile.open(path, "w", format=tarfile.GNU_FORMAT) as out:
        for member, content in (
            (f"{image_id}.json", config.encode()),
            ("layer.tar", layer.tar.getvalue()),
            ("manifest.json", json.dumps(manifest).encode()),
        ):
            info = tarfile.TarInfo(member)
            info.size = len(content)
            out.addfile(info, io.BytesIO(content))


def main(definitions, roots, store, archives):
    repositories = {}
    cache_ids = []
    for name in sorted(os.listdir(roots)):
        root = os.path.join(roots, name)
        with open(os.path.join(definitions, name, "image.json"), encoding="utf-8") as file:
            settings = json.load(file)
        layer = Layer(root)
        config = image_config(settings, layer, hashlib.sha256(layer.tar.getvalue()).hexdigest())
        image_id, cache_id = lay_out(store, name, root, layer, config)
        archive(os.path.join(archives, f"{name}.tar"), name, layer, config, image_id)
        repositories[name] = {f"{name}:latest": f"sha256:{image_id}"}
        cache_ids.append(cache_id)
    write(os.path.join(store, "docker/image/overlay2/repositories.json"), json.dumps({"Repositories": repositories}))
    write(os.path.join(store, "layers.txt"), "".join(f"{cache_id}\n" for cache_id in cache_ids))


main(*sys.argv[1:])
