"""Turnout by section, where the record has it, and never of a group below the minimum cell of the rule book."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from tellers.cases.evidence import CaseEvidence
from tellers.figures import percent
from tellers.proceedings import facts_contest
from tellers.proceedings.contest import Contest, State
from tellers.proceedings.facts import moment
from tellers.register.roll import Roll
from tellers.reports.cells import REST, Cell, shown_cells
from tellers.reports.chart import Chart
from tellers.reports.drawing import HEAD, SMALL, Drawing

NAME, TITLE = "turnout", "Turnout by section"
HEADS = ("Section", "Valid votes", "Entitled", "Turnout", "Exact")

UNKNOWN = (
    "The record does not say who of which section took part: a sealed ballot and a paper carry no section, and only a "
    "contest that is counted by sections has the votes of each."
)
TOO_SMALL = "The sections together are fewer than the minimum cell, so no turnout of theirs is shown."


def turnout_chart(case: CaseEvidence) -> Chart:
    """Turnout by section of the contests of a case that are counted by sections."""
    edition = case.rulebook.on(moment(case.record.entries[-1].at).date())
    minimum = edition.minimum_cell.value
    found = [_shown(which, cells, minimum) for which, cells in _counted(case)]
    if not found:
        return Chart(NAME, TITLE, None, HEADS, (), UNKNOWN)
    cells = [cell for group in found for cell in group]
    return cells_chart(cells, minimum) if cells else Chart(NAME, TITLE, None, HEADS, (), TOO_SMALL)


def cells_chart(cells: Sequence[Cell], minimum: int) -> Chart:
    """The chart of groups that may be shown."""
    title = f"Turnout by section; none of fewer than {minimum} is shown by itself"
    rows = tuple(_row(cell) for cell in cells)
    drawing = Drawing(NAME)
    drawing.say(title, HEAD)
    for cell, row in zip(cells, rows, strict=True):
        drawing.gap()
        drawing.say(cell.name, bold=True)
        share = Fraction(cell.returned, cell.entitled)
        drawing.bar([("solid", share), ("empty", 1 - share)])
        drawing.say(f"{row[1]} valid votes of {row[2]} entitled: {row[3]}", SMALL)
    said = " ".join(f"{name}: {votes} valid votes of {of} entitled, {share}." for name, votes, of, share, _ in rows)
    return Chart(NAME, TITLE, drawing.finished(title, said), HEADS, rows)


def _row(cell: Cell) -> tuple[str, ...]:
    share = percent(Fraction(cell.returned, cell.entitled))
    return (cell.name, str(cell.returned), str(cell.entitled), share, f"{cell.returned}/{cell.entitled}")


def _shown(which: str, cells: tuple[Cell, ...], minimum: int) -> tuple[Cell, ...]:
    """The groups of one ballot that may be shown, each under its name."""
    return tuple(replace(one, name=f"{which}: {one.name}") for one in shown_cells(cells, minimum))


def _counted(case: CaseEvidence) -> Iterator[tuple[str, tuple[Cell, ...]]]:
    """Each ballot that was counted by sections: which it is, and its sections."""
    for contest in case.record.of(Contest):
        frozen = contest.last(facts_contest.Frozen)
        for stage, tally in contest.tallies.items():
            sections = tally.ballot.get("sections")
            if frozen is not None and isinstance(sections, dict) and sections:
                struck = ", annulled" if contest.state is State.ANNULLED else ""
                of = f", {stage}" if len(contest.tallies) > 1 else ""
                yield f"{contest.id}{of}{struck}", tuple(_cells(_roll(case, contest.id, stage), sections))


def _roll(case: CaseEvidence, contest: str, stage: str) -> Roll:
    path = case.folder.stage_roll(contest, stage)
    return Roll.decode(case.folder.read(path), case.folder.relative(path))


def _cells(roll: Roll, sections: dict[str, dict[str, int]]) -> Iterator[Cell]:
    """The sections that the roll names, and as one group all whose section it holds back."""
    entitled = Counter(entry.section for entry in roll.entries)
    cast = {name: sum(votes.values()) for name, votes in sections.items()}
    yield from (Cell(name, entitled[name], votes) for name, votes in cast.items() if entitled[name])
    if entitled[None]:
        yield Cell(REST, entitled[None], sum(votes for name, votes in cast.items() if not entitled[name]))
