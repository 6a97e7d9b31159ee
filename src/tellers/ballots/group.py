"""The one door of every group: no element and no scalar comes in unchecked, and all arithmetic is behind it.

Only this module knows what computes. Ed25519 is computed by Rust where tellers-native is installed, and else by
libsodium; both give the same bytes, and everything above is the same for both.

Source: Belenios specification, "Groups"; docs/adr/0004.
"""

from os import register_at_fork
from typing import Literal, TypeAlias

from tellers.ballots import parameters
from tellers.ballots.arithmetic.abstract import Base, Element, Group, Powers
from tellers.ballots.arithmetic.edwards import ED25519 as _ED25519
from tellers.ballots.arithmetic.edwards import Engine, OneByOne
from tellers.ballots.arithmetic.extension import Absent, load
from tellers.ballots.arithmetic.native import Native
from tellers.ballots.arithmetic.residues import Modular
from tellers.errors import Refused, Unreadable

__all__ = ["BELENIOS_2048", "ED25519", "RFC_3526_2048", "Base", "Element", "Group", "Powers", "group_named"]

BackEnd: TypeAlias = Literal["native", "python"]
"""What computes in Ed25519: Rust, or libsodium."""

NOT_ASKED_FOR = "tellers-native was not asked for"
HOW_TO_BUILD = "`make native` builds it in a checkout where Rust is"

ED25519: Group = _ED25519
RFC_3526_2048: Group = Modular(
    "RFC-3526-2048", parameters.RFC_3526_PRIME, (parameters.RFC_3526_PRIME - 1) // 2, base=2, padding=8, room=255 * 8
)
BELENIOS_2048: Group = Modular(
    "BELENIOS-2048", parameters.BELENIOS_PRIME, parameters.BELENIOS_ORDER, parameters.BELENIOS_GENERATOR
)

_GROUPS = {group.name: group for group in (ED25519, RFC_3526_2048, BELENIOS_2048)}


def group_named(name: str, source: str) -> Group:
    """The group of this name; raise Unreadable for one we do not have."""
    if name not in _GROUPS:
        raise Unreadable(f"the group {name[:40]!r} is unknown; expected one of {', '.join(_GROUPS)}", source=source)
    return _GROUPS[name]


def use_back_end(name: BackEnd) -> None:
    """Compute in Ed25519 with this back end from here on; raise Refused where it is not to be had.

    Rust is not so much as loaded where libsodium is asked for.
    """
    if name == "python":
        _ED25519.engine = OneByOne(NOT_ASKED_FOR)
        return
    try:
        _ED25519.engine = load()
    except Absent as reason:
        raise Refused(f"{reason}; {HOW_TO_BUILD}") from None


def back_end() -> str:
    """What computes in Ed25519 now, and why not Rust where it is not."""
    return _ED25519.engine.name


def why_not_native() -> str:
    """Why Rust does not compute in Ed25519, or nothing where it does."""
    return _ED25519.engine.why


def _what_is_here() -> Engine:
    """Rust where it is; else libsodium, and why."""
    try:
        return load()
    except Absent as reason:
        return OneByOne(str(reason))


def _use_what_is_left() -> None:
    """In a forked child, leave Rust, whose threads stayed with the parent."""
    if isinstance(vars(_ED25519).get("engine"), Native):
        _ED25519.engine = _what_is_here()


_ED25519.find = _what_is_here
register_at_fork(after_in_child=_use_what_is_left)
