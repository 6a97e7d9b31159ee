"""The index of a bundle as a page, and all its texts as one document to print."""

from collections.abc import Iterable
from datetime import datetime
from urllib.parse import quote

from tellers.reports import bundle_texts
from tellers.reports.bundle_texts import Listing
from tellers.reports.forms import Material
from tellers.reports.markup import Markup, Node, element, facts_list, joined, section, table
from tellers.reports.page import PAGE_STYLE, page_head
from tellers.reports.reported import doubts_section

STYLE = f"""{PAGE_STYLE}
.documents td, .left th {{ overflow-wrap: anywhere; }}
.documents code {{ display: block; font-size: .78rem; }}
.left th {{ font-weight: 400; }}
.lines p {{ margin: 0; white-space: pre-wrap; font: 8.6pt/1.35 "DejaVu Sans Mono", monospace; }}
.documents th[scope=row] {{ min-width: 0; }}
a {{ color: inherit; }}"""
"""The style of other pages, and what a list of documents and lines of 80 columns need besides."""


HANGING = " " * 6
"""What a later line of a paragraph begins with."""


def index_page(material: Material, listing: Listing, at: datetime) -> bytes:
    """The index, from which every document can be opened."""
    return _page(material, *_index(material, listing, at, linked=True))


def printed(material: Material, index: tuple[Listing, datetime], texts: Iterable[tuple[str, str]]) -> str:
    """The index, then each text with its title, whole and in its own lines."""
    parts = (element("section", element("h2", title), _lines(text)) for title, text in texts)
    return _page(material, *_index(material, *index, linked=False), *parts).decode()


def _page(material: Material, *parts: Node) -> bytes:
    title = f"Bundle: {material.case.founding.title}"
    body = element("body", element("main", *parts))
    head = page_head(title, STYLE)
    return ("<!DOCTYPE html>\n" + element("html", head, body, lang="en-GB").html + "\n").encode()


def _index(material: Material, listing: Listing, at: datetime, *, linked: bool) -> tuple[Node, ...]:
    book, founding = material.case.book, material.case.founding
    facts = facts_list(
        ("Organisation", element("span", founding.organisation, dir="auto")),
        ("Case", founding.case),
        ("Made", at.isoformat()),
        ("Minutes", joined(f"{book.size}, head ", element("code", book.head))),
        ("Key of the minutes", element("code", founding.key)),
    )
    results = (element("p", one, dir="auto") for one in _paragraphs(bundle_texts.results(material)))
    nothing = section("What stands open in the record", element("p", "Nothing."))
    return (
        element("h1", f"Bundle: {founding.title}", dir="auto"),
        facts,
        section("How it ended", *results),
        doubts_section(material.every_doubt) or nothing,
        _documents(listing, linked=linked),
        _left_out(listing),
        _checking(),
    )


def _paragraphs(lines: Iterable[str]) -> list[str]:
    """Paragraphs whose later lines hang further in, each as one line again."""
    found: list[str] = []
    for line in lines:
        if found and line.startswith(HANGING):
            found[-1] += f" {line.strip()}"
        else:
            found.append(line.strip())
    return found


def _documents(listing: Listing, *, linked: bool) -> Markup:
    heads = (("No.", None), ("Pages", None), ("Document, where it lies, and its SHA-256", None))
    rows = (_document(*one, linked=linked) for one in listing.documents)
    caption = "60 lines of a text are a page; another file is one"
    return section("Documents", table(caption, heads, rows, class_="documents"))


def _document(number: str, pages: str, named: str, digest: str, *, linked: bool) -> Markup:
    path, _, title = named.partition(": ")
    name = element("a", title, href=quote(path)) if linked else title
    cell = element("td", name, element("code", path), element("code", digest))
    return element("tr", element("th", number, scope="row"), element("td", pages), cell)


def _left_out(listing: Listing) -> Markup:
    rows = (
        element("tr", element("th", element("code", name), scope="row"), element("td", why))
        for name, why in listing.left_out
    )
    heads = (("What", None), ("Why", None))
    return section("Left out", table("What is not inside, and why", heads, rows, class_="left"))


def _checking() -> Markup:
    return section(
        "To check",
        element(
            "p",
            element("code", "sha256sum --check SHA256SUMS"),
            ": every file but SHA256SUMS itself and bundle.pdf, to which it is attached.",
        ),
        element("p", element("code", "tellers verify 5-record"), ": the whole record, by its own evidence."),
    )


def _lines(text: str) -> Markup:
    """A text in its own lines; an empty one is a line too."""
    return element("div", *(element("p", line or " ") for line in text.rstrip("\n").split("\n")), class_="lines")
