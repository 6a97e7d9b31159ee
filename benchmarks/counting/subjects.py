"""Who is measured, each in a process of its own: `python -m benchmarks.counting.subjects JOB` prints one JSON object.

A subject has two steps, load and count; load begins with the bytes on disk. Peers are given grouped ballots, which is
the faster way for them, except where the row says raw. Each returns who is elected, so that the run can compare.
"""

# ruff: noqa: ANN401, D103, PLC0415 — each subject is what its library makes it, and is imported in its own process only

import json
import sys
import time
import warnings
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

KIB_PER_MIB = 1024


@dataclass(frozen=True)
class Job:
    """One measurement: the subject, the method, the file, a small file to warm up on, and how often to repeat."""

    subject: str
    method: str
    path: str
    warm_up: str
    candidates: int
    seats: int
    repeats: int


@dataclass(frozen=True)
class Measured:
    """The best times in seconds, the most memory that the process had, and who was elected."""

    load: float
    count: float
    mebibytes: float
    elected: list[str]


Load = Callable[[Job], Any]
Count = Callable[[Job, Any], list[str]]


def measure(job: Job) -> Measured:
    """Load and count the small file once, so that everything is imported and compiled; then the file itself."""
    load, count = SUBJECTS[job.subject]
    small = replace(job, path=job.warm_up)
    count(small, load(small))
    times = []
    for _ in range(job.repeats):
        begun = time.perf_counter()
        loaded = load(job)
        between = time.perf_counter()
        elected = count(job, loaded)
        times.append((time.perf_counter() - begun, between - begun))
    whole, loading = min(times)
    return Measured(loading, whole - loading, most_memory(), sorted(elected, key=int))


def most_memory() -> float:
    """The most memory that this process has had, in MiB; `ru_maxrss` would be the parent's where that is more."""
    for line in Path("/proc/self/status").read_text("ascii").splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / KIB_PER_MIB
    raise RuntimeError("no VmHWM in /proc/self/status; this runs on Linux")


def load_tellers(job: Job) -> Any:
    from tellers.counting.formats.detect import read_contest
    from tellers.counting.formats.reading import Reading

    return read_contest(Path(job.path).read_bytes(), Reading(job.path, seats=job.seats))


def count_tellers(job: Job, contest: Any) -> list[str]:
    from tellers.counting.methods import count

    transcript = count(contest, job.method)
    return transcript.names(transcript.elected)


def load_floor(job: Job) -> Any:
    from benchmarks.counting.floor import grouped

    return grouped(Path(job.path).read_bytes())


def count_floor(job: Job, groups: Any) -> list[str]:
    from benchmarks.counting.floor import elected

    codes, weights = groups
    return elected(codes, weights, job.candidates, job.seats if job.method == "stv-scottish" else 0)


def grouped_ballots(job: Job) -> list[tuple[int, list[str]]]:
    """The lines of a grouped BLT file as weights and names, read as plainly as Python can."""
    lines = Path(job.path).read_text("ascii").split("\n")[1:]
    words = (line.split() for line in lines[: lines.index("0")])
    return [(int(weight), marks) for weight, *marks, _ in words]


def load_pyrankvote(job: Job) -> Any:
    from pyrankvote import Ballot, Candidate

    people = {str(number): Candidate(str(number)) for number in range(1, job.candidates + 1)}
    ballots = []
    for weight, marks in grouped_ballots(job):
        ballots += [Ballot(ranked_candidates=[people[mark] for mark in marks])] * weight
    return list(people.values()), ballots


def count_pyrankvote(job: Job, loaded: Any) -> list[str]:
    import pyrankvote

    people, ballots = loaded
    if job.method == "av":
        result = pyrankvote.instant_runoff_voting(people, ballots)
    else:
        result = pyrankvote.single_transferable_vote(people, ballots, job.seats)
    return [winner.name for winner in result.get_winners()]


def load_pref_voting(job: Job) -> Any:
    from pref_voting.profiles_with_ties import ProfileWithTies

    read = grouped_ballots(job)
    rankings = [{int(mark): rank for rank, mark in enumerate(marks, 1)} for _, marks in read]
    return ProfileWithTies(rankings, [weight for weight, _ in read], candidates=list(range(1, job.candidates + 1)))


def count_pref_voting(job: Job, profile: Any) -> list[str]:
    if job.method == "av":
        from pref_voting.voting_methods import instant_runoff_for_truncated_linear_orders

        return [str(winner) for winner in instant_runoff_for_truncated_linear_orders(profile)]
    from pref_voting.proportional_methods import stv_scottish

    return [str(winner) for winner in stv_scottish(profile, num_seats=job.seats)]


def load_votekit(job: Job) -> Any:
    from votekit.ballot import RankBallot
    from votekit.pref_profile import RankProfile

    ballots = [
        RankBallot(ranking=[frozenset({mark}) for mark in marks], weight=weight)
        for weight, marks in grouped_ballots(job)
    ]
    return RankProfile(ballots=ballots, candidates=[str(number) for number in range(1, job.candidates + 1)])


def load_votekit_raw(job: Job) -> Any:
    from votekit.cvr_loaders import load_ranking_csv

    return load_ranking_csv(job.path, list(range(job.candidates)), header_row=0, print_profile=False)


def count_votekit(job: Job, profile: Any) -> list[str]:
    from votekit.elections import FastSTV

    election = FastSTV(profile, n_seats=job.seats, simultaneous=False)
    return [str(winner).removeprefix("C") for places in election.get_elected() for winner in places]


SUBJECTS: dict[str, tuple[Load, Count]] = {
    "floor": (load_floor, count_floor),
    "Tellers": (load_tellers, count_tellers),
    "Tellers, grouped": (load_tellers, count_tellers),
    "pyrankvote": (load_pyrankvote, count_pyrankvote),
    "pref_voting": (load_pref_voting, count_pref_voting),
    "VoteKit FastSTV": (load_votekit, count_votekit),
    "VoteKit FastSTV, raw": (load_votekit_raw, count_votekit),
}
"""Each subject: how it loads and how it counts."""


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    sys.stdout.write(json.dumps(asdict(measure(Job(**json.loads(sys.argv[1]))))) + "\n")
