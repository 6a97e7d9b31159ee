"""The tellers' report to the meeting, and the declaration to be read aloud.

Source of the form: Robert's Rules of Order Newly Revised, "Tellers' report": votes cast, necessary for adoption, for,
against, illegal votes each with its reason. There a blank ballot is no vote; here the rule book's threshold says
of what the number needed is a share, and the report prints it.
"""

from collections.abc import Iterator

from tellers.proceedings.declaration import Declaration
from tellers.reports import wording
from tellers.reports.layout import WIDTH, Column, paragraph, table
from tellers.reports.reported import Reported, doubts_text, spoken_doubts

ROWS = (Column(66), Column(8, numbers=True))


def tellers_report(reported: Reported) -> bytes:
    """The report as plain text, for the tellers to sign."""
    declaration = reported.declaration
    parts = (_head(declaration), _count(declaration), _result(declaration), _signatures())
    text = "\n\n".join("\n".join(part) for part in parts)
    opened = doubts_text(reported.doubts)
    return (f"{text}\n" + (f"\n{opened}" if opened else "")).encode()


def announcement(reported: Reported) -> bytes:
    """The declaration to read aloud: whole sentences, and what stands open before the result is asked to stand."""
    text = "\n\n".join("\n".join(paragraph(said, indent=0)) for said in _spoken(reported))
    return f"{text}\n".encode()


def _head(declaration: Declaration) -> Iterator[str]:
    yield "TELLERS' REPORT"
    yield "=" * WIDTH
    yield from paragraph(f"{declaration.subject.organisation}. {declaration.subject.title}.")
    yield from paragraph(f"Question: “{declaration.subject.question}”")
    yield from paragraph(f"Counted by {wording.day(declaration.on)}.")


def _count(declaration: Declaration) -> Iterator[str]:
    size = {id_: declaration.figure(id_).value for id_ in wording.CLASSES}
    yield from table([("Number of votes cast", str(size["valid"]))], ROWS)
    for met in declaration.finding.thresholds:
        needed = wording.NONE if met.needed is None else str(met.needed)
        name = "Necessary for a quorum" if met.rule == "quorum" else "Necessary for adoption"
        yield from table([(f"{name} ({wording.threshold_words(met)})", needed)], ROWS)
    yield from table([("Votes for", str(size["for"])), ("Votes against", str(size["against"]))], ROWS)
    yield from table([("Illegal votes (spoiled papers)", str(size["spoiled"]))], ROWS)
    for group in declaration.spoiled:
        yield from table([(f"- {group.reason}", str(group.papers))], ROWS)
    yield from table([("Blank papers", str(size["blank"]))], ROWS)
    yield from table([("Papers returned", str(size["returned"]))], ROWS)
    yield from table([("Entitled to vote", str(size["entitled"]))], ROWS)


def _result(declaration: Declaration) -> Iterator[str]:
    yield from paragraph(f"The motion is {declaration.finding.outcome.value}.")
    for met in declaration.finding.thresholds:
        yield from paragraph(f"[{met.threshold.text}] {wording.grounds_sentence(met.grounds)}", indent=4)
    yield from paragraph(f"Agents: {wording.agents_sentence(declaration)}")


def _signatures() -> Iterator[str]:
    yield "  Teller: ______________________________    Date: ____________"
    yield "  Teller: ______________________________    Date: ____________"


def _spoken(reported: Reported) -> Iterator[str]:
    declaration = reported.declaration
    subject, size = declaration.subject, {id_: declaration.figure(id_).value for id_ in wording.CLASSES}
    yield f"{subject.organisation}. Declaration of {wording.day(declaration.on)}."
    yield f"The question was: {subject.question}"
    yield (
        f"{size['entitled']} were entitled to vote. {size['returned']} papers were returned, and "
        f"{size['not-returned']} were not."
    )
    yield f"For the motion: {size['for']}. Against the motion: {size['against']}."
    spoiled = "; ".join(f"{group.papers} because {group.reason}" for group in declaration.spoiled)
    yield f"Blank: {size['blank']}. Spoiled: {size['spoiled']}" + (f", namely {spoiled}." if spoiled else ".")
    for met in declaration.finding.thresholds:
        yield f"{wording.threshold_name(met)}: {wording.threshold_sentence(met)}"
    yield f"The motion is {declaration.finding.outcome.value.upper()}."
    for effect in declaration.finding.effects:
        yield wording.spoken_effect(effect)
    yield from spoken_doubts(reported.doubts)
