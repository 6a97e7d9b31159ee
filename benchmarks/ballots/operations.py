"""Our own operations one by one, in a process of its own on so many cores; prints milliseconds a ballot as JSON.

`python -m benchmarks.ballots.operations CORES SIZE`. CPU time on one core, wall time on more; the median of several.
"""

import json
import os
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tellers.ballots.ballot import Ballot
    from tellers.ballots.group import Element

RUNS = 3


def main() -> None:
    """Bind to the cores before anything starts a thread, measure, print."""
    cores, size = int(sys.argv[1]), int(sys.argv[2])
    os.sched_setaffinity(0, set(sorted(os.sched_getaffinity(0))[:cores]))
    os.environ["RAYON_NUM_THREADS"] = str(cores)
    print(json.dumps(measured(size, time.process_time if cores == 1 else time.perf_counter)))


def measured(size: int, clock: Callable[[], float]) -> dict[str, float]:
    """Milliseconds a ballot for each operation."""
    from benchmarks.ballots import elections  # noqa: PLC0415 — after the cores are chosen
    from tellers.ballots.admission import admit, recognised  # noqa: PLC0415
    from tellers.ballots.ballot import Ballot, ballot_faults  # noqa: PLC0415
    from tellers.ballots.decryption import check_partial_decryption, decrypt  # noqa: PLC0415
    from tellers.ballots.proofs import Claim  # noqa: PLC0415
    from tellers.ballots.shuffle import Mix, check_shuffle, shuffle  # noqa: PLC0415
    from tellers.ballots.shuffling import Shuffle  # noqa: PLC0415
    from tellers.ballots.tally import compute_tally  # noqa: PLC0415

    at, ranked = (elections.made(question, size, 1) for question in (elections.YES_NO, elections.RANKING))
    group, election = at.election.group, at.election
    (step,) = elections.shuffles(ranked, 1)
    raw_step = step.encode()
    opened = ranked.tally.shuffled(step.rows)
    part = decrypt(ranked.election, opened, ranked.keys[0].secret, os.urandom)

    def read() -> list[Ballot]:
        group.admit(recognised([ballot.raw for ballot in at.ballots], group, os.urandom))
        return [Ballot.decode(ballot.raw, election, "a ballot") for ballot in at.ballots]

    ballots = [(ballot, "a ballot") for ballot in read()]
    texts = [element.text for ballot, _ in ballots for element in _elements(ballot)]

    def check() -> None:
        assert ballot_faults(ballots, election, at.credentials) == [None] * size

    shuffled = ranked.election
    mix = Mix(shuffled.fingerprint, shuffled.public_key, ranked.tally.rows[0], step.rows[0])

    def read_shuffle() -> None:
        admit(raw_step, group, os.urandom)
        Shuffle.decode(raw_step, ranked.election, "a shuffle")

    key = ranked.keys[0].public.key
    operations: dict[str, Callable[[], object]] = {
        "ballot made": lambda: elections.cast(election, at.voters[: size // 4]),
        "ballot read": read,
        "ballot checked": check,
        "tally": lambda: compute_tally(election, at.ballots, at.credentials),
        "shuffle made": lambda: shuffle(ranked.election.fingerprint, mix.key, mix.before, os.urandom),
        "shuffle read": read_shuffle,
        "shuffle checked": lambda: check_shuffle(mix, step.proofs[0], Claim("shuffle", "1"), os.urandom),
        "decryption made": lambda: decrypt(ranked.election, opened, ranked.keys[0].secret, os.urandom),
        "decryption checked": lambda: check_partial_decryption(ranked.election, opened, part, key, "trustee 1"),
        "floor: 25 commitments": _commitments(ballots),
        "floor: 9 memberships": lambda: group.recognised(texts, None),
    }
    parts = {"ballot made": size // 4}
    return {name: _median(run, clock) / parts.get(name, size) * 1000 for name, run in operations.items()}


def _elements(ballot: "Ballot") -> list["Element"]:
    """The nine elements of a ballot."""
    from tellers.ballots.answer_homomorphic import HomomorphicAnswer  # noqa: PLC0415 — as above

    (answer,) = ballot.answers
    assert isinstance(answer, HomomorphicAnswer)
    return [ballot.credential, *(element for one in answer.choices for element in (one.alpha, one.beta))]


def _commitments(ballots: Sequence[tuple["Ballot", str]]) -> Callable[[], object]:
    """The bare commitments of every ballot: a fixed base and another one, without hash or proof."""
    from tellers.ballots.group import ED25519  # noqa: PLC0415 — as above

    g, drawn = ED25519.generator, [ED25519.random_scalar(os.urandom) for _ in range(50)]
    products = []
    for ballot, _ in ballots:
        bases = _elements(ballot)
        products += [((g, drawn[n]), (bases[n % 8], drawn[49 - n])) for n in range(25)]
    return lambda: ED25519.public_texts(products)


def _median(run: Callable[[], object], clock: Callable[[], float]) -> float:
    times = []
    for _ in range(RUNS):
        started = clock()
        run()
        times.append(clock() - started)
    return statistics.median(times)


if __name__ == "__main__":
    main()
