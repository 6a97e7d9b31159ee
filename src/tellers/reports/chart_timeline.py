"""The timeline of a crisis: resignations and posts, motions, petitions, contests, rulings, objections, day by day."""

from tellers.cases.evidence import CaseEvidence
from tellers.proceedings.times import day_of, when
from tellers.reports import wording
from tellers.reports.chart import Chart
from tellers.reports.chronology import Event, crisis
from tellers.reports.drawing import HEAD, MARGIN, SMALL, Drawing
from tellers.reports.markup import element

NAME, TITLE = "timeline", "Timeline"
HEADS = ("When", "Kind", "What", "Source")
INDENT = 26

SIGNS = {
    "resign": "M-6 0L6 0",
    "post": "M-6 0L6 0M0 -6L0 6",
    "motion": "M-5 -5H5V5H-5Z",
    "petition": "M0 -6L6 5H-6Z",
    "contest": "M0 -6L6 0L0 6L-6 0Z",
    "ruling": "M-5 -5L5 5M-5 5L5 -5",
    "doubt": "M-6 -5H6L0 6Z",
}
"""A sign for each kind; the kind stands in words too."""

WORDS = {
    "resign": "out of a post",
    "post": "into a post",
    "motion": "motion",
    "petition": "petition",
    "contest": "contest",
    "ruling": "ruling",
    "doubt": "agents and objections",
}


def timeline_chart(case: CaseEvidence) -> Chart:
    """The timeline of a case, from the first event to the last."""
    events = crisis(case)
    heads = tuple(_row(event) for event in events)
    if not events:
        return Chart(NAME, TITLE, None, HEADS, (), "Nothing has happened yet that a timeline shows.")
    title = f"{case.founding.title}: what happened, and when"
    drawing = Drawing(NAME)
    drawing.say(title, HEAD)
    day = None
    for event in events:
        if day_of(when(event.at)) != day:
            day = day_of(when(event.at))
            drawing.gap()
            drawing.say(wording.day(day), bold=True)
        _entry(drawing, event)
    said = " ".join(f"{', '.join(cell for cell in row if cell)}." for row in heads)
    return Chart(NAME, TITLE, drawing.finished(title, said), HEADS, heads)


def _entry(drawing: Drawing, event: Event) -> None:
    top = drawing.at
    drawing.say(f"{_time(event)}{event.text}", indent=INDENT)
    x = MARGIN + INDENT // 2 - 2
    shift = f"translate({x} {top + 11})"
    drawing.pieces.append(element("line", x1=x, x2=x, y1=top, y2=drawing.at, class_="line"))
    drawing.pieces.append(element("path", d=SIGNS[event.kind], class_="box", transform=shift))
    drawing.at -= 2
    drawing.say(f"{WORDS[event.kind]}; {_source(event)}", SMALL, indent=INDENT)


def _time(event: Event) -> str:
    return f"{event.at[11:16]} " if "T" in event.at else ""


def _source(event: Event) -> str:
    return f"minute {event.minute}" + (f", {event.source}" if event.source else "")


def _row(event: Event) -> tuple[str, ...]:
    return (
        f"{wording.day(day_of(when(event.at)))} {_time(event)}".strip(),
        WORDS[event.kind],
        event.text,
        _source(event),
    )
