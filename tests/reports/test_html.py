"""The declaration as a page: what it says, and that nothing written by an administrator becomes markup.

The figures of 28 June 2016 are of record. What a browser makes of the page is in tests/journeys.
"""

import re
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from html import escape
from html.parser import HTMLParser
from typing import Any

import pytest
from tests.reports.samples import (
    DAY_OF_RECORD,
    Papers,
    Words,
    declared,
    other_day,
    tied,
    wholly_paper,
    with_quorum,
)

from tellers.canonical import sha256_hex
from tellers.reports.html import declaration_page
from tellers.reports.markup import element, style_element
from tellers.reports.text import declaration_text

RECORD = declaration_page(declared())
PAYLOAD = "\"'><script>alert(1)</script><img src=x onerror=alert(2)></style></title>&lt;"
VOID = {"meta", "wbr"}


class Reader(HTMLParser):
    """The words, elements and attributes of a page; every element must be closed in its turn."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.words: list[str] = []
        self.whole = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs
        self.whole = tag == "wbr"  # a place where a line may end is no end of a word
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open[-1:] != ["style"]:
            before = self.words.pop() if self.whole and self.words else ""
            self.words.append(before + data)
        self.whole = False

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())


def read(page: str) -> Reader:
    reader = Reader()
    reader.feed(page)
    reader.close()
    assert reader.open == []
    return reader


@pytest.mark.parametrize(
    "sentence",
    [
        "Motion carried",
        "172 for, 40 against",
        "More than 1/2 of 212 valid votes, so 107. There were 172 for: met.",
        "81.1% of valid votes, 79.6% of papers, 75.1% of those entitled (172/212, 172/216, 172/229).",
        "Advisory. None under the rule book: the vote is advisory.",
        "What could follow, as known on 28 June 2016",
        "Challenge to the leader: 50 of 249 nominations",
        "Clause 4.II.2.B.ii, Labour Party Rule Book 2016.",
        "Dara Rowe dissents: I was not shown the four spoiled papers.",
        "Minute 2: Minute 2 names the close as 16:30; it was 16:00.",
        "minute 3 (roll) less minute 12 (tally)",
    ],
)
def test_the_page_of_28_june_says(sentence: str) -> None:
    assert sentence in read(RECORD).text


def test_the_fingerprint_of_the_json_is_on_the_page_in_groups() -> None:
    digest = sha256_hex(declared().encode())
    assert " ".join(re.findall("....", digest)) in read(RECORD).text


def test_other_votes_change_every_figure() -> None:
    text = read(declaration_page(declared(other_day()))).text
    assert "171 for, 41 against" in text
    assert "80.7% of valid votes" in text
    assert "172" not in text


def test_the_page_has_no_script_and_names_nothing_to_load() -> None:
    reader = read(RECORD)
    assert not {"script", "link", "img", "iframe", "object", "embed", "base", "form"} & set(reader.tags)
    assert not {"src", "href", "style", "srcset", "action"} & {name for name, _ in reader.attributes}
    urls = [value for name, value in reader.attributes if value and "url(" in value]
    assert urls
    assert all(re.fullmatch(r"url\(#fill-[a-z]+\)", url) for url in urls)
    assert "http:" not in RECORD
    assert "https:" not in RECORD


def test_the_policy_allows_the_one_style_by_its_hash_and_nothing_else() -> None:
    style = re.findall(r"<style>(.*?)</style>", RECORD, re.DOTALL)
    assert len(style) == 1
    digest = b64encode(sha256(style[0].encode()).digest()).decode()
    assert (
        f"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-{digest}'; "
        "base-uri 'none'; form-action 'none'\">"
    ) in RECORD


def test_the_page_states_its_language_and_every_table_its_caption_and_scopes() -> None:
    assert RECORD.startswith('<!DOCTYPE html>\n<html lang="en-GB">')
    tables = re.findall(r"<table.*?</table>", RECORD, re.DOTALL)
    assert len(tables) == 6
    for table in tables:
        assert re.match(r"<table[^>]*><caption>[^<]+</caption>", table)
        assert all(re.search(r'scope="(row|col)"', head) for head in re.findall(r"<th[^e][^>]*>|<th>", table))


FIELDS = ("case", "title", "organisation", "question", "holder", "dissent", "correction")


@pytest.mark.parametrize("field", [*FIELDS, "movers", "tellers", "agents", "reasons"])
def test_markup_in_any_words_of_an_administrator_comes_out_as_text(field: str) -> None:
    value: object = PAYLOAD if field in FIELDS else (PAYLOAD, f"{PAYLOAD} again")
    change: dict[str, Any] = {field: value}
    words = replace(Words(), **change)
    papers = Papers(spoiled=((words.reasons[0], 3), (words.reasons[1], 1)))
    page = declaration_page(declared(replace(DAY_OF_RECORD, words=words, papers=papers)))
    reader = read(page)
    assert set(reader.tags) == set(read(RECORD).tags)
    assert {name for name, _ in reader.attributes} == {name for name, _ in read(RECORD).attributes}
    assert PAYLOAD in reader.text
    assert escape(PAYLOAD, quote=False).replace('"', "&quot;") in page or escape(PAYLOAD) in page


def test_markup_in_the_words_of_a_rule_book_comes_out_as_text() -> None:
    declaration = declared()
    (consequence,) = declaration.finding.effects
    effect = replace(consequence.effect, text=PAYLOAD)
    finding = replace(declaration.finding, effects=(replace(consequence, effect=effect),), notes=(PAYLOAD,))
    page = declaration_page(replace(declaration, finding=finding, assumed=(PAYLOAD,)))
    assert set(read(page).tags) == set(read(RECORD).tags)
    assert read(page).text.count(PAYLOAD) >= 4


def test_control_characters_are_shown() -> None:
    words = replace(Words(), organisation="Turned \u202egnorw \x00 end")
    page = declaration_page(declared(replace(DAY_OF_RECORD, words=words)))
    assert "Turned [U+202E]gnorw [U+0000] end" in page
    assert "\u202e" not in page


def test_quotes_in_an_attribute_stay_in_it() -> None:
    assert element("p", title='"<&>').html == '<p title="&quot;&lt;&amp;&gt;"></p>'


def test_a_style_that_could_end_itself_is_refused() -> None:
    with pytest.raises(ValueError, match="end itself"):
        style_element("</style>")


@pytest.mark.parametrize(
    ("page", "answer"),
    [
        (declaration_page(declared(wholly_paper())), "Motion carried"),
        (declaration_page(declared(tied())), "Motion tied"),
        (declaration_page(declared(book=with_quorum(), procedure="motion")), "Motion inquorate"),
    ],
)
def test_other_kinds_of_vote_have_their_page(page: str, answer: str) -> None:
    assert answer in read(page).text


def test_paper_alone_has_no_section_on_sealed_ballots_and_nothing_proved() -> None:
    text = read(declaration_page(declared(wholly_paper()))).text
    assert "Sealed ballots and papers" not in text
    assert "proved" not in text


def test_page_and_text_have_the_same_figures() -> None:
    numbers = re.compile(r"\d+\.\d%|\d+/\d+")
    for vote in (DAY_OF_RECORD, other_day(), wholly_paper(), tied()):
        declaration = declared(vote)
        assert set(numbers.findall(read(declaration_page(declaration)).text)) == set(
            numbers.findall(declaration_text(declaration))
        )
