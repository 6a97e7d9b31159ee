"""The tables of a declaration's page: papers, shares, sealed beside paper, thresholds."""

from tellers.decisions.conditions import Met
from tellers.figures import Figure
from tellers.proceedings.declaration import Declaration
from tellers.reports import wording
from tellers.reports.markup import Markup, Node, breakable, element, joined, section, table

PARTS = ("valid", "for", "against", "blank", "spoiled")
"""Classes that are parts of what was returned."""

BASES = ("valid", "papers", "entitled")
"""The bases that have a column in the table of shares."""


def papers(declaration: Declaration) -> Markup:
    """Every class of papers, with how it is known and where it is from."""
    rows = [_paper_row(declaration, id_) for id_ in wording.CLASSES]
    used = {declaration.figure(id_).known.value for id_ in wording.CLASSES}
    meanings = (
        element("li", known_badge(known), f" {meaning}") for known, meaning in wording.KNOWN.items() if known in used
    )
    return section(
        "The papers",
        table(
            "Papers by class, with how each number is known and the entry of the record it is from",
            (("Class", None), ("Papers", "number"), ("How known, and source", None)),
            rows,
        ),
        _sums(declaration),
        element("ul", *meanings, class_="meanings"),
    )


def _paper_row(declaration: Declaration, id_: str) -> Markup:
    figure = declaration.figure(id_)
    return element(
        "tr",
        element("th", wording.CLASSES[id_], scope="row"),
        element("td", figure.value, class_="number"),
        element("td", _known(figure), _reasons(declaration) if id_ == "spoiled" else None),
        class_="part" if id_ in PARTS else "sum",
    )


def _known(figure: Figure) -> Markup:
    return joined(known_badge(figure.known.value), element("span", figure.source, class_="source", dir="auto"))


def known_badge(known: str) -> Markup:
    """How a figure is known, in a frame: thick for proved, thin for certified, dashed for assumed."""
    return element("span", known, class_=f"known {known}")


def _reasons(declaration: Declaration) -> Markup | None:
    groups = [element("li", f"{one.papers}: {one.reason}", dir="auto") for one in declaration.spoiled]
    return element("ul", *groups) if groups else None


def _sums(declaration: Declaration) -> Markup:
    return joined(*(element("p", f"{line}.", class_="quiet") for line in wording.sums(declaration)))


def shares(declaration: Declaration) -> Markup:
    """Every share of every base that fits, rounded for reading and exact."""
    sizes = {"valid": "valid", "papers": "returned", "entitled": "entitled"}
    heads = [(f"of {wording.BASES[base]} ({declaration.figure(sizes[base]).value})", "number") for base in BASES]
    rows = [row for id_ in wording.CLASSES if (row := _share_row(declaration, id_)) is not None]
    return section(
        "Shares",
        table(
            "Each class as a share of each base: rounded to one place, and exact",
            (("Class", None), *heads),
            rows,
        ),
    )


def _share_row(declaration: Declaration, id_: str) -> Markup | None:
    found = {one.base.name: one for one in wording.shares(declaration, id_) if one.base is not None}
    if not found:
        return None
    cells = (element("td", _share(found.get(base)), class_="number") for base in BASES)
    return element("tr", element("th", wording.CLASSES[id_], scope="row"), *cells)


def _share(figure: Figure | None) -> Node:
    if figure is None:
        return None
    return joined(wording.percentage(figure), element("span", breakable(wording.exact_share(figure)), class_="exact"))


def split(declaration: Declaration) -> Markup | None:
    """Sealed ballots beside papers; left out where one form alone was used."""
    rows = wording.split(declaration)
    if not rows:
        return None
    whole = rows[-1]
    note = wording.split_note(declaration)
    heads = (
        ("Class", None),
        (wording.form_words("Sealed", whole.sealed), "number"),
        (wording.form_words("On paper", whole.paper), "number"),
        ("Together", "number"),
    )
    return section(
        "Sealed ballots and papers",
        table("Papers by class and by the form they were cast in", heads, [_split_row(row) for row in rows]),
        _form("Sealed ballots", whole.sealed),
        _form("Papers", whole.paper),
        None if note is None else element("p", note),
    )


def _split_row(row: wording.SplitRow) -> Markup:
    figures = (row.sealed, row.paper, row.total)
    cells = (element("td", wording.NONE if one is None else one.value, class_="number") for one in figures)
    kind = "sum" if row.total.id == "returned" else None
    return element("tr", element("th", row.name, scope="row"), *cells, class_=kind)


def _form(name: str, figure: Figure | None) -> Markup | None:
    return None if figure is None else element("p", f"{name}: ", _known(figure))


def thresholds(declaration: Declaration) -> Markup:
    """Each threshold held against its count, with the clause or what is assumed."""
    heads = (("Rule", None), ("Counted", "number"), ("Needed", "number"), ("Met", None))
    rows = [_threshold_row(met) for met in declaration.finding.thresholds]
    grounds = (
        element("p", element("code", met.threshold.text), ": ", wording.grounds_sentence(met.grounds))
        for met in declaration.finding.thresholds
    )
    return section(
        "What was needed",
        table("Thresholds, held against the count by exact arithmetic", heads, rows),
        *grounds,
    )


def _threshold_row(met: Met) -> Markup:
    return element(
        "tr",
        element("th", wording.threshold_words(met).capitalize(), scope="row"),
        element("td", f"{met.count_size} {met.threshold.count}", class_="number"),
        element("td", met.needed, class_="number"),
        element("td", element("b", "Met" if met.met else "Not met")),
    )
