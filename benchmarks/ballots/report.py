"""The page of a run: tables of what was measured, and the ratios that follow from them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

PEER = "belenios-tool 3.3.0"
SHUFFLE = "a shuffle"
MOST_OF_THE_FLOOR = 1.5


@dataclass(frozen=True)
class Line:
    """One archive verified by one program: medians of seconds and MiB."""

    kind: str
    size: int
    who: str
    wall: float
    cpu: float
    memory: float


@dataclass(frozen=True)
class Run:
    """All that was measured in one run."""

    at: datetime
    machine: str
    back_end: str
    lines: Sequence[Line]
    operations: Mapping[int, Mapping[str, float]]
    largest: int
    """The largest size that both programs were given."""
    repeats: int
    """How often each whole command was run."""


def page(run: Run) -> str:
    """The page, in Markdown."""
    return "\n".join([*_head(run), *_goals(run), *_ratios(run), *_archives(run), *_operations(run), ""])


def _head(run: Run) -> Iterator[str]:
    yield "# How fast sealed ballots are\n"
    yield "Written by `python -m benchmarks.ballots`, which makes new elections and measures everybody on the same"
    yield "files in one run. Ed25519. *Yes/no*: three answers and blank, one trustee. *Ranked*: five candidates, three"
    yield "trustees, of whom one or all three shuffle.\n"
    yield "- **a ballot**: the slope between the smallest and the largest size, so that start-up cancels."
    yield "- **one core**: seconds of computing, by a process bound to one core. **Two cores**: seconds on the clock."
    yield f"  {PEER} computes on one core; its figure is the same in both comparisons, in seconds of computing."
    runs = "One run" if run.repeats == 1 else f"Medians of {run.repeats} runs"
    yield f"- {runs} of the whole command; sizes that one program alone is given run once."
    yield "- The load says how many others computed at the same time: above the number of cores, seconds on the clock"
    yield "  say little, and seconds of computing too much."
    yield "- A shuffle: the difference between an archive with three and one with one, halved.\n"
    yield f"Run of {run.at:%-d %B %Y}; {run.machine}. {run.back_end}.\n"


def slope(run: Run, kind: str, who: str, part: str) -> float | None:
    """Milliseconds for one more ballot, or None where it was not measured."""
    found = sorted(
        (line.size, getattr(line, part))
        for line in run.lines
        if line.kind == kind and line.who == who and line.size <= run.largest
    )
    if len(found) < 2:  # noqa: PLR2004 — a slope is between two
        return None
    (small, least), (large, most) = found[0], found[-1]
    return float((most - least) / (large - small) * 1000)


def _goals(run: Run) -> Iterator[str]:
    """What the project set out to reach, beside what this run measured."""
    yield "## What was to be reached\n"
    yield "| work | to reach | measured | |"
    yield "|---|---|---:|---|"
    for kind, name, (one_core, two_cores) in (
        ("yes/no", "a yes/no ballot", (5, 9)),
        (SHUFFLE, "a shuffle", (15, None)),
    ):
        peer, one, two = _three(run, kind)
        yield _goal(f"{name} verified on one core, times {PEER}", one_core, _over(peer, one))
        if two_cores:
            yield _goal(f"{name} verified on two cores, times {PEER}", two_cores, _over(peer, two))
    share = _of_the_floor(run)
    kept = _reached(share <= MOST_OF_THE_FLOOR)
    yield f"| a yes/no ballot, times the bare curve | at most {MOST_OF_THE_FLOOR} | {share:.2f} | {kept} |"
    yield ""
    yield "The contest of 506,438 ballots is in [performance-contest.md](performance-contest.md), counting in"
    yield "[performance-counting.md](performance-counting.md).\n"


def _goal(work: str, least: int, ratio: float | None) -> str:
    shown = "" if ratio is None else f"{ratio:.1f}"
    return f"| {work} | at least {least} | {shown} | {'not measured' if ratio is None else _reached(ratio >= least)} |"


def _reached(reached: bool) -> str:  # noqa: FBT001 — the answer itself
    return "reached" if reached else "not reached"


def _ratios(run: Run) -> Iterator[str]:
    yield "## The ratios\n"
    yield "| a ballot, ms | belenios-tool | one core | ratio | two cores | ratio |"
    yield "|---|---:|---:|---:|---:|---:|"
    for kind in ("yes/no", "ranked, 1 shuffles", "ranked, 3 shuffles"):
        yield _ratio(kind, *_three(run, kind))
    yield _ratio(SHUFFLE, *_three(run, SHUFFLE))
    share, floor = _of_the_floor(run), _floor(run)
    yield f"\nA yes/no ballot read and checked is {share:.2f} times the bare curve ({floor:.3f} ms).\n"


def _floor(run: Run) -> float:
    one_core = run.operations[1]
    return one_core["floor: 25 commitments"] + one_core["floor: 9 memberships"]


def _of_the_floor(run: Run) -> float:
    return (run.operations[1]["ballot read"] + run.operations[1]["ballot checked"]) / _floor(run)


def _three(run: Run, kind: str) -> tuple[float | None, float | None, float | None]:
    """Milliseconds by the peer, by one core and by two; of a shuffle, what two more of them take, halved."""
    if kind == SHUFFLE:
        three, one = _three(run, "ranked, 3 shuffles"), _three(run, "ranked, 1 shuffles")
        peer, core, cores = (_half(a, b) for a, b in zip(three, one, strict=True))
        return peer, core, cores
    parts = ((PEER, "cpu"), ("Tellers, one core", "cpu"), ("Tellers, two cores", "wall"))
    by_peer, by_one, by_two = (slope(run, kind, who, part) for who, part in parts)
    return by_peer, by_one, by_two


def _half(three: float | None, one: float | None) -> float | None:
    return None if three is None or one is None else (three - one) / 2


def _ratio(kind: str, peer: float | None, one: float | None, two: float | None) -> str:
    def over(mine: float | None) -> str:
        ratio = _over(peer, mine)
        return "" if ratio is None else f"{ratio:.1f}"

    def shown(value: float | None) -> str:
        """A figure; a slope that is not above 0 says that the machine was too busy to measure it."""
        return "" if value is None else f"{value:.3f}" if value > 0 else "too busy"

    return f"| {kind} | {shown(peer)} | {shown(one)} | {over(one)} | {shown(two)} | {over(two)} |"


def _over(peer: float | None, mine: float | None) -> float | None:
    return None if peer is None or mine is None or mine <= 0 else peer / mine


def _archives(run: Run) -> Iterator[str]:
    yield "## Whole archives\n"
    yield "| archive | ballots | | on the clock, s | computing, s | memory, MiB |"
    yield "|---|---:|---|---:|---:|---:|"
    for line in run.lines:
        yield f"| {line.kind} | {line.size:,} | {line.who} | {line.wall:.2f} | {line.cpu:.2f} | {line.memory:.0f} |"
    yield ""


def _operations(run: Run) -> Iterator[str]:
    yield "## Operations\n"
    yield "Within one process, warm; milliseconds a ballot. *Floor*: the bare curve operations of a yes/no ballot.\n"
    yield "| | one core | two cores |"
    yield "|---|---:|---:|"
    for name, one in run.operations[1].items():
        yield f"| {name} | {one:.4f} | {run.operations[2][name]:.4f} |"
