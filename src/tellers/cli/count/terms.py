"""What a vote by Debian's rules has to be told besides its papers: default option, quorum, supermajorities."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from tellers.counting.debian import Quorum, Terms

RATIO = re.compile(r"[1-9][0-9]{0,5}", re.ASCII)


@dataclass(frozen=True)
class TermOptions:
    """The options as given."""

    default: str | None = None
    developers: int | None = None
    quorum: int | None = None
    majority: tuple[str, ...] = ()

    @property
    def given(self) -> bool:
        """Whether any of them was."""
        return self != TermOptions()

    def terms(self, names: Sequence[str], method: str) -> "Terms":
        """The terms for these options on the ballot."""
        from tellers.counting.debian import DEBIAN, Terms, default_option  # noqa: PLC0415 — only these options need it

        if method not in DEBIAN:
            raise click.UsageError(f"--default, --developers, --quorum and --majority are for {' and '.join(DEBIAN)}")
        if self.developers is not None and self.quorum is not None:
            raise click.UsageError("--developers and --quorum exclude each other: the first computes a quorum")
        default = default_option(names) if self.default is None else _option(names, self.default, "--default")
        return Terms(default, self._quorum(), dict(_ratio(names, words) for words in self.majority))

    def _quorum(self) -> "Quorum | None":
        from tellers.counting.debian import Quorum  # noqa: PLC0415 — the same

        if self.developers is not None:
            return Quorum.developers(self.developers)
        return None if self.quorum is None else Quorum.votes(self.quorum)


def _option(names: Sequence[str], name: str, option: str) -> int:
    if name not in names:
        raise click.UsageError(f"{option} {name}: nothing of this name is on the ballot; expected {', '.join(names)}")
    return names.index(name)


def _ratio(names: Sequence[str], words: str) -> tuple[int, int]:
    name, _, ratio = words.rpartition("=")
    if not (ratio.isascii() and ratio.isdigit() and 1 <= int(ratio[:9]) == int(ratio)):
        raise click.UsageError(
            f"--majority {words}: expected a name and the N of N:1, such as --majority 'Option A=3'"
        )
    return _option(names, name, "--majority"), int(ratio)
