"""Papers beside a sealed ballot of a contest: sheets and sums, added by hand; docs/adr/0008 has the rules."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tellers.errors import NotProven, Refused, Unreadable
from tellers.proceedings.contest_papers import (
    PaperQuestion,
    PaperSheet,
    RankedPapers,
    added,
    agreed,
    check_commitment,
    check_sheet,
    differences,
    is_with_few,
)
from tellers.proceedings.facts import SpoiledPapers
from tellers.proceedings.facts_credentials import AgreedPapers

SALT = "ab" * 32
TORN = (SpoiledPapers("torn", 1),)
ONE = PaperQuestion(("Ada", "Bo"), False, 1, 12)  # noqa: FBT003 — the fields in their order
TWO = PaperQuestion(("Ada", "Bo"), False, 2, 12)  # noqa: FBT003 — the fields in their order
RANKS = PaperQuestion(("Ada", "Bo"), True, 0, 12)  # noqa: FBT003 — the fields in their order


def votes(ada: int, bo: int, valid: int, blank: int = 0, teller: str = "Tess") -> PaperSheet:
    return PaperSheet(teller, {"Ada": ada, "Bo": bo}, None, valid, blank, TORN, SALT)


def ranks(*groups: tuple[int, tuple[str, ...]], valid: int) -> PaperSheet:
    return PaperSheet("Tess", None, tuple(RankedPapers(*one) for one in groups), valid, 0, (), SALT)


@pytest.mark.parametrize(
    ("sheet", "asked"),
    [
        (votes(5, 3, 8, 2), ONE),
        (votes(0, 0, 0), ONE),
        (votes(5, 5, 6), TWO),
        (ranks((2, ("Ada", "Bo")), (1, ("Bo",)), valid=3), RANKS),
        (ranks(valid=0), RANKS),
    ],
)
def test_a_sheet_that_can_be_is_taken(sheet: PaperSheet, asked: PaperQuestion) -> None:
    check_sheet(sheet, asked)
    assert PaperSheet.decode(sheet.encode(), "sheet") == sheet


@pytest.mark.parametrize(
    ("sheet", "asked", "said"),
    [
        (votes(5, 6, 11, 1), ONE, "counts 13 papers, but 12 were issued"),
        (votes(5, 3, 9), ONE, "8 votes on 9 papers with a choice; each has one vote"),
        (votes(5, 3, 7), ONE, "8 votes on 7 papers"),
        (votes(7, 5, 6), TWO, "12 votes on 6 papers with a choice; each has 1 to 2 votes"),
        (votes(1, 1, 3), TWO, "2 votes on 3 papers"),
        (PaperSheet("Tess", {"Ada": 1}, None, 1, 0, (), SALT), ONE, "these stand: Ada, Bo"),
        (PaperSheet("Tess", None, None, 0, 0, (), SALT), ONE, "counted as votes"),
        (PaperSheet("Tess", {"Ada": 0, "Bo": 0}, (), 0, 0, (), SALT), ONE, "counted as votes"),
        (ranks(valid=0), ONE, "counted as votes, and the count has another form"),
        (votes(0, 0, 0), RANKS, "counted as rankings, and the count has another form"),
        (ranks((1, ("Ada", "Ada")), valid=1), RANKS, "has a name twice, or one that does not stand: Ada, Ada"),
        (ranks((1, ("Zoe",)), valid=1), RANKS, "one that does not stand: Zoe"),
        (ranks((1, ("Ada",)), valid=2), RANKS, "counts 2 papers with a choice; the rankings do not add up"),
        (PaperSheet("Tess", {"Ada": 0, "Bo": 0}, None, 0, 0, (SpoiledPapers(" ", 1),), SALT), ONE, "is empty"),
    ],
)
def test_a_sheet_that_cannot_be_is_refused(sheet: PaperSheet, asked: PaperQuestion, said: str) -> None:
    with pytest.raises(Refused, match=said):
        check_sheet(sheet, asked)


@pytest.mark.parametrize("raw", [b"{}", b"[]", b'{"teller":"Tess"}', b"not JSON"])
def test_what_is_no_sheet_is_named(raw: bytes) -> None:
    with pytest.raises(Unreadable):
        PaperSheet.decode(raw, "paper/x.json")


def test_a_sheet_of_another_commitment_names_its_teller() -> None:
    sheet = votes(5, 3, 8)
    check_commitment(sheet, sheet.commitment)
    with pytest.raises(NotProven, match="Tess"):
        check_commitment(votes(3, 5, 8), sheet.commitment)


@pytest.mark.parametrize(
    ("one", "other", "classes"),
    [
        (votes(5, 3, 8), votes(5, 3, 8, teller="Tim"), ()),
        (votes(5, 3, 8), votes(4, 4, 8), ("votes",)),
        (votes(5, 3, 8), votes(5, 3, 8, 1), ("blank",)),
        (ranks((1, ("Ada",)), (1, ("Bo",)), valid=2), ranks((1, ("Bo",)), (1, ("Ada",)), valid=2), ()),
        (ranks((2, ("Ada",)), valid=2), ranks((2, ("Bo",)), valid=2), ("rankings",)),
    ],
)
def test_two_sheets_differ_by_classes_and_no_figure_is_told(
    one: PaperSheet, other: PaperSheet, classes: tuple[str, ...]
) -> None:
    assert differences(one, other) == classes


@pytest.mark.parametrize(("valid", "shown"), [(0, True), (1, False), (9, False), (10, True)])
def test_a_bundle_is_shown_from_the_minimum_cell_on_or_where_it_hides_nothing(valid: int, *, shown: bool) -> None:
    count = agreed(votes(valid, 0, valid), 10)
    assert (count.returned, count.unspoiled, count.ballot is not None) == (valid + 1, valid, shown)


def test_votes_and_classes_are_added() -> None:
    sealed = {"votes": {"Ada": 7, "Bo": 9}, "papers": {"returned": 18, "blank": 2, "spoiled": 0}}
    assert added(sealed, votes(5, 3, 8, 2).ballot) == {
        "votes": {"Ada": 12, "Bo": 12},
        "papers": {"returned": 29, "blank": 4, "spoiled": 1},
    }


def test_papers_of_a_series_go_into_its_last_ballot() -> None:
    first = {"votes": {"Ada": 1, "Bo": 2, "Cy": 0}, "blank": 0, "spoiled": 0}
    last = {"votes": {"Ada": 7, "Bo": 9}, "blank": 2, "spoiled": 0}
    assert added({"rounds": [first, last]}, votes(5, 3, 8, 2).ballot) == {
        "rounds": [first, {"votes": {"Ada": 12, "Bo": 12}, "blank": 4, "spoiled": 1}]
    }


def rankings(*groups: tuple[int, str]) -> dict[str, Any]:
    returned = sum(papers for papers, _ in groups)
    return {
        "rankings": [{"papers": papers, "ranks": [*names]} for papers, names in groups],
        "papers": {"returned": returned, "blank": 0, "spoiled": 0},
    }


def test_rankings_alike_are_one_group() -> None:
    sums = added(rankings((3, "AB"), (1, "B")), rankings((2, "B"), (1, "BA")))
    assert sums["papers"] == {"returned": 7, "blank": 0, "spoiled": 0}
    assert sums["rankings"] == [
        {"papers": 3, "ranks": ["A", "B"]},
        {"papers": 3, "ranks": ["B"]},
        {"papers": 1, "ranks": ["B", "A"]},
    ]


GROUPS = st.lists(st.tuples(st.integers(1, 5), st.sampled_from(["A", "B", "AB", "BA"])), max_size=4)


@given(GROUPS, GROUPS)
def test_every_paper_of_both_forms_is_in_the_sums(one: list[tuple[int, str]], other: list[tuple[int, str]]) -> None:
    sums: dict[str, Any] = added(rankings(*one), rankings(*other))
    total = sum(papers for papers, _ in (*one, *other))
    assert sum(group["papers"] for group in sums["rankings"]) == sums["papers"]["returned"] == total


WITHHELD = AgreedPapers(returned=3, unspoiled=2, spoiled=TORN, ballot=None)
SEALED = {"votes": {"Ada": 7, "Bo": 9}, "papers": {"returned": 18, "blank": 2, "spoiled": 0}}


def total(ada: int, bo: int, returned: int = 21, blank: int = 2, spoiled: int = 1) -> dict[str, Any]:
    return {"votes": {"Ada": ada, "Bo": bo}, "papers": {"returned": returned, "blank": blank, "spoiled": spoiled}}


@pytest.mark.parametrize(
    ("sums", "fits"),
    [
        (total(9, 9), True),
        (total(8, 10), True),
        (total(8, 9, blank=3), True),
        (total(8, 9), False),  # one vote on two papers that are not blank
        (total(9, 10), False),
        (total(6, 11), False),
        (total(10, 8), False),
        (total(9, 9, returned=22), False),
        (total(9, 9, spoiled=2), False),
        (total(9, 9, blank=1), False),
    ],
)
def test_totals_with_a_bundle_that_is_not_shown_can_be_what_they_say(sums: dict[str, Any], *, fits: bool) -> None:
    assert is_with_few(SEALED, sums, WITHHELD, 1) is fits


def test_ranked_totals_with_a_bundle_that_is_not_shown_are_held_to_its_size() -> None:
    sealed, two = rankings((3, "AB")), AgreedPapers(returned=2, unspoiled=2, spoiled=(), ballot=None)
    assert is_with_few(sealed, rankings((4, "AB"), (1, "B")), two, 1)
    assert not is_with_few(sealed, rankings((4, "AB"), (2, "B")), two, 1)
    assert not is_with_few(sealed, rankings((2, "AB"), (3, "B")), two, 1)
