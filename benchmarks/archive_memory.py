"""The memory and the time that verifying a large archive takes: measured at a tenth of a million ballots.

`python -m benchmarks.archive_memory` makes two archives, verifies each by the command in a process of its own, and
writes docs/performance-archives.md. It takes half an hour; `--ballots` makes it shorter, and the page says so.
"""

import argparse
import json
import os
import platform
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.writing import Writer
from tellers import __version__
from tellers.ballots.ballot import Ballot, make_ballot
from tellers.ballots.credentials import CredentialKey, CredentialList, PublicCredential, derive, make_credential
from tellers.ballots.decryption import decrypt
from tellers.ballots.election import Election, Template, make_election, make_uuid
from tellers.ballots.events import EventType
from tellers.ballots.group import ED25519
from tellers.ballots.keys import TrusteeKey, make_trustee_key
from tellers.ballots.questions import Homomorphic
from tellers.ballots.result import compute_result
from tellers.ballots.tally import RunningTally
from tellers.ballots.trustees import Trustees
from tellers.cli.progress import show_progress

PAGE = Path(__file__).parents[1] / "docs" / "performance-archives.md"
MILLION = 1_000_000
BOUND_GIB = 4
QUESTION = Homomorphic("Shall the motion be carried?", ("Yes",), 0, 1)
REVOTES = 50
"""One voter in so many votes twice."""

GIB = 2**30


@dataclass(frozen=True)
class Measured:
    """One archive, and what verifying it took."""

    ballots: int
    size: int
    seconds: float
    memory: int


def make_archive(path: Path, ballots: int) -> None:
    """Write an archive with so many ballots, of which some supersede others, with its result."""
    trustee = make_trustee_key(ED25519, os.urandom)
    trustees = Trustees.of_singles([trustee.public])
    election = make_election(
        Template("Benchmark", "Benchmark", (QUESTION,)), make_uuid(os.urandom), trustee.public.key
    )
    revotes = ballots // REVOTES
    voters = ballots - revotes
    keys = [derive(make_credential(os.urandom), election.uuid, ED25519) for _ in range(voters)]
    listed = CredentialList.sorted(PublicCredential(key.public) for key in keys)
    with Writer(path, election, trustees, listed) as writer:
        running = RunningTally(election)
        for number, raw in enumerate(_cast(election, keys, ballots)):
            writer.add(EventType.BALLOT, raw)
            if number >= revotes:  # the first voters vote again at the end
                running.add([(Ballot.decode(raw, election, "ours"), 1)])
            show_progress("ballots made", number + 1, ballots)
        _write_end(writer, running, election, trustee)


def _cast(election: Election, keys: list[CredentialKey], ballots: int) -> Iterator[bytes]:
    """Every voter's ballot, and those of the first voters once more, with the same choice."""
    jobs = [(election.raw, keys[number % len(keys)]) for number in range(ballots)]
    with ProcessPoolExecutor() as pool:
        yield from pool.map(_vote, jobs, chunksize=200)


def _vote(job: tuple[bytes, CredentialKey]) -> bytes:
    raw, key = job
    return make_ballot(Election.decode(raw, "ours"), key, [[key.exponent % 2]], os.urandom).raw


def _write_end(writer: Writer, running: RunningTally, election: Election, trustee: TrusteeKey) -> None:
    tally, sized = running.tally
    part = decrypt(election, tally, trustee.secret, os.urandom)
    result = compute_result(election, tally, part.factors, sized.total_weight)
    writer.add(EventType.END_BALLOTS)
    writer.add(EventType.ENCRYPTED_TALLY, tally.encode(), sized.encode())
    writer.add_owned(EventType.PARTIAL_DECRYPTION, 1, part.encode())
    writer.add(EventType.RESULT, result.encode())


def measure(path: Path, ballots: int) -> Measured:
    """Verify an archive by the command; stops if it does not verify."""
    started = time.perf_counter()
    command = [sys.executable, "-m", "tellers", "verify", str(path), "--json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        report = json.loads(process.stdout.read())
        _, _, usage = os.wait4(process.pid, 0)
        process.returncode = 0
    assert report["ok"], report
    assert report["ballots"] == ballots, report
    assert report["superseded"] == ballots // REVOTES, report
    return Measured(ballots, path.stat().st_size, time.perf_counter() - started, usage.ru_maxrss * 1024)


@dataclass(frozen=True)
class Slope:
    """What one more ballot takes, from two archives, and what a million take at that rate."""

    small: Measured
    large: Measured

    @property
    def memory(self) -> float:
        """Bytes for one more ballot."""
        return (self.large.memory - self.small.memory) / (self.large.ballots - self.small.ballots)

    @property
    def seconds(self) -> float:
        """Seconds for one more ballot."""
        return (self.large.seconds - self.small.seconds) / (self.large.ballots - self.small.ballots)

    @property
    def memory_of_a_million(self) -> float:
        """Bytes for a million ballots."""
        return self.large.memory + self.memory * (MILLION - self.large.ballots)

    @property
    def seconds_of_a_million(self) -> float:
        """Seconds for a million ballots."""
        return self.large.seconds + self.seconds * (MILLION - self.large.ballots)


def page(slope: Slope) -> str:
    """The page of one run."""
    rows = "\n".join(
        f"| {one.ballots:,} | {one.size / GIB:.2f} | {one.seconds:,.0f} | {one.memory / GIB:.3f} |"
        for one in (slope.small, slope.large)
    )
    machine = f"{platform.machine()}, {platform.system()}, Python {platform.python_version()}, tellers {__version__}"
    load = f"load {os.getloadavg()[2]:.1f} over the last quarter of an hour, on {os.cpu_count()} cores"
    return f"""# How much memory and time verifying a large archive takes

Written by `python -m benchmarks.archive_memory`, which makes two archives of random ballots and verifies each with
`tellers verify`, in a process of its own. Group Ed25519; one question with one answer, 0 or 1 chosen; one trustee;
one ballot in {REVOTES} supersedes an earlier one.

- **memory**: the most that the process had (its maximum resident set), with the interpreter and its libraries.
- **seconds**: wall time of the command. What else ran is in the load.

Run of {datetime.now(UTC):%-d %B %Y}; {load}. {machine}.

| ballots | archive, GiB | seconds | memory, GiB |
|---:|---:|---:|---:|
{rows}

One more ballot takes **{slope.memory:,.0f} bytes** of memory and {slope.seconds * 1000:.2f} ms. At that slope a
million ballots take **{slope.memory_of_a_million / GIB:.2f} GiB** and {slope.seconds_of_a_million / 3600:.1f} hours;
the bound is {BOUND_GIB} GiB. A million was not run.

The ballots stay in the file. What is kept of each is where it stands, its hash and that of the event before it, and of
each credential its key and its last ballot. So a ballot of many answers takes no more memory than one of few. Of votes
that are opened one by one the ciphertexts, the shuffles and the decryptions are held, as rows of bytes.
"""


def main() -> None:
    """Measure, write the page, and stop where the bound is not kept."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--ballots", type=int, default=MILLION // 10, help="ballots of the larger archive")
    parser.add_argument("--page", type=Path, default=PAGE, help="where the page is written")
    wanted = parser.parse_args()
    found = []
    with TemporaryDirectory() as folder:
        for ballots in (wanted.ballots // 10, wanted.ballots):
            path = Path(folder) / f"{ballots}.bel"
            make_archive(path, ballots)
            found.append(measure(path, ballots))
            path.unlink()
            print(found[-1], flush=True)
    slope = Slope(*found)
    wanted.page.write_text(page(slope), "utf-8")
    assert slope.memory_of_a_million < BOUND_GIB * GIB, slope


if __name__ == "__main__":
    main()
