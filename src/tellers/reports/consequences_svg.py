"""The tree of consequences as one SVG file that is read on a telephone, on a screen and on paper.

It holds the tree laid out in three widths, of which the style shows the one that fits. No script, nothing from
elsewhere. Its description says the whole tree in words for those who do not see it.
"""

from collections.abc import Iterator

from tellers.decisions.tree import Node, Tree
from tellers.reports.consequences_layout import Drawn, Place, lay_out
from tellers.reports.consequences_lifting import lifted
from tellers.reports.consequences_style import MIDDLE, NARROW, WIDE, style
from tellers.reports.consequences_text import sentence
from tellers.reports.markup import Markup, element, style_element

EDGE = 12
"""The edge of the drawing in pixels."""

ROOM = {NARROW: 1, MIDDLE: 2, WIDE: 3}
"""How deep procedures stand inside each other in each width."""


def consequences_svg(tree: Tree) -> str:
    """The drawing, a whole SVG file."""
    drawn = {width: _drawn(tree, width) for width in (NARROW, MIDDLE, WIDE)}
    heights = {width: one.bottom + EDGE for width, one in drawn.items()}
    root = element(
        "svg",
        element("title", f"What follows from {tree.root.text}, as on {tree.on}", id="title"),
        element("desc", " ".join(_sentences(tree.root)), id="desc"),
        style_element(style(heights)),
        element("rect", x=0, y=0, width="100%", height="100%", class_="ground"),
        *(_layer(one, width, heights[width]) for width, one in drawn.items()),
        xmlns="http://www.w3.org/2000/svg",
        role="img",
        aria_labelledby="title desc",
        lang="en",
        class_="drawing",
        width=WIDE,
        height=heights[WIDE],
    )
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{root.html}\n'


def _drawn(tree: Tree, width: int) -> Drawn:
    heading = (f"{tree.organisation}: {tree.title}", f"What follows, by the rules as on {tree.on}, from")
    return lay_out(
        lifted(tree.root, ROOM[width]), heading, Place(EDGE, EDGE, width - 2 * EDGE, sheets=width == MIDDLE)
    )


def _layer(drawn: Drawn, width: int, height: int) -> Markup:
    """One layout; it is never drawn larger than it is, and shrinks where even the narrow one is too wide."""
    inner = element(
        "svg",
        *drawn.pieces,
        viewBox=f"0 0 {width} {height}",
        width="100%",
        height=height,
        preserveAspectRatio="xMidYMin meet",
    )
    return element("g", inner, class_=f"w{width}")


def _sentences(node: Node) -> Iterator[str]:
    """The tree in words, from the top down; a way that ends says so, so that a listener can follow."""
    terms = f" ({'; '.join(node.terms)})" if node.terms else ""
    said = f"{sentence(node)}{terms}"
    yield said if said.endswith((".", "?")) else f"{said}."
    for child in node.below:
        yield from _sentences(child)
