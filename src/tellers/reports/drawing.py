"""A drawing from top to bottom, 360 units wide: it is read at that width, enlarged, in the dark and in print.

Nothing in it is told by colour alone: fillings differ in black and white, and every figure stands in words.
"""

from dataclasses import dataclass, field
from fractions import Fraction

from tellers.figures import percent
from tellers.reports.lettering import width_of, wrapped
from tellers.reports.markup import Markup, element, style_element

WIDTH, MARGIN = 360, 8
SMALL, PLAIN, HEAD = 12, 14, 16
"""Sizes of letters."""

INNER = WIDTH - 2 * MARGIN
BAR = 26
"""The height of a bar."""

STYLE = (
    ".chart{--ink:#000;--paper:#fff;background:#fff;background:var(--paper);"
    'font-family:"DejaVu Sans",system-ui,sans-serif;max-width:34rem}'
    ".chart text{fill:#000;fill:var(--ink);font-size:14px}.chart .small{font-size:12px}"
    ".chart .head{font-size:16px;font-weight:700}.chart .strong{font-weight:700}"
    ".chart .box{stroke:#000;stroke:var(--ink);stroke-width:1;fill:#fff;fill:var(--paper)}"
    ".chart .solid{fill:#000;fill:var(--ink)}.chart .line{stroke:#000;stroke:var(--ink);stroke-width:1;fill:none}"
    ".chart .framed{stroke:#000;stroke:var(--ink);stroke-width:1}"
    ".chart .thick{stroke:#000;stroke:var(--ink);stroke-width:2.5}"
    ".chart .edge{stroke:#fff;stroke:var(--paper);stroke-width:6}.chart .back{fill:#fff;fill:var(--paper)}"
    ".chart .dashed{stroke:#000;stroke:var(--ink);stroke-width:1.5;stroke-dasharray:4 3;fill:none}"
    "@media screen and (prefers-color-scheme:dark){.chart{--ink:#f2f2ee;--paper:#16181a}}"
)
"""Constant text: its hash stands in the policy of a page that shows a drawing."""

FILLS = {"for": "solid", "against": "stripes", "blank": "dots", "spoiled": "grid", "not-returned": "empty"}
"""How each class of papers is filled."""


@dataclass
class Drawing:
    """A drawing while it is made; `at` is how far down it has come."""

    name: str
    at: int = MARGIN
    pieces: list[Markup] = field(default_factory=list)

    def say(self, text: str, size: int = PLAIN, *, indent: int = 0, bold: bool = False, room: int = INNER) -> None:
        """A paragraph across the drawing, or as far as there is room."""
        kind = {SMALL: "small", HEAD: "head"}.get(size, "strong" if bold else None)
        for line in wrapped(text, room - indent, size, bold=bold or size == HEAD):
            self.at += size + 3
            self.pieces.append(element("text", line, x=MARGIN + indent, y=self.at, class_=kind))
        self.at += 3

    def beside(self, text: str, top: int) -> None:
        """A figure at the right edge, on the first line of what was said from `top` on."""
        place: dict[str, str | int | None] = {"x": WIDTH - MARGIN, "y": top + SMALL + 3, "text_anchor": "end"}
        self.pieces.append(element("text", text, class_="small strong", **place))

    def gap(self, height: int = 8) -> None:
        """Some space."""
        self.at += height

    def swatch(self, filling: str, text: str) -> None:
        """An entry of a key: a filled box, and what it means."""
        top = self.at + 3
        self.pieces.append(element("rect", x=MARGIN, y=top, width=18, height=12, **self.filled(filling)))
        self.say(text, indent=26)

    def bar(self, parts: list[tuple[str, Fraction]], height: int = BAR) -> int:
        """One bar of parts, each with its filling and its share of the width; returns where its top lies."""
        top, start = self.at + 2, Fraction()
        for filling, share in parts:
            if share:
                place = {"x": shown(MARGIN + start * INNER), "y": str(top), "width": shown(share * INNER)}
                self.pieces.append(element("rect", **place, height=height, **self.filled(filling)))
            start += share
        self.at = top + height + 4
        return top

    def mark(self, share: Fraction, top: int, height: int = BAR) -> None:
        """A line across a bar, at a share of its width; across a thin one it does not reach the words above."""
        x, over = shown(MARGIN + share * INNER), 5 if height == BAR else 2
        for kind in ("edge", "thick"):
            self.pieces.append(element("line", x1=x, x2=x, y1=top - over, y2=top + height + over, class_=kind))

    def axis(self, top: int, height: int) -> None:
        """The line from which a bar begins, so that a bar of nothing is seen to be one."""
        self.pieces.append(element("line", x1=MARGIN, x2=MARGIN, y1=top, y2=top + height, class_="line"))

    def words_at(self, share: Fraction, text: str) -> None:
        """A line of words centred on a share of the width, as far as the edges allow."""
        half = Fraction(width_of(text, SMALL), 2)
        middle = min(max(MARGIN + share * INNER, MARGIN + half), WIDTH - MARGIN - half)
        self.at += SMALL + 3
        self.pieces.append(
            element("text", text, x=shown(Fraction(middle)), y=self.at, class_="small", text_anchor="middle")
        )
        self.at += 7

    def filled(self, filling: str) -> dict[str, str | int | None]:
        """The attributes of a filling: solid, stripes, dots, grid or empty."""
        if filling in {"solid", "empty"}:
            return {"class_": "box solid" if filling == "solid" else "box"}
        return {"class_": "framed", "fill": f"url(#{self.name}-{filling})"}

    def finished(self, title: str, description: str) -> Markup:
        """The whole drawing."""
        height = self.at + MARGIN
        return element(
            "svg",
            element("title", title, id=f"{self.name}-title"),
            element("desc", description, id=f"{self.name}-desc"),
            style_element(STYLE),
            self._patterns(),
            element("rect", width=WIDTH, height=height, class_="back"),
            *self.pieces,
            xmlns="http://www.w3.org/2000/svg",
            class_="chart",
            role="img",
            aria_labelledby=f"{self.name}-title {self.name}-desc",
            viewBox=f"0 0 {WIDTH} {height}",
            width="100%",
        )

    def _patterns(self) -> Markup:
        size: dict[str, str | int | None] = {"width": 8, "height": 8, "patternUnits": "userSpaceOnUse"}
        ground = element("rect", width=8, height=8, class_="back")
        stripes = element("path", d="M-2 10L10 -2M-2 2L2 -2M6 10L10 6", class_="line")
        grid = element("path", d="M0 4H8M4 0V8", class_="line")
        dots = element("circle", cx=4, cy=4, r=2, class_="solid")
        drawn = {"stripes": stripes, "grid": grid, "dots": dots}
        patterns = (element("pattern", ground, one, id=f"{self.name}-{kind}", **size) for kind, one in drawn.items())
        return element("defs", *patterns)


def shown(exact: Fraction) -> str:
    """A place in units, to two decimals, for drawing only."""
    return percent(exact / 100, 2).removesuffix("%")


def svg_file(drawing: Markup) -> bytes:
    """A drawing as a file of its own."""
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{drawing.html}\n'.encode()
