"""The drawing of consequences, read again as XML. Contrast is that of WCAG 2.2, computed here by its own formula."""

import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from itertools import pairwise

import pytest
from tests.reports.trees import LONG, TREE

from tellers.decisions.tree import Kind, Node, Tree
from tellers.reports import consequences_style as styles
from tellers.reports.consequences_lifting import lifted
from tellers.reports.consequences_svg import EDGE, consequences_svg
from tellers.reports.lettering import width_of

SVG = "{http://www.w3.org/2000/svg}"
WIDTHS = (styles.NARROW, styles.MIDDLE, styles.WIDE)
AA = 4.5
SIZES = {"title": 21, "name": 16, "small": 13}


def drawing() -> ET.Element:
    return ET.fromstring(consequences_svg(TREE))  # noqa: S314 — our own text


def layer(width: int) -> ET.Element:
    (found,) = (group for group in drawing().iter(f"{SVG}g") if group.get("class") == f"w{width}")
    return found


def everything(node: Node) -> list[Node]:
    return [node, *(one for child in node.below for one in everything(child))]


def letters(text: str) -> str:
    return re.sub(r"\s", "", text)


def words_in(group: ET.Element) -> str:
    return letters("".join(text.text or "" for text in group.iter(f"{SVG}text")))


@pytest.mark.parametrize("width", WIDTHS)
def test_every_layout_says_everything_that_the_tree_says(width: int) -> None:
    said = words_in(layer(width)).casefold()
    for node in everything(TREE.root):
        for part in (node.text, *node.terms):
            assert letters(part).casefold() in said, part
        if node is not TREE.root:
            assert letters(node.label).casefold() in said


@pytest.mark.parametrize("width", WIDTHS)
def test_no_line_of_text_and_no_box_leaves_the_drawing(width: int) -> None:
    group = layer(width)
    for text in group.iter(f"{SVG}text"):
        classes = (text.get("class") or "").split()
        size = next((SIZES[name] for name in classes if name in SIZES), 15)
        bold = bool({"title", "name", "strong"} & set(classes))
        assert int(text.get("x") or 0) + width_of(text.text or "", size, bold=bold) <= width - EDGE
    for box in group.iter(f"{SVG}rect"):
        assert int(box.get("x") or 0) + int(box.get("width") or 0) <= width - EDGE
        assert int(box.get("height") or 0) > 0


@pytest.mark.parametrize("width", WIDTHS)
def test_lines_of_text_do_not_stand_on_each_other(width: int) -> None:
    places = [(int(text.get("x") or 0), int(text.get("y") or 0)) for text in layer(width).iter(f"{SVG}text")]
    assert len(set(places)) == len(places)
    by_column: dict[int, list[int]] = {}
    for x, y in places:
        by_column.setdefault(x, []).append(y)
    for rows in by_column.values():
        ordered = sorted(rows)
        assert all(after - before >= 16 for before, after in pairwise(ordered))


def test_the_drawing_is_told_in_words_to_those_who_do_not_see_it() -> None:
    root = drawing()
    assert (root.get("role"), root.get("aria-labelledby")) == ("img", "title desc")
    assert root.findtext(f"{SVG}title") == "What follows from Motion of no confidence in the captain, as on 2024-05-01"
    told = root.findtext(f"{SVG}desc", "")
    for node in everything(TREE.root):
        assert node.text in told
    assert "HOLE: The rule book names nobody who acts." in told
    assert ".." not in told


def test_marks_of_xml_and_long_words_come_through_whole() -> None:
    assert "The captain stays & <nobody> moves it again." in drawing().findtext(f"{SVG}desc", "")
    assert LONG in words_in(layer(styles.NARROW))


def test_it_runs_nothing_and_fetches_nothing() -> None:
    text = consequences_svg(TREE)
    assert "<script" not in text
    assert not re.search(r"\son\w+=|href|url\(|@import|https?://(?!www\.w3\.org/2000/svg)", text)


def test_one_layout_is_shown_at_a_time() -> None:
    css = drawing().findtext(f"{SVG}style", "")
    for condition, width in (("(max-width:1079px)", 640), ("(max-width:639px)", 344), ("print", 640)):
        start = css.index(f"@media {condition}")
        rule = css[start : css.index("}}", start) + 2]
        assert f".w{width}{{display:inline}}" in rule
        assert {f".w{other}{{display:none}}" in rule for other in WIDTHS if other != width} == {True}


def deep(levels: int) -> Tree:
    """Procedures inside each other, each carried, each opening the next."""
    node = replace(TREE.root, text=f"Level {levels}", id=str(levels), below=TREE.root.below[2:3])
    for level in reversed(range(levels)):
        effect = Node(Kind.EFFECT, "binding", f"Level {level + 1} begins.", "opens", binding=True, below=(node,))
        carried = Node(Kind.ENDING, "carried", "if most are for", "carried", below=(effect,))
        node = Node(Kind.PROCEDURE, "opens", f"Level {level}", str(level), below=(carried,))
    return replace(TREE, root=node)


@pytest.mark.parametrize("width", WIDTHS)
def test_however_deep_a_procedure_lies_its_words_have_room(width: int) -> None:
    root = ET.fromstring(consequences_svg(deep(6)))  # noqa: S314 — our own text
    (group,) = (one for one in root.iter(f"{SVG}g") if one.get("class") == f"w{width}")
    places = [int(text.get("x") or 0) for text in group.iter(f"{SVG}text")]
    assert width - EDGE - max(places) >= 150
    said = [text.text or "" for text in group.iter(f"{SVG}text")]
    assert "Equal votes: the same follows as if it were" in " ".join(said)
    for level in range(1, 7):
        assert f"Level {level} begins." in " ".join(said)
        assert f"Level {level}" in said


def test_what_is_moved_further_down_is_not_said_to_stand_above() -> None:
    elsewhere = Node(Kind.ELSEWHERE, "opens", "Level 2: told above.", "2")
    tree = deep(2)
    root = lifted(replace(tree.root, below=(*tree.root.below, elsewhere)), 1)
    texts = [node.text for node in everything(root) if node.id == "2"]
    assert texts == ["Level 2: told further below.", "Level 2: told in a frame of its own.", "Level 2"]
    assert root.below[-1].label == "procedure (from above)"


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize(
    ("plain", "marks"),
    [
        (styles.LIGHT, styles.LIGHT_MARKS),
        (styles.DARK, styles.DARK_MARKS),
        (styles.PAPER, styles.PAPER_MARKS),
    ],
)
def test_all_words_stand_out_from_their_ground_and_all_lines_too(plain: dict[str, str], marks: dict[str, str]) -> None:
    for ground in (plain["ground"], plain["tint"]):
        for ink in (plain["ink"], plain["quiet"], marks["hole"]):
            assert contrast(ink, ground) >= AA
    assert contrast(marks["on-ending"], marks["ending"]) >= AA
    for line in (plain["line"], marks["binding"], marks["hole"]):
        assert contrast(line, plain["ground"]) >= 3
