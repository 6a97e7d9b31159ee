"""The majority bar: everyone entitled as one line in their classes, with a mark where each threshold lies.

The order for, against, blank, spoiled, not returned makes one scale serve every threshold: a mark for a count of
`for`, `valid` or `papers` is met when the edge of what it counts lies at or beyond it. Positions are exact shares,
written to three places for drawing only.
"""

from fractions import Fraction

from tellers.decisions.conditions import Met
from tellers.figures import percent
from tellers.proceedings.declaration import Declaration
from tellers.reports import wording
from tellers.reports.markup import Markup, element, joined

SEGMENTS = ("for", "against", "blank", "spoiled", "not-returned")

ROW, HEIGHT, OVERHANG = 22, 48, 5
"""In pixels: a row of words above the bar, the bar, and how far a mark reaches beyond it."""

EDGE = Fraction(1, 6)
"""Nearer to an edge than this share of the width, a mark's words stand on its inner side."""


def majority_bar(declaration: Declaration) -> Markup | None:
    """The bar as SVG, with its title and its numbers in words; None where nobody is entitled."""
    entitled = declaration.figure("entitled").value
    if entitled == 0:
        return None
    drawn = {"for", "valid", "papers"}
    thresholds = declaration.finding.thresholds
    marks = [met for met in thresholds if met.needed is not None and met.threshold.count in drawn]
    top = ROW * len(marks) + OVERHANG
    return element(
        "svg",
        element("title", f"{wording.headline(declaration)}, of {entitled} entitled", id="bar-title"),
        element("desc", _description(declaration), id="bar-desc"),
        _patterns(),
        *_segments(declaration, entitled, top),
        *(_mark(met, entitled, row, top) for row, met in enumerate(marks)),
        class_="bar",
        role="img",
        aria_labelledby="bar-title bar-desc",
        width="100%",
        height=top + HEIGHT + OVERHANG,
    )


def swatch(id_: str) -> Markup:
    """The filling of one class, for the key beside the bar."""
    box = element("rect", x=1, y=1, width=18, height=14, class_=f"fill {id_}", fill=_fill(id_))
    return element("svg", box, class_="swatch", width=20, height=16, aria_hidden="true")


def _description(declaration: Declaration) -> str:
    parts = [f"{wording.CLASSES[id_]} {declaration.figure(id_).value}" for id_ in SEGMENTS]
    lines = [
        f"{wording.threshold_name(met)}: {wording.threshold_sentence(met)}" for met in declaration.finding.thresholds
    ]
    return " ".join([", ".join(parts) + ".", *lines])


def _segments(declaration: Declaration, entitled: int, top: int) -> list[Markup]:
    drawn, start = [], 0
    for id_ in SEGMENTS:
        size = declaration.figure(id_).value
        if size:
            drawn.append(_segment(id_, Fraction(start, entitled), Fraction(size, entitled), top))
        start += size
    return drawn


def _segment(id_: str, start: Fraction, share: Fraction, top: int) -> Markup:
    place: dict[str, str | int | None] = {"x": _place(start), "y": top, "width": _place(share), "height": HEIGHT}
    return element("rect", class_=f"fill {id_}", fill=_fill(id_), **place)


def _mark(met: Met, entitled: int, row: int, top: int) -> Markup:
    at = Fraction(met.needed or 0, entitled)
    if at > 1:
        return joined()
    anchor = "start" if at < EDGE else "end" if at > 1 - EDGE else "middle"
    line: dict[str, str | int | None] = {
        "x1": _place(at),
        "x2": _place(at),
        "y1": ROW * (row + 1) - 4,
        "y2": top + HEIGHT + OVERHANG,
    }
    return joined(
        element("line", class_="mark-edge", **line),
        element("line", class_="mark", **line),
        element(
            "text",
            f"{met.needed} {wording.threshold_name(met).lower()}",
            x=_place(at),
            y=ROW * row + 14,
            text_anchor=anchor,
        ),
    )


def _patterns() -> Markup:
    """Fillings that differ in black and white too: stripes, dots, a grid; "for" is solid, "not returned" empty."""
    size: dict[str, str | int | None] = {"width": 8, "height": 8, "patternUnits": "userSpaceOnUse"}
    ground = element("rect", width=8, height=8, class_="ground")
    stripe = element("path", d="M-2 10L10 -2M-2 2L2 -2M6 10L10 6", class_="stroke")
    return element(
        "defs",
        element("pattern", ground, stripe, id="fill-against", **size),
        element("pattern", ground, element("circle", cx=4, cy=4, r=2, class_="dot"), id="fill-blank", **size),
        element("pattern", ground, element("path", d="M0 0L8 8M8 0L0 8", class_="stroke"), id="fill-spoiled", **size),
    )


def _fill(id_: str) -> str | None:
    return f"url(#fill-{id_})" if id_ in {"against", "blank", "spoiled"} else None


def _place(share: Fraction) -> str:
    return percent(share, 3)
