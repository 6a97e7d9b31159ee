"""The stages of a count: at each stage a bar for every candidate, and a mark where the votes that elect lie.

A candidate who is elected is solid, one who is out at that stage striped, the exhausted dotted. Each figure stands in
words beside its bar, and all of them in a table.
"""

from collections.abc import Iterable
from fractions import Fraction

from tellers.proceedings.contest_declaration import ContestDeclaration
from tellers.reports import contest_wording as words
from tellers.reports import wording
from tellers.reports.chart import Chart
from tellers.reports.contest_steps import Row, Step, steps_of
from tellers.reports.drawing import HEAD, INNER, SMALL, Drawing
from tellers.reports.lettering import width_of
from tellers.reports.markup import Markup

STAGES, RESULT = "stages", "result"
HEADS = ("Candidate", "Stage", "Votes, what changed, and what happened")
KEY = (("solid", "elected"), ("stripes", "out at that stage"), ("empty", "in the count"), ("dots", "exhausted"))
FILLS = {"elected": "solid", "out": "stripes"}
THIN = 13
"""The height of a bar of a stage."""


def stages_chart(declaration: ContestDeclaration, struck: str = "") -> Chart:
    """Every stage of the count, one below the other, with every figure in the table.

    `struck` goes before an answer that is annulled: a drawing is also shown without the page around it.
    """
    found = steps_of(declaration)
    title = f"{struck}{words.headline(declaration)}: the stages of the count"
    if not found:
        return Chart(STAGES, "The stages of the count", None, HEADS, (), "No ballot was held.")
    drawing = _begun(STAGES, title, found)
    for step in found:
        _stage(drawing, declaration, step)
    return Chart(STAGES, "The stages of the count", drawing.finished(title, described(found)), HEADS, rows(found))


def result_chart(declaration: ContestDeclaration, struck: str = "") -> Chart:
    """The stage that decided: the last of the count."""
    last = steps_of(declaration)[-1:]
    title = f"{struck}{words.headline(declaration)}. {wording.day(declaration.on)}"
    if not last:
        return Chart(RESULT, "The result", None, HEADS, (), "No ballot was held.")
    drawing = _begun(RESULT, title, last)
    _stage(drawing, declaration, last[0])
    return Chart(RESULT, "The result", drawing.finished(title, described(last)), HEADS, rows(last))


def stage_drawings(declaration: ContestDeclaration) -> tuple[Markup, ...]:
    """Each stage as a drawing of its own, for a page that has its heading and is cut into sheets."""
    return tuple(
        _alone(declaration, Drawing(f"{STAGES}-{at}"), step) for at, step in enumerate(steps_of(declaration), 1)
    )


def result_drawing(declaration: ContestDeclaration) -> Markup | None:
    """The stage that decided, for a page that has the answer above it; None where no ballot was held."""
    last = steps_of(declaration)[-1:]
    if not last:
        return None
    drawing = Drawing(RESULT)
    _key(drawing, last)
    drawing.gap()
    drawing.say(_head(declaration, last[0]), bold=True)
    return _alone(declaration, drawing, last[0])


def described(found: Iterable[Step]) -> str:
    """Everything that a drawing shows, in words."""
    return " ".join(_described(step) for step in found)


def rows(found: Iterable[Step]) -> tuple[tuple[str, ...], ...]:
    """Every figure of the stages, as rows of one table."""
    return tuple(one for step in found for one in _rows(step))


def _alone(declaration: ContestDeclaration, drawing: Drawing, step: Step) -> Markup:
    _bars(drawing, declaration, step)
    return drawing.finished(_head(declaration, step), _described(step))


def _begun(name: str, title: str, found: tuple[Step, ...]) -> Drawing:
    drawing = Drawing(name)
    drawing.say(title, HEAD)
    _key(drawing, found)
    return drawing


def _key(drawing: Drawing, found: tuple[Step, ...]) -> None:
    used = {_fill(row) for step in found for row in step.rows}
    used |= {"dots"} if any(step.exhausted is not None for step in found) else set()
    for filling, what in KEY:
        if filling in used:
            drawing.swatch(filling, what)


def _stage(drawing: Drawing, declaration: ContestDeclaration, step: Step) -> None:
    drawing.gap()
    drawing.say(_head(declaration, step), bold=True)
    for remark in step.remarks:
        drawing.say(remark, SMALL)
    _bars(drawing, declaration, step)


def _bars(drawing: Drawing, declaration: ContestDeclaration, step: Step) -> None:
    largest = _largest(declaration, step)
    mark = None if step.line is None else Fraction(step.line) / largest
    for row in step.lead:
        _bar(drawing, (_said(row), _numbers(row)), _fill(row), (row.amount / largest, mark))
    if step.exhausted is not None:
        share = Fraction(step.exhausted) / largest
        _bar(drawing, (words.exhausted_name(step), step.exhausted), "dots", (share, None))


def _bar(drawing: Drawing, text: tuple[str, str], filling: str, at: tuple[Fraction, Fraction | None]) -> None:
    """A name and its figure on one line where they fit, then the bar with its mark."""
    name, figure = text
    room = INNER - width_of(figure, SMALL, bold=True) - 8
    top = drawing.at
    drawing.say(name, SMALL, room=room)
    drawing.beside(figure, top)
    share, mark = at
    begun = drawing.bar([(filling, share)], height=THIN)
    drawing.axis(begun, THIN)
    if mark is not None and mark <= 1:
        drawing.mark(mark, begun, height=THIN)


def _largest(declaration: ContestDeclaration, step: Step) -> Fraction:
    """What a bar of the whole width stands for: the same at every stage of one ballot."""
    beside = [one for one in steps_of(declaration) if one.stage == step.stage]
    most = max((row.amount for one in beside for row in one.rows), default=Fraction())
    if any(row.of_whole for row in step.rows):
        return Fraction(1)
    lines = (Fraction(text) for one in beside for text in (one.line, one.exhausted) if text is not None)
    return max(most, *lines, Fraction()) or Fraction(1)


def _fill(row: Row) -> str:
    return "solid" if row.elected_at is not None else FILLS.get(row.state or "", "empty")


def _head(declaration: ContestDeclaration, step: Step) -> str:
    several = len(declaration.contest.tallies) > 1
    return f"{words.stage_words(declaration, step.stage)}, {step.head}" if several else step.head


def _said(row: Row) -> str:
    return f"{row.name}: {row.state_words}" if row.state_words else row.name


def _numbers(row: Row) -> str:
    change = "" if row.change is None else f" ({row.change})"
    return f"{row.text}{change}" if row.of_whole is None else f"{row.of_whole}"


def _described(step: Step) -> str:
    parts = [f"{_said(row)} {row.text}" for row in step.lead]
    parts += [f"{words.exhausted_name(step)} {step.exhausted}"] if step.exhausted is not None else []
    return " ".join([f"{step.head}: {', '.join(parts)}.", *step.remarks])


def _rows(step: Step) -> list[tuple[str, ...]]:
    told: list[tuple[str, ...]] = [(row.name, str(step.number), _whole(row)) for row in step.rows]
    if step.exhausted is not None:
        told.append((words.exhausted_name(step), str(step.number), step.exhausted))
    if step.line is not None:
        told.append(("Votes that elect", str(step.number), step.line))
    return told


def _whole(row: Row) -> str:
    parts = (row.text, row.of_whole, row.change)
    told = f"{row.text}{''.join(f' ({one})' for one in parts[1:] if one is not None)}"
    return f"{told}, {row.state_words}" if row.state_words else told
