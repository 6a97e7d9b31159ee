"""The declaration as plain text in 80 columns: the answer first, then what it rests on."""

from collections.abc import Iterator

from tellers.decisions.effects import Consequence
from tellers.decisions.next_steps import NextStep
from tellers.figures import Figure
from tellers.proceedings.declaration import Declaration
from tellers.reports import wording
from tellers.reports.custody import trustee_sentence, window_sentences
from tellers.reports.layout import WIDTH, Column, paragraph, table

PAPERS = (Column(14), Column(6, numbers=True), Column(9), Column(43))
SHARES = (Column(14), Column(17, numbers=True), Column(17, numbers=True), Column(17, numbers=True))
PRINTS = (Column(33), Column(40))
SPLIT = (Column(14), Column(15, numbers=True), Column(19, numbers=True), Column(10, numbers=True))


def declaration_text(declaration: Declaration) -> str:
    """The declaration for a terminal or a plain file, ending in a newline."""
    parts = (
        _answer(declaration),
        _motion(declaration),
        _papers(declaration),
        _split(declaration),
        _shares(declaration),
        _could_follow(declaration),
        _assumed(declaration),
        _objections(declaration),
        _agents(declaration),
        _corrections(declaration),
        _trustees(declaration),
        _fingerprints(declaration),
    )
    return "\n\n".join("\n".join(part) for part in map(list, parts) if part) + "\n"


def _answer(declaration: Declaration) -> Iterator[str]:
    finding = declaration.finding
    yield wording.headline(declaration)
    yield "=" * WIDTH
    for met in finding.thresholds:
        yield from paragraph(f"{wording.threshold_name(met)}: {wording.threshold_sentence(met)}")
        yield from paragraph(f"[{met.threshold.text}] {wording.grounds_sentence(met.grounds)}", indent=4)
    yield from paragraph(f"For: {wording.shares_sentence(declaration, 'for')}")
    for consequence in finding.effects:
        yield from _effect(consequence, indent=2)
    yield from paragraph(f"Agents: {wording.agents_sentence(declaration)}")
    for note in finding.notes:
        yield from paragraph(f"Note: {note}.")


def _effect(consequence: Consequence, indent: int) -> Iterator[str]:
    """An effect, and below it, further in, what it draws after it."""
    said = f"{wording.effect_word(consequence)} effect: {wording.effect_sentence(consequence)}"
    yield from paragraph(said, indent=indent)
    yield from paragraph(wording.grounds_sentence(consequence.effect.grounds), indent=indent + 2)
    for one in consequence.cascade:
        yield from _effect(one, indent + 4)


def _motion(declaration: Declaration) -> Iterator[str]:
    subject = declaration.subject
    yield "THE MOTION"
    yield from paragraph(f"“{subject.question}”")
    rows = [
        ("Organisation", subject.organisation),
        ("Case", f"{subject.title} [{subject.case}]"),
        ("Declared on", wording.day(declaration.on)),
        ("Moved by", ", ".join(subject.movers)),
        ("About", subject.holder if subject.office is None else f"{subject.holder}, {subject.office}"),
        ("Procedure", subject.procedure),
    ]
    yield from table(rows, (Column(14), Column(62)))


def _papers(declaration: Declaration) -> Iterator[str]:
    yield "THE PAPERS"
    yield from table([("", "papers", "known", "source")], PAPERS)
    for id_, name in wording.CLASSES.items():
        figure = declaration.figure(id_)
        yield from table([(name, str(figure.value), figure.known.value, figure.source)], PAPERS)
        if id_ == "spoiled":
            for group in declaration.spoiled:
                yield from paragraph(f"{group.papers}: {group.reason}", indent=6, hang=4)
    for line in wording.sums(declaration):
        yield from paragraph(line, hang=4)
    used = {declaration.figure(id_).known.value for id_ in wording.CLASSES}
    for known, meaning in wording.KNOWN.items():
        if known in used:
            yield from paragraph(f"{known}: {meaning}", hang=4)


def _split(declaration: Declaration) -> Iterator[str]:
    rows = wording.split(declaration)
    if not rows:
        return
    yield "SEALED BALLOTS AND PAPERS"
    whole = rows[-1]
    sealed, paper = wording.form_words("sealed", whole.sealed), wording.form_words("on paper", whole.paper)
    yield from table([("", sealed, paper, "together")], SPLIT)
    body = [(row.name, _size(row.sealed), _size(row.paper), str(row.total.value)) for row in rows]
    yield from table(body, SPLIT)
    for name, figure in (("Sealed", whole.sealed), ("On paper", whole.paper)):
        if figure is not None:
            yield from paragraph(f"{name}: {figure.known.value}, from {figure.source}.", hang=4)
    if note := wording.split_note(declaration):
        yield from paragraph(note)


def _size(figure: Figure | None) -> str:
    return wording.NONE if figure is None else str(figure.value)


def _shares(declaration: Declaration) -> Iterator[str]:
    yield "SHARES"
    bases = ("valid", "papers", "entitled")
    yield from table([("", *(f"of {wording.BASES[base]}" for base in bases))], SHARES)
    for id_, name in wording.CLASSES.items():
        found = {one.base.name: one for one in wording.shares(declaration, id_) if one.base is not None}
        if found:
            cells = [_share(found[base]) if base in found else "" for base in bases]
            yield from table([(name, *cells)], SHARES)


def _share(figure: Figure) -> str:
    return wording.percentage(figure) + f" ({wording.exact_share(figure)})"


def _could_follow(declaration: Declaration) -> Iterator[str]:
    yield f"WHAT COULD FOLLOW, AS KNOWN ON {wording.day(declaration.known_on).upper()}"
    if not declaration.could_follow:
        yield from paragraph("The rule book names no step that follows.")
    for number, step in enumerate(declaration.could_follow, start=1):
        yield from _step(number, step)


def _step(number: int, step: NextStep) -> Iterator[str]:
    yield from paragraph(f"{number}. {wording.step_head(step)}", hang=3)
    yield from paragraph(wording.step_applies(step), indent=5)
    for way in wording.step_ways(step):
        yield from paragraph(f"- {way}", indent=5, hang=2)
    rules = dict.fromkeys(f"[{way.rule.value}]" for way in step.ways if way.rule is not None)
    told = " ".join([*rules, *map(wording.grounds_sentence, wording.step_grounds(step))])
    yield from paragraph(told, indent=5)
    yield from paragraph(f"Base: {wording.step_bodies(step)}.", indent=5)
    for question, lines in wording.next_step_readings(step):
        yield from paragraph(question, indent=5)
        for line in lines:
            yield from paragraph(f"- {line}", indent=7, hang=2)


def _assumed(declaration: Declaration) -> Iterator[str]:
    if declaration.assumed:
        yield "ASSUMED, WHERE NO CLAUSE SAYS SO"
        for sentence in declaration.assumed:
            yield from paragraph(f"- {sentence}.", hang=2)


def _agents(declaration: Declaration) -> Iterator[str]:
    yield "AGENTS"
    if not declaration.attendances:
        yield from paragraph("No agent signed the count, and none dissented.")
    for attendance in declaration.attendances:
        said = "SIGNS the count." if attendance.signs else f"DISSENTS: {attendance.reason}"
        yield from paragraph(f"{attendance.agent} {said}", hang=4)


def _objections(declaration: Declaration) -> Iterator[str]:
    told = list(window_sentences(declaration.window))
    if declaration.objections or told:
        yield "OBJECTIONS AND BREACHES"
        for sentence in told:
            yield from paragraph(sentence)
        for one in declaration.objections:
            yield from paragraph(wording.objection_sentence(one), hang=4)


def _corrections(declaration: Declaration) -> Iterator[str]:
    if declaration.corrections:
        yield "CORRECTIONS"
        for correction in declaration.corrections:
            yield from paragraph(f"Minute {correction.minute}: {correction.text}", hang=4)


def _trustees(declaration: Declaration) -> Iterator[str]:
    if declaration.trustees:
        yield "TRUSTEES"
        for one in declaration.trustees:
            yield from paragraph(trustee_sentence(one), hang=4)


def _fingerprints(declaration: Declaration) -> Iterator[str]:
    yield "FINGERPRINTS"
    rows = [(name, wording.in_groups(value)) for name, value in wording.fingerprints(declaration)]
    yield from table(rows, PRINTS)
    yield from table([("Key of the minutes", declaration.fingerprints.key)], PRINTS)
