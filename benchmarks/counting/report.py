"""The page that a run writes: a table a contest, every time beside the floor's."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from benchmarks.counting.subjects import Measured

HEAD = """# How fast counts are

Written by `python -m benchmarks.counting`, which makes new random ballots, measures everybody on the same files in
one run, and stops if two of them elect different candidates.

- **floor**: the least work that gives the same votes, compiled ahead by numba, without checks, names or a transcript.
- **Tellers**: from the bytes of a file with a row a ballot to the last stage; numpy, no compiler. *Grouped*: from BLT.
- **load** begins with the file on disk, **count** ends with the last stage; both warm, in a process of their own.
  Fast subjects: the best of {turns} turns of 7. Those that take seconds run once.
- **command**: wall time of `tellers count FILE --method M`, from the shell to the printed table, the best of 5.
- **memory**: the most that the process had, with its libraries.
- **to the floor**: load and count together, as a multiple of the floor's. It is the figure to compare; times change
  from machine to machine.
- Peers are given grouped ballots, which is the faster way for them, unless the row says raw. VoteKit's FastSTV counts
  with fractional transfers by its own quota, in floats; pyrankvote likewise. They elect the same candidates here.
"""


@dataclass(frozen=True)
class Row:
    """One subject on one contest, or why there is no figure; `command` is the whole command in seconds."""

    contest: str
    method: str
    subject: str
    measured: Measured | str
    command: float | None


@dataclass(frozen=True)
class Run:
    """Everything that a page tells."""

    at: datetime
    seed: int
    machine: str
    versions: str
    rows: list[Row]


def page(run: Run) -> str:
    """The page in Markdown."""
    return "\n".join(_lines(run)) + "\n"


def _lines(run: Run) -> Iterator[str]:
    yield HEAD.format(turns=2).rstrip()
    yield ""
    yield f"Run of {run.at:%d %B %Y}, ballots from seed {run.seed}; {run.machine}. {run.versions}."
    for contest, method in dict.fromkeys((row.contest, row.method) for row in run.rows):
        rows = [row for row in run.rows if (row.contest, row.method) == (contest, method)]
        floor = next((row.measured for row in rows if row.subject == "floor"), None)
        yield ""
        yield f"## {contest}: {method}"
        yield ""
        yield "| | load, ms | count, ms | to the floor | command, ms | memory, MiB |"
        yield "|---|---:|---:|---:|---:|---:|"
        yield from (_row(row, floor) for row in rows)


def _row(row: Row, floor: Measured | str | None) -> str:
    if isinstance(row.measured, str):
        return f"| {row.subject} | {row.measured} | | | | |"
    command = "" if row.command is None else f"{row.command * 1000:,.0f}"
    memory = f"{row.measured.mebibytes:,.0f}"
    times = f"{_ms(row.measured.load)} | {_ms(row.measured.count)}"
    return f"| {row.subject} | {times} | {_ratio(row.measured, floor)} | {command} | {memory} |"


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:,.1f}" if seconds < 1 else f"{seconds * 1000:,.0f}"


def _ratio(measured: Measured, floor: Measured | str | None) -> str:
    if not isinstance(floor, Measured):
        return ""
    ratio = (measured.load + measured.count) / (floor.load + floor.count)
    return f"{ratio:,.1f}" if ratio < 100 else f"{ratio:,.0f}"  # noqa: PLR2004 — two digits
