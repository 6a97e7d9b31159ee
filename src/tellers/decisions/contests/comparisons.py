"""Comparisons two by two, published or counted from papers, ranked by a Condorcet method or by Debian's.

With Debian's, a condition on votes and default is asked of every option before the count, and drops those that fail
(Constitution, A.5.2 and A.5.3).
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import product

from tellers.counting import condorcet, debian
from tellers.counting.condorcet import Compared
from tellers.counting.debian import DEBIAN, Terms
from tellers.counting.methods import decided
from tellers.counting.pairwise import Pairwise
from tellers.counting.rule_sets.condorcet import CONDORCET
from tellers.counting.transcript import Transcript
from tellers.decisions.contests.counted import Counted
from tellers.decisions.contests.figures import figures_of, speaks_of_one
from tellers.decisions.contests.forms import FACTS
from tellers.decisions.contests.poll import Poll
from tellers.decisions.contests.standing import strangers
from tellers.decisions.facts import Pairwise as Published
from tellers.decisions.known import Amount, exactly, given, together, unknown
from tellers.decisions.verdict import Contradiction
from tellers.errors import Unreadable
from tellers.rulebook.clauses import Rule

UNSURE = 6
"""So many options whose condition is not known are tried both ways."""


def count_pairwise(poll: Poll) -> Counted:
    """What the published matrix of a ballot comes to."""
    published = poll.ballot.pairwise or Published((), ())
    votes = tuple(tuple(number or 0 for number in row) for row in published.matrix)
    standing = tuple(place for place, name in enumerate(published.candidates) if name in poll.options)
    valid = _valid(poll, votes)
    size = 0 if valid.value is None else int(valid.value)
    papers = poll.ballot.papers
    compared = Compared(
        published.candidates, standing, poll.places, Pairwise(votes), size, papers.blank or 0, papers.spoiled or 0
    )
    counted = count_compared(poll, compared, valid)
    return replace(
        counted,
        contradictions=(
            *counted.contradictions,
            *_clashes(poll, published, valid),
            *strangers(poll, published.candidates),
        ),
    )


def count_compared(poll: Poll, compared: Compared, valid: Amount) -> Counted:
    """What comparisons come to by the method of the stage."""
    if poll.method in DEBIAN:
        return _debian(poll, compared, valid)

    def seated(places: int) -> Transcript:
        rules = CONDORCET[poll.method]
        return decided(lambda ties: condorcet.rank(replace(compared, seats=places), rules, ties), poll.breaker)

    counted = _counted(poll, compared, seated(poll.places), valid)
    return replace(counted, reseated=seated)


def preferred_to(default: str | None, compared: Compared) -> dict[str, tuple[Fraction, Fraction]]:
    """For each candidate, how many papers prefer it to the default option, and the other way round."""
    if default is None or default not in compared.names:
        return {}
    at, scale = compared.names.index(default), compared.pairwise.scale
    pairs = {name: compared.pairwise.between(place, at) for place, name in enumerate(compared.names)}
    return {name: (Fraction(over, scale), Fraction(under, scale)) for name, (over, under) in pairs.items()}


def _counted(poll: Poll, compared: Compared, transcript: Transcript, valid: Amount) -> Counted:
    return Counted(transcript, poll.ballot.papers, valid, {}, preferred_to(poll.default, compared))


@dataclass(frozen=True)
class _Options:
    """Which options fail the condition asked of each, and of which that is not known, for want of what."""

    out: frozenset[int]
    unsure: tuple[int, ...]
    missing: tuple[str, ...]


def _debian(poll: Poll, compared: Compared, valid: Amount) -> Counted:
    default = _default(poll, compared)

    def decide(out: frozenset[int]) -> Transcript:
        terms = Terms(default, out=out)
        return decided(lambda ties: debian.decide(compared, DEBIAN[poll.method], terms, ties), poll.breaker)

    options = _options(poll, compared, _counted(poll, compared, decide(frozenset()), valid))
    results = [decide(out) for out in _ways(options)]
    alike = len({(result.elected, result.possible) for result in results}) == 1
    counted = _counted(poll, compared, results[0], valid)
    return counted if alike else replace(counted, missing=options.missing)


def _default(poll: Poll, compared: Compared) -> int:
    if poll.default is None:
        return debian.default_option(compared.names)
    if poll.default not in compared.names:
        raise Unreadable(f"`{poll.fact}` does not compare the default option, {poll.default}", source=FACTS)
    return compared.names.index(poll.default)


def _options(poll: Poll, compared: Compared, bare: Counted) -> _Options:
    rule = poll.stage.threshold
    if rule.value is None or not speaks_of_one(rule.value):
        return _Options(frozenset(), (), ())
    condition, figures = Rule(rule.value, rule.grounds, rule.line), figures_of(poll, bare)
    asked = {
        place: figures.judge(condition, "threshold", name)
        for place, name in enumerate(compared.names)
        if name != poll.default and place in compared.standing
    }
    out = frozenset(place for place, judged in asked.items() if judged.verdict is False)
    unsure = tuple(place for place, judged in asked.items() if judged.verdict is None)
    return _Options(out, unsure, together(*(asked[place].missing for place in unsure)))


def _ways(options: _Options) -> Iterator[frozenset[int]]:
    """Every way in which options that are not known to meet the condition may be out."""
    if len(options.unsure) > UNSURE:
        yield options.out
        yield options.out | frozenset(options.unsure)
        return
    for chosen in product((False, True), repeat=len(options.unsure)):
        yield options.out | {place for place, out in zip(options.unsure, chosen, strict=True) if out}


def _valid(poll: Poll, votes: tuple[tuple[int, ...], ...]) -> Amount:
    papers, fact = poll.ballot.papers, f"{poll.fact}.papers"
    if papers.valid is not None:
        return exactly(papers.valid)
    if None not in (papers.returned, papers.blank, papers.spoiled):
        return exactly((papers.returned or 0) - (papers.blank or 0) - (papers.spoiled or 0))
    fewest = max((votes[a][b] + votes[b][a] for a in range(len(votes)) for b in range(a)), default=0)
    if papers.returned is None:
        return unknown(f"{fact}.valid", low=fewest)
    parts = [
        given(number, f"{fact}.{name}") for name, number in (("blank", papers.blank), ("spoiled", papers.spoiled))
    ]
    return unknown(*together(*(part.missing for part in parts)), low=fewest, high=papers.returned)


def _clashes(poll: Poll, published: Published, valid: Amount) -> Iterator[Contradiction]:
    """Pairs on which more papers say something than there are."""
    names, matrix = published.candidates, published.matrix
    most = poll.ballot.papers.returned if valid.high is None else valid.high
    for a, one in enumerate(names):
        for b in range(a):
            both = (matrix[a][b] or 0) + (matrix[b][a] or 0)
            if most is not None and both > most:
                text = f"{matrix[a][b]} prefer {one} to {names[b]} and {matrix[b][a]} the other way, of {most} papers"
                yield Contradiction(f"{poll.fact}.pairwise", text)
