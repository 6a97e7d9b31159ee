"""Where the demonstration is played: each step is a command of the program, run as anyone could run it."""

import io
import shlex
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, redirect_stdout
from pathlib import Path
from typing import TypeVar

import click

from tellers.cli import main
from tellers.errors import TellersError

T = TypeVar("T")


class StepFailed(TellersError):  # noqa: N818 — the plain word
    """A command of the demonstration did not exit 0; its own message is above."""


class Stage:
    """The folder of the case, and the commands run on it; `quiet` shows nothing but errors."""

    def __init__(self, case: Path, *, quiet: bool) -> None:
        self.case = case
        self._quiet = quiet

    def scene(self, heading: str) -> None:
        """Say what comes now."""
        self.say(f"\n{click.style(heading, bold=True)}")

    def say(self, text: str) -> None:
        """Say something to whoever is watching."""
        if not self._quiet:
            click.echo(text)

    def progress(self, work: Sequence[T], label: str) -> AbstractContextManager[Iterable[T]]:
        """A progress bar over long work, on standard error."""
        return click.progressbar(work, label=f"  {label}", file=sys.stderr, hidden=self._quiet)

    def run(self, *words: str, stdin: bytes | None = None) -> str:
        """Run a command and show it with what it prints; raises StepFailed where it fails."""
        self.say(click.style(f"$ tellers {' '.join(map(_quoted, words))}", dim=True))
        printed = self.run_unseen(*words, stdin=stdin)
        for line in printed.splitlines():
            self.say(f"  {line if len(line) <= WIDTH else line[: WIDTH - 1] + '…'}")
        return printed

    def run_unseen(self, *words: str, stdin: bytes | None = None) -> str:
        """Run a command and return what it prints."""
        printed = io.StringIO()
        with redirect_stdout(printed), _stdin(stdin):
            code = main.run(list(words))
        if code == STOPPED:
            click.echo(f"{self.case} is unfinished; delete it, or name another folder the next time.", err=True)
            raise click.exceptions.Exit(STOPPED)
        if code != 0:
            raise StepFailed(f"`tellers {' '.join(map(_quoted, words))}` exited {code}")
        return printed.getvalue()


STOPPED = 130
"""The exit code of a command that a person stopped."""

WIDTH = 110
"""Longer lines of a transcript are cut; the files hold them whole."""


@contextmanager
def _stdin(raw: bytes | None) -> Iterator[None]:
    before = sys.stdin
    sys.stdin = io.TextIOWrapper(io.BytesIO(raw or b""), encoding="utf-8")
    try:
        yield
    finally:
        sys.stdin = before


def _quoted(word: str) -> str:
    return shlex.quote(word) if len(word) <= WIDTH else shlex.quote(word[:WIDTH] + "…")
