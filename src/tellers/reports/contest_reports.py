"""An election reported to the meeting: the tellers' report, and the declaration to be read aloud.

Source of the form: Robert's Rules of Order Newly Revised, "Tellers' report" of an election: votes cast, necessary for
election, what each candidate received, illegal votes each with its reason. Of a ranked count every stage is told.
"""

from collections.abc import Iterator

from tellers.proceedings.contest_declaration import ContestDeclaration
from tellers.reports import contest_wording as words
from tellers.reports import wording
from tellers.reports.contest_steps import Row, Step, capital, steps_of
from tellers.reports.layout import WIDTH, Column, paragraph, table
from tellers.reports.reported import ReportedContest, doubts_text, spoken_doubts

ROWS = (Column(60), Column(14, numbers=True))

READ = 3
"""Of a count of more stages than this the first and the last are read aloud, and who left between them."""

PAGE = 60
"""The lines of a page. A count whose announcement takes more is told in less, and where the rest stands."""

NAMED = {"returned": "Papers returned", "blank": "Blank papers", "entitled": "Entitled to vote"}


def tellers_report(reported: ReportedContest) -> bytes:
    """The report as plain text, for the tellers to sign."""
    declaration = reported.declaration
    parts = (_head(declaration), _counts(declaration), _result(reported), _signatures(declaration))
    text = "\n\n".join("\n".join(part) for part in parts)
    opened = doubts_text(reported.doubts)
    return (f"{text}\n" + (f"\n{opened}" if opened else "")).encode()


def announcement(reported: ReportedContest) -> bytes:
    """The declaration to read aloud: whole sentences, and what stands open before the result is asked to stand."""
    steps = steps_of(reported.declaration)
    told = (
        "\n\n".join("\n".join(paragraph(said, indent=0)) for said in _spoken(reported, few)) for few in _fewer(steps)
    )
    text = ""
    for text in told:
        if text.count("\n") < PAGE:
            break
    return f"{text}\n".encode()


def stage_lines(declaration: ContestDeclaration, stage: str) -> Iterator[str]:
    """What each candidate received at every stage of the count of one stage of the rules."""
    own = [step for step in steps_of(declaration) if step.stage == stage]
    for step in own:
        if len(own) > 1 or step.counts != "votes":
            yield from paragraph(step.head)
        yield from (line for remark in step.remarks for line in paragraph(remark, indent=4))
        yield from table(((f"- {name}", figure) for name, figure in received(step)), ROWS)


def section_lines(declaration: ContestDeclaration, stage: str) -> Iterator[str]:
    """What each candidate received in each section of a stage that is large enough."""
    for head, pairs in words.sections(declaration, stage):
        yield from paragraph(f"{head}:")
        yield from table(((f"- {words.candidate_of(one)}", str(one.value)) for one, _ in pairs), ROWS)


def received(step: Step) -> Iterator[tuple[str, str]]:
    """Each candidate with the votes received at a stage, the most first, then what no candidate has."""
    for row in step.lead:
        share = "" if row.of_whole is None else f" ({row.of_whole})"
        state = f" ({row.state_words})" if row.state_words else ""
        yield f"{row.name}{state}", f"{row.text}{share}"
    if step.exhausted is not None:
        yield words.exhausted_name(step), step.exhausted


def _head(declaration: ContestDeclaration) -> Iterator[str]:
    yield "TELLERS' REPORT"
    yield "=" * WIDTH
    yield from paragraph(f"{declaration.founding.organisation}. {declaration.founding.title}.")
    yield from paragraph(f"{declaration.title} [{declaration.contest.id}].")
    yield from paragraph(f"Counted by {wording.day(declaration.on)}, by the method {words.methods(declaration)}.")


def _counts(declaration: ContestDeclaration) -> Iterator[str]:
    stages = list(dict.fromkeys(step.stage for step in steps_of(declaration)))
    for stage in stages:
        if len(stages) > 1:
            yield words.stage_words(declaration, stage).upper()
        groups = [group for group in words.papers(declaration) if group.stage == stage]
        for group in groups:
            if group.ballot and len(groups) > 1:
                yield from paragraph(group.head)
            if "valid" in group.figures:
                yield from table([("Number of votes cast", str(group.figures["valid"].value))], ROWS)
        yield from stage_lines(declaration, stage)
        yield from section_lines(declaration, stage)
        for group in groups:
            yield from _others(declaration, group, named=len(groups) > 1)
    for sentence in words.needed(declaration):
        yield from paragraph(f"Necessary for election: {sentence}", hang=4)


def _others(declaration: ContestDeclaration, group: words.Papers, *, named: bool) -> Iterator[str]:
    figures, of = group.figures, f" ({group.head})" if named and group.ballot else ""
    if "spoiled" in figures:
        yield from table([(f"Illegal votes (spoiled papers){of}", str(figures["spoiled"].value))], ROWS)
        for stage, reason, number in declaration.spoiled:
            if stage == group.stage:
                yield from table([(f"- {reason}", str(number))], ROWS)
    yield from table(((f"{name}{of}", str(figures[one].value)) for one, name in NAMED.items() if one in figures), ROWS)


def _result(reported: ReportedContest) -> Iterator[str]:
    declaration = reported.declaration
    yield from paragraph(f"{reported.struck}{words.answer(declaration)}.")
    for name, one in words.thresholds(declaration):
        yield from paragraph(words.threshold_sentence(one, name), indent=4, hang=2)
        yield from paragraph(f"[{one.text}] {words.grounds_sentence(one)}", indent=6)


def _signatures(declaration: ContestDeclaration) -> Iterator[str]:
    for name in words.counters(declaration) or ("Teller", "Teller"):
        yield f"  {name}: ______________________________    Date: ____________"


def _fewer(steps: tuple[Step, ...]) -> Iterator[tuple[Step, ...]]:
    """The stages to read aloud: all of them; those that decide, and the first; the first and the last; the last."""
    yield steps
    if len(steps) > READ:
        yield tuple(step for step in steps if step in (steps[0], steps[-1]) or any(map(_decided, step.rows)))
        yield (steps[0], steps[-1])
        yield (steps[-1],)


def _decided(row: Row) -> bool:
    return row.state in {"elected", "going_on"}


def _spoken(reported: ReportedContest, steps: tuple[Step, ...]) -> Iterator[str]:
    declaration = reported.declaration
    yield f"{declaration.founding.organisation}. Declaration of {wording.day(declaration.on)}."
    stand = ", ".join(one.name for one in declaration.contest.announced.candidates)
    yield f"{declaration.title}. Candidates: {stand or 'none'}."
    for group in words.papers(declaration):
        told = ", ".join(f"{name.lower()} {figure.value}" for name, figure in group.rows)
        yield f"{group.head}: {told}." if group.head else f"{capital(told)}."
    yield from _spoken_stages(declaration, steps)
    yield f"Needed: {' '.join(words.needed(declaration))}"
    yield reported.struck + words.spoken_answer(declaration)
    yield from filter(None, [words.effects_head(reported.struck)])
    for effect in declaration.found.effects:
        yield f"{words.effect_sentence(effect)} {words.grounds_sentence(effect)}"
    yield from spoken_doubts(reported.doubts)


def _spoken_stages(declaration: ContestDeclaration, steps: tuple[Step, ...]) -> Iterator[str]:
    """The stages that are read aloud, and where the others stand."""
    whole = steps_of(declaration)
    for step in steps:
        if len(whole) <= READ or step in (whole[0], whole[-1]):
            told = "; ".join(f"{name}: {figure}" for name, figure in received(step))
            yield f"{_named(declaration, step)}. {told}."
        else:
            told = "; ".join(f"{row.name} is elected with {row.text}" for row in step.rows if row.state == "elected")
            yield f"{_named(declaration, step)}." + (f" {told}." if told else "")
    if len(steps) < len(whole):
        where = f"declarations/{declaration.contest.id}.txt"
        yield f"The other stages of the count are not read out. They stand in the declaration, {where}."


def _named(declaration: ContestDeclaration, step: Step) -> str:
    several = len(declaration.contest.tallies) > 1
    head = capital(step.event)
    return f"{words.stage_words(declaration, step.stage)}: {head}" if several else head
