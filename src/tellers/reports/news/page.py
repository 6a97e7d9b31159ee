"""A checked report as one page: its text with every claim marked, each verdict below; no script, nothing loaded."""

from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256

from tellers.reports.judging import Word
from tellers.reports.markup import Markup, Node, element, facts_list, section, style_element
from tellers.reports.news.found import Found
from tellers.reports.news.text import pieces, totals
from tellers.reports.style import STYLE
from tellers.reports.told import Told
from tellers.reports.wording import day

MARKS = """
mark { background: none; color: inherit; border-bottom: 2px solid var(--rule); padding: 0 .1em; }
mark a { color: inherit; text-decoration: none; }
mark .verdict { font-size: .72rem; white-space: nowrap; margin-left: .3em; }
mark.wrong, mark.inconsistent { border-bottom: 3px double var(--bad); }
mark.right { border-bottom: 2px solid var(--good); }
mark.right-on-base, mark.other-figure { border-bottom: 2px dashed var(--mixed); }
mark.not-settled, mark.not-checkable { border-bottom: 2px dotted var(--quiet); }
.verdict { border: 1px solid; border-radius: 3px; padding: 0 .35em; font-weight: 600; }
.verdict.wrong, .verdict.inconsistent { color: var(--bad); border-width: 2px; }
.verdict.right { color: var(--good); }
.verdict.right-on-base, .verdict.other-figure { color: var(--mixed); border-style: dashed; }
.verdict.not-settled, .verdict.not-checkable { color: var(--quiet); border-style: dotted; }
.report { border: 1px solid var(--line); padding: 1rem 1.2rem .3rem; }
.claims { list-style: none; padding: 0; counter-reset: claim; }
.claims li { border-top: 1px solid var(--line); padding: .9rem 0 .2rem; margin: 0; }
.claims blockquote { margin: .4rem 0; padding-left: .9rem; border-left: 3px solid var(--line); }
.claims b { text-decoration: underline; text-underline-offset: .15em; }
:root { --good: #1d6b3a; --bad: #a3161d; --mixed: #7a5200; }
@media (prefers-color-scheme: dark) { :root { --good: #7fd49b; --bad: #ff9d97; --mixed: #e7bf6a; } }
@media print { :root { --good: #000; --bad: #000; --mixed: #000; } }
"""
"""What this page adds to the style of a declaration: a verdict has its word and its line, not a colour alone."""

PAGE_STYLE = f"{STYLE}\n{MARKS.strip()}"


def report_page(text: str, found: tuple[Found, ...], main: Told) -> str:
    """The whole page, in HTML, ending in a newline."""
    body = element(
        "body",
        element(
            "header",
            element("p", main.organisation, class_="organisation", dir="auto"),
            element("p", main.title, dir="auto"),
        ),
        element(
            "main",
            element("h1", "A report, held against the record"),
            element("p", totals(found), class_="score"),
            element(
                "p", f"The record is of {day(main.on)}. What is not understood is never called wrong.", class_="quiet"
            ),
            section("The report", element("div", *_paragraphs(text, found), class_="report")),
            section(
                "The claims",
                element("ol", *(_entry(number, one) for number, one in enumerate(found)), class_="claims"),
            ),
        ),
        element(
            "footer",
            element(
                "p",
                "This page holds no script and loads nothing. Made by ",
                element("code", "tellers check-report"),
                ".",
            ),
        ),
    )
    return "<!DOCTYPE html>\n" + element("html", _head(main), body, lang="en-GB").html + "\n"


def _head(main: Told) -> Markup:
    hashed = b64encode(sha256(PAGE_STYLE.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{hashed}'; base-uri 'none'; form-action 'none'"
    return element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=policy),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("title", f"A report, held against the record of {main.title}"),
        style_element(PAGE_STYLE),
    )


def _paragraphs(text: str, found: tuple[Found, ...]) -> Iterator[Markup]:
    """The report as it stands, an empty line between paragraphs, each claim a mark that leads to its verdict."""
    begin = 0
    for part in text.split("\n\n"):
        end = begin + len(part)
        if part.strip():
            inside = [
                (number, one) for number, one in enumerate(found) if begin <= one.place[0] and one.place[1] <= end
            ]
            yield element("p", *_marked(text, begin, end, inside), dir="auto")
        begin = end + 2


def _marked(text: str, begin: int, end: int, inside: list[tuple[int, Found]]) -> Iterator[Node]:
    at = begin
    for number, one in inside:
        start, stop = one.place
        if start < at:
            continue
        yield text[at:start]
        link = element("a", text[start:stop], href=f"#claim-{number + 1}")
        yield element("mark", link, _verdict(one.word), class_=one.word.value)
        at = stop
    yield text[at:end]


def _verdict(word: Word) -> Markup:
    return element("span", word.value.replace("-", " "), class_=f"verdict {word.value}")


def _entry(number: int, found: Found) -> Markup:
    judgement = found.judgement
    before, words, after = pieces(found)
    sentence = element("blockquote", before, element("b", words), after, dir="auto")
    told: list[tuple[str, Node]] = [("Why", judgement.why)]
    if found.word is not Word.NOT_CHECKABLE:
        told += [("Record", judgement.record), *((("Base", judgement.base),) if judgement.base else ())]
        told.append(("Source", judgement.source))
    return element("li", element("p", _verdict(found.word)), sentence, facts_list(*told), id=f"claim-{number + 1}")
