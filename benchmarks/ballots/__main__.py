"""`python -m benchmarks.ballots`: our verification beside belenios-tool 3.3.0 on new elections, in one run.

It writes docs/performance.md; about ten minutes. With `--small` the elections are small and nothing is written; with
`--large` there are 100,000 ballots beside. The cost of a ballot is the slope between sizes, so that start-up cancels.
"""

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.ballots import elections
from benchmarks.ballots.report import Line, Run, page
from tellers.ballots.group import back_end

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "performance.md"
PEER = ROOT / ".reference" / "belenios-tool-sid"
SIZES, ALONE, LARGE = (100, 1_000, 2_000), 10_000, 100_000
SMALL_SIZES, SMALL_ALONE = (20, 100), 200
RUNS = 3


@dataclass(frozen=True)
class Cost:
    """What one whole command took: seconds on the clock, seconds of computing, and MiB at the most."""

    wall: float
    cpu: float
    memory: float


def main() -> None:
    """Make elections, measure, and write the page."""
    asked = argparse.ArgumentParser(prog="python -m benchmarks.ballots", description=__doc__)
    asked.add_argument("--small", action="store_true", help="small elections; writes no page")
    asked.add_argument("--large", action="store_true", help=f"{LARGE:,} ballots too")
    given = asked.parse_args()
    sizes, alone = (SMALL_SIZES, [SMALL_ALONE]) if given.small else (SIZES, [ALONE])
    with tempfile.TemporaryDirectory() as folder:
        lines = [line for kind in KINDS for line in archives(kind, sizes, alone, Path(folder))]
        if given.large:
            lines += archives("yes/no", (), [LARGE], Path(folder))
        bare = {cores: operations(cores, 50 if given.small else 1_000) for cores in (1, 2)}
    text = page(Run(datetime.now(UTC), machine(), back_end(), lines, bare, max(sizes)))
    if given.small:
        print(text)
    else:
        PAGE.write_text(text, "utf-8")
        print(f"wrote {PAGE}")


KINDS: dict[str, Callable[[int], elections.Made]] = {
    "yes/no": lambda size: elections.made(elections.YES_NO, size, 1),
    "ranked": lambda size: elections.made(elections.RANKING, size, 3),
}
"""A yes/no/abstain with blank and one trustee; a ranking with three trustees, of whom one or all shuffle."""


def archives(kind: str, sizes: Sequence[int], alone: Sequence[int], folder: Path) -> list[Line]:
    """Each size verified by us on one core and on two, and by belenios-tool where it is not too large."""
    lines = []
    for size in (*sizes, *alone):
        say(f"{kind}, {size:,} ballots")
        at = KINDS[kind](size)
        steps = elections.shuffles(at, 3) if kind == "ranked" else []
        for count in (1, 3) if steps else (0,):
            path = elections.written(elections.finished(at, steps[:count]), at, folder / f"{kind[:3]}-{size}-{count}")
            lines += measured(f"{kind}, {count} shuffles" if count else kind, size, path, peer=size in sizes)
    return lines


def measured(kind: str, size: int, path: Path, *, peer: bool) -> list[Line]:
    """The lines of one archive."""
    ours = [sys.executable, "-m", "tellers", "verify", str(path)]
    who: list[tuple[str, list[str], int]] = [("Tellers, one core", ours, 1), ("Tellers, two cores", ours, 2)]
    if peer and PEER.exists():
        who.append(("belenios-tool 3.3.0", [str(PEER), "election", "verify"], 1))
    lines = []
    for name, command, cores in who:
        costs = [run(command, path.parent, cores) for _ in range(RUNS if size <= max(SIZES) else 1)]
        middle = [statistics.median(getattr(cost, part) for cost in costs) for part in ("wall", "cpu", "memory")]
        lines.append(Line(kind, size, name, *middle))
    return lines


def run(command: Sequence[str], folder: Path, cores: int) -> Cost:
    """One whole command, bound to so many cores."""
    allowed = sorted(os.sched_getaffinity(0))[:cores]
    started = time.perf_counter()
    bound = ["taskset", "-c", ",".join(map(str, allowed)), *command]
    process = subprocess.Popen(bound, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0, command
    return Cost(time.perf_counter() - started, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def operations(cores: int, size: int) -> dict[str, float]:
    """Our operations one by one, in a process of their own."""
    say(f"operations on {cores} cores")
    command = [sys.executable, "-m", "benchmarks.ballots.operations", str(cores), str(size)]
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT)
    figures: dict[str, float] = json.loads(done.stdout)
    return figures


def machine() -> str:
    """What it runs on, and how busy it is."""
    cores = len(os.sched_getaffinity(0))
    load = os.getloadavg()[0]
    return f"{cores} cores, load {load:.1f} at the end, {platform.machine()}, Python {platform.python_version()}"


def say(line: str) -> None:
    """Tell whoever waits."""
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
