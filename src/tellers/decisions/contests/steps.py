"""Each round of a stage as a decision states it: votes in exact strings, who is elected or out, and every share."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from tellers.counting.rule_sets.exhaustive import EXHAUSTIVE
from tellers.counting.transcript import Stage as Counting
from tellers.decisions.contests.counted import VOTES, tally_of
from tellers.decisions.contests.forms import Family, family_of
from tellers.decisions.contests.stage import Held
from tellers.decisions.contests.transfers import added
from tellers.decisions.facts import Round
from tellers.decisions.verdict import StageStep, StageTie
from tellers.rulebook.thresholds import Quantity

SHARE_OF_WHOLE = "share of the whole"
"""What a tally of weighted sections counts."""

POINTS = "points"
"""What a tally of scores counts: no share of papers."""

SHARED = ("valid", "papers", "entitled")
"""The bases on which the votes of every round are stated, where they are known; and those that the book defines."""


def steps_of(held: Held, elected: tuple[str, ...]) -> tuple[StageStep, ...]:
    """Every round of a stage, in its order; `elected` are those who have a seat when all is done."""
    return tuple(_step(held, stage, elected) for stage in held.counted.transcript.stages)


def _step(held: Held, stage: Counting, elected: tuple[str, ...]) -> StageStep:
    transcript, poll = held.counted.transcript, held.poll
    quota = _majority(held, stage) or (transcript.quota if stage.quota is None else stage.quota)
    last = stage is transcript.stages[-1]
    placed = tuple(transcript.names(stage.elected)) if poll.final or not last else held.placed
    seated = tuple(name for name in placed if name in elected and (poll.final or name in held.met))
    return StageStep(
        stage=poll.stage.id,
        number=stage.number,
        event=transcript.event(stage),
        tally={transcript.candidates[c]: transcript.text(votes) for c, votes in stage.tally.items()},
        exhausted=transcript.text(stage.exhausted),
        elected=seated,
        going_on=() if poll.final else tuple(name for name in placed if name not in seated),
        excluded=tuple(transcript.names(stage.excluded)),
        method=poll.method,
        counts=stage.counts,
        quota=None if quota is None else transcript.text(quota),
        note=stage.note,
        ties=tuple(_ties(held, stage)),
        shares=_shares(held, stage),
    )


def _ties(held: Held, stage: Counting) -> Iterator[StageTie]:
    """The ties that were met at a stage; one met on the way to a stage that is not reached stands with the last."""
    transcript = held.counted.transcript
    last = transcript.stages[-1].number
    for tie in transcript.ties:
        if min(tie.stage, last) == stage.number:
            yield StageTie(tie.over, (*transcript.names(tie.tied),), (*transcript.names(tie.chosen),), tie.how)


def _majority(held: Held, stage: Counting) -> int | None:
    """The votes that elect in a ballot of a series by the method's own rule; None where the book has a line."""
    poll = held.poll
    own = poll.stage.threshold.value is None and poll.places == 1
    if not own or poll.method not in EXHAUSTIVE or not EXHAUSTIVE[poll.method].majority.says:
        return None
    return sum(stage.tally.values()) // 2 + 1


def _shares(held: Held, stage: Counting) -> Mapping[str, Mapping[str, str]]:
    """What each candidate has of each base that is known, as counted: "172/212"."""
    tally = tally_of(held.counted.transcript, stage)
    if stage.counts == SHARE_OF_WHOLE:
        whole = {name: f"{share.numerator}/{share.denominator}" for name, share in tally.items()}
        return {"whole": whole, **_section_shares(held, stage)}
    sizes = _bases(held, stage, tally) if stage.counts in VOTES and stage.counts != POINTS else {}
    shares = {word: {name: _of(votes, size) for name, votes in tally.items()} for word, size in sizes.items() if size}
    return {**shares, **_section_shares(held, stage)}


def _bases(held: Held, stage: Counting, tally: Mapping[str, Fraction]) -> dict[str, Fraction]:
    """The bases of a round: those of its own ballot where each was held afresh, else those of the one ballot."""
    cast, family = sum(tally.values(), Fraction(0)), family_of(held.poll.stage, "")
    known = held.figures.amounts(held.poll.stage.line)
    sums = {count.id: count.sum for count in held.poll.case.counts.values() if count.sum}
    sizes = {word: known(Quantity(word)).value for word in (*SHARED, *sums)}
    rounds = held.poll.ballot.rounds
    if rounds and (family is Family.EXHAUSTIVE or (family is Family.MARKS and len(rounds) > 1)):
        one = rounds[stage.number - 1]
        sizes |= {"valid": cast, "papers": _papers(one, cast)}
        sizes |= {word: _added(classes, one, cast) for word, classes in sums.items()}
    elif family is Family.EXHAUSTIVE:
        sizes["valid"] = cast
    if family is Family.TRANSFER:
        sizes["continuing"] = cast
    return {word: size for word, size in sizes.items() if size is not None}


def _papers(one: Round, cast: Fraction) -> Fraction | None:
    """Every paper of a ballot held afresh, where the facts say it."""
    return None if one.blank is None or one.spoiled is None else cast + one.blank + one.spoiled


def _added(classes: tuple[str, ...], one: Round, cast: Fraction) -> Fraction | None:
    """A base that the book defines, of a ballot held afresh, where the facts say all that it adds."""
    told = {"valid": cast, "blank": one.blank, "spoiled": one.spoiled}
    parts = [told.get(word) for word in classes]
    return None if None in parts else sum((Fraction(part) for part in parts if part is not None), Fraction(0))


def _of(part: Fraction, whole: Fraction) -> str:
    """A share as counted, "172/212"; in its lowest terms where it is of parts of votes."""
    if part.denominator == whole.denominator == 1:
        return f"{part.numerator}/{whole.numerator}"
    share = part / whole
    return f"{share.numerator}/{share.denominator}"


def _section_shares(held: Held, stage: Counting) -> dict[str, dict[str, str]]:
    rounds = held.counted.by_round
    if stage.number > len(rounds):
        return {}
    cast = {section: added(votes.values()) for section, votes in rounds[stage.number - 1].items()}
    return {
        f"valid in {section}": {name: _of(number, cast[section]) for name, number in votes.items()}
        for section, votes in rounds[stage.number - 1].items()
        if cast[section]
    }
