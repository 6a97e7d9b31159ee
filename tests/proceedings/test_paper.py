"""Two tellers' sheets: committed to before they are shown, compared by class, a small bundle's figures held back.

The truth is docs/adr/0008; the commitment is recomputed here by hashlib over canonical JSON written by hand.
"""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tellers.errors import NotProven, Refused, Unreadable
from tellers.proceedings.facts import SpoiledPapers
from tellers.proceedings.paper import Sheet, agreed, check_commitment, check_sheet, differences

SALT, OTHER_SALT = "00" * 32, "01" * 32
NO_MARK, TWO_MARKS = SpoiledPapers("no mark", 3), SpoiledPapers("two marks", 1)


def sheet(
    teller: str = "Tess",
    split: tuple[int, int, int] = (7, 4, 1),
    spoiled: tuple[SpoiledPapers, ...] = (NO_MARK, TWO_MARKS),
    salt: str = SALT,
) -> Sheet:
    return Sheet(teller, *split, spoiled, salt)


def test_a_commitment_is_sha_256_of_the_canonical_sheet() -> None:
    by_hand = (
        '{"against":4,"blank":1,"for":7,"salt":"' + SALT + '","spoiled":[{"papers":3,"reason":"no mark"},'
        '{"papers":1,"reason":"two marks"}],"teller":"Tess"}'
    )
    assert sheet().encode().decode() == by_hand
    assert sheet().commitment == hashlib.sha256(by_hand.encode()).hexdigest()


def test_a_sheet_adds_its_papers_up() -> None:
    assert sheet().spoiled_papers == 4
    assert sheet().papers == 16


def test_a_sheet_reads_as_it_was_written() -> None:
    assert Sheet.decode(sheet().encode(), "sheet") == sheet()


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"{}",
        sheet().encode() + b" ",
        sheet().encode().replace(b'"for":7', b'"for":-7'),
        sheet().encode().replace(b'"for":7', b'"for":"7"'),
        sheet().encode().replace(b'"for":7,', b""),
        sheet().encode().replace(SALT.encode(), b"00"),
    ],
)
def test_what_is_no_sheet_is_unreadable_and_names_the_file(raw: bytes) -> None:
    with pytest.raises(Unreadable, match=r"^sheet"):
        Sheet.decode(raw, "sheet")


def test_a_sheet_that_is_not_the_one_entered_names_its_teller() -> None:
    check_commitment(sheet(), sheet().commitment)
    for other in (sheet(salt=OTHER_SALT), sheet(split=(8, 3, 1)), sheet(teller="Tim")):
        with pytest.raises(NotProven) as error:
            check_commitment(other, sheet().commitment)
        assert error.value.culprit == other.teller


def test_the_salt_keeps_equal_sheets_apart() -> None:
    assert sheet().commitment != sheet(salt=OTHER_SALT).commitment


def test_no_more_papers_are_counted_than_were_issued() -> None:
    check_sheet(sheet(), 16)
    check_sheet(sheet(), 17)
    with pytest.raises(Refused, match="Tess counts 16 papers, but 15 were issued"):
        check_sheet(sheet(), 15)


@pytest.mark.parametrize("reason", ["", " ", "\t"])
def test_a_spoiled_paper_has_a_reason(reason: str) -> None:
    with pytest.raises(Refused, match="without a reason"):
        check_sheet(sheet(spoiled=(SpoiledPapers(reason, 1),)), 100)


def test_sheets_that_agree_have_no_differences_whatever_their_salt_and_order() -> None:
    mine, theirs = sheet(), sheet("Tim", spoiled=(TWO_MARKS, NO_MARK), salt=OTHER_SALT)
    assert differences(mine, theirs) == ()


def test_the_same_reason_in_two_groups_or_other_spacing_is_one_reason() -> None:
    split = (SpoiledPapers("no  mark", 1), SpoiledPapers("no mark ", 2), TWO_MARKS, SpoiledPapers("torn", 0))
    assert differences(sheet(), sheet("Tim", spoiled=split)) == ()


@pytest.mark.parametrize(
    ("other", "classes"),
    [
        (sheet("Tim", (6, 4, 1)), ("for",)),
        (sheet("Tim", (6, 5, 1)), ("for", "against")),
        (sheet("Tim", (7, 4, 0)), ("blank",)),
        (sheet("Tim", spoiled=(NO_MARK,)), ("spoiled",)),
        (sheet("Tim", spoiled=(SpoiledPapers("no mark", 4),)), ("spoiled",)),
        (sheet("Tim", (0, 0, 0), ()), ("for", "against", "blank", "spoiled")),
    ],
)
def test_classes_that_differ_are_named_and_no_figure(other: Sheet, classes: tuple[str, ...]) -> None:
    assert differences(sheet(), other) == classes == differences(other, sheet())


def test_the_agreed_count_names_both_tellers_and_each_reason_in_order() -> None:
    count = agreed(sheet(spoiled=(TWO_MARKS, NO_MARK)), sheet("Tim"), 10, beside_sealed=True)
    assert count.tellers == ("Tess", "Tim")
    assert (count.returned, count.valid_and_blank) == (16, 12)
    assert (count.for_, count.against, count.blank) == (7, 4, 1)
    assert count.spoiled == (NO_MARK, TWO_MARKS)


CELL = 10


@pytest.mark.parametrize(("unspoiled", "withheld"), [(0, False), (1, True), (9, True), (10, False), (11, False)])
def test_beside_sealed_ballots_fewer_unspoiled_papers_than_the_cell_are_withheld(
    unspoiled: int,
    withheld: bool,  # noqa: FBT001 — a table of cases
) -> None:
    mine, theirs = (sheet(teller, (unspoiled, 0, 0)) for teller in ("Tess", "Tim"))
    count = agreed(mine, theirs, CELL, beside_sealed=True)
    assert (count.for_ is None) is (count.against is None) is (count.blank is None) is withheld
    assert (count.returned, count.valid_and_blank) == (unspoiled + 4, unspoiled)
    assert agreed(mine, theirs, CELL, beside_sealed=False).for_ == unspoiled


@given(split=st.tuples(*[st.integers(0, 50)] * 3), spoiled=st.lists(st.integers(0, 9), max_size=4))
def test_an_agreed_count_adds_up(split: tuple[int, int, int], spoiled: list[int]) -> None:
    groups = tuple(SpoiledPapers(f"reason {at % 2}", papers) for at, papers in enumerate(spoiled))
    count = agreed(sheet(split=split, spoiled=groups), sheet("Tim", split, groups), CELL, beside_sealed=True)
    assert count.returned == sum(split) + sum(spoiled)
    assert sum(group.papers for group in count.spoiled) == sum(spoiled)
    assert count.for_ is None or count.for_ + (count.against or 0) + (count.blank or 0) == count.valid_and_blank


def test_reasons_that_differ_by_their_spaces_alone_are_one() -> None:
    spaced = sheet("Tim", spoiled=(NO_MARK, SpoiledPapers(" two  marks", 1)), salt=OTHER_SALT)
    assert differences(sheet(), spaced) == ()
    assert [group.reason for group in agreed(sheet(), spaced, 10, beside_sealed=False).spoiled] == [
        "no mark",
        "two marks",
    ]


def test_a_reason_with_something_hidden_in_it_is_refused() -> None:
    with pytest.raises(Refused, match=r"holds the character U\+001B"):
        check_sheet(sheet(spoiled=(SpoiledPapers("\x1b[2J", 1),)), 100)
