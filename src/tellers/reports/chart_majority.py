"""The majority on each base: everyone counted in it as one bar, with a mark where each threshold lies.

A mark is the number that the rule asks for on its own base; on the other bars it is the same number of papers. No bar
says what another rule would have asked for.
"""

from fractions import Fraction

from tellers.decisions.conditions import Met
from tellers.figures import Figure
from tellers.proceedings.declaration import Declaration
from tellers.reports import wording
from tellers.reports.chart import Chart
from tellers.reports.drawing import FILLS, HEAD, SMALL, Drawing

BARS: dict[str, tuple[str, ...]] = {
    "valid": ("for", "against"),
    "papers": ("for", "against", "blank", "spoiled"),
    "entitled": ("for", "against", "blank", "spoiled", "not-returned"),
}
"""The classes that make up each base, in order."""

SIZES = {"valid": "valid", "papers": "returned", "entitled": "entitled"}
"""The figure that is the size of each base."""

MARKED = {"for": frozenset(BARS), "valid": frozenset(BARS), "papers": frozenset({"papers", "entitled"})}
"""What can be read off a bar as a length from its beginning, and on which bars."""

HEADS = ("Figure", "Papers", "Of", "Share", "Exact")
NAME = "majority"


def majority_chart(declaration: Declaration) -> Chart:
    """The bars of a declared motion, with every figure of the declaration in the table beside them."""
    title = f"{wording.headline(declaration)}. {wording.day(declaration.on)}"
    drawing = _drawn(declaration, title)
    markup = drawing.finished(title, description(declaration))
    return Chart(NAME, "Majority on each base", markup, HEADS, rows(declaration))


def description(declaration: Declaration) -> str:
    """Everything that the drawing shows, in words, and the day of the declaration."""
    parts = [f"{wording.CLASSES[id_]} {declaration.figure(id_).value}." for id_ in wording.CLASSES]
    for id_ in wording.CLASSES:
        found = [one for one in wording.shares(declaration, id_) if one.fraction is not None]
        shares = ", ".join(f"{wording.share_words(one)} ({wording.exact_share(one)})" for one in found)
        parts += [f"{wording.CLASSES[id_]}: {shares}."] if shares else []
    parts += [threshold_line(met) for met in declaration.finding.thresholds]
    known = wording.day(declaration.known_on)
    return " ".join([*parts, f"Declared on {wording.day(declaration.on)}, as known on {known}."])


def threshold_line(met: Met) -> str:
    """A threshold with its name: "Needed: more than 1/2 of 212 valid votes, so 107. There were 172 for: met."."""
    return f"{wording.threshold_name(met)}: {wording.threshold_sentence(met)}"


def rows(declaration: Declaration) -> tuple[tuple[str, ...], ...]:
    """Every count, every share and every threshold of a declaration, as rows of one table."""
    counts = [(name, str(declaration.figure(id_).value), "", "", "") for id_, name in wording.CLASSES.items()]
    shares = [_share_row(one) for id_ in wording.CLASSES for one in wording.shares(declaration, id_)]
    needed = [_needed_row(met) for met in declaration.finding.thresholds]
    return (*counts, *shares, *needed)


def _share_row(figure: Figure) -> tuple[str, ...]:
    base = "" if figure.base is None else wording.BASES[figure.base.name]
    name = wording.CLASSES[figure.id.partition("-of-")[0]]
    return (name, str(figure.value), base, wording.percentage(figure), wording.exact_share(figure))


def _needed_row(met: Met) -> tuple[str, ...]:
    needed = wording.NONE if met.needed is None else str(met.needed)
    said = "met" if met.met else "NOT MET"
    return (f"{wording.threshold_name(met)} ({said})", needed, wording.threshold_words(met), "", "")


def _drawn(declaration: Declaration, title: str) -> Drawing:
    drawing = Drawing(NAME)
    drawing.say(title, HEAD)
    for met in declaration.finding.thresholds:
        drawing.say(threshold_line(met), SMALL)
    for base, classes in BARS.items():
        size = declaration.figure(SIZES[base]).value
        if size:
            _bar(drawing, declaration, classes, (base, size))
    drawing.gap()
    for id_ in BARS["entitled"]:
        drawing.swatch(FILLS[id_], f"{wording.CLASSES[id_]} {declaration.figure(id_).value}")
    return drawing


def _bar(drawing: Drawing, declaration: Declaration, classes: tuple[str, ...], base: tuple[str, int]) -> None:
    name, size = base
    drawing.gap(12)
    drawing.say(f"Of {size} {wording.BASES[name] if name != 'entitled' else 'entitled'}", bold=True)
    marks = [met for met in declaration.finding.thresholds if _marked(met, base)]
    for met in marks:
        drawing.words_at(Fraction(met.needed or 0, size), f"{met.needed} {wording.threshold_name(met).lower()}")
    top = drawing.bar([(FILLS[id_], Fraction(declaration.figure(id_).value, size)) for id_ in classes])
    for met in marks:
        drawing.mark(Fraction(met.needed or 0, size), top)
    drawing.say("; ".join(_shares_on(declaration, classes, name)), SMALL)


def _shares_on(declaration: Declaration, classes: tuple[str, ...], base: str) -> list[str]:
    by_id = {figure.id: figure for figure in declaration.figures}
    found = ((id_, by_id.get(f"{id_}-of-{base}")) for id_ in classes)
    return [
        f"{wording.CLASSES[id_]} {one.value} ({wording.percentage(one)})"
        for id_, one in found
        if one is not None and one.value
    ]


def _marked(met: Met, base: tuple[str, int]) -> bool:
    name, size = base
    return met.needed is not None and name in MARKED.get(met.threshold.count, ()) and met.needed <= size
