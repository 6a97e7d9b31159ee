"""Which candidates pass the gate, and whether their nominations trigger a contest against the holder."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from tellers.decisions.clocks import day_of
from tellers.decisions.conditions import judge
from tellers.decisions.facts import Candidate, Moment, Nominated
from tellers.decisions.known import Amount, every, exactly, given, together
from tellers.decisions.situation import Situation
from tellers.decisions.verdict import CandidateFinding, Contradiction, Verdict
from tellers.rulebook.counts import Given
from tellers.rulebook.nominations import Incumbent, Nomination, When
from tellers.rulebook.outcomes import Outcome
from tellers.rulebook.thresholds import Quantity

FACT = "nominations"
CLOSE = "close"

OF_VERDICT = {True: Outcome.ADMITTED, False: Outcome.REFUSED, None: None}


@dataclass(frozen=True)
class Reason:
    """One thing that a candidate needs: whether it is there, what is missing, and what to say where it is not."""

    holds: bool | None
    text: str
    missing: tuple[str, ...] = ()


def decide_nomination(nomination: Nomination, case: Situation) -> Verdict:
    """Each candidate admitted or refused, and what that comes to together."""
    if case.facts.nominations is None:
        return Verdict(possible=_both(nomination), missing=(FACT,))
    found = candidates(nomination, case)
    possible = _overall(nomination, found, case)
    withdrawn = {one.name for one in case.facts.candidates if one.withdrew is not None}
    admitted = (one.name for one in found if one.outcome is Outcome.ADMITTED and one.name not in withdrawn)
    return Verdict(
        possible=possible,
        winners=tuple(admitted),
        candidates=found,
        thresholds=tuple(met for one in found for met in one.thresholds),
        notes=tuple(_notes(nomination, case)),
        missing=together(*(one.missing for one in found)),
        contradictions=tuple(_contradictions(nomination, case)),
    )


def candidates(nomination: Nomination, case: Situation) -> tuple[CandidateFinding, ...]:
    """Everyone who is nominated, stands by right, or stands in the facts without a nomination."""
    nominated = {one.name: one for one in case.facts.nominations or ()}
    names = [*nominated, *(one.name for one in case.facts.candidates)]
    if nomination.incumbent.value is Incumbent.EXEMPT and nomination.when is not When.VACANCY:
        names.extend(incumbents(case))
    return tuple(_candidate(name, nominated.get(name), nomination, case) for name in dict.fromkeys(names))


def incumbents(case: Situation) -> tuple[str, ...]:
    """Who holds the office, by the candidates or by the holders of the facts."""
    named = tuple(one.name for one in case.facts.candidates if one.incumbent)
    office = case.procedure.office
    return named or (() if office is None else case.facts.holders.get(office, ()))


def _candidate(name: str, nominated: Nominated | None, nomination: Nomination, case: Situation) -> CandidateFinding:
    if name in case.barred:
        note = f"{name} is barred by an earlier proceeding ({case.barred[name]})"
        return CandidateFinding(name, Outcome.REFUSED, notes=(note,))
    rule = nomination.incumbent
    if name in incumbents(case) and rule.value is Incumbent.EXEMPT and nomination.when is not When.VACANCY:
        note = f"{name} holds the office and needs no nominations ({rule.grounds})"
        return CandidateFinding(name, Outcome.ADMITTED, notes=(note,))
    told = nominated or Nominated(name)
    judged = judge(nomination.threshold, "gate", case.amounts(lambda quantity: _own(quantity, told, case)))
    reasons = tuple(_reasons(told, nomination, case))
    verdict = every((judged.verdict, *(reason.holds for reason in reasons)))
    missing = () if verdict is not None else together(judged.missing, *(reason.missing for reason in reasons))
    notes = tuple(reason.text for reason in reasons if reason.holds is False)
    return CandidateFinding(name, OF_VERDICT[verdict], judged.mets, notes, missing)


def _reasons(told: Nominated, nomination: Nomination, case: Situation) -> Iterator[Reason]:
    consent, close = nomination.consent, case.facts.dates.get(CLOSE)
    if consent.value and told.consent is False:
        yield Reason(holds=False, text=f"{told.name} does not consent ({consent.grounds})")
    elif consent.value and told.consent is None and not consent.grounds.left_out:
        yield Reason(holds=None, text="", missing=(f"{FACT}.{told.name}.consent",))
    if told.received is not None and close is not None:
        late = _later(told.received, close, ZoneInfo(case.book.time_zone))
        yield Reason(not late, f"the nomination of {told.name} came on {told.received}, after the close on {close}")


def _later(one: Moment, other: Moment, zone: ZoneInfo) -> bool:
    if isinstance(one, datetime) and isinstance(other, datetime):
        return one > other
    first, second = day_of(one, zone), day_of(other, zone)
    return first > second


def _own(quantity: Quantity, told: Nominated, case: Situation) -> Amount | None:
    word, body = quantity.word, quantity.body
    place = f"{FACT}.{told.name}"
    if word == FACT:
        return _nominations(told, body, case)
    if word == "weight" and not quantity.whole:
        if body is None:
            return given(sum(told.weight.values()) if told.weight else None, f"{place}.weight")
        return given(told.weight.get(body), f"{place}.weight.{body}")
    count = case.counts.get(word)
    if count is not None and count.given is Given.CANDIDATE:
        standing = next((one for one in case.facts.candidates if one.name == told.name), Candidate(told.name))
        return given(told.counts.get(word, standing.counts.get(word)), f"{place}.counts.{word}")
    return None


def _nominations(told: Nominated, body: str | None, case: Situation) -> Amount:
    place = f"{FACT}.{told.name}"
    if body is None or body == case.procedure.body:
        return case.united(case.procedure.body or "", told.from_, place) if told.count is None else exactly(told.count)
    return given(told.from_.get(body), f"{place}.from.{body}", high=told.count)


def _both(nomination: Nomination) -> tuple[Outcome, ...]:
    if nomination.when is When.CHALLENGE:
        return Outcome.TRIGGERED, Outcome.NOT_TRIGGERED
    return Outcome.ADMITTED, Outcome.REFUSED


def _overall(nomination: Nomination, found: tuple[CandidateFinding, ...], case: Situation) -> tuple[Outcome, ...]:
    yes, no = _both(nomination)
    if not _applies(nomination, case):
        return (no,)
    challenge = nomination.when is When.CHALLENGE
    holders = incumbents(case) if challenge else ()
    counted = [one.outcome for one in found if one.name not in holders]
    if Outcome.ADMITTED in counted:
        return (yes,)
    return (yes, no) if None in counted else (no,)


def _applies(nomination: Nomination, case: Situation) -> bool:
    """Whether the office is as it must be: held for a challenge, vacant for a vacancy; True where nobody says."""
    office = nomination.office
    holders = None if office is None else case.facts.holders.get(office)
    if holders is None or nomination.when is When.EITHER:
        return True
    return bool(holders) is (nomination.when is When.CHALLENGE)


def _notes(nomination: Nomination, case: Situation) -> Iterator[str]:
    if not _applies(nomination, case):
        state, when = ("vacant", "held") if nomination.when is When.CHALLENGE else ("held", "vacant")
        yield f"the office is {state}, and this is for one that is {when}"
    for one in case.facts.candidates:
        if one.withdrew is not None:
            yield f"{one.name} withdrew ({one.withdrew})"
    if not nomination.public.value:
        yield f"the names of those who nominate are not public ({nomination.public.grounds})"


def _contradictions(nomination: Nomination, case: Situation) -> Iterator[Contradiction]:
    most, each = case.entitled.high, nomination.each.value
    counts = {one.name: one.count for one in case.facts.nominations or () if one.count is not None}
    if most is None:
        return
    for name, count in counts.items():
        if count > most:
            yield Contradiction(f"{FACT}.{name}", f"{count} nominations, from {most} who may nominate")
    if each is not None and sum(counts.values()) > each * most:
        text = f"{sum(counts.values())} nominations in all, from {most} who may make {each} each"
        yield Contradiction(FACT, text)
