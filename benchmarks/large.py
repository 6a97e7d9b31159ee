"""`make bench-large`: a leader's contest of 506,438 ranked ballots, made and verified; three trustees, three shuffles.

`python -m benchmarks.large [N …]` makes the archive of a contest of N ballots, for each N, verifies it by the command
in a process of its own, on every core, and writes docs/performance-contest.md: seconds and memory. With
`--keep FOLDER` archives are kept as FOLDER/N.bel, and one that is there already is only verified.
"""

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.writing import Writer, in_parts
from tellers.ballots.ballot import Ballot, make_ballot
from tellers.ballots.credentials import CredentialKey, CredentialList, PublicCredential, derive, make_credential
from tellers.ballots.decryption import PartialDecryption, combine, decrypt
from tellers.ballots.election import Election, Template, make_election, make_uuid
from tellers.ballots.events import EventType
from tellers.ballots.group import ED25519, back_end
from tellers.ballots.keys import TrusteeKey, make_trustee_key
from tellers.ballots.questions import NonHomomorphic
from tellers.ballots.result import compute_result
from tellers.ballots.shuffling import make_shuffle
from tellers.ballots.tally import EncryptedTally, RunningTally
from tellers.ballots.trustees import Trustees
from tellers.cli.progress import show_progress

SIZE = 506_438
"""The votes cast in the contest for the Labour Party's leader in 2016."""

RANKING = NonHomomorphic("Rank them", ("Ann", "Bob", "Cy", "Di", "Ed"))
TRUSTEES = 3
PART = 500
PAGE = Path(__file__).parents[1] / "docs" / "performance-contest.md"
GIB = 2**30


@dataclass(frozen=True)
class Measured:
    """What verifying one archive took: seconds on the clock, of computing, and bytes at the most."""

    ballots: int
    size: int
    wall: float
    cpu: float
    memory: int


def page(found: Sequence[Measured]) -> str:
    """What was measured, smallest contest first, and what one more ballot takes."""
    rows = "\n".join(
        f"| {one.ballots:,} | {one.size / GIB:.2f} | {one.wall:,.1f} | {one.cpu:,.1f} | {one.memory / GIB:.2f} |"
        for one in found
    )
    small, large = found[0], found[-1]
    more = max(1, large.ballots - small.ballots)
    memory = (large.memory - small.memory) / more
    machine = f"{len(os.sched_getaffinity(0))} cores, {platform.machine()}, Python {platform.python_version()}"
    return f"""# How long verifying a large contest takes

Written by `python -m benchmarks.large`, which makes contests of random ballots and verifies each with
`tellers verify`, in a process of its own. Ed25519; five candidates ranked; three trustees, who all shuffle and all
decrypt. {SIZE:,} votes were cast in the contest for the leader of the Labour Party in 2016.

- **on the clock**: seconds of the whole command, on every core; **computing**: seconds of all cores together.
- **memory**: the most that the process had (its maximum resident set), with the interpreter and its libraries.
- The load says how many others computed at the same time: above the number of cores, seconds on the clock say little.

Run of {datetime.now(UTC):%-d %B %Y}; {machine}, load {os.getloadavg()[0]:.1f} at the end. {back_end()}.

| ballots | archive, GiB | on the clock, s | computing, s | memory, GiB |
|---:|---:|---:|---:|---:|
{rows}

From the smallest to the largest, one more ballot takes {(large.cpu - small.cpu) / more * 1000:.2f} ms of computing,
{(large.wall - small.wall) / more * 1000:.2f} ms on the clock and {memory:,.0f} bytes of memory.
"""


def make(path: Path, size: int) -> None:
    """Write the archive of a contest of so many ballots."""
    keys = [make_trustee_key(ED25519, os.urandom) for _ in range(TRUSTEES)]
    trustees = Trustees.of_singles([key.public for key in keys])
    election = make_election(
        Template("Benchmark", "Benchmark", (RANKING,)), make_uuid(os.urandom), trustees.election_key
    )
    with ProcessPoolExecutor() as pool:
        voters = [
            key for keys in pool.map(_voters, [(election.uuid, part) for part in in_parts(size, PART)]) for key in keys
        ]
        credentials = CredentialList.sorted(PublicCredential(key.public) for key in voters)
        running = RunningTally(election)
        with Writer(path, election, trustees, credentials) as writer:
            jobs = [(election.raw, part, voters[part.start : part.stop]) for part in in_parts(size, PART)]
            for number, ballots in enumerate(pool.map(_vote, jobs), 1):
                running.add([(ballot, 1) for ballot in ballots])
                for ballot in ballots:
                    writer.add(EventType.BALLOT, ballot.raw)
                show_progress("ballots made", min(number * PART, size), size)
            _count(writer, election, running, trustees, keys)


def _voters(job: tuple[str, range]) -> list[CredentialKey]:
    uuid, part = job
    return [derive(make_credential(os.urandom), uuid, ED25519) for _ in part]


def _vote(job: tuple[bytes, range, Sequence[CredentialKey]]) -> list[Ballot]:
    raw, part, voters = job
    election = Election.decode(raw, "ours")
    return [
        make_ballot(election, voter, [_ranking(number)], os.urandom)
        for number, voter in zip(part, voters, strict=True)
    ]


def _ranking(number: int) -> list[int]:
    """What the voter of a number ranks."""
    return [1 + (number + place) % len(RANKING.answers) for place in range(len(RANKING.answers))]


def _count(
    writer: Writer, election: Election, running: RunningTally, trustees: Trustees, keys: Sequence[TrusteeKey]
) -> None:
    """Tally, shuffles, decryptions and result."""
    tally, sized = running.tally
    writer.add(EventType.END_BALLOTS)
    writer.add(EventType.ENCRYPTED_TALLY, tally.encode(), sized.encode())
    for owner in range(1, TRUSTEES + 1):
        step = make_shuffle(election, tally.to_shuffle, os.urandom)
        writer.add_owned(EventType.SHUFFLE, owner, step.encode())
        tally = tally.shuffled(step.rows)
        show_progress("shuffles made", owner, TRUSTEES)
    writer.add(EventType.END_SHUFFLES)
    parts = dict(enumerate(_decryptions(election, tally, keys), 1))
    for owner, part in parts.items():
        writer.add_owned(EventType.PARTIAL_DECRYPTION, owner, part.encode())
    result = compute_result(election, tally, combine(tally, trustees, parts), sized.total_weight)
    writer.add(EventType.RESULT, result.encode())


def _decryptions(election: Election, tally: EncryptedTally, keys: Sequence[TrusteeKey]) -> Iterator[PartialDecryption]:
    for number, key in enumerate(keys, 1):
        yield decrypt(election, tally, key.secret, os.urandom)
        show_progress("decryptions made", number, len(keys))


def verify(path: Path) -> Measured:
    """Verify an archive by the command, on every core; stops if it does not verify."""
    started = time.perf_counter()
    command = [sys.executable, "-m", "tellers", "verify", str(path), "--json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        report = json.loads(process.stdout.read())
        _, _, used = os.wait4(process.pid, 0)
        process.returncode = 0
    assert report["ok"], report["checks"]
    wall = time.perf_counter() - started
    cpu = used.ru_utime + used.ru_stime
    return Measured(report["ballots"], path.stat().st_size, wall, cpu, used.ru_maxrss * 1024)


def main() -> None:
    """Make each contest, unless it is there, verify it, and write the page."""
    asked = argparse.ArgumentParser(prog="python -m benchmarks.large", description=__doc__)
    asked.add_argument("ballots", type=int, nargs="*", default=[SIZE // 10, SIZE], help="how many in each contest")
    asked.add_argument("--keep", type=Path, help="a folder of archives N.bel: what is there is not made again")
    asked.add_argument("--page", type=Path, default=PAGE, help="where the page is written")
    given = asked.parse_args()
    found = []
    with tempfile.TemporaryDirectory() as folder:
        for size in sorted(given.ballots):
            path = (given.keep or Path(folder)) / f"{size}.bel"
            if not path.exists():
                unfinished = path.with_suffix(".part")
                make(unfinished, size)
                unfinished.rename(path)
            found.append(verify(path))
            print(found[-1], flush=True)
    given.page.write_text(page(found), "utf-8")


if __name__ == "__main__":
    main()
