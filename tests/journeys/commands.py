"""Runs the command as anybody would, in this process, and gives back what it printed."""

import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from pathlib import Path

from tellers.cli.main import run


class Exited(Exception):  # noqa: N818 — what happened
    """A command that did not exit with 0: its code, and what it said."""

    def __init__(self, code: int, said: str) -> None:
        super().__init__(f"exit {code}: {said}")
        self.code = code
        self.said = said


def tellers(*words: str | Path, stdin: bytes = b"") -> str:
    """Run a command; raises Exited where its exit code is not 0."""
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err), _given(stdin):
        code = run([str(word) for word in words])
    if code:
        raise Exited(code, err.getvalue() + out.getvalue())
    return out.getvalue()


def exit_code(*words: str | Path, stdin: bytes = b"") -> int:
    """Run a command for its exit code."""
    try:
        tellers(*words, stdin=stdin)
    except Exited as exited:
        return exited.code
    return 0


@contextmanager
def _given(raw: bytes) -> Iterator[None]:
    before = sys.stdin
    sys.stdin = io.TextIOWrapper(io.BytesIO(raw), encoding="utf-8")
    try:
        yield
    finally:
        sys.stdin = before
