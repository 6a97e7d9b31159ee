"""A decision as text that can be read aloud: the outcome first, then what it stands on, then what is in doubt."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import groupby

from tellers.decisions.appointment import Post
from tellers.decisions.clocks import Kept
from tellers.decisions.conditions import Met, number
from tellers.decisions.effects import Consequence
from tellers.decisions.finding import Decision, Finding
from tellers.decisions.known import Amount
from tellers.decisions.verdict import CandidateFinding, StageStep
from tellers.figures import percent
from tellers.reports.decision_doubts import (
    contradiction_lines,
    figure_lines,
    margin_lines,
    missing_lines,
    question_lines,
    turning_lines,
)
from tellers.reports.decision_groups import Group, groups
from tellers.reports.layout import WIDTH, paragraph
from tellers.rulebook.book import RuleBook
from tellers.rulebook.outcomes import Outcome
from tellers.rulebook.thresholds import Op

UNKNOWN = "not known"

NAMES = {"quorum": "Quorum", "threshold": "Needed", "gate": "Gate", "require": "Required", "cap": "Cap"}
"""What a rule is called in front of its numbers."""


def decision_lines(decision: Decision, book: RuleBook) -> Iterator[str]:
    """The decision for a terminal or a plain file."""
    yield from paragraph(f"{decision.title}: {_headline(decision)}", indent=0)
    yield "=" * WIDTH
    yield from paragraph(f"{book.organisation}. Rules and readings as on {_day(decision)}.", indent=0)
    yield from question_lines(decision, book)
    for group in groups(decision):
        yield ""
        yield from paragraph(f"{outcome_words(group.first)}{_when(group, decision)}", indent=0)
        yield from _finding(group.first)
        if group.numbers:
            yield from paragraph("It ends the same under all of these; the numbers needed are not the same:")
            for line in group.numbers:
                yield from paragraph(f"{line}.", indent=4, hang=2)
    for part in (
        turning_lines(decision),
        missing_lines(decision),
        contradiction_lines(decision),
        figure_lines(decision),
        margin_lines(decision),
    ):
        lines = list(part)
        if lines:
            yield ""
            yield from lines


def outcome_words(finding: Finding) -> str:
    """The outcome in capitals, with who has won; or those that are still possible."""
    if finding.outcome is None:
        return f"NOT DECIDED ({' or '.join(one.value for one in finding.verdict.possible)})"
    word = finding.outcome.value.replace("-", " ").upper()
    winners = finding.verdict.winners
    if not winners or finding.posts:
        return word
    others = "; in the other places" if finding.outcome in {Outcome.UNFILLED, Outcome.TIED} else ""
    return f"{word}{others}: {', '.join(winners)}"


def _headline(decision: Decision) -> str:
    words = list(dict.fromkeys(map(outcome_words, decision.findings)))
    return words[0] if len(words) == 1 else f"IT DEPENDS: {', or '.join(words)}"


def _day(decision: Decision) -> str:
    return f"{decision.on.day} {decision.on:%B %Y}"


def _when(group: Group, decision: Decision) -> str:
    """Under which readings and accounts a group of findings ends so."""
    if group.condition:
        return f", if {group.condition}"
    return ", whichever way it is taken" if len(decision.findings) > 1 else ""


def _finding(finding: Finding) -> Iterator[str]:
    for why in finding.verdict.barred_by:
        yield from paragraph(f"Because: {why}" + ("" if why.endswith((".", ")")) else "."), hang=4)
    for one in finding.verdict.candidates:
        if one.thresholds or one.notes or one.outcome in {None, Outcome.REFUSED, Outcome.ADMITTED}:
            yield from _candidate(one)
    of_candidates = {id(met) for one in finding.verdict.candidates for met in one.thresholds}
    own = [met for met in finding.thresholds if id(met) not in of_candidates]
    for (rule, whole, _), mets in groupby(own, key=lambda met: (met.rule, met.of, met.stage)):
        yield from _condition(rule, whole, tuple(mets))
    for clock in finding.clocks:
        yield from _clock(clock)
    for step in finding.verdict.stages:
        yield from _stage(step)
    for passed in finding.verdict.filters:
        yield from paragraph(f"Filter: {passed.text} ({passed.grounds})", hang=4)
    yield from _after(finding)


def _after(finding: Finding) -> Iterator[str]:
    for post in finding.posts:
        yield from paragraph(_post(post), hang=4)
    for consequence in finding.effects:
        yield from _effect(consequence, indent=2)
    for id_ in finding.opens:
        yield from paragraph(f"Opens: {id_}.")
    for note in finding.notes:
        yield from paragraph(f"Note: {note}" + ("" if note.endswith((".", "?")) else "."), hang=4)


def _candidate(one: CandidateFinding) -> Iterator[str]:
    word = UNKNOWN if one.outcome is None else one.outcome.value
    yield from paragraph(f"{one.name}: {word}.")
    for met in one.thresholds:
        yield from paragraph(f"{_numbers(met)} [{met.threshold.text}] ({met.grounds})", indent=4, hang=2)
    for note in one.notes:
        yield from paragraph(f"{note}.", indent=4, hang=2)


def _condition(rule: str, whole: str, mets: tuple[Met, ...]) -> Iterator[str]:
    """A condition: its one threshold with the numbers, or the whole and then each of its parts."""
    name, grounds = NAMES.get(rule, rule.capitalize()), mets[0].grounds
    if mets[0].threshold.text == whole:
        yield from paragraph(f"{name}: {_numbers(mets[0])}", hang=4)
        yield from paragraph(f"[{whole}] ({grounds})", indent=4, hang=2)
        return
    yield from paragraph(f"{name}: [{whole}] ({grounds})", hang=4)
    for met in mets:
        yield from paragraph(f"{_numbers(met)} [{met.threshold.text}]", indent=4, hang=2)


def _numbers(met: Met) -> str:
    """The count, its share, what was needed and whether it was there: "172 for of 212 valid (81.132%); needed 107"."""
    count, base = met.count_size, met.base_size
    stage = "" if met.stage is None else f"{met.stage}: "
    if met.threshold.quantity.word == "share" and count is not None and isinstance(met.low, Fraction):
        asked = (
            f"{percent(met.low, 3)} or more" if met.threshold.op is Op.AT_LEAST else f"more than {percent(met.low, 3)}"
        )
        return f"{stage}{percent(count, 3)} of the weight of all sections; needed {asked}: {_verdict(met.met)}."
    told = f"{_amount(met.count)} {met.threshold.count}"
    if met.threshold.base is not None:
        told += f" of {UNKNOWN if met.base is None else _amount(met.base)} {met.threshold.base}"
    if count is not None and base:
        told += f" ({percent(count / base, 3)})"
    if met.needed is not None:
        told += f"; {'needed' if '>' in met.threshold.op.value else 'at most'} {met.needed}"
    return f"{stage}{told}: {_verdict(met.met)}."


def _amount(amount: Amount) -> str:
    """A figure; where it is not known, the end of it that is."""
    if amount.value is not None:
        return str(number(amount.value))
    return f"at least {number(amount.low)}" if amount.low else UNKNOWN


def _verdict(met: bool | None) -> str:  # noqa: FBT001 — the verdict of one threshold
    return {True: "met", False: "NOT MET", None: "NOT KNOWN"}[met]


def _clock(clock: Kept) -> Iterator[str]:
    moments = f"{clock.clock.start} {clock.start or UNKNOWN}, {clock.clock.end} {clock.end or UNKNOWN}"
    limit = "" if clock.limit is None else f"; {'earliest' if clock.clock.at_least else 'latest'} {clock.limit}"
    word = {True: "kept", False: "BROKEN", None: "NOT KNOWN"}[clock.kept]
    if clock.undisputed:
        word = "not disputed"
    text = clock.text.rstrip(".")
    yield from paragraph(f"Clock: {text} ({moments}{limit}): {word}. ({clock.clock.grounds})", hang=4)


def _stage(step: StageStep) -> Iterator[str]:
    figures = [f"{name} {votes}" for name, votes in step.printed.items()]
    figures += [f"exhausted {step.exhausted}"] if step.exhausted not in {None, "0"} else []
    ends = {"out": step.excluded, "going on": step.going_on, "elected": step.elected}
    told = [", ".join(figures), *(f"{word}: {', '.join(names)}" for word, names in ends.items() if names), step.note]
    said = "; ".join(part for part in told if part) or "nothing follows"
    yield from paragraph(f"{step.stage}, {step.number}, {step.event}: {said}.", hang=4)


def _post(post: Post) -> str:
    if post.vacant is None:
        return f"{post.title}: {UNKNOWN}."
    held = ", ".join(post.holders) if post.holders else "VACANT"
    also = f"; {', '.join(post.acting)} acting" if post.acting else ""
    place = "; a place vacant" if post.vacant and post.holders else ""
    return f"{post.title}: {held}{place}{also}."


def _effect(consequence: Consequence, indent: int) -> Iterator[str]:
    effect = consequence.effect
    due = "" if consequence.due is None else f" Due by {consequence.due}."
    until = "" if consequence.until is None else f" No longer from {consequence.until}."
    word = "Binding" if effect.binding else "Advisory"
    text = effect.text if effect.text.endswith((".", "!", "?")) else f"{effect.text}."
    yield from paragraph(f"{word}: {text}{due}{until} ({effect.grounds})", indent=indent, hang=4)
    for one in consequence.cascade:
        yield from _effect(one, indent + 4)
