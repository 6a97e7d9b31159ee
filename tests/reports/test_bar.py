"""The majority bar. Positions are shares of those entitled, worked out by hand to three places."""

import re

from tests.reports.samples import Vote, declared, with_quorum

from tellers.proceedings.declaration import Declaration
from tellers.reports.bar import majority_bar


def drawn(svg: str, name: str) -> list[dict[str, str]]:
    return [dict(re.findall(r'([\w-]+)="([^"]*)"', one)) for one in re.findall(rf"<{name} ([^>]*)>", svg)]


def bar(declaration: Declaration) -> str:
    drawn_bar = majority_bar(declaration)
    assert drawn_bar is not None
    return drawn_bar.html


RECORD = bar(declared())


def test_the_segments_are_the_classes_of_everyone_entitled_in_order() -> None:
    boxes = [box for box in drawn(RECORD, "rect") if box.get("class", "").startswith("fill")]
    assert [(box["class"], box["x"], box["width"]) for box in boxes] == [
        ("fill for", "0.000%", "75.109%"),
        ("fill against", "75.109%", "17.467%"),
        ("fill spoiled", "92.576%", "1.747%"),
        ("fill not-returned", "94.323%", "5.677%"),
    ]


def test_the_mark_lies_where_107_of_229_do() -> None:
    assert {line["x1"] for line in drawn(RECORD, "line")} == {"46.725%"}
    assert ">107 needed</text>" in RECORD


def test_a_quorum_has_a_mark_of_its_own_above() -> None:
    svg = bar(declared(book=with_quorum(), procedure="motion"))
    assert ">220 quorum</text>" in svg
    assert ">107 needed</text>" in svg
    assert {line["x1"] for line in drawn(svg, "line")} == {"96.070%", "46.725%"}
    assert len({text["y"] for text in drawn(svg, "text")}) == 2


def test_title_and_description_say_the_same_in_words() -> None:
    assert '<title id="bar-title">Motion CARRIED: 172 for, 40 against, of 229 entitled</title>' in RECORD
    assert "For 172, Against 40, Blank 0, Spoiled 4, Not returned 13." in RECORD
    assert 'role="img" aria-labelledby="bar-title bar-desc"' in RECORD


def test_each_class_has_a_filling_of_its_own_in_black_and_white() -> None:
    fills = [box.get("fill", box["class"]) for box in drawn(RECORD, "rect") if "fill " in box.get("class", "")]
    assert len(set(fills)) == len(fills)


def test_without_anybody_entitled_there_is_no_bar() -> None:
    empty = declared(Vote(sealed=(0, 0, 0), papers=None, not_returned=0))
    assert majority_bar(empty) is None
