"""The declaration of a contest as plain text in 80 columns: the answer first, then what it rests on."""

from collections.abc import Iterator

from tellers.figures import Figure, percent
from tellers.proceedings.contest_declaration import ContestDeclaration
from tellers.proceedings.finding import FoundEffect, FoundThreshold
from tellers.reports import wording
from tellers.reports.layout import WIDTH, paragraph
from tellers.words import amount


def contest_text(declaration: ContestDeclaration) -> str:
    """The declaration for a terminal or a plain file, ending in a newline."""
    parts = (_answer, _count, _papers, _elections, _fingerprints)
    told = (list(part(declaration)) for part in parts)
    return "\n\n".join("\n".join(lines) for lines in told if lines) + "\n"


def _answer(declaration: ContestDeclaration) -> Iterator[str]:
    found = declaration.found
    winners = f": {', '.join(found.winners)}" if found.winners else ""
    yield from paragraph(
        f"{declaration.title}, {declaration.founding.organisation}: {found.outcome}{winners}", indent=0
    )
    yield "=" * WIDTH
    yield from paragraph(f"Declared on {wording.day(declaration.on)}, contest {declaration.contest.id}.")
    if declaration.contest.announced.rerun_of is not None:
        yield from paragraph(f"It is held again in place of {declaration.contest.announced.rerun_of}, annulled.")
    for sentence in (*map(_sentence, found.thresholds), *map(_sentence, found.effects)):
        yield from paragraph(sentence)


def _sentence(one: FoundThreshold | FoundEffect) -> str:
    grounds = f"clause {one.clause}" if one.clause is not None else f"assumed: {one.assumed}"
    if isinstance(one, FoundEffect):
        due = f" Due by {one.due}." if one.due is not None else ""
        return f"{'Binding' if one.binding else 'Advisory'}: {one.text}{due} ({grounds})"
    met = {True: "met", False: "not met", None: "not known"}[one.met]
    return f"{one.rule}: {one.text}: {one.count_size} {one.count}, {one.needed} needed, {met} ({grounds})"


def _count(declaration: ContestDeclaration) -> Iterator[str]:
    """Each stage of the count, with the votes of each candidate and their share."""
    if not declaration.count:
        return
    yield "THE COUNT"
    shares = {figure.id: figure for figure in declaration.figures}
    for step in declaration.count:
        stage, number = step["stage"], step["number"]
        yield from paragraph(f"{stage}, {number}: {step['event']}")
        tally = step["tally"]
        for name, votes in tally.items() if isinstance(tally, dict) else ():
            found = (shares.get(f"{stage}.{number}.votes.{name}-of-{base}") for base in ("valid", "continuing"))
            share = next((one for one in found if one is not None), None)
            yield from paragraph(f"{name}: {votes}{_share(share)}", indent=4)


def _share(share: Figure | None) -> str:
    if share is None or share.base is None or share.fraction is None:
        return ""
    return f", {percent(share.fraction)} of {share.base.size} {share.base.name} ({share.known.value})"


def _papers(declaration: ContestDeclaration) -> Iterator[str]:
    yield "THE PAPERS"
    for figure in declaration.figures:
        if figure.base is None and ".votes." not in figure.id:
            yield from paragraph(f"{figure.id}: {figure.value} ({figure.known.value}; {figure.source})")
    for stage, reason, papers in declaration.spoiled:
        yield from paragraph(f"{stage}: {amount(papers, 'vote')} spoiled: {reason}")


def _elections(declaration: ContestDeclaration) -> Iterator[str]:
    if not declaration.elections:
        return
    yield "THE SEALED BALLOTS"
    for ballot in declaration.elections:
        opened = ballot.opened
        trustees = ", ".join(f"{one.name} ({one.camp})" if one.camp else one.name for one in opened.trustees)
        yield from paragraph(f"{opened.stage}, ballot {opened.number}: archive {opened.uuid}")
        yield from paragraph(
            f"election {opened.election}; registrar {opened.registrar}; trustees {trustees}", indent=2
        )


def _fingerprints(declaration: ContestDeclaration) -> Iterator[str]:
    yield "FINGERPRINTS"
    yield from paragraph(f"Rule book: {declaration.founding.rulebook}")
    yield from paragraph(f"Minutes: {declaration.minutes.size}, root {declaration.minutes.head}")
    yield from paragraph(f"Key: {declaration.founding.key}")
