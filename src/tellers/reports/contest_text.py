"""The declaration of a contest as plain text in 80 columns: the answer first, then what it rests on."""

from collections.abc import Iterator
from functools import partial

from tellers.figures import Figure
from tellers.proceedings.contest_declaration import ContestDeclaration
from tellers.reports import contest_wording as words
from tellers.reports import wording
from tellers.reports.contest_steps import Row, Step, stages_of
from tellers.reports.custody import rules_sentences, trustees_sentences, window_sentences
from tellers.reports.layout import WIDTH, Column, paragraph, table
from tellers.words import amount

VOTES = (Column(32), Column(16, numbers=True), Column(14, numbers=True), Column(8))
PAPERS = (Column(14), Column(8, numbers=True), Column(9), Column(41))
SPLIT = (Column(32), Column(16, numbers=True), Column(16, numbers=True))
PRINTS = (Column(33), Column(40))


def contest_text(declaration: ContestDeclaration, struck: str = "") -> str:
    """The declaration for a terminal or a plain file, ending in a newline; `struck` goes before an annulled answer."""
    parts = (
        partial(_answer, struck=struck),
        _contest,
        _papers,
        _channels,
        _count,
        _sections,
        _needed,
        _elections,
        _objections,
        _fingerprints,
    )
    told = (list(part(declaration)) for part in parts)
    return "\n\n".join("\n".join(lines) for lines in told if lines) + "\n"


def _answer(declaration: ContestDeclaration, struck: str) -> Iterator[str]:
    yield from paragraph(struck + words.headline(declaration), indent=0)
    yield "=" * WIDTH
    for head in filter(None, [words.effects_head(struck)]):
        yield from paragraph(head)
    for effect in declaration.found.effects:
        yield from paragraph(words.effect_sentence(effect))
        yield from paragraph(words.grounds_sentence(effect), indent=4)


def _contest(declaration: ContestDeclaration) -> Iterator[str]:
    announced = declaration.contest.announced
    yield "THE CONTEST"
    rows = [
        ("Contest", f"{declaration.title} [{declaration.contest.id}]"),
        ("Organisation", declaration.founding.organisation),
        ("Case", f"{declaration.founding.title} [{declaration.founding.case}]"),
        ("Declared on", wording.day(declaration.on)),
        ("Candidates", ", ".join(one.name for one in announced.candidates)),
        ("Method", words.methods(declaration) or "none: no ballot was held"),
    ]
    if announced.rerun_of is not None:
        rows.append(("Held again", f"in place of {announced.rerun_of}, annulled"))
    yield from table(rows, (Column(14), Column(62)))


def _papers(declaration: ContestDeclaration) -> Iterator[str]:
    groups = words.papers(declaration)
    if not groups:
        return
    yield "THE PAPERS"
    for group in groups:
        if group.head:
            yield from paragraph(group.head)
        yield from table([("", "papers", "known", "source")], PAPERS)
        for name, figure in group.rows:
            row = (name, str(figure.value), figure.known.value, figure.source)
            yield from table([row], PAPERS)
    for stage, reason, papers in declaration.spoiled:
        yield from paragraph(f"{stage}: {amount(papers, 'vote')} spoiled: {reason}", hang=4)
    for known, meaning in words.known_words(declaration):
        yield from paragraph(f"{known}: {meaning}", hang=4)


def _channels(declaration: ContestDeclaration) -> Iterator[str]:
    found = words.channels(declaration)
    if not found:
        return
    yield "SEALED BALLOTS AND PAPERS"
    for head, rows in found:
        if head:
            yield from paragraph(head)
        yield from table([("", "sealed, proved", "paper, certified")], SPLIT)
        yield from table(((row.name, _size(row.sealed), _size(row.paper)) for row in rows), SPLIT)


def _size(figure: Figure | None) -> str:
    return wording.NONE if figure is None else str(figure.value)


def _count(declaration: ContestDeclaration) -> Iterator[str]:
    """Each stage of the count, with the votes of each candidate and their shares."""
    for stage, steps in stages_of(declaration):
        yield words.stage_words(declaration, stage).upper()
        for step in steps:
            yield from _step(step)


def _step(step: Step) -> Iterator[str]:
    yield from paragraph(step.head)
    for remark in step.remarks:
        yield from paragraph(remark, indent=5)
    for row in step.rows:
        yield from _row(row)
    if step.exhausted is not None:
        yield from table([(words.exhausted_name(step), step.exhausted, "", "")], VOTES, indent=5)


def _row(row: Row) -> Iterator[str]:
    votes = row.text if row.of_whole is None else f"{row.text} ({row.of_whole})"
    yield from table([(row.name, votes, row.change or "", row.state_words)], VOTES, indent=5)
    if row.shares:
        yield from paragraph(", ".join(map(words.share_words, row.shares)), indent=9)


def _sections(declaration: ContestDeclaration) -> Iterator[str]:
    found = list(words.sections(declaration))
    if not found:
        return
    yield "VOTES BY SECTION"
    for head, pairs in found:
        yield from paragraph(head)
        for figure, share in pairs:
            told = f"{words.candidate_of(figure)}: {figure.value}, {words.share_words(share)}"
            yield from paragraph(told, indent=5, hang=2)


def _needed(declaration: ContestDeclaration) -> Iterator[str]:
    found = list(words.thresholds(declaration))
    if not found:
        return
    yield "WHAT WAS NEEDED"
    for name, one in found:
        yield from paragraph(f"{words.threshold_name(one)}: {words.threshold_sentence(one, name)}")
        yield from paragraph(f"[{one.text}] {words.grounds_sentence(one)}", indent=4)


def _elections(declaration: ContestDeclaration) -> Iterator[str]:
    if not declaration.elections:
        return
    yield "THE SEALED BALLOTS"
    for ballot in declaration.elections:
        opened = ballot.opened
        yield from paragraph(f"{opened.stage}, ballot {opened.number}: archive {opened.uuid}")
        yield from paragraph(f"Registrar {opened.registrar}.", indent=4)
        for sentence in trustees_sentences(ballot):
            yield from paragraph(sentence, indent=4, hang=2)
    for sentence in rules_sentences(declaration.custody):
        yield from paragraph(sentence, hang=2)


def _objections(declaration: ContestDeclaration) -> Iterator[str]:
    told = (*window_sentences(declaration.window), *map(wording.objection_sentence, declaration.objections))
    if told:
        yield "OBJECTIONS AND BREACHES"
        for sentence in told:
            yield from paragraph(sentence, hang=4)


def _fingerprints(declaration: ContestDeclaration) -> Iterator[str]:
    yield "FINGERPRINTS"
    rows = [(name, wording.in_groups(value)) for name, value in words.fingerprints(declaration)]
    yield from table(rows, PRINTS)
    yield from table([("Key of the minutes", declaration.founding.key)], PRINTS)
