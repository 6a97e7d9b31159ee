"""A finished archive, verified by us and by belenios-tool on the same files in the same run: cost per ballot.

The cost of one ballot is the slope between two sizes, so that start-up and set-up cancel. Times are wall clock, the
median of several runs, each a whole command. Ed25519, the answers For and Against, and blank.
"""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from tellers.ballots import steps
from tellers.ballots.archive import read_archive
from tellers.ballots.ballot import make_ballot
from tellers.ballots.credentials import CredentialKey, CredentialList, PublicCredential, derive, make_credential
from tellers.ballots.election import Election, Template, make_election, make_uuid
from tellers.ballots.events import EventType
from tellers.ballots.group import ED25519
from tellers.ballots.keys import make_trustee_key
from tellers.ballots.questions import Homomorphic
from tellers.ballots.steps import Setup, begin_election, open_box
from tellers.ballots.trustees import Trustees

SMALL, LARGE = 50, 250
RUNS = 3
TOOLS = Path(".reference")
PEER = "belenios-tool-sid"


def make_archive(folder: Path, ballots: int) -> tuple[Path, float]:
    """An archive with so many ballots, and the seconds that making and checking each took."""
    trustee = make_trustee_key(ED25519, os.urandom)
    trustees = Trustees.of_singles([trustee.public])
    question = Homomorphic("For or against?", ("For", "Against"), 1, 1, blank=True)
    template = Template("Benchmark", "Benchmark", (question,))
    election = make_election(template, make_uuid(os.urandom), trustees.election_key)
    keys = [derive(make_credential(os.urandom), election.uuid, ED25519) for _ in range(ballots)]
    listed = CredentialList.sorted(PublicCredential(key.public, 1) for key in keys)
    path = folder / f"{election.uuid}.bel"
    begin_election(path, Setup(election.raw, trustees.encode(), listed.encode()), 1_466_000_000)
    seconds = _cast(path, election, keys)
    steps.close_ballots(path)
    steps.add_event(path, EventType.ENCRYPTED_TALLY, steps.tally_records(read_archive(path)))
    part = steps.decryption_records(path.read_bytes(), str(path), steps.Decrypter(1, trustee.secret), os.urandom)
    steps.add_event(path, EventType.PARTIAL_DECRYPTION, part)
    steps.add_event(path, EventType.RESULT, steps.result_records(read_archive(path)))
    return path, seconds / ballots


def _cast(path: Path, election: Election, keys: list[CredentialKey]) -> float:
    started = time.perf_counter()
    with open_box(path) as box:
        for number, key in enumerate(keys):
            box.cast(make_ballot(election, key, [[0, number % 2, 1 - number % 2]], os.urandom).raw)
    return time.perf_counter() - started


def median_seconds(run: Callable[[], None]) -> float:
    """The median wall time of several runs."""
    times = []
    for _ in range(RUNS):
        started = time.perf_counter()
        run()
        times.append(time.perf_counter() - started)
    return statistics.median(times)


def ours(archive: Path) -> None:
    """Verify by our command."""
    subprocess.run([sys.executable, "-m", "tellers", "verify", str(archive)], check=True, capture_output=True)


def theirs(archive: Path) -> None:
    """Verify by belenios-tool 3.3.0."""
    tool = (TOOLS / PEER).absolute()
    subprocess.run([str(tool), "election", "verify"], check=True, capture_output=True, cwd=archive.parent)


def slope(verify: Callable[[Path], None], small: Path, large: Path) -> float:
    """Milliseconds for one more ballot."""
    spread = median_seconds(lambda: verify(large)) - median_seconds(lambda: verify(small))
    return spread / (LARGE - SMALL) * 1000


def main() -> None:
    """Measure and print."""
    with TemporaryDirectory() as first, TemporaryDirectory() as second:
        small, _ = make_archive(Path(first), SMALL)
        large, cast = make_archive(Path(second), LARGE)
        print("Verifying a finished archive, Ed25519, For/Against/blank, one process each")
        print(f"  a ballot made, checked and appended: {cast * 1000:.2f} ms")
        mine = slope(ours, small, large)
        print(f"  tellers: {mine:.2f} ms a ballot")
        if not (TOOLS / PEER).exists():
            print("  belenios-tool 3.3.0: not here; `make reference-tool` gets it")
            return
        peer = slope(theirs, small, large)
        print(f"  belenios-tool 3.3.0: {peer:.2f} ms a ballot; ratio {peer / mine:.2f}")
