"""Whether tellers-native is here, whole and right: it is optional, so that whatever is wrong with it is only a reason.

Nothing else imports it. A library of which a part is missing would end the process when it is loaded, without a word:
so its files are held against pip's record of them before. An older build might answer otherwise: so it is asked what
libsodium knows before it computes anything.
"""

import hashlib
import importlib
import sys
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from importlib import metadata
from importlib.util import find_spec
from os import register_at_fork
from typing import Any

from tellers.ballots.arithmetic.abstract import Powers, hashed_index
from tellers.ballots.arithmetic.edwards import ED25519, Points
from tellers.ballots.arithmetic.native import Native

MODULE = "tellers_native"
VERSION = "0.1.0"
"""The version whose calls these are."""

CALLS = (
    "back_end",
    "column",
    "decode",
    "decode_at_once",
    "differences",
    "first_generators",
    "known_column",
    "known_members",
    "multi_product",
    "public_products",
    "secret_products",
    "sums",
)
"""All that is asked of it."""

NOT_INSTALLED = "tellers-native is not installed"

NO_THREADS = "a forked process has none of the threads of tellers-native"
"""Why it is of no use in a child that was forked: a call would wait for them for ever."""

_ORPHANED: list[bool] = []


def _note_orphan() -> None:
    if MODULE in sys.modules:
        _ORPHANED.append(True)


register_at_fork(after_in_child=_note_orphan)


class Absent(Exception):  # noqa: N818 — it is a finding, not a fault
    """The extension cannot be used; the message says why, in a sentence."""


def load() -> Native:
    """The engine; raise Absent where it is not here whole, does not load, is another build, or does not compute."""
    if _ORPHANED:
        raise Absent(NO_THREADS)
    _check_place(_checked_files())
    extension = _imported()
    version = getattr(extension, "__version__", None)
    if version != VERSION:
        raise Absent(f"tellers-native is version {version}; expected {VERSION}")
    lacking = [name for name in CALLS if not hasattr(extension, name)]
    if lacking:
        raise Absent(f"tellers-native is an old build of {version}, without {', '.join(lacking)}")
    return _tried(extension)


def _checked_files() -> set[str]:
    """The files of the module, each as it was installed."""
    recorded = _recorded()
    for file in recorded:
        try:
            digest = hashlib.sha256(file.read_binary()).digest()
        except OSError as error:
            raise Absent(f"tellers-native is installed in part: {file.name}: {error.strerror}") from None
        if file.hash is None or file.hash.value != urlsafe_b64encode(digest).decode("ascii").rstrip("="):
            raise Absent(f"tellers-native is not as it was installed: {file.name} is another file, or a part of it")
    return {str(file.locate()) for file in recorded}


def _recorded() -> list[metadata.PackagePath]:
    """The files of the module of which pip has written down a hash."""
    try:
        files = metadata.distribution("tellers-native").files or ()
        recorded = [file for file in files if file.parts[0] == MODULE and file.hash is not None]
    except metadata.PackageNotFoundError:
        raise Absent(NOT_INSTALLED) from None
    except Exception as error:  # noqa: BLE001 — a record that was cut off raises whatever it comes to
        raise Absent(f"tellers-native is installed, and pip's record of its files cannot be read: {error}") from None
    if not recorded:
        raise Absent("tellers-native is installed without pip's record of its files")
    return recorded


def _check_place(files: set[str]) -> None:
    """Refuse a module that stands in the way of the one that was looked at."""
    spec = find_spec(MODULE)
    if spec is None:
        raise Absent(NOT_INSTALLED)
    if spec.origin not in files:
        raise Absent(f"tellers-native is not what Python finds: {spec.origin or MODULE} is in its place")


def _imported() -> Any:  # noqa: ANN401 — a module that may be absent has no type
    try:
        return importlib.import_module(MODULE)
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # noqa: BLE001 — whatever it raises, and a panic of Rust is no Exception
        raise Absent(f"tellers-native is installed and does not load: {error}") from None


def _tried(extension: Any) -> Native:  # noqa: ANN401 — as above
    """The engine of a module that answers as libsodium does."""
    try:
        engine = Native(extension)
        right = all(_answers(engine))
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # noqa: BLE001 — as above
        raise Absent(f"tellers-native is another build of {VERSION}, and fails when it is tried: {error}") from None
    if not right:
        raise Absent(f"tellers-native is another build of {VERSION}, and does not compute what libsodium does")
    return engine


def _answers(engine: Native) -> Iterator[bool]:
    """Whether each call gives what libsodium, one at a time, gives for the same."""
    g, twice = ED25519.generator, ED25519.generator * ED25519.generator
    products: list[Powers] = [((g, 2), (twice, 3)), (((g, twice), 5),), ((g, -1), (g, 0))]
    made = [g**8, g**15, g**-1]
    yield engine.public_texts(products) == [element.text for element in made]
    yield engine.secret_products(products) == made
    yield engine.multi_product(Points.of([g, twice]), [3, 4]) == g**11
    yield engine.sums([[g, twice], []]) == [g**3, ED25519.identity]
    yield engine.quotients([twice], [g]) == [g]
    generators = engine.generators([hashed_index(0) >> 2])
    yield generators[0] == ED25519.independent_generator(0)
    yield engine.multi_product(generators, [3]) == generators[0] ** 3
    good, bad = g.text, f"{2**255 - 20:064x}"  # the point of order 2
    for randomness in (None, bytes):
        yield list(engine.members([good, bad], randomness)) == [g, None]
        column = engine.admitted(Points.of([g, twice]), randomness)
        yield column is not None and engine.multi_product(column, [3, 4]) == g**11
        yield engine.admitted(Points(bytes.fromhex(good + bad)), randomness) is None
