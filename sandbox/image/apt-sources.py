#!/usr/bin/env python3
"""Prints, one a line, where this host's apt gets the packages of a Debian release: apt-sources.py RELEASE

Nothing where the host is another system or release; whoever asks then falls back on a default of its own.
"""

import glob
import re
import sys

DEBIAN_ARCHIVE = re.compile(r"/debian(-security)?/?$")


def one_line(text):
    """Yields (uris, suites, components) of the classic format."""
    for line in text.splitlines():
        words = re.sub(r"\[[^]]*\]", "", line.split("#")[0]).split()
        if len(words) > 3 and words[0] == "deb":
            yield [words[1]], [words[2]], words[3:]


def deb822(text):
    """The same of the newer one, whose entries are paragraphs."""
    for paragraph in re.split(r"\n\s*\n", re.sub(r"(?m)^#.*\n?", "", text)):
        fields = {key.lower(): value.split() for key, value in re.findall(r"(?m)^([\w-]+):((?:.*)(?:\n[ \t].*)*)", paragraph)}
        if "deb" in fields.get("types", []) and fields.get("enabled") != ["no"]:
            yield fields.get("uris", []), fields.get("suites", []), fields.get("components", [])


def sources(release):
    wanted = [release, f"{release}-updates", f"{release}-security"]
    for pattern, read in (
        ("/etc/apt/sources.list", one_line),
        ("/etc/apt/sources.list.d/*.list", one_line),
        ("/etc/apt/sources.list.d/*.sources", deb822),
    ):
        for path in sorted(glob.glob(pattern)):
            with open(path, encoding="utf-8", errors="replace") as file:
                for uris, suites, components in read(file.read()):
                    for uri in uris:
                        for suite in suites:
                            if suite in wanted and "main" in components and DEBIAN_ARCHIVE.search(uri):
                                yield f"deb {uri} {suite} main"


print("\n".join(dict.fromkeys(sources(sys.argv[1]))))
