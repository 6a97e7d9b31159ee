"""`tellers doctor`: what is installed, what works, and how to get what is missing."""

import importlib
import platform
import shutil
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

import click

from tellers import __version__
from tellers.canonical import Json
from tellers.cli.terminal import json_option, print_json

LIBRARIES = ("click", "gmpy2", "msgspec", "PyNaCl", "rfc8785", "tzdata")
"""What the command cannot run without."""

GROUPS = {"ED25519": "", "RFC_3526_2048": "GMP, by gmpy2", "BELENIOS_2048": "GMP, by gmpy2"}
"""Each group of the protocol, and what computes in it."""

MEASURED = 200
"""So many commitments of proofs are computed to see how fast they are."""

OPTIONAL = {
    "belenios-tool": "verifies archives independently; on Debian: apt-get install belenios-tool (2.0), "
    "or `make reference-tool` in a checkout (3.0 and 3.3.0)",
    "weasyprint": "makes a declaration a PDF; pip install 'tellers[pdf]', on Debian also: apt-get install "
    "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0",
    "chromium": "opens the pages in the tests; on Debian: apt-get install chromium",
}
"""What only some tests or auditors need."""


@dataclass(frozen=True)
class Finding:
    """One thing looked at: whether it is there, whether it must be, and what to know about it."""

    name: str
    found: bool
    required: bool
    detail: str

    def to_json(self) -> dict[str, Json]:
        """The finding for programs."""
        return {"name": self.name, "found": self.found, "required": self.required, "detail": self.detail}


@click.command()
@json_option
def doctor(*, as_json: bool) -> int:
    """Say what is installed, which back end computes, and what is missing.

    Exits 1 when something is missing that the command needs.

    Example: tellers doctor
    """
    findings = tuple(examine())
    healthy = all(finding.found or not finding.required for finding in findings)
    if as_json:
        print_json({"ok": healthy, "version": __version__, "findings": [finding.to_json() for finding in findings]})
    else:
        click.echo(f"tellers {__version__}")
        for finding in findings:
            mark = "found  " if finding.found else "MISSING" if finding.required else "absent "
            click.echo(f"{mark}  {finding.name}: {finding.detail}")
    return 0 if healthy else 1


def examine() -> Iterator[Finding]:
    """Look at the interpreter, the libraries, the groups and the tools beside them."""
    version = platform.python_version()
    yield Finding("Python", sys.version_info >= (3, 11), required=True, detail=f"{version}, expected 3.11 or newer")
    for library in LIBRARIES:
        yield _library(library)
    for group, back_end in GROUPS.items():
        yield _group(group, back_end)
    yield _native()
    for tool, purpose in OPTIONAL.items():
        places = _places(tool)
        yield Finding(tool, bool(places), required=False, detail=", ".join(places) or purpose)


def _library(name: str) -> Finding:
    try:
        return Finding(name, found=True, required=True, detail=metadata.version(name))
    except metadata.PackageNotFoundError:
        return Finding(name, found=False, required=True, detail=f"pip install {name}")


def _group(name: str, back_end: str) -> Finding:
    """Whether a group computes: the generator to the order is the identity."""
    try:
        group = getattr(importlib.import_module("tellers.ballots.group"), name)
    except ImportError as error:
        return Finding(name, found=False, required=True, detail=f"not to be loaded: {error}")
    works = (group.generator ** (group.order - 1) * group.generator).is_identity
    return Finding(group.name, works, required=True, detail=f"computed by {back_end or _measured()}")


def _measured() -> str:
    """What computes in Ed25519, and how long a commitment of a proof takes it, of many at once."""
    door = importlib.import_module("tellers.ballots.group")
    group = door.ED25519
    bases = [group.generator**n for n in range(2, 2 + MEASURED)]
    products = [((group.generator, group.order - 2), (base, group.order - 1 - n)) for n, base in enumerate(bases)]
    started = time.perf_counter()
    group.public_texts(products)
    each = (time.perf_counter() - started) / MEASURED * 1_000_000
    return f"{door.back_end()}; {each:.0f} microseconds for a commitment of a proof"


def _native() -> Finding:
    """Whether Rust computes, and what to do where it does not."""
    door = importlib.import_module("tellers.ballots.group")
    why = door.why_not_native()
    remedy = "TELLERS_BACKEND says so" if why == door.NOT_ASKED_FOR else door.HOW_TO_BUILD
    detail = f"{why}; libsodium computes the same, more slowly; {remedy}" if why else door.back_end()
    return Finding("tellers-native", not why, required=False, detail=detail)


def _places(tool: str) -> list[str]:
    """Where a tool is: on the path, and in the folder of `make reference-tool`."""
    on_path = shutil.which(tool)
    return [*([on_path] if on_path else []), *(str(path) for path in sorted(Path(".reference").glob(f"{tool}-*")))]
