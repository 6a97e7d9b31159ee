"""Lays the tree of consequences out in a width: where each box, line and word of the drawing stands.

Where there is room an ending stands beside what follows from it, else above. Measures are whole pixels.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import chain

from tellers.decisions.tree import Kind, Node
from tellers.reports.lettering import width_of, wrapped
from tellers.reports.markup import Markup, element

TEXT, SMALL, NAME, TITLE = 15, 13, 16, 21
"""The sizes of letters in pixels: what is said, its terms, a procedure inside the tree, the procedure itself."""

LEADING = {TEXT: 20, SMALL: 18, NAME: 22, TITLE: 27}
"""The height of a line of each size."""

STEP, GAP, PAD, MARK = 18, 12, 12, 12
"""In pixels: how far a branch stands in, the space between branches, that inside a frame, and that after a mark."""

HEADED = 76
"""The height in pixels that is not cut in two at the head of an ending or a box."""

BADGE, BESIDE = 196, 520
"""The width of an ending's column, and the room from which on it stands beside what follows."""


SHEET, SLACK = 101669, 6
"""The height of a sheet of A4 within margins of 14 mm, in hundredths of a pixel; the pixels kept free at its edges."""


@dataclass(frozen=True)
class Place:
    """Where something begins, and how wide it may be; `sheets` marks a drawing that is cut into sheets of paper."""

    x: int
    y: int
    width: int
    sheets: bool = False

    def inside(self, left: int, right: int = 0) -> "Place":
        """The same place with space left free at its sides."""
        return replace(self, x=self.x + left, width=self.width - left - right)

    def below(self, y: int) -> "Place":
        """The same place further down."""
        return replace(self, y=y)

    def whole(self, height: int) -> "Place":
        """This place, or the top of the next sheet where so much height would be cut in two."""
        end = (self.y * 100 // SHEET + 1) * SHEET // 100
        return self.below(end + SLACK) if self.sheets and self.y + height > end - SLACK else self


@dataclass(frozen=True)
class Drawn:
    """What has been drawn, where it begins, and the first free line below it."""

    pieces: tuple[Markup, ...]
    bottom: int
    top: int = 0


def lay_out(root: Node, heading: tuple[str, ...], place: Place) -> Drawn:
    """The whole tree: the heading, the procedure, and every ending below it."""
    lead = _said(heading, place, SMALL, "small quiet")
    title = _said([root.text], place.below(lead.bottom), TITLE, "title")
    terms = _said(["; ".join(root.terms)], place.below(title.bottom + 2), SMALL, "small quiet")
    rest = _stacked(root.below, place.below(terms.bottom + GAP))
    return Drawn((*lead.pieces, *title.pieces, *terms.pieces, *rest.pieces), rest.bottom)


def _stacked(nodes: Iterable[Node], place: Place) -> Drawn:
    pieces: list[Markup] = []
    bottom = place.y
    for node in nodes:
        drawn = _node(node, place.below(bottom))
        pieces.extend(drawn.pieces)
        bottom = drawn.bottom + GAP
    return Drawn(tuple(pieces), bottom - GAP if pieces else bottom)


def _node(node: Node, place: Place) -> Drawn:
    match node.kind:
        case Kind.ENDING:
            return _ending(node, place)
        case Kind.PROCEDURE:
            return _framed(node, place)
        case Kind.HOLE | Kind.CIRCLE | Kind.ELSEWHERE:
            return _boxed(node, place)
    return _marked(node, place)


def _ending(node: Node, place: Place) -> Drawn:
    """A badge with the ending's name and how it comes about, and what follows beside or below it."""
    place = place.whole(HEADED)
    beside = place.width >= BESIDE
    narrow = replace(place, width=min(BADGE, place.width))
    badge = _badge(node, narrow)
    told = [node.text, "; ".join(node.terms)]
    column = (narrow if beside else place).below(badge.bottom + 4)
    terms = _said(told, column, SMALL, "small quiet")
    room = place.inside(BADGE + STEP) if beside else place.inside(STEP).below(terms.bottom + 8)
    rest = _stacked(node.below, room)
    bottom = max(terms.bottom, rest.bottom)
    rail = _line("rail", room.x - STEP // 2, room.y, rest.bottom) if node.below else ()
    return Drawn((*badge.pieces, *terms.pieces, *rail, *rest.pieces), bottom)


def _badge(node: Node, place: Place) -> Drawn:
    lines = wrapped(_capital(node.label), place.width - 2 * PAD, TEXT, bold=True)
    longest = max(width_of(line, TEXT, bold=True) for line in lines)
    height = len(lines) * LEADING[TEXT] + 8
    box = element("rect", x=place.x, y=place.y, width=longest + 2 * PAD, height=height, rx=height // 2, class_="badge")
    words = _lines(lines, place.inside(PAD).below(place.y + 4), TEXT, "strong on-badge")
    return Drawn((box, *words.pieces), place.y + height)


def _framed(node: Node, place: Place) -> Drawn:
    """A procedure that another opens, in a frame of its own with its own endings."""
    place = place.whole(HEADED)
    inner = place.inside(PAD, PAD).below(place.y + PAD)
    label = _said([_capital(node.label)], inner, SMALL, "small quiet")
    name = _said([node.text], inner.below(label.bottom), NAME, "name")
    terms = _said(["; ".join(node.terms)], inner.below(name.bottom + 2), SMALL, "small quiet")
    rest = _stacked(node.below, inner.below(terms.bottom + GAP))
    bottom = rest.bottom + PAD
    frame = _frame("frame", place, bottom)
    return Drawn((frame, *label.pieces, *name.pieces, *terms.pieces, *rest.pieces), bottom)


def _boxed(node: Node, place: Place) -> Drawn:
    """A place where the tree stops: the book says nothing, or what follows is told elsewhere."""
    place = place.whole(HEADED)
    kind = "edge" if node.kind is Kind.HOLE else "frame turn"
    word = "small strong hole-word" if node.kind is Kind.HOLE else "small quiet"
    inner = place.inside(PAD, PAD).below(place.y + 8)
    label = _said([_capital(node.label)], inner, SMALL, word, bold=node.kind is Kind.HOLE)
    text = _said([node.text], inner.below(label.bottom), TEXT, "")
    terms = _said(["; ".join(node.terms)], inner.below(text.bottom), SMALL, "small quiet")
    rest = _stacked(node.below, inner.below(terms.bottom + (8 if node.below else 0)))
    bottom = rest.bottom + 8
    return Drawn((_frame(kind, place, bottom), *label.pieces, *text.pieces, *terms.pieces, *rest.pieces), bottom)


def _marked(node: Node, place: Place) -> Drawn:
    """What follows, with a mark at its side: thick for what binds, broken for advice, thin for what comes with it."""
    inner = place.inside(MARK)
    text = _said([node.text], inner, TEXT, "")
    terms = _said([" · ".join((_capital(node.label), *node.terms))], inner.below(text.bottom), SMALL, "small quiet")
    mark = _line(_mark_of(node), place.x + 2, text.top + 1, terms.bottom - 1)
    rest = _stacked(node.below, inner.inside(STEP).below(terms.bottom + (8 if node.below else 0)))
    return Drawn((*mark, *text.pieces, *terms.pieces, *rest.pieces), rest.bottom)


def _mark_of(node: Node) -> str:
    if node.kind is Kind.EFFECT:
        return "mark" if node.binding else "mark advisory"
    return "mark cascade"


def _said(texts: Iterable[str], place: Place, size: int, class_: str, *, bold: bool = False) -> Drawn:
    """Texts one below the other, each in as many lines as it needs."""
    heavy = bold or size in {NAME, TITLE}
    lines = tuple(chain.from_iterable(wrapped(text, place.width, size, bold=heavy) for text in texts))
    return _lines(lines, place, size, class_)


def _lines(lines: Iterable[str], place: Place, size: int, class_: str) -> Drawn:
    pieces, top = [], None
    for line in lines:
        place = place.whole(LEADING[size])
        top = place.y if top is None else top
        pieces.append(element("text", line, x=place.x, y=place.y + LEADING[size] * 3 // 4, class_=class_ or None))
        place = place.below(place.y + LEADING[size])
    return Drawn(tuple(pieces), place.y, place.y if top is None else top)


def _line(class_: str, x: int, top: int, bottom: int) -> tuple[Markup, ...]:
    return (element("line", x1=x, x2=x, y1=top, y2=bottom, class_=class_),) if bottom > top else ()


def _frame(class_: str, place: Place, bottom: int) -> Markup:
    return element("rect", x=place.x, y=place.y, width=place.width, height=bottom - place.y, rx=6, class_=class_)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
