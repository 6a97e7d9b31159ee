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
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.ballots.elections import KINDS
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
    asked.add_argument("--once", action="store_true", help="one run of each, of the two smaller sizes: two minutes")
    given = asked.parse_args()
    repeats = 1 if given.once else RUNS
    sizes, alone = (SMALL_SIZES, [SMALL_ALONE]) if given.small else (SIZES[: 2 if given.once else 3], [ALONE])
    with tempfile.TemporaryDirectory() as folder:
        lines = [line for kind in KINDS for line in archives(kind, sizes, alone, Path(folder), repeats)]
        if given.large:
            lines += archives("yes/no", (), [LARGE], Path(folder), 1)
        bare = {cores: operations(cores, 50 if given.small else 1_000) for cores in (1, 2)}
    text = page(Run(datetime.now(UTC), machine(), back_end(), lines, bare, max(sizes), repeats))
    if given.small:
        print(text)
    else:
        PAGE.write_text(text, "utf-8")
        print(f"wrote {PAGE}")


def archives(kind: str, sizes: Sequence[int], alone: Sequence[int], folder: Path, repeats: int) -> list[Line]:
    """Each size verified by us on one core and on two, and by belenios-tool where it is not too large."""
    lines = []
    for size in (*sizes, *alone):
        say(f"{kind}, {size:,} ballots")
        # In a process of its own: what one has had in memory counts as had by those it starts.
        making = [sys.executable, "-m", "benchmarks.ballots.elections", kind, str(size), str(folder)]
        made = subprocess.run(making, check=True, capture_output=True, text=True, cwd=ROOT)
        for shuffles, path in json.loads(made.stdout):
            named = f"{kind}, {shuffles} shuffles" if shuffles else kind
            lines += measured(named, size, Path(path), repeats if size in sizes else 1, peer=size in sizes)
    return lines


def measured(kind: str, size: int, path: Path, repeats: int, *, peer: bool) -> list[Line]:
    """The lines of one archive."""
    ours = [sys.executable, "-m", "tellers", "verify", str(path)]
    who: list[tuple[str, list[str], int]] = [("Tellers, one core", ours, 1), ("Tellers, two cores", ours, 2)]
    if peer and PEER.exists():
        who.append(("belenios-tool 3.3.0", [str(PEER), "election", "verify"], 1))
    lines = []
    for name, command, cores in who:
        costs = [run(command, path.parent, cores) for _ in range(repeats)]
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
