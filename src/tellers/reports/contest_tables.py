"""The parts of a contest's page: papers, the stages of the count, sections, what was needed, what it hangs on."""

from collections.abc import Iterator, Sequence

from tellers.figures import Figure
from tellers.proceedings.contest_declaration import ContestDeclaration
from tellers.reports import contest_wording as words
from tellers.reports import wording
from tellers.reports.chart_stages import stage_drawings
from tellers.reports.contest_steps import Row, Step, stages_of, steps_of
from tellers.reports.custody import rules_sentences, trustees_sentences, window_sentences
from tellers.reports.html_figures import known_badge
from tellers.reports.markup import Markup, Node, breakable, element, joined, section, table
from tellers.words import amount

ROOM, DIGIT, SPACE, MOST = 250, 8, 10, 3
"""In pixels of a telephone's page: what a table has beside the names, a digit and a cell's edge; the most columns."""


def papers(declaration: ContestDeclaration) -> Markup | None:
    """Every class of papers of each stage, with how it is known and where it is from."""
    groups = words.papers(declaration)
    if not groups:
        return None
    heads = (("Class", None), ("Papers", "number"), ("How known, and source", None))
    told: list[Node] = []
    for group in groups:
        name = f"{group.head}: papers by class" if group.head else "Papers by class"
        told.append(table(name, heads, [_paper_row(name, figure) for name, figure in group.rows]))
    spoiled = [
        element("li", f"{stage}: {amount(number, 'vote')} spoiled: {reason}", dir="auto")
        for stage, reason, number in declaration.spoiled
    ]
    return section("The papers", *told, element("ul", *spoiled) if spoiled else None)


def _paper_row(name: str, figure: Figure) -> Markup:
    known = joined(known_badge(figure.known.value), element("span", figure.source, class_="source", dir="auto"))
    return element(
        "tr",
        element("th", name, scope="row"),
        element("td", figure.value, class_="number"),
        element("td", known),
        class_="part" if name in {"Valid", "Blank", "Spoiled"} else "sum",
    )


def channels(declaration: ContestDeclaration) -> Markup | None:
    """Sealed ballots beside papers; left out where nobody voted on paper."""
    found = words.channels(declaration)
    if not found:
        return None
    heads = (("Votes", None), ("Sealed, proved", "number"), ("On paper, certified", "number"))
    tables = (
        table(
            f"{head}: by the form of the vote" if head else "By the form of the vote", heads, map(_channel_row, rows)
        )
        for head, rows in found
    )
    return section("Sealed ballots and papers", *tables)


def _channel_row(row: words.Channels) -> Markup:
    name = element("th", row.name, scope="row", dir="auto")
    cells = (wording.NONE if one is None else one.value for one in (row.sealed, row.paper))
    return element("tr", name, *(element("td", cell, class_="number") for cell in cells))


def count(declaration: ContestDeclaration) -> Markup | None:
    """Every stage of the count: the votes side by side, then each stage with its drawing and its shares."""
    drawings = dict(zip(steps_of(declaration), stage_drawings(declaration), strict=True))
    if not drawings:
        return None
    several = len(drawings) > 1
    parts: list[Node] = []
    for stage, steps in stages_of(declaration):
        name = words.stage_words(declaration, stage)
        parts.append(element("h3", name) if len(declaration.contest.tallies) > 1 else None)
        block = _block(steps)
        parts += [_votes(name, steps[at : at + block]) for at in range(0, len(steps), block)]
        for step in steps:
            parts += _step(step, drawings[step] if several else None, named=len(steps) > 1)
    return section("The count", *parts)


def _block(steps: Sequence[Step]) -> int:
    """How many stages stand beside one another, so that a telephone shows them."""
    longest = max(
        (len(text) for step in steps for row in step.rows for text in (row.text, row.change or "")), default=1
    )
    most = min(MOST, max(1, ROOM // (longest * DIGIT + SPACE)))
    return -(-len(steps) // -(-len(steps) // most))


def _votes(name: str, steps: Sequence[Step]) -> Markup:
    """The stages side by side; a candidate who has left has no figure any longer."""
    names = dict.fromkeys(row.name for step in steps for row in step.rows)
    heads = [("Candidate", None), *((step.head, "number") for step in steps)]
    rows = [_votes_row(one, [_row_of(step, one) for step in steps]) for one in names]
    last = ("Exhausted", [step.exhausted for step in steps]), ("Votes that elect", [step.line for step in steps])
    rows += [_plain_row(one, texts) for one, texts in last if any(texts)]
    changes = ", and below them what changed" if any(row.change for step in steps for row in step.rows) else ""
    return table(f"{name}: votes{changes}", heads, rows, class_="votes stages")


def _row_of(step: Step, name: str) -> Row | None:
    return next((row for row in step.rows if row.name == name), None)


def _votes_row(name: str, rows: Sequence[Row | None]) -> Markup:
    cells = (element("td", *_cell(row), class_="number") for row in rows)
    return element("tr", element("th", name, scope="row", dir="auto"), *cells)


def _cell(row: Row | None) -> Iterator[Node]:
    if row is None:
        yield wording.NONE
        return
    yield breakable(row.text)
    yield from (
        element("span", breakable(text), class_="under") for text in (row.of_whole, row.change) if text is not None
    )
    if row.state is not None:
        yield element("b", row.state_words, class_="under")


def _plain_row(name: str, texts: Sequence[str | None]) -> Markup:
    cells = (element("td", wording.NONE if text is None else text, class_="number") for text in texts)
    return element("tr", element("th", name, scope="row"), *cells, class_="sum")


def _step(step: Step, drawn: Markup | None, *, named: bool) -> Iterator[Node]:
    """One stage: what was done, what is to be said of it and its drawing, which stay together on paper."""
    heading = element("h3", step.head) if named else None
    remarks = (element("p", remark, class_="quiet") for remark in step.remarks)
    yield element("div", heading, *remarks, drawn, class_="together")
    yield _shares(step)


def _shares(step: Step) -> Markup | None:
    bases = list(dict.fromkeys(words.base_words(one) for row in step.rows for one in row.shares))
    if not bases:
        return None
    sizes = {words.base_words(one): one.base.size for row in step.rows for one in row.shares if one.base is not None}
    heads = [("Candidate", None), *((f"of {base} ({sizes[base]})", "number") for base in bases)]
    rows = [_share_row(row, bases) for row in step.rows]
    caption = f"{step.head}: shares of each base, rounded to one place, and exact"
    return table(caption, heads, rows, class_="votes")


def _share_row(row: Row, bases: Sequence[str]) -> Markup:
    found = {words.base_words(one): one for one in row.shares}
    cells = (element("td", _share(found.get(base)), class_="number") for base in bases)
    return element("tr", element("th", row.name, scope="row", dir="auto"), *cells)


def _share(figure: Figure | None) -> Node:
    if figure is None:
        return None
    return joined(wording.percentage(figure), element("span", breakable(wording.exact_share(figure)), class_="exact"))


def sections(declaration: ContestDeclaration) -> Markup | None:
    """Votes by section, of groups that are large enough."""
    found = list(words.sections(declaration))
    if not found:
        return None
    heads = (("Candidate", None), ("Votes", "number"), ("Share of the section", "number"))
    tables = (table(head, heads, [_section_row(*pair) for pair in pairs], class_="votes") for head, pairs in found)
    note = element("p", "A section of fewer votes than the minimum cell stands together with others.", class_="quiet")
    return section("Votes by section", *tables, note)


def _section_row(figure: Figure, share: Figure) -> Markup:
    name = element("th", words.candidate_of(figure), scope="row", dir="auto")
    return element(
        "tr", name, element("td", figure.value, class_="number"), element("td", _share(share), class_="number")
    )


def needed(declaration: ContestDeclaration) -> Markup | None:
    """Each threshold held against its count, with the clause or what is assumed."""
    found = list(words.thresholds(declaration))
    if not found:
        return None
    told = (
        element(
            "li",
            element("b", f"{words.threshold_name(one)}. "),
            words.threshold_sentence(one, name),
            " ",
            element("code", one.text),
            f": {words.grounds_sentence(one)}",
            dir="auto",
        )
        for name, one in found
    )
    return section("What was needed", element("ul", *told))


def sealed(declaration: ContestDeclaration) -> Markup | None:
    """The sealed ballots: archive, registrar, each trustee by camp and whether they decrypted, and by which rules."""
    if not declaration.elections:
        return None
    told = []
    for ballot in declaration.elections:
        opened = ballot.opened
        said = f"{opened.stage}, ballot {opened.number}: registrar {opened.registrar}; archive "
        who = (element("li", one, dir="auto") for one in trustees_sentences(ballot))
        told.append(element("li", said, element("code", opened.uuid), element("ul", *who), dir="auto"))
    rules = (element("p", one, dir="auto") for one in rules_sentences(declaration.custody))
    return section("The sealed ballots", element("ul", *told), *rules)


def objections(declaration: ContestDeclaration) -> Markup | None:
    """Until when objections could be made, and each with its answer or as open; left out where there is neither."""
    said = (*window_sentences(declaration.window), *map(wording.objection_sentence, declaration.objections))
    entries = (element("li", one, dir="auto") for one in said)
    return section("Objections and breaches", element("ul", *entries)) if said else None


def fingerprints(declaration: ContestDeclaration) -> Markup:
    """What the result hangs on, to compare by eye or aloud."""
    rows = [
        element("tr", element("th", name, scope="row"), element("td", element("code", wording.in_groups(value))))
        for name, value in words.fingerprints(declaration)
    ]
    key = element("p", "The key of the minutes: ", element("code", declaration.founding.key))
    heads = (("Of", None), ("Fingerprint, in groups of four", None))
    caption = "Compare these with the minute book and the archives"
    return section("Fingerprints", table(caption, heads, rows, class_="prints"), key)


def signatures(declaration: ContestDeclaration) -> Markup:
    """Lines for a printed copy; on a screen they are not shown."""
    names = ["Secretary", *(f"Teller: {name}" for name in words.counters(declaration))]
    rows = [element("tr", element("th", name, scope="row"), element("td"), element("td")) for name in names]
    heads = (("Name", None), ("Signature", None), ("Date", None))
    return element("div", section("Signed", table("For a printed copy", heads, rows)), class_="signatures")
