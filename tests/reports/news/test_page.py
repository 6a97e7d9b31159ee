"""A checked report as text and as a page; what is escaped and marked was read off the pages and looked at."""

import re
from html.parser import HTMLParser

from tests.reports.news.records import june, verdicts

from tellers.reports.news.page import report_page
from tellers.reports.news.text import report_text, totals

REPORT = """\
Jeremy Corbyn lost a vote of no confidence by 172 to 44. <script>alert("x")</script> & more >> of it <<

Four MPs abstained in the ballot."""


def test_the_page_holds_no_script_and_every_claim_is_marked_once() -> None:
    page = report_page(REPORT, verdicts(REPORT, june()), june().main)
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert re.findall(r'<mark class="([a-z-]+)">', page) == ["right", "wrong", "wrong"]
    assert re.findall(r'href="#(claim-\d)"', page) == re.findall(r'id="(claim-\d)"', page)
    assert "default-src 'none'" in page


def test_the_words_of_the_report_are_all_on_the_page() -> None:
    said: list[str] = []
    parser = HTMLParser()
    parser.handle_data = said.append  # type: ignore[assignment,method-assign]  # collects what a browser shows
    parser.feed(report_page(REPORT, verdicts(REPORT, june()), june().main))
    shown = " ".join("".join(said).split())
    assert 'alert("x")</script> & more >> of it <<' in shown


def test_the_text_marks_the_claim_and_names_the_source() -> None:
    text = report_text(verdicts(REPORT, june()), june().main)
    assert "172 to >>44<<" in text
    assert "The record has 40 against. [minute 12 (tally), certified]" in " ".join(text.split())
    assert text.endswith("3 claims: 1 right, 2 wrong.\n")
    assert max(map(len, text.splitlines())) <= 80


def test_a_report_without_figures_says_so() -> None:
    assert "no number" in totals(())
