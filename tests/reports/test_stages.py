"""The chart of the stages, read again as XML: its figures are the transcript's."""

import re
import xml.etree.ElementTree as ET
from fractions import Fraction

from tests.reports.counts import FOURTEEN, fourteen, small

from tellers.counting.transcript import Transcript
from tellers.reports.stages import BAR, cells, stages_svg

SVG = "{http://www.w3.org/2000/svg}"


def drawing(transcript: Transcript) -> ET.Element:
    return ET.fromstring(stages_svg(transcript, 'Council <&> "Leader"'))  # noqa: S314 — our own text


def bars(root: ET.Element) -> list[ET.Element]:
    return [rect for rect in root.iter(f"{SVG}rect") if "bar" in (rect.get("class") or "")]


def test_every_bar_has_the_figure_of_its_candidate_and_stage() -> None:
    transcript = fourteen()
    drawn = {(bar.get("data-name"), bar.get("data-stage")): bar.get("data-votes") for bar in bars(drawing(transcript))}
    for stage in transcript.stages:
        gone = {c for one in transcript.stages if one.number < stage.number for c in one.excluded}
        for candidate, name in enumerate(FOURTEEN):
            votes = stage.tally.get(candidate, 0)
            expected = None if candidate in gone and not votes else transcript.text(votes)
            assert drawn.get((name, str(stage.number))) == expected
        assert drawn["Exhausted", str(stage.number)] == transcript.text(stage.exhausted)


def test_the_length_of_a_bar_is_its_share_of_the_longest() -> None:
    root = drawing(small())
    lengths = {(b.get("data-name"), b.get("data-stage")): Fraction(b.get("width") or "") for b in bars(root)}
    assert lengths["Ann", "1"] == BAR
    assert lengths["Cat", "1"] == Fraction(BAR * 2 * 100 // 5, 100)
    assert lengths["Cat", "2"] == 0


def test_every_figure_is_printed_beside_its_bar_and_told_in_the_description() -> None:
    transcript = fourteen()
    root = drawing(transcript)
    printed = [text.text or "" for text in root.iter(f"{SVG}text") if "figure" in (text.get("class") or "")]
    told = root.findtext(f"{SVG}desc", "")
    for stage in transcript.stages:
        assert f"Stage {stage.number}, {transcript.event(stage)}: " in told
        for cell in cells(transcript, stage):
            assert f"{cell.name} {cell.text}" in told
    assert [text.removesuffix(" out") for text in printed] == [
        cell.text for stage in transcript.stages for cell in cells(transcript, stage)
    ]


def test_the_drawing_is_named_for_those_who_do_not_see_it() -> None:
    root = drawing(small())
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == "title desc"
    assert root.findtext(f"{SVG}title") == 'Council <&> "Leader": ELECTED: Ann'


def test_bars_are_told_apart_without_colour() -> None:
    transcript = fourteen()
    svg = stages_svg(transcript, "Council")
    colours = set(re.findall(r"#[0-9a-f]{3,6}\b", svg))
    assert colours <= {"#000", "#fff", "#bbb"}
    kinds = {(bar.get("class") or "").split()[1] for bar in bars(drawing(transcript))}
    assert kinds == {"elected", "continuing", "out", "exhausted"}
    elected = {bar.get("data-name") for bar in bars(drawing(transcript)) if "elected" in (bar.get("class") or "")}
    assert elected == set(transcript.names(transcript.elected))


def test_nothing_leaves_the_drawing() -> None:
    for transcript in (fourteen(), small(), fourteen("plurality")):
        root = drawing(transcript)
        width, height = int(root.get("width") or ""), int(root.get("height") or "")
        for bar in bars(root):
            assert Fraction(bar.get("x") or "") + Fraction(bar.get("width") or "") <= width
            assert int(bar.get("y") or "") + int(bar.get("height") or "") <= height
