"""The stages of a count as a chart in SVG: a row a candidate, a column a stage, a bar and its figure in each cell.

Every figure is the transcript's own. Bars are told apart by their filling and by words, not by colour: solid for a
candidate elected, striped for one who is out at that stage, plain for the rest, dotted for the exhausted.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from tellers.counting.transcript import Stage, Transcript
from tellers.reports.count_text import headline, placing
from tellers.reports.markup import Markup, element, joined, style_element

NAME, COLUMN, BAR = 230, 116, 104
"""In pixels: the column of names, a stage, and the longest bar in it."""
HEAD, ROW, THICK, MARGIN = 74, 34, 12, 12
"""In pixels: the rows of words above, a candidate's row, a bar, and the edge of the drawing."""
WORD = 9
"""The width of a letter of the headline, in pixels."""
LETTERS = 27
"""The letters of a name that fit into its column."""

STYLE = (
    "text{font:13px system-ui,sans-serif;fill:#000}.small{font-size:11px}.head{font-size:16px;font-weight:600}"
    ".bar{stroke:#000;stroke-width:1;fill:#fff}.elected{fill:#000}.out{fill:url(#stripes)}.exhausted{fill:url(#dots)}"
    ".quota{stroke:#000;stroke-dasharray:3 2}.rule{stroke:#bbb}svg{background:#fff}"
)


@dataclass(frozen=True)
class Cell:
    """One figure of the chart: what it counts, at which stage, and how its bar is filled."""

    name: str
    stage: int
    text: str
    amount: int
    kind: str


def stages_svg(transcript: Transcript, title: str) -> str:
    """The drawing, a whole SVG file; its description holds every figure in words."""
    order = placing(transcript)
    width = max(MARGIN * 2 + NAME + COLUMN * len(transcript.stages), MARGIN * 2 + WORD * len(headline(transcript)))
    height = HEAD + ROW * (len(order) + 1) + MARGIN * 2
    drawing = element(
        "svg",
        element("title", f"{title}: {headline(transcript)}", id="title"),
        element("desc", _description(transcript), id="desc"),
        style_element(STYLE),
        _fillings(),
        element("rect", width=width, height=height, fill="#fff"),
        element("text", headline(transcript), x=MARGIN, y=MARGIN + 14, class_="head"),
        element("text", _key(transcript), x=MARGIN, y=MARGIN + 34, class_="small"),
        *_names(transcript, order),
        *(_stage(transcript, stage, order, at) for at, stage in enumerate(transcript.stages)),
        xmlns="http://www.w3.org/2000/svg",
        role="img",
        aria_labelledby="title desc",
        viewBox=f"0 0 {width} {height}",
        width=width,
        height=height,
    )
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{drawing.html}\n'


def cells(transcript: Transcript, stage: Stage) -> Iterator[Cell]:
    """The figures of one stage from the first row to that of the exhausted; those who have left have none."""
    for candidate in placing(transcript):
        amount = stage.tally.get(candidate, 0)
        out = candidate in stage.excluded
        if not out and (candidate not in stage.tally or (not amount and _left(transcript, candidate, stage))):
            continue
        kind = "elected" if _elected(transcript, candidate, stage) else "out" if out else "continuing"
        name = transcript.candidates[candidate]
        yield Cell(name, stage.number, transcript.text(amount), amount, kind)
    yield Cell("Exhausted", stage.number, transcript.text(stage.exhausted), stage.exhausted, "exhausted")


def _left(transcript: Transcript, candidate: int, stage: Stage) -> bool:
    return any(candidate in one.excluded for one in transcript.stages if one.number < stage.number)


def _elected(transcript: Transcript, candidate: int, stage: Stage) -> bool:
    return any(candidate in one.elected for one in transcript.stages if one.number <= stage.number)


def _description(transcript: Transcript) -> str:
    parts = []
    for stage in transcript.stages:
        figures = ", ".join(f"{cell.name} {cell.text}" for cell in cells(transcript, stage))
        parts.append(f"Stage {stage.number}, {transcript.event(stage)}: {figures}.")
    return " ".join(parts)


def _key(transcript: Transcript) -> str:
    quota = "" if transcript.quota is None else f"; the broken line is the quota, {transcript.text(transcript.quota)}"
    return f"Solid: elected. Striped: out at that stage. Dotted: exhausted, with what rounding loses{quota}."


def _names(transcript: Transcript, order: tuple[int, ...]) -> Iterator[Markup]:
    for row, name in enumerate([*(transcript.candidates[candidate] for candidate in order), "Exhausted"]):
        short = name if len(name) <= LETTERS else f"{name[: LETTERS - 1]}…"
        top = _top(row)
        yield element(
            "line", x1=MARGIN, x2=MARGIN + NAME + COLUMN * len(transcript.stages), y1=top, y2=top, class_="rule"
        )
        yield element("text", element("title", name), short, x=MARGIN, y=top + 21)


def _stage(transcript: Transcript, stage: Stage, order: tuple[int, ...], at: int) -> Markup:
    left = MARGIN + NAME + COLUMN * at
    rows = {transcript.candidates[candidate]: row for row, candidate in enumerate(order)}
    largest = max([1, *(votes for one in transcript.stages for votes in (*one.tally.values(), one.exhausted))])
    drawn = [_bar(cell, left, _top(rows.get(cell.name, len(order))), largest) for cell in cells(transcript, stage)]
    quota = stage.quota if stage.quota is not None else transcript.quota
    return element(
        "g",
        element("title", f"Stage {stage.number}: {transcript.event(stage)}"),
        element("text", f"Stage {stage.number}", x=left, y=HEAD - 4),
        *drawn,
        _quota(quota, left, largest, len(order)) if quota is not None and quota <= largest else None,
        class_="stage",
    )


def _bar(cell: Cell, left: int, top: int, largest: int) -> Markup:
    return element(
        "g",
        element("text", cell.text, " out" if cell.kind == "out" else None, x=left, y=top + 14, class_="small figure"),
        element(
            "rect",
            element("title", f"{cell.name}, stage {cell.stage}: {cell.text}"),
            x=left,
            y=top + 18,
            width=_length(cell.amount, largest),
            height=THICK,
            class_=f"bar {cell.kind}",
            data_name=cell.name,
            data_stage=cell.stage,
            data_votes=cell.text,
        ),
    )


def _quota(quota: int, left: int, largest: int, rows: int) -> Markup:
    at = _place(left + Fraction(quota * BAR, largest))
    lines = (
        element("line", x1=at, x2=at, y1=_top(row) + 16, y2=_top(row) + 32, class_="quota") for row in range(rows)
    )
    return joined(*lines)


def _fillings() -> Markup:
    size: dict[str, str | int | None] = {"width": 6, "height": 6, "patternUnits": "userSpaceOnUse"}
    ground = element("rect", width=6, height=6, fill="#fff")
    stripe = element("path", d="M-1 7L7 -1M-1 1L1 -1M5 7L7 5", stroke="#000")
    return element(
        "defs",
        element("pattern", ground, stripe, id="stripes", **size),
        element("pattern", ground, element("circle", cx=3, cy=3, r=1, fill="#000"), id="dots", **size),
    )


def _top(row: int) -> int:
    return HEAD + ROW * row


def _length(amount: int, largest: int) -> str:
    return _place(Fraction(max(0, amount) * BAR, largest))


def _place(exact: Fraction) -> str:
    """A place in pixels, cut to two decimals, for drawing only."""
    whole, part = divmod(exact.numerator * 100 // exact.denominator, 100)
    return f"{whole}.{part:02d}"
