"""Holds a news report against the record: every figure it has, with its verdict.

Nothing is called wrong that was not understood: a claim is wrong only if every way to take its words is.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from itertools import combinations

from msgspec.structs import replace as changed

from tellers.reports import wording
from tellers.reports.claim import AnyClaim, CandidateClaim, NeededClaim, PairClaim, ShareClaim
from tellers.reports.claims import judged
from tellers.reports.judging import Judgement, Word
from tellers.reports.news.draft import Draft
from tellers.reports.news.found import Found
from tellers.reports.news.reading import Records, read_report
from tellers.reports.news.sentences import plain
from tellers.reports.news.understood import doubt
from tellers.reports.rounding import Rounding, electorates
from tellers.reports.told import Told

ORDER = (
    Word.RIGHT,
    Word.RIGHT_ON_BASE,
    Word.OTHER_FIGURE,
    Word.NOT_SETTLED,
    Word.NOT_CHECKABLE,
    Word.INCONSISTENT,
    Word.WRONG,
)
"""Which verdict counts where words can be taken in several ways: the most favourable."""

MOST = 20
"""The most needed numbers of one report that are held against one another."""

TELLING = 20
"""The least count that is hardly right by chance."""

TEN = Fraction(1, 10)
POINT = Fraction(1, 100)


def check_report(text: str, records: Records) -> tuple[Found, ...]:
    """Every claim of a report about the vote, in the order of the text, with its verdict."""
    drafts = read_report(text, records)
    found = [Found(draft.mark, _verdict(draft)) for draft in drafts]
    right: dict[int, dict[int, Draft]] = {}
    for draft, verdict in zip(drafts, found, strict=True):
        if verdict.word is Word.RIGHT:
            right.setdefault(draft.mark.sentence.start, {})[draft.mark.start] = draft
    for at, draft in enumerate(drafts):
        if not draft.sure and any(map(_ties, _partners(draft, right.get(draft.mark.sentence.start, {})))):
            found[at] = Found(draft.mark, _verdict(replace(draft, sure=True)))
    found = [_understood(draft, verdict, text) for draft, verdict in zip(drafts, found, strict=True)]
    for one, other in combinations([at for at, one in enumerate(drafts) if _needed(one)][:MOST], 2):
        pair = _pair(drafts[one], drafts[other], found[one], found[other])
        if pair is not None:
            found[one] = _paired(found[one], pair)
            found[other] = _paired(found[other], pair)
    return tuple(sorted(found, key=lambda one: one.place))


def _partners(draft: Draft, right: Mapping[int, Draft]) -> Iterator[Draft]:
    """Of the right numbers of a sentence those that can tie another to this vote; `right` has them by their places."""
    if draft.among:
        yield from right.values()
    elif draft.beside is not None and draft.beside in right:
        yield right[draft.beside]


def _ties(partner: Draft) -> bool:
    """Whether a number that is right ties the one beside it to this vote: a small one may be right by chance."""
    numeral = partner.mark.numeral
    return numeral is not None and not numeral.shared and numeral.relation == "equal to" and numeral.value >= TELLING


def _verdict(draft: Draft) -> Judgement:
    if draft.judgement is not None:
        return draft.judgement if draft.sure else _unsure(draft.judgement)
    if draft.told is None or not draft.claims:
        return Judgement(Word.NOT_CHECKABLE, wording.NONE, None, "no entry of this record", draft.reason)
    told = draft.told
    ways = [_generous(claim, told) for claim in draft.claims]
    best = min(ways, key=lambda one: ORDER.index(one.word))
    bases = {claim.base for claim in draft.claims if isinstance(claim, ShareClaim | CandidateClaim)}
    if best.word is Word.RIGHT and len(bases) > 1 and any(one.word is Word.WRONG for one in ways):
        best = replace(best, word=Word.RIGHT_ON_BASE)
    if draft.wider is not None and best.word in {Word.WRONG, Word.NOT_SETTLED}:
        best = _of_other_stage(draft, draft.wider) or best
    return best if draft.sure else _unsure(best)


def _of_other_stage(draft: Draft, whole: Told) -> Judgement | None:
    """A figure that is not of the stage that is named, but of another one of the contest."""
    ways = [judged(claim, whole) for claim in draft.claims]
    held = next((one for one in ways if one.word in {Word.RIGHT, Word.RIGHT_ON_BASE}), None)
    return None if held is None else replace(held, word=Word.OTHER_FIGURE, why=f"It is of another stage. {held.why}")


def _understood(draft: Draft, found: Found, text: str) -> Found:
    """A verdict of wrong only where the claim was understood whole."""
    start = found.mark.sentence.start
    why = doubt(draft, plain(text[text.rfind("\n\n", 0, start) + 1 : start])) if found.word is Word.WRONG else None
    if why is None:
        return found
    why = f"{why} If that is meant: {found.judgement.why}"
    return Found(found.mark, replace(found.judgement, word=Word.NOT_CHECKABLE, why=why))


def _unsure(found: Judgement) -> Judgement:
    """A verdict on words that may be of something else: never that they are wrong."""
    if found.word is not Word.WRONG:
        return found
    why = f"The words do not tie it to the whole of this vote. If that is meant: {found.why}"
    return replace(found, word=Word.NOT_CHECKABLE, why=why)


def _generous(claim: AnyClaim, told: Told) -> Judgement:
    """A claim as it stands; a share in whole tens that is wrong is held once more, as a round figure of one point."""
    first = judged(claim, told)
    if first.word is Word.WRONG and isinstance(claim, NeededClaim):
        return _nearly_needed(claim, first, told)
    if first.word is not Word.WRONG or not isinstance(claim, ShareClaim | CandidateClaim):
        return first
    share = None if claim.share is None else Fraction(claim.share[:-1]) / 100
    if share is None or claim.relation != "equal to" or share % TEN:
        return first
    counts = claim.counts if isinstance(claim, ShareClaim) else claim.candidate
    if not any(abs((one.fraction or Fraction(0)) - share) <= POINT for one in told.shares(counts)):
        return first
    again = judged(changed(claim, relation="about"), told)
    if again.word not in {Word.RIGHT, Word.RIGHT_ON_BASE}:
        return first
    return replace(again, word=Word.RIGHT_ON_BASE, why=f"As a round figure. {again.why}")


def _nearly_needed(claim: NeededClaim, first: Judgement, told: Told) -> Judgement:
    """A number that a slightly larger or smaller electorate needs: who is counted, and when, may be read otherwise."""
    step = told.step(claim.procedure)
    way = None if step is None else step.ways[0]
    if claim.body is not None or way is None or way.share is None or way.base_size is None:
        return first
    rounding = Rounding.MORE_THAN if way.more_than else Rounding.AT_LEAST
    near = [
        size
        for size in electorates(claim.number, way.share, rounding)
        if abs(size - way.base_size) * 100 <= way.base_size
    ]
    if not near:
        return first
    why = (
        f"{first.why} {near[0]} is near the {way.base_size} of the record: who is counted, and on which day, decides."
    )
    return replace(first, word=Word.NOT_SETTLED, why=why)


def _pair(one: Draft, other: Draft, first: Found, second: Found) -> Judgement | None:
    """What two numbers that are needed come to together, where neither is right and no electorate makes both."""
    claims = _needed(one), _needed(other)
    if claims[0] is None or claims[1] is None or one.told is None or claims[0].number == claims[1].number:
        return None
    if Word.RIGHT in {first.word, second.word}:
        return None
    steps = [step.procedure for step in one.told.steps]
    numbers = claims[0].number, claims[1].number
    tried = [
        judged(PairClaim(report="-", words="-", numbers=numbers, procedures=(left, right)), one.told)
        for left in steps
        for right in steps
        if left != right
    ]
    mixed = [found for found in tried if found.word is Word.INCONSISTENT and "Only mixed ways" in found.why]
    return mixed[0] if mixed and all(found.word is Word.INCONSISTENT for found in tried) else None


def _needed(draft: Draft) -> NeededClaim | None:
    return next((claim for claim in draft.claims if isinstance(claim, NeededClaim)), None)


def _paired(found: Found, pair: Judgement) -> Found:
    """A number beside the other that it cannot stand with; what was said of it alone follows."""
    why = f"{pair.why} By itself: {found.judgement.why}"
    return Found(found.mark, replace(found.judgement, word=Word.INCONSISTENT, why=why))


def counted(found: Iterable[Found]) -> dict[Word, int]:
    """How many claims got each verdict; a verdict that none got is left out."""
    listed = [one.word for one in found]
    return {word: listed.count(word) for word in Word if word in listed}
