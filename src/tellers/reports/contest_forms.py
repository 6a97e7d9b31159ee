"""The forms in which a declared contest is reported: embed, PDF, text, page and figures, all of one declaration."""

import re

from tellers import canonical
from tellers.canonical import sha256_hex
from tellers.reports import contest_wording as words
from tellers.reports import drawing, wording
from tellers.reports.chart_stages import result_chart
from tellers.reports.contest_html import contest_page
from tellers.reports.contest_text import contest_text
from tellers.reports.embed import STYLE
from tellers.reports.markup import element
from tellers.reports.page import page_head
from tellers.reports.pdf import Attached, in_print, pdf_of
from tellers.reports.reported import ReportedContest, doubts_section, doubts_text

DRAWN = re.compile(r'<svg xmlns="[^"]*" class="chart".*?</svg>', re.DOTALL)
"""A drawing in a page."""


def text(reported: ReportedContest) -> bytes:
    """The declaration as plain text, and what stands open."""
    opened = doubts_text(reported.doubts)
    return (contest_text(reported.declaration, reported.struck) + (f"\n{opened}" if opened else "")).encode()


def figures(reported: ReportedContest) -> bytes:
    """The declaration as JSON, and what stands open."""
    return canonical.encode(reported.to_json()) + b"\n"


def page(reported: ReportedContest) -> bytes:
    """The declaration as a page."""
    return contest_page(reported.declaration, doubts_section(reported.doubts), reported.struck).encode()


def pdf(reported: ReportedContest) -> bytes:
    """The page as a PDF, with the declaration attached."""
    html = DRAWN.sub(lambda found: in_print(found.group()), page(reported).decode())
    declaration = reported.declaration
    return pdf_of(html, Attached(f"{declaration.contest.id}.json", declaration.encode()), declaration.on)


def embed(reported: ReportedContest) -> bytes:
    """A small page, for the `src` or the `srcdoc` of an iframe with an empty `sandbox`."""
    declaration = reported.declaration
    founding, answer = declaration.founding, reported.struck + words.answer(declaration)
    body = element(
        "body",
        element("h1", answer, dir="auto"),
        element("p", declaration.title, dir="auto"),
        element("p", f"{founding.organisation}, {founding.title}", dir="auto"),
        element("p", f"Declared on {wording.day(declaration.on)}."),
        *(element("p", f"{group.head} {_papers(group)}".strip()) for group in words.papers(declaration)),
        element("p", f"Needed: {' '.join(words.needed(declaration))}", dir="auto"),
        doubts_section(reported.doubts),
        result_chart(declaration, reported.struck).section,
        element("p", f"SHA-256 of declarations/{declaration.contest.id}.json: {sha256_hex(declaration.encode())}"),
    )
    head = page_head(f"{answer}. {declaration.title}", STYLE, (drawing.STYLE,))
    return ("<!DOCTYPE html>\n" + element("html", head, body, lang="en-GB").html + "\n").encode()


def _papers(group: words.Papers) -> str:
    return ", ".join(f"{name}: {figure.value}" for name, figure in group.rows) + "."
