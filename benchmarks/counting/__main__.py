"""`python -m benchmarks.counting`: every subject on the same new files, in one run; about eight minutes.

It writes docs/performance-counting.md. With `--small` files are a hundredth and nothing is written. It stops if two
subjects elect different candidates.
"""

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from benchmarks.counting.generator import Law, rankings, write_blt, write_rows
from benchmarks.counting.report import Row, Run, page
from benchmarks.counting.subjects import Job, Measured

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "performance-counting.md"
FAST, SLOW = 7, 1
"""How often a subject is repeated: those that take milliseconds, and those that take seconds."""
LIMIT = 420
"""Seconds after which a subject is stopped and reported as such."""
RAW_PEER = "VoteKit FastSTV, raw"
RAW = frozenset({"floor", "Tellers"})
"""The subjects that are given a row a ballot."""
WARM_UP = 500
"""The ballots of the file that everybody warms up on."""
TURNS = 2
"""The fast subjects take turns, so that a busy moment of the machine does not fall on one of them alone."""


@dataclass(frozen=True)
class Contest:
    """One file of ballots and how it is counted."""

    law: Law
    method: str
    seats: int

    @property
    def title(self) -> str:
        """The size of the contest in words."""
        places = "1 place" if self.seats == 1 else f"{self.seats} places"
        return f"{self.law.ballots:,} ballots, {self.law.candidates} candidates, {self.law.ranks} ranks, {places}"


def main() -> None:
    """Write the files, measure everybody, compare, and write the page."""
    asked = argparse.ArgumentParser(prog="python -m benchmarks.counting", description=__doc__)
    asked.add_argument("--small", action="store_true", help="files of a hundredth of the size; writes no page")
    asked.add_argument("--seed", type=int, default=time.time_ns() % 10**8, help="of the random ballots")
    given = asked.parse_args()
    share = 100 if given.small else 1
    ward, town, city = (
        Law(10_000 // min(share, 10), 9, 9, given.seed),
        Law(1_000_000 // share, 10, 10, given.seed),
        Law(1_073_331 // share, 11, 5, given.seed),
    )
    contests = (
        Contest(ward, "stv-scottish", 4),
        Contest(town, "av", 1),
        Contest(town, "stv-scottish", 5),
        Contest(city, "av", 1),
    )
    with tempfile.TemporaryDirectory() as folder:
        rows = [row for contest in contests for row in measured(contest, Path(folder))]
    run = Run(datetime.now(UTC), given.seed, machine(), versions(), rows)
    text = page(run)
    if given.small:
        print(text)
    else:
        PAGE.write_text(text, "utf-8")
        print(f"wrote {PAGE}")


@dataclass(frozen=True)
class Files:
    """The ballots of one contest: a row a ballot, the same with names for numbers, and grouped."""

    raw: Path
    named: Path
    grouped: Path

    def of(self, subject: str) -> Path:
        """The file that a subject is given; VoteKit's reader takes no numbers for names."""
        if subject == RAW_PEER:
            return self.named
        return self.raw if subject in RAW else self.grouped


def written(contest: Contest, law: Law, folder: Path) -> Files:
    """The files of ballots drawn by a law."""
    files = Files(
        folder / f"{law.name}.csv", folder / f"{law.name}-named.csv", folder / f"{law.name}-{contest.seats}.blt"
    )
    table = rankings(law)
    write_rows(table, files.raw)
    write_rows(table, files.named, "C")
    write_blt(table, law.candidates, contest.seats, files.grouped)
    return files


def measured(contest: Contest, folder: Path) -> list[Row]:
    """Every subject on one contest, the fast ones in turns."""
    files = written(contest, contest.law, folder)
    small = written(contest, replace(contest.law, ballots=WARM_UP), folder)
    found: dict[str, Measured | str] = {}
    for _ in range(TURNS):
        for subject in ("floor", "Tellers", "Tellers, grouped"):
            now = one(contest, subject, files, small, FAST)
            before = found.get(subject)
            found[subject] = now if not isinstance(before, Measured) else better(before, now)
    peers = ["pyrankvote", "pref_voting", "VoteKit FastSTV"]
    if contest.law.candidates == contest.law.ranks and contest.method == "av":
        peers.append(RAW_PEER)
    for subject in peers:
        found[subject] = one(contest, subject, files, small, SLOW)
    check_alike(contest, found)
    command = {
        "Tellers": whole_command(contest, files.raw),
        "Tellers, grouped": whole_command(contest, files.grouped),
    }
    return [Row(contest.title, contest.method, who, what, command.get(who)) for who, what in found.items()]


def one(contest: Contest, subject: str, files: Files, small: Files, repeats: int) -> Measured | str:
    """One subject in a process of its own, or why there is no figure."""
    job = Job(
        subject,
        contest.method,
        str(files.of(subject)),
        str(small.of(subject)),
        contest.law.candidates,
        contest.seats,
        repeats,
    )
    command = [sys.executable, "-m", "benchmarks.counting.subjects", json.dumps(asdict(job))]
    print(f"{contest.title}, {contest.method}: {subject}", file=sys.stderr, flush=True)
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=LIMIT, cwd=ROOT, check=False)
    except subprocess.TimeoutExpired:
        return f"stopped after {LIMIT} s"
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["no message"])[-1]
        return f"failed: {last}"
    return Measured(**json.loads(done.stdout.splitlines()[-1]))


def better(before: Measured, now: Measured | str) -> Measured:
    """The faster of two turns."""
    if isinstance(now, str):
        return before
    return min(before, now, key=lambda measured: measured.load + measured.count)


def check_alike(contest: Contest, found: dict[str, Measured | str]) -> None:
    """Stop where subjects elect different candidates: then their times compare nothing."""
    results = {who: what.elected for who, what in found.items() if isinstance(what, Measured)}
    assert len({tuple(elected) for elected in results.values()}) == 1, (contest.title, results)


def whole_command(contest: Contest, path: Path) -> float:
    """The best wall time in seconds of the whole command, from the shell to the printed table."""
    tellers = Path(sys.executable).with_name("tellers")
    command = [str(tellers), "count", str(path), "--method", contest.method, "--seats", str(contest.seats)]
    times = []
    for _ in range(5):
        begun = time.perf_counter()
        subprocess.run(command, capture_output=True, check=True)
        times.append(time.perf_counter() - begun)
    return min(times)


def machine() -> str:
    """What the figures were measured on, and how busy it was: a busy machine has no core for a second thread."""
    busy = f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} at the end"
    return f"{busy}, {platform.machine()}, {platform.system()}, Python {platform.python_version()}"


def versions() -> str:
    """The versions of everybody measured."""
    names = ("tellers", "numpy", "numba", "votekit", "pref_voting", "pyrankvote")
    return ", ".join(f"{name} {version(name)}" for name in names)


if __name__ == "__main__":
    main()
