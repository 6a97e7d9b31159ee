"""The report of an independent scrutineer on an election, in the form of section 52 of the TULRCA 1992.

Of a ranked count the votes for each candidate are told stage by stage. What the minutes do not say is said to be
missing: papers handed out are in them where a sealed ballot was opened, and an independent scrutineer where one is
named when the contest is announced.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from tellers.proceedings import facts
from tellers.proceedings.contest import Contest
from tellers.proceedings.motion import Motion
from tellers.reports import contest_wording as words
from tellers.reports import wording
from tellers.reports.contest_reports import ROWS, section_lines, stage_lines
from tellers.reports.layout import WIDTH, paragraph, table
from tellers.reports.reported import ReportedContest, doubts_text
from tellers.reports.scrutineer import check_nothing_stands, reasons, signature, statements

UNSAID = "the minutes do not say"


@dataclass(frozen=True)
class HandedOut:
    """What the minutes say of the papers of a contest as things: who was to see to them, how many went out."""

    scrutineer: str | None
    distributed: tuple[tuple[str, int, int, int], ...]  # stage, ballot, credentials, papers

    @classmethod
    def of(cls, motion: Motion, contest: Contest) -> "HandedOut":
        """From the announcement or else the notice of the case, and the openings of the contest's sealed ballots."""
        notice, announced = motion.last(facts.Notice), contest.announced.scrutineer
        held = (one for one in contest.sealed if not one.abandoned)
        return cls(
            scrutineer=announced if notice is None or announced is not None else notice.scrutineer,
            distributed=tuple((one.opened.stage, one.opened.number, one.voters, one.opened.papers) for one in held),
        )


def satisfied_report(reported: ReportedContest, handed: HandedOut) -> bytes:
    """The report with the statements to sign; raises Refused, naming each, while anything stands against them."""
    check_nothing_stands(reported.stopping)
    return _text(reported, handed, list(statements(handed.scrutineer)))


def unsatisfied_report(reported: ReportedContest, handed: HandedOut) -> bytes:
    """The report without satisfaction: the figures, and everything that stands open as its reasons."""
    return _text(reported, handed, list(reasons(reported.stopping)))


def _text(reported: ReportedContest, handed: HandedOut, said: list[str]) -> bytes:
    parts = (_head(reported, handed), _figures(reported, handed), said, signature(handed.scrutineer))
    opened = doubts_text(reported.doubts)
    text = "\n\n".join("\n".join(part) for part in parts)
    return (f"{text}\n" + (f"\n{opened}" if opened else "")).encode()


def _head(reported: ReportedContest, handed: HandedOut) -> Iterator[str]:
    declaration = reported.declaration
    yield "SCRUTINEER'S REPORT"
    yield "=" * WIDTH
    yield from paragraph("In the form of section 52, Trade Union and Labour Relations (Consolidation) Act 1992.")
    yield from paragraph(f"{declaration.founding.organisation}. {declaration.founding.title}.")
    yield from paragraph(f"{declaration.title} [{declaration.contest.id}].")
    yield from paragraph(f"Declared on {wording.day(declaration.on)}. {reported.struck}{words.answer(declaration)}.")
    if handed.scrutineer is None:
        yield from paragraph("The minutes name no independent scrutineer. Nobody can sign this as one.")
    else:
        yield from paragraph(f"Independent scrutineer, by the minutes: {handed.scrutineer}.")


def _figures(reported: ReportedContest, handed: HandedOut) -> Iterator[str]:
    declaration = reported.declaration
    for stage in declaration.contest.tallies:
        if len(declaration.contest.tallies) > 1:
            yield words.stage_words(declaration, stage).upper()
        groups = [group for group in words.papers(declaration) if group.stage == stage]
        yield from _distributed(handed, stage, groups)
        for group in groups:
            yield from _row(group, "Voting papers returned (s.52(1)(b))", ("returned",))
        yield from paragraph("Valid votes for each candidate (s.52(1)(c)):")
        yield from stage_lines(declaration, stage)
        yield from section_lines(declaration, stage)
        for group in groups:
            yield from _row(group, "Spoiled or otherwise invalid papers (s.52(1)(d))", ("spoiled", "blank"))
            yield from _row(group, "- of these blank", ("blank",))
        spoiled = [(f"- {why}", str(number)) for of, why, number in declaration.spoiled if of == stage]
        yield from table(spoiled, ROWS)
    counters = ", ".join(words.counters(declaration)) or "none; the archives of the sealed ballots prove the count"
    yield from paragraph(f"Persons who counted papers (s.52(1)(e)): {counters}.", hang=4)
    yield from paragraph(
        f"Whether the register of members was inspected (s.52(2A)): {UNSAID}; the scrutineer adds it.", hang=4
    )


def _distributed(handed: HandedOut, stage: str, groups: list[words.Papers]) -> Iterator[str]:
    name = "Voting papers distributed (s.52(1)(a))"
    found = [one for one in handed.distributed if one[0] == stage]
    if not found:
        roll = [f"; the roll entitles {one.figures['entitled'].value}" for one in groups if "entitled" in one.figures]
        yield from paragraph(f"{name}: {UNSAID} how many{''.join(roll[:1])}. The scrutineer adds it.", hang=4)
    for _, number, credentials, papers in found:
        of = f", ballot {number}" if len(found) > 1 else ""
        yield from table([(f"{name}{of}", str(credentials + papers))], ROWS)
        if papers:
            yield from table([("- credentials", str(credentials)), ("- papers", str(papers))], ROWS)


def _row(group: words.Papers, name: str, classes: tuple[str, ...]) -> Iterator[str]:
    if group.figures.keys() >= {*classes}:
        of = f", ballot {group.ballot}" if group.ballot else ""
        yield from table([(f"{name}{of}", str(sum(group.figures[one].value for one in classes)))], ROWS)
