"""The stages of a count as a drawing, read again as XML: its lengths are the declaration's votes on one scale.

The votes are those of tests/reports/contests.py, counted by hand there or by the counts' own tests.
"""

import xml.etree.ElementTree as ET
from fractions import Fraction

from tests.reports.contests import ALONE, AV, STV, WEIGHTED, Held, contest_declared

from tellers.reports.chart_stages import rows, stage_drawings, stages_chart
from tellers.reports.contest_steps import steps_of
from tellers.reports.drawing import INNER, MARGIN, WIDTH, svg_file

SVG = "{http://www.w3.org/2000/svg}"


def bars(held: Held) -> list[tuple[Fraction, str]]:
    """The length of each bar as a share of the width, with its filling, from top to bottom."""
    drawing = stages_chart(contest_declared(held)).drawing
    assert drawing is not None
    root = ET.fromstring(svg_file(drawing))  # noqa: S314 — our own bytes
    found = [one for one in root.iter(f"{SVG}rect") if one.get("height") == "13"]
    return [
        (Fraction(one.attrib["width"]) / INNER, one.get("fill") or one.attrib["class"].removeprefix("box").strip())
        for one in found
    ]


def near(length: Fraction, share: Fraction) -> bool:
    return abs(length - share) < Fraction(1, 1000)


def test_bars_of_every_stage_are_on_one_scale_the_most_votes_first() -> None:
    lengths = [length for length, _ in bars(AV)]
    most = 71  # Bo's votes at the second stage
    for length, votes in zip(lengths, (52, 47, 35, 71, 60, 3), strict=True):
        assert near(length, Fraction(votes, most))


def test_the_elected_are_solid_and_who_is_out_is_striped_or_has_no_votes() -> None:
    fillings = [filling for _, filling in bars(STV)]
    assert fillings[0] == "solid"  # Ann, elected at the first stage
    assert fillings.count("solid") == 5  # Ann at four stages, Dee at the last
    assert "url(#stages-dots)" in fillings


def test_shares_of_the_whole_are_drawn_as_such() -> None:
    assert near(bars(WEIGHTED)[0][0], Fraction(6626, 11571))


def test_the_drawing_is_a_telephone_wide_and_each_stage_stands_by_itself_for_paper() -> None:
    declaration = contest_declared(STV)
    assert len(stage_drawings(declaration)) == len(declaration.count)
    for drawing in stage_drawings(declaration):
        root = ET.fromstring(drawing.html)  # noqa: S314 — our own text
        assert root.attrib["viewBox"].split()[2] == str(WIDTH)
        assert int(root.attrib["viewBox"].split()[3]) < 700  # the points of a sheet of A4
        for one in root.iter(f"{SVG}text"):
            assert MARGIN <= float(one.attrib["x"]) <= WIDTH


def test_the_table_has_every_figure_of_the_drawing() -> None:
    told = rows(steps_of(contest_declared(AV)))
    assert ("Bo Finch", "2", "71 (+24), elected") in told
    assert ("Exhausted", "2", "3") in told
    assert ("Votes that elect", "2", "66") in told


def test_of_no_ballot_there_is_no_drawing() -> None:
    chart = stages_chart(contest_declared(ALONE))
    assert chart.drawing is None
    assert chart.note == "No ballot was held."
