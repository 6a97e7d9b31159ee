"""`make bench-large`: a leader's contest of 506,438 ranked ballots, made and verified; three trustees, three shuffles.

`python -m benchmarks.large [N]` makes the archive of a contest of N ballots, verifies it by the command in a process
of its own, on every core, and says in how many seconds and with how much memory. With `--keep PATH` the archive is
kept there, and an archive that is there already is only verified.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from benchmarks.writing import Writer, in_parts
from tellers.ballots.ballot import Ballot, make_ballot
from tellers.ballots.credentials import CredentialKey, CredentialList, PublicCredential, derive, make_credential
from tellers.ballots.decryption import PartialDecryption, combine, decrypt
from tellers.ballots.election import Election, Template, make_election, make_uuid
from tellers.ballots.events import EventType
from tellers.ballots.group import ED25519
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
MIB = 2**20


@dataclass(frozen=True)
class Measured:
    """What verifying one archive took: seconds on the clock, of computing, and bytes at the most."""

    ballots: int
    size: int
    wall: float
    cpu: float
    memory: int

    def __str__(self) -> str:
        return (
            f"{self.ballots:,} ballots, {self.size / MIB:,.0f} MiB: {self.wall:.1f} s on the clock, {self.cpu:.1f} s "
            f"of computing, {self.memory / MIB:,.0f} MiB of memory; load {os.getloadavg()[0]:.1f}"
        )


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
    """Make, unless it is there, and verify."""
    asked = argparse.ArgumentParser(prog="python -m benchmarks.large", description=__doc__)
    asked.add_argument("ballots", type=int, nargs="?", default=SIZE, help=f"how many; {SIZE:,} if not said")
    asked.add_argument("--keep", type=Path, help="where the archive is kept; verified alone if it is there")
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = given.keep or Path(folder) / "contest.bel"
        if not path.exists():
            started = time.perf_counter()
            unfinished = path.with_suffix(".part")
            make(unfinished, given.ballots)
            unfinished.rename(path)
            print(f"made in {time.perf_counter() - started:.0f} s", flush=True)
        print(verify(path), flush=True)


if __name__ == "__main__":
    main()
