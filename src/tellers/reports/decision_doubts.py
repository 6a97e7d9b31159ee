"""The part of a decision that is in doubt: what it turns on, what is missing, what contradicts, how near it was."""

import re
from collections.abc import Iterator

from tellers.decisions.conditions import PRINTED, number, short
from tellers.decisions.finding import Decision
from tellers.decisions.statements import written
from tellers.decisions.verdict import Contradiction
from tellers.reports.layout import Column, paragraph, table
from tellers.rulebook.book import RuleBook

FIGURES = (Column(29), Column(12, numbers=True), Column(22), Column(9, numbers=True))

LISTED = re.compile(r"(.+)\[([0-9]+)\]", re.ASCII)
"""A fact that is one of a list, numbered from nought: "rounds[4]"."""

MOST_FIGURES = 40
"""The most shares that are printed; all are in the JSON."""


def question_lines(decision: Decision, book: RuleBook) -> Iterator[str]:
    """Each open question that the procedure turns on, with the ways to answer it."""
    open_ = {one.reading: one.label for one in decision.findings[0].readings if one.live}
    live = [one for one in book.readings(on=decision.on) if one.reading.id in open_]
    if live:
        yield ""
        yield "OPEN QUESTIONS"
    for one in live:
        yield from paragraph(f"Clause {open_[one.reading.id]}: {one.reading.question}", hang=4)
        for choice in one.choices:
            yield from paragraph(f"{choice.id}: {choice.text}", indent=4, hang=4)


def turning_lines(decision: Decision) -> Iterator[str]:
    """The readings and the facts that it turns on."""
    if decision.turns_on:
        yield from paragraph(f"It turns on how clause {', '.join(decision.turns_on)} is read.", indent=0)
    if decision.turns_on_facts:
        yield from paragraph(f"It turns on which account is right of {', '.join(decision.turns_on_facts)}.", indent=0)


def missing_lines(decision: Decision) -> Iterator[str]:
    """Each missing fact with what to write."""
    if decision.missing:
        yield "MISSING FACTS"
    for fact in decision.missing:
        yield from paragraph(f"{fact}: write {_example(fact)} in the facts.", hang=4)


def contradiction_lines(decision: Decision) -> Iterator[str]:
    """What contradicts, each statement with its source."""
    if decision.contradictions:
        yield "CONTRADICTIONS"
    for one in decision.contradictions:
        yield from paragraph(f"{one.text}.", hang=4)
        for value, source in one.statements if one.adopted is not None or _sourced(one) else ():
            adopted = ", adopted" if value == one.adopted else ""
            yield from paragraph(f"{value}{adopted}: {source or 'no source told'}", indent=4, hang=4)
        if one.turns is not None:
            word = "The outcome turns on it." if one.turns else "The outcome is the same either way."
            yield from paragraph(word, indent=4)


def figure_lines(decision: Decision) -> Iterator[str]:
    """Each share of each base, to three places."""
    shares = [one for one in decision.figures if one.share is not None]
    if not shares:
        return
    yield "SHARES"
    rows = []
    for one in shares[:MOST_FIGURES]:
        base = f"of {number(one.base_size)} {one.base}"
        of = "" if one.of is None else f"{one.of}: "
        by = "".join(f" [{fact} {written(value)}]" for fact, value in one.facts)
        rows.append((f"{of}{one.counts}{by}", short(one.value, PRINTED), base, f"{one.to_json()['percent']}%"))
    yield from table(rows, FIGURES)
    if len(shares) > MOST_FIGURES:
        yield from paragraph(f"and {len(shares) - MOST_FIGURES} more, with --json")


def margin_lines(decision: Decision) -> Iterator[str]:
    """How far it was from ending otherwise, and whether what went wrong could have turned it."""
    margin = decision.margin
    if margin is None or not (margin.turns or margin.rounds or margin.irregularities):
        return
    yield "HOW NEAR IT WAS"
    for turn in margin.turns:
        about = "" if turn.about is None else f"{turn.about}: "
        yield from paragraph(f"{about}{turn.text}: {turn.outcome}.", hang=4)
    for gap in margin.rounds:
        votes = "1 vote" if gap.votes == 1 else f"{gap.votes} votes"
        yield from paragraph(f"{gap.stage}, {gap.number}: {gap.ahead} ahead of {gap.behind} by {votes}.", hang=4)
    if margin.irregularities is not None:
        told = margin.irregularities.to_json()
        yield from paragraph(f"Could what went wrong have changed it? {told['could_change']}: {told['why']}", hang=4)


def _sourced(one: Contradiction) -> bool:
    return any(source is not None for _, source in one.statements)


def _example(fact: str) -> str:
    """Where a missing fact is written: `"papers": {"spoiled": …}`, `"ballot": {"rounds": [4 others, {…}]}`."""
    if " " in fact:
        return "it"
    parts = fact.split(".")
    written = "…"
    for part in reversed(parts):
        listed = LISTED.fullmatch(part)
        if listed is None:
            written = f'{{"{part}": {written}}}'
        else:
            one = "{…}" if written == "…" else written
            written = f'{{"{listed[1]}": [{_before(int(listed[2]))}{one}]}}'
    return written[1:-1]


def _before(others: int) -> str:
    """What stands before one in a list of the facts."""
    return "" if others == 0 else f"{others} {'other' if others == 1 else 'others'}, "
