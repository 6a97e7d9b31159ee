"""What each form of ballot gave where papers stand beside sealed ones: the sealed part proved, the papers certified.

A small bundle of papers stands within the totals only; its ids are those of the totals with `-sealed` or `-paper`.
"""

from collections.abc import Iterator

from tellers.figures import Figure, Known
from tellers.proceedings.contest import Contest, SealedBallot
from tellers.proceedings.contest_papers import last_of

CLASSES = ("returned", "blank", "spoiled")


def by_channel(contest: Contest, stage: str) -> Iterator[Figure]:
    """The parts of the figures of a stage, of each ballot of a series by itself; none where nobody voted on paper."""
    for ballot in contest.sealed:
        if ballot.opened.stage == stage and not ballot.abandoned and ballot.agreed is not None:
            yield from _sealed(ballot)
            yield from _paper(ballot)


def _sealed(ballot: SealedBallot) -> Iterator[Figure]:
    proved, closed = ballot.proved, ballot.closed
    if proved is None or proved.sealed is None or closed is None:
        return
    source = f"archive {ballot.opened.uuid}"
    found = last_of(proved.sealed)
    classes = {"returned": closed.counted, "blank": found["blank"], "spoiled": found["spoiled"]}
    for name, value in classes.items():
        yield Figure(f"{_prefix(ballot)}{name}-sealed", f"{name}, sealed", value, Known.PROVED, source)
    for name, value in found.get("votes", {}).items():
        yield Figure(_votes(ballot, name, "sealed"), f"votes for {name}, sealed", value, Known.PROVED, source)


def _paper(ballot: SealedBallot) -> Iterator[Figure]:
    pair = ballot.agreed
    if pair is None or pair[1].agreed is None:
        return
    papers, source = pair[1].agreed, f"two tellers: {pair[0].teller} and {pair[1].teller}"
    spoiled = sum(one.papers for one in papers.spoiled)
    classes = {"returned": papers.returned, "spoiled": spoiled}
    if papers.ballot is not None:
        classes["blank"] = papers.ballot["papers"]["blank"]
    for name in CLASSES:
        if name in classes:
            id_ = f"{_prefix(ballot)}{name}-paper"
            yield Figure(id_, f"{name}, on paper", classes[name], Known.CERTIFIED, source)
    for name, value in (papers.ballot or {}).get("votes", {}).items():
        yield Figure(_votes(ballot, name, "paper"), f"votes for {name}, on paper", value, Known.CERTIFIED, source)


def _prefix(ballot: SealedBallot) -> str:
    opened = ballot.opened
    return f"{opened.stage}.{opened.number}." if opened.series else f"{opened.stage}."


def _votes(ballot: SealedBallot, name: str, channel: str) -> str:
    return f"{ballot.opened.stage}.{ballot.opened.number}.votes.{name}-{channel}"
