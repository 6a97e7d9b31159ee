"""The figures of a counted motion, each share with its base and how it is known.

The truth of 28 June 2016 is a table of percentages to three places, computed apart from this code from 172, 40, 4
and 13 of record.
"""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.reports.samples import DAY_OF_RECORD, Papers, Vote, declared, other_day, tied, wholly_paper

from tellers.figures import Known
from tellers.proceedings.declaration import Declaration

OF_RECORD = {
    "for-of-valid": "81.132",
    "for-of-papers": "79.630",
    "for-of-entitled": "75.109",
    "against-of-valid": "18.868",
    "against-of-papers": "18.519",
    "against-of-entitled": "17.467",
    "spoiled-of-papers": "1.852",
    "spoiled-of-entitled": "1.747",
    "not-returned-of-entitled": "5.677",
    "returned-of-entitled": "94.323",
}
"""Percentages of 28 June 2016 to three places, on 212 valid votes, 216 papers and 229 entitled."""


def shares(declaration: Declaration) -> dict[str, Fraction | None]:
    return {figure.id: figure.fraction for figure in declaration.figures if figure.base is not None}


def values(declaration: Declaration) -> dict[str, int]:
    return {figure.id: figure.value for figure in declaration.figures if figure.base is None}


@pytest.mark.parametrize(("id_", "percent"), OF_RECORD.items())
def test_each_share_of_28_june_is_the_percentage_of_record(id_: str, percent: str) -> None:
    share = shares(declared())[id_]
    assert share is not None
    assert round(share * 100, 3) == Fraction(percent)


def test_the_counts_of_28_june_are_those_of_record() -> None:
    found = values(declared())
    assert (found["entitled"], found["returned"], found["valid"]) == (229, 216, 212)
    assert (found["for"], found["against"], found["spoiled"], found["not-returned"]) == (172, 40, 4, 13)


def test_a_blank_paper_is_a_share_of_papers_and_of_those_entitled_and_of_no_valid_vote() -> None:
    found = shares(declared())
    assert {name for name in found if name.startswith("blank")} == {"blank-of-papers", "blank-of-entitled"}


def test_other_votes_change_every_figure_that_they_touch() -> None:
    found = shares(declared(other_day()))
    assert found["for-of-valid"] == Fraction(171, 212)
    assert found["against-of-entitled"] == Fraction(41, 229)


def test_what_the_archive_proves_is_proved_and_what_tellers_counted_is_certified() -> None:
    known = {figure.id: figure.known for figure in declared().figures}
    assert known["for-sealed"] is known["returned-sealed"] is Known.PROVED
    assert known["spoiled-paper"] is known["returned-paper"] is Known.CERTIFIED
    assert known["for"] is known["for-of-valid"] is Known.CERTIFIED  # a sum with papers in it
    assert known["entitled"] is known["not-returned"] is Known.CERTIFIED  # the roll is the registrar's word


def test_without_papers_the_totals_are_proved_and_no_parts_are_listed() -> None:
    known = {figure.id: figure.known for figure in declared(tied()).figures}
    assert known["for"] is known["valid"] is known["for-of-valid"] is Known.PROVED
    assert not [name for name in known if name.endswith(("-sealed", "-paper"))]


def test_a_vote_wholly_on_paper_is_certified_throughout() -> None:
    assert {figure.known for figure in declared(wholly_paper()).figures} == {Known.CERTIFIED}


def test_the_figures_of_a_small_bundle_stand_in_the_totals_only() -> None:
    small = declared(Vote(sealed=(20, 5, 0), papers=Papers(2, 1, 0, (("no mark", 1),))))
    found = values(small)
    assert (found["for"], found["against"], found["returned-paper"], found["spoiled-paper"]) == (22, 6, 4, 1)
    assert not {"for-paper", "against-paper", "blank-paper"} & set(found)


def test_every_figure_names_its_source() -> None:
    for figure in declared(DAY_OF_RECORD).figures:
        assert "minute " in figure.source or "archive " in figure.source, figure


COUNTS = st.tuples(*[st.integers(0, 30)] * 4)


@given(sealed=COUNTS, paper=COUNTS, absent=st.integers(0, 30))
def test_the_classes_add_up_for_every_vote(
    sealed: tuple[int, int, int, int], paper: tuple[int, int, int, int], absent: int
) -> None:
    vote = Vote(sealed[:3], Papers(*paper[:3], (("no mark", paper[3]),), minimum_cell=0), not_returned=absent)
    found = values(declared(vote))
    assert found["valid"] == found["for"] + found["against"]
    assert found["returned"] == found["valid"] + found["blank"] + found["spoiled"]
    assert found["entitled"] == found["returned"] + found["not-returned"]
    for name in ("for", "against", "blank"):
        assert found[name] == found[f"{name}-sealed"] + found[f"{name}-paper"]
    assert found["returned"] == found["returned-sealed"] + found["returned-paper"]
