"""The declaration of a contest as one page: no script, nothing loaded, made to be read, printed and kept."""

from tellers.proceedings.contest_declaration import ContestDeclaration
from tellers.reports import contest_wording as words
from tellers.reports import drawing, wording
from tellers.reports.chart_stages import result_drawing
from tellers.reports.contest_tables import (
    channels,
    count,
    fingerprints,
    needed,
    objections,
    papers,
    sealed,
    sections,
    signatures,
)
from tellers.reports.markup import Markup, element, facts_list, section
from tellers.reports.page import page_head
from tellers.reports.style import STYLE

PAGE_STYLE = f"""{STYLE}
.under {{ display: block; font-size: .8rem; color: var(--quiet); }}
td b.under {{ color: inherit; }}
.votes th {{ overflow-wrap: anywhere; }}
.votes th:first-child, .stages th {{ min-width: 5.5rem; }}
section .chart {{ display: block; margin: .4rem 0 1.1rem; }}
h1.contest, h3, dd, caption, .score, header p, .signatures th, .source {{ overflow-wrap: anywhere; }}
.together {{ break-inside: avoid; }}
@media (max-width: 40rem) {{
  .votes td, .votes th {{ font-size: .8rem; padding-right: .3rem; }}
  .votes thead th {{ font-size: .74rem; }}
  .votes .exact {{ font-size: .76rem; }}
  .votes th:first-child {{ min-width: 5.1rem; }}
  .stages th {{ min-width: 4.7rem; }}
}}
@media (max-width: 21rem) {{
  .votes th:first-child, .stages th {{ min-width: 0; }}
}}"""
"""The style of a motion's page, and what the tables of a count need besides."""

SECTIONS = (papers, channels, count, sections, needed, sealed, objections, fingerprints, signatures)
"""What follows the answer and the effects, in order; a section with nothing to say is left out."""


def contest_page(declaration: ContestDeclaration, opened: Markup | None = None, struck: str = "") -> str:
    """The whole page, in HTML, ending in a newline.

    `opened` is what stands open, told after the answer; `struck` goes before an answer that is annulled.
    """
    told = (part(declaration) for part in SECTIONS)
    main = element("main", _answer(declaration, struck), opened, _effects(declaration, struck), *told)
    body = element("body", _header(declaration), main, _footer(declaration))
    title = f"{struck}{words.headline(declaration)}. {declaration.title}, {declaration.founding.organisation}"
    head = page_head(title, PAGE_STYLE, (drawing.STYLE,))
    return "<!DOCTYPE html>\n" + element("html", head, body, lang="en-GB").html + "\n"


def _header(declaration: ContestDeclaration) -> Markup:
    founding = declaration.founding
    return element(
        "header",
        element("p", founding.organisation, class_="organisation", dir="auto"),
        element("p", founding.title, dir="auto"),
        element("p", f"Declaration of the result, {wording.day(declaration.on)}"),
    )


def _answer(declaration: ContestDeclaration, struck: str) -> Markup:
    return element(
        "div",
        element("h1", struck + words.answer(declaration), class_="contest", dir="auto"),
        element("p", declaration.title, class_="score", dir="auto"),
        result_drawing(declaration),
        _summary(declaration),
        class_="answer",
    )


def _summary(declaration: ContestDeclaration) -> Markup:
    announced, founding = declaration.contest.announced, declaration.founding
    again = () if announced.rerun_of is None else (("Held again", f"In place of {announced.rerun_of}, annulled."),)
    stand = ", ".join(one.name for one in announced.candidates)
    return facts_list(
        ("Candidates", element("span", stand, dir="auto")),
        ("Needed", element("span", " ".join(words.needed(declaration)), dir="auto")),
        ("Method", element("code", words.methods(declaration)) if declaration.count else "No ballot was held."),
        ("How known", "; ".join(f"{known}: {meaning}" for known, meaning in words.known_words(declaration)) or "—"),
        *again,
        ("Contest", f"{declaration.contest.id}, case {founding.case}, procedure {announced.procedure}"),
    )


def _effects(declaration: ContestDeclaration, struck: str) -> Markup:
    head = words.effects_head(struck)
    told = (
        element(
            "div",
            element("p", words.effect_sentence(one)),
            element("p", words.grounds_sentence(one), class_="quiet"),
        )
        for one in declaration.found.effects
    )
    none = element("p", "The rule book states no effect of it.")
    before = None if head is None else element("p", element("b", head))
    return section("What the result does", before, *(list(told) or [none]))


def _footer(declaration: ContestDeclaration) -> Markup:
    return element(
        "footer",
        element(
            "p",
            "This page holds no script and loads nothing. It says what ",
            element("code", f"declarations/{declaration.contest.id}.json"),
            " says. Whoever has the public record of the case can compute both again: ",
            element("code", "tellers verify CASE"),
            ".",
        ),
    )
