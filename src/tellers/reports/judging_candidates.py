"""Holds claims of a candidate's votes against the record of a contest: the whole of it first, then its sections."""

from fractions import Fraction

from tellers.figures import Base, Figure, percent
from tellers.reports import wording
from tellers.reports.claim import CandidateClaim
from tellers.reports.judging import Judgement, Word, word_of
from tellers.reports.relations import count_holds, count_vague, share_holds, share_vague
from tellers.reports.told import Told

WHOLE = ("valid", "continuing", "papers", "entitled")
"""The bases of a whole contest, in the order in which a share of the vote is looked for; others are of its parts."""


MOST = 4
"""The most figures that are named where none is what is claimed."""

CAST = ("valid", "continuing")
"""What "of the vote" can be of: at a later stage of a count, the papers that still have a choice."""


def judge_candidate(claim: CandidateClaim, told: Told) -> Judgement:
    """Votes or a share of one candidate; one that only a section of the contest has is another figure."""
    figures = [one for one in told.figures if one.counts == claim.candidate]
    shared = [one for one in figures if _fits(claim, one)]
    if not shared:
        why = f"The record of {told.title} has no votes of {claim.candidate}."
        return Judgement(Word.NOT_CHECKABLE, wording.NONE, None, "no entry of this record", why)
    shared = [one for one in shared if not _repeats(one, shared)]
    asked = [one for one in shared if _asked(claim, one)]
    right = [one for one in asked if _holds(claim, one)]
    elsewhere = sorted((one for one in shared if one not in asked and _holds(claim, one)), key=_whole_last)
    first = (right or elsewhere or asked or shared)[0]
    record = ", ".join(_words(one) for one in asked or shared[:1])
    bases = " ".join(dict.fromkeys(one.base.name for one in right or elsewhere[:1] if one.base is not None)) or None
    return Judgement(
        _word(claim, asked, right, elsewhere),
        record,
        bases,
        told.sourced(first),
        _why(asked, right, elsewhere) or f"Of {claim.candidate} the record has: {_listed(shared[:MOST])}.",
    )


def _fits(claim: CandidateClaim, figure: Figure) -> bool:
    """Whether a figure is of the claim's form: a share, or a number of votes, which of a section its share has."""
    in_section = figure.base is not None and " in " in figure.base.name
    return figure.base is not None if claim.share is not None else figure.base is None or in_section


def _whole_last(figure: Figure) -> bool:
    """Of figures that nobody asked about, those of a section come first: they are what reports mix up."""
    return figure.base is not None and figure.base.name in WHOLE


def _repeats(figure: Figure, figures: list[Figure]) -> bool:
    """Whether a share of the continuing papers is that of the valid votes over again, as at the first stage."""
    return (
        figure.base is not None
        and figure.base.name == "continuing"
        and any(one.base == Base("valid", figure.base.size) and one.value == figure.value for one in figures)
    )


def _asked(claim: CandidateClaim, figure: Figure) -> bool:
    if claim.share is None and claim.base not in {None, *WHOLE}:
        return figure.base is not None and figure.base.name == claim.base
    if claim.share is None or figure.base is None:
        return figure.base is None
    if claim.base == "valid":
        return figure.base.name in CAST
    return figure.base.name == claim.base if claim.base is not None else figure.base.name in WHOLE


def _word(claim: CandidateClaim, asked: list[Figure], right: list[Figure], elsewhere: list[Figure]) -> Word:
    if right:
        return Word.RIGHT_ON_BASE if _fewer(right, asked) else Word.RIGHT
    if elsewhere and claim.relation != "more than":
        return Word.OTHER_FIGURE
    line = Fraction(claim.votes or 0) if claim.share is None else Fraction(claim.share[:-1]) / 100
    if claim.share is None:
        near = any(count_vague(claim.relation, Fraction(one.value), line) for one in asked)
    else:
        near = any(share_vague(claim.relation, one.fraction or Fraction(0), line) for one in asked)
    return Word.NOT_SETTLED if near or not asked else word_of(holds=False)


def _fewer(right: list[Figure], asked: list[Figure]) -> bool:
    """Whether some base that was asked about does not fit; later stages of a count are no other base."""
    return {one.base for one in right} != {one.base for one in asked} and right[0].base is not None


def _holds(claim: CandidateClaim, figure: Figure) -> bool:
    if claim.share is None or figure.fraction is None:
        return count_holds(claim.relation, Fraction(figure.value), Fraction(claim.votes or 0))
    places = len(claim.share[:-1].partition(".")[2])
    return share_holds(claim.relation, figure.fraction, Fraction(claim.share[:-1]) / 100, places)


def _why(asked: list[Figure], right: list[Figure], elsewhere: list[Figure]) -> str:
    wrong = [one for one in asked if one not in right]
    parts = [f"Right: {_listed(right)}." if right else "", f"Not: {_listed(wrong)}." if wrong else ""]
    if not right and elsewhere:
        parts.append(f"It is another figure of the record: {_listed(elsewhere)}.")
    return " ".join(part for part in parts if part)


def _listed(figures: list[Figure]) -> str:
    return ", ".join(dict.fromkeys(_words(one) for one in figures))


def _words(figure: Figure) -> str:
    """A figure with its base: "57.61% of valid votes in affiliated-supporters (41217/71546)"."""
    if figure.base is None or figure.fraction is None:
        return f"{figure.value} votes"
    base, _, section = figure.base.name.partition(" in ")
    of = wording.BASES.get(base, base) + (f" in {section}" if section else "")
    return f"{percent(figure.fraction, 2)} of {of} ({figure.value}/{figure.base.size})"
