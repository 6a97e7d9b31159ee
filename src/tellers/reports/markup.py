"""Builds HTML and SVG from values: whatever is not markup already is text and comes out escaped."""

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from tellers.words import visible

VOID = frozenset({"meta", "wbr"})
"""The elements used here that have no end tag."""


@dataclass(frozen=True)
class Markup:
    """A finished piece of a page; made by `element` only, so nothing unescaped gets in."""

    html: str


Node = Markup | str | int | None
"""What can stand inside an element; None leaves nothing."""


def element(name: str, /, *children: Node, **attributes: str | int | None) -> Markup:
    """One element; a trailing underscore and every other one turn an argument's name into the attribute's."""
    start = name + "".join(_attribute(key, value) for key, value in attributes.items() if value is not None)
    if name in VOID:
        return Markup(f"<{start}>")
    return Markup(f"<{start}>{joined(*children).html}</{name}>")


def joined(*children: Node) -> Markup:
    """Pieces one after the other."""
    return Markup("".join(_html(child) for child in children))


def breakable(fraction: str) -> Markup:
    """A fraction whose line may end after its stroke, and never within a number: half a number is another."""
    before, stroke, after = fraction.partition("/")
    return joined(before, stroke, element("wbr") if stroke else None, after)


def section(heading: str, *children: Node) -> Markup:
    """A part of the page under its heading."""
    return element("section", element("h2", heading), *children)


def table(
    caption: str, heads: Iterable[tuple[str, str | None]], rows: Iterable[Markup], class_: str | None = None
) -> Markup:
    """A table with its caption; each head is its words and, where there is one, its class."""
    cells = (element("th", words, scope="col", class_=kind) for words, kind in heads)
    return element(
        "table",
        element("caption", caption),
        element("thead", element("tr", *cells)),
        element("tbody", *rows),
        class_=class_,
    )


def facts_list(*facts: tuple[str, Node]) -> Markup:
    """Names beside what is said of them."""
    pairs = (joined(element("dt", name), element("dd", value)) for name, value in facts)
    return element("dl", *pairs, class_="facts")


def style_element(css: str) -> Markup:
    """The one style of a page: our own constant text, which a browser reads without escapes."""
    if "<" in css:
        raise ValueError("a style with '<' could end itself")
    return Markup(f"<style>{css}</style>")


def _attribute(key: str, value: str | int) -> str:
    text = escape(visible(str(value)), quote=False).replace('"', "&quot;")
    return f' {key.rstrip("_").replace("_", "-")}="{text}"'


def _html(child: Node) -> str:
    if isinstance(child, Markup):
        return child.html
    return "" if child is None else escape(visible(str(child)))
