"""The declaration as one page: no script, nothing loaded, made to be read, printed and kept."""

from tellers.proceedings.declaration import Declaration
from tellers.reports import wording
from tellers.reports.bar import SEGMENTS, majority_bar, swatch
from tellers.reports.html_figures import papers, shares, split, thresholds
from tellers.reports.html_rules import assumed, could_follow, effects
from tellers.reports.html_signed import agents, corrections, fingerprints, objections, signatures, trustees
from tellers.reports.markup import Markup, element, facts_list, joined, style_element
from tellers.reports.style import STYLE, style_hash

SECTIONS = (
    papers,
    shares,
    split,
    thresholds,
    effects,
    could_follow,
    assumed,
    objections,
    agents,
    corrections,
    trustees,
    fingerprints,
    signatures,
)
"""What follows the answer, in order; a section with nothing to say is left out."""


def declaration_page(declaration: Declaration, opened: Markup | None = None) -> str:
    """The whole page, in HTML, ending in a newline; `opened` is what stands open, told after the answer."""
    sections = (section(declaration) for section in SECTIONS)
    main = element("main", _answer(declaration), opened, *sections)
    body = element("body", _header(declaration), main, _footer(declaration))
    return "<!DOCTYPE html>\n" + element("html", _head(declaration), body, lang="en-GB").html + "\n"


def _head(declaration: Declaration) -> Markup:
    policy = f"default-src 'none'; style-src {style_hash()}; base-uri 'none'; form-action 'none'"
    subject = declaration.subject
    return element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=policy),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("title", f"{wording.headline(declaration)}. {subject.title}, {subject.organisation}"),
        style_element(STYLE),
    )


def _header(declaration: Declaration) -> Markup:
    subject = declaration.subject
    return element(
        "header",
        element("p", subject.organisation, class_="organisation", dir="auto"),
        element("p", subject.title, dir="auto"),
        element("p", f"Declaration of the result, {wording.day(declaration.on)}"),
    )


def _answer(declaration: Declaration) -> Markup:
    return element(
        "div",
        element("h1", "Motion ", element("span", declaration.finding.outcome.value, class_="outcome")),
        element("p", wording.score(declaration), class_="score"),
        element("blockquote", element("p", declaration.subject.question, dir="auto"), class_="question"),
        majority_bar(declaration),
        _key(declaration),
        _summary(declaration),
        class_="answer",
    )


def _key(declaration: Declaration) -> Markup:
    """What the fillings mean; the numbers stand again in the table of papers."""
    entries = (
        element("li", swatch(id_), f"{wording.CLASSES[id_]} ", element("b", declaration.figure(id_).value))
        for id_ in SEGMENTS
    )
    return element("ul", *entries, class_="key", aria_label="Key to the bar")


def _summary(declaration: Declaration) -> Markup:
    finding, subject = declaration.finding, declaration.subject
    about = subject.holder if subject.office is None else f"{subject.holder}, {subject.office}"
    lines = ((wording.threshold_name(met), _capital(wording.threshold_sentence(met))) for met in finding.thresholds)
    notes = (("Note", _capital(f"{note}.")) for note in finding.notes)
    stated = (
        f"{wording.effect_word(one)}. {wording.effect_sentence(one)} {wording.grounds_sentence(one.effect.grounds)}"
        for one in finding.effects
    )
    return facts_list(
        *lines,
        *notes,
        ("For", wording.shares_sentence(declaration, "for")),
        ("Effect", " ".join(stated) or "None that the rule book states."),
        ("Agents", element("span", _capital(wording.agents_sentence(declaration)), dir="auto")),
        ("About", element("span", about, dir="auto")),
        ("Moved by", element("span", ", ".join(subject.movers), dir="auto")),
        ("Case", joined(f"{subject.case}, procedure ", element("code", subject.procedure))),
    )


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


def _footer(declaration: Declaration) -> Markup:
    return element(
        "footer",
        element(
            "p",
            "This page holds no script and loads nothing. It says what ",
            element("code", "declaration.json"),
            " says. Whoever has the public record of the case can compute both again: ",
            element("code", "tellers verify CASE"),
            ".",
        ),
        element("p", f"Case {declaration.subject.case}"),
    )
