"""The report of an independent scrutineer in the form of section 52 of the TULRCA 1992.

That is the Trade Union and Labour Relations (Consolidation) Act.

The program is satisfied of nothing. Where nothing in the minutes stands against them, the statements are printed for
the scrutineer to make by signing; where something does, the report with them is refused, and the one without them says
why.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from tellers.errors import Refused
from tellers.proceedings import facts
from tellers.proceedings.motion import Motion
from tellers.reports import wording
from tellers.reports.doubts import Doubt
from tellers.reports.layout import WIDTH, Column, paragraph, table
from tellers.reports.reported import Reported, doubts_text

ROWS = (Column(66), Column(8, numbers=True))

LAWFUL = (
    "there are no reasonable grounds for believing that any requirement of an enactment on this vote was contravened "
    "(s.52(2)(a))"
)
SECURE = (
    "the arrangements for producing, storing, distributing, returning and otherwise handling the papers, and for "
    "counting the votes, included all security arrangements that were reasonably practicable to keep the risk of "
    "unfairness or malpractice as small as possible (s.52(2)(b))"
)
FREE = (
    "I could carry out my functions without interference that would make it reasonable to call my independence in "
    "question (s.52(2)(c))"
)
STATEMENTS = (LAWFUL, SECURE, FREE)
"""What a scrutineer states, or gives the reasons for not stating."""


@dataclass(frozen=True)
class Handed:
    """What the minutes say of the papers as things: who was to see to them, how many went out."""

    scrutineer: str | None
    distributed: int
    sealed: int
    on_paper: int
    counters: tuple[str, ...]

    @classmethod
    def of(cls, motion: Motion) -> "Handed":
        """From the notice, the opening and the count of a motion."""
        opening, count = motion.the(facts.Opening), motion.last(facts.PaperCount)
        sealed = 0 if opening.sealed is None else opening.sealed.credentials
        return cls(
            scrutineer=motion.the(facts.Notice).scrutineer,
            distributed=sealed + opening.papers_issued,
            sealed=sealed,
            on_paper=opening.papers_issued,
            counters=() if count is None else count.tellers,
        )


def satisfied_report(reported: Reported, handed: Handed) -> bytes:
    """The report with the statements to sign; raises Refused, naming each, while anything stands against them."""
    check_nothing_stands(reported.stopping)
    return _text(reported, handed, list(statements(handed.scrutineer)))


def check_nothing_stands(stopping: tuple[Doubt, ...]) -> None:
    """Refuse satisfaction while anything stands against it, naming each."""
    if stopping:
        against = "; ".join(doubt.sentence for doubt in stopping)
        raise Refused(
            f"no statement of satisfaction is printed while this stands open: {against} (s.52(2)); `--form "
            "scrutineer-not-satisfied` prints the report with these as its reasons, or answer them first: "
            "tellers case answer"
        )


def unsatisfied_report(reported: Reported, handed: Handed) -> bytes:
    """The report without satisfaction: the figures, and everything that stands open as its reasons."""
    return _text(reported, handed, list(reasons(reported.stopping)))


def _text(reported: Reported, handed: Handed, said: list[str]) -> bytes:
    parts = (list(_head(reported, handed)), list(_figures(reported, handed)), said, list(signature(handed.scrutineer)))
    opened = doubts_text(reported.doubts)
    text = "\n\n".join("\n".join(part) for part in parts)
    return (f"{text}\n" + (f"\n{opened}" if opened else "")).encode()


def _head(reported: Reported, handed: Handed) -> Iterator[str]:
    subject = reported.declaration.subject
    yield "SCRUTINEER'S REPORT"
    yield "=" * WIDTH
    yield from paragraph("In the form of section 52, Trade Union and Labour Relations (Consolidation) Act 1992.")
    yield from paragraph(f"{subject.organisation}. {subject.title} [{subject.case}].")
    yield from paragraph(f"Question: “{subject.question}”")
    yield from paragraph(f"Declared on {wording.day(reported.declaration.on)}.")
    if handed.scrutineer is None:
        yield from paragraph("The notice names no independent scrutineer. Nobody can sign this as one.")
    else:
        yield from paragraph(f"Independent scrutineer, by the notice: {handed.scrutineer}.")


def _figures(reported: Reported, handed: Handed) -> Iterator[str]:
    declaration = reported.declaration
    size = {id_: declaration.figure(id_).value for id_ in wording.CLASSES}
    yield from table([("Voting papers distributed (s.52(1)(a))", str(handed.distributed))], ROWS)
    if handed.sealed and handed.on_paper:
        rows = [("- credentials", str(handed.sealed)), ("- papers", str(handed.on_paper))]
        yield from table(rows, ROWS)
    yield from table([("Voting papers returned (s.52(1)(b))", str(size["returned"]))], ROWS)
    yield from table([("Valid votes (s.52(1)(c))", str(size["valid"]))], ROWS)
    yield from table([("- for", str(size["for"])), ("- against", str(size["against"]))], ROWS)
    spoiled = size["spoiled"] + size["blank"]
    yield from table([("Spoiled or otherwise invalid papers (s.52(1)(d))", str(spoiled))], ROWS)
    for group in declaration.spoiled:
        yield from table([(f"- {group.reason}", str(group.papers))], ROWS)
    if size["blank"]:
        yield from table([("- blank", str(size["blank"]))], ROWS)
    counters = ", ".join(handed.counters) or "none; the sealed ballots were added up under encryption"
    yield from paragraph(f"Persons who counted papers (s.52(1)(e)): {counters}.", hang=4)
    yield from paragraph(
        "Whether the register of members was inspected (s.52(2A)): the minutes do not say; the scrutineer adds it.",
        hang=4,
    )


def statements(scrutineer: str | None) -> Iterator[str]:
    """The statements of s.52(2), for the scrutineer to make by signing; none where nobody is one."""
    yield "STATEMENTS"
    if scrutineer is None:
        yield from paragraph("None: no independent scrutineer is named in the minutes, so nobody can make them.")
        return
    yield from paragraph(
        "Nothing in the minutes stands against these statements. They are the scrutineer's own, made by signing below "
        "and by nothing else. I am satisfied that:"
    )
    for letter, statement in zip("abc", STATEMENTS, strict=True):
        yield from paragraph(f"({letter}) {statement};", indent=4, hang=4)


def reasons(stopping: tuple[Doubt, ...]) -> Iterator[str]:
    """What the minutes hold against a statement of satisfaction."""
    yield "NO STATEMENT OF SATISFACTION"
    if not stopping:
        yield from paragraph("Nothing in the minutes stands against one. The scrutineer gives the reasons here:")
        yield "  " + "_" * (WIDTH - 2)
        return
    yield from paragraph("The minutes hold what follows, and it stands open:")
    for doubt in stopping:
        yield from paragraph(f"- {doubt.sentence}", indent=4, hang=2)


def signature(scrutineer: str | None) -> Iterator[str]:
    """A line to sign, for the one who is named: nobody else signs this as a scrutineer."""
    if scrutineer is None:
        yield "  No line to sign: no independent scrutineer is named."
        return
    yield f"  {scrutineer}: ______________________________    Date: ____________"
