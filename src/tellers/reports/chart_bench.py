"""The board of posts at a moment: who is in, who acts, who is out and since when, by the appointments of a case."""

from datetime import date

from tellers.cases.evidence import CaseEvidence
from tellers.proceedings import facts_appointment as facts
from tellers.proceedings.appointment import Appointment, Post
from tellers.proceedings.times import day_of, when, written
from tellers.reports import wording
from tellers.reports.chart import Chart
from tellers.reports.chronology import post_seats, post_title
from tellers.reports.drawing import HEAD, MARGIN, SMALL, Drawing
from tellers.reports.markup import element

NAME, TITLE = "bench", "Posts: who is in, who is out"
HEADS = ("Post", "State", "Holder", "Out since")
BOX, SIDE = 22, 14
PARTLY = "a place vacant"
"""The state of a post that several hold together, and fewer do."""


def bench_chart(case: CaseEvidence, on: date | None = None) -> Chart:
    """The board as after everything that happened up to a day or a moment; None is after all of it."""
    lists = case.record.of(Appointment)
    if not lists:
        return Chart(NAME, TITLE, None, HEADS, (), "The case has no list of posts (tellers case appointment open).")
    at = on or max(_moments(lists))
    rows = tuple(
        _row(case, one, post, at) for one in lists for post in one.posts(at).values() if post.post or one.moments
    )
    title = f"{case.founding.organisation}: posts as of {_said(at)}"
    drawing = Drawing(NAME)
    drawing.say(title, HEAD)
    filled = sum(row[1] == "in" for row in rows)
    drawing.say(f"{filled} filled, {len(rows) - filled} not, of {len(rows)} posts told of.", SMALL)
    for row in rows:
        _entry(drawing, row)
    said = " ".join(f"{', '.join(cell for cell in row if cell)}." for row in rows)
    return Chart(NAME, f"{TITLE}, {_said(at)}", drawing.finished(title, said), HEADS, rows)


def _moments(lists: tuple[Appointment, ...]) -> list[date]:
    days = [day_of(when(at)) for one in lists for at in (one.the(facts.Opening).at, *one.moments)]
    return sorted(days)


def _row(case: CaseEvidence, listed: Appointment, post: Post, at: date) -> tuple[str, ...]:
    title = post_title(post.post, case.rulebook)
    gone = _gone(listed, post, at)
    if post.holders:
        state = "in" if len(post.holders) >= post_seats(post.post, case.rulebook, day_of(at)) else PARTLY
        return (title, state, ", ".join(post.holders), gone)
    if post.acting is not None:
        return (title, "acting", post.acting, gone)
    return (title, "vacant", "", gone)


def _gone(listed: Appointment, post: Post, at: date) -> str:
    """Who has gone from a post up to a moment and does not hold it now, each with when."""
    out = []
    for entry in listed.happened:
        done = entry.facts
        went = isinstance(done, facts.Resigned | facts.Dismissed | facts.Vacated)
        if went and isinstance(done, facts.Happened) and done.post == post.post and _by(done.at, at):
            out += [] if post.held_by(done.who) else [f"{done.who}, {_said(when(done.at))} (minute {entry.number})"]
    return "; ".join(out)


def _by(told: str, at: date) -> bool:
    return day_of(when(told)) <= day_of(at)


def _said(at: date) -> str:
    known = written(at)
    return wording.day(day_of(at)) + (f" {known[11:16]}" if "T" in known else "")


def _entry(drawing: Drawing, row: tuple[str, ...]) -> None:
    title, state, holder, gone = row
    drawing.gap(6)
    top = drawing.at
    kind = {"in": "box solid", "acting": "dashed"}.get(state, "box")
    drawing.pieces.append(element("rect", x=MARGIN, y=top + 2, width=SIDE, height=SIDE, class_=kind))
    if state == PARTLY:
        drawing.pieces.append(element("rect", x=MARGIN, y=top + 2, width=SIDE // 2, height=SIDE, class_="box solid"))
    drawing.say(title, indent=BOX, bold=True)
    said = {"in": f"In: {holder}", PARTLY: f"In: {holder}; a place vacant", "acting": f"Vacant; acting: {holder}"}
    drawing.say(said.get(state, "Vacant"), indent=BOX)
    if gone:
        drawing.say(f"Out: {gone}", SMALL, indent=BOX)
