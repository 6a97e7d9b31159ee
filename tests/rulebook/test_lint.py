"""Holes: for each kind a book that has it and one that does not. The lines are those of the books' own text."""

import pytest
from tests.rulebook.samples import SMALL, labour, line_of, small, society
from tests.rulebook.test_book import GAP
from tests.rulebook.test_parsing import MAJORITY, READING, RULING

from tellers.rulebook.lint import NAMES, WRITE, Severity, check

PROCEDURE = "[[procedure.motion]]"
COMPLETE = (
    'threshold = "for > 1/2 of valid"\npropose = { body = "members", number = 2 }\nnotice_days = 7\n'
    'holder = { notice = true, statement = false }\nsecret = true\nforms = ["paper"]\nquorum = "papers >= 10"\n'
    'tie = "lost"\n'
)
LOST = '\n[[procedure.motion.effect.lost]]\ntext = "x"\nbinding = true\nclause = "all"\n'
INQUORATE = LOST.replace("lost", "inquorate")


def missing(old: str = "", new: str = "", *, more: str = "") -> list[str]:
    return [hole.what for hole in check(small(old, new, more=more)) if hole.severity is Severity.MISSING]


def complete_without(line: str) -> list[str]:
    assert line in COMPLETE
    book_text = COMPLETE.replace(line, "")
    return missing('threshold = "for > 1/2 of valid"\n', book_text, more=LOST + INQUORATE)


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ('threshold = "for > 1/2 of valid"\n', "motion states no majority"),
        ('propose = { body = "members", number = 2 }\n', "motion states no right to propose"),
        ("notice_days = 7\n", "motion states no notice period"),
        ("holder = { notice = true, statement = false }\n", "motion states no duty to the holder"),
        ("secret = true\n", "motion states no secrecy"),
        ('forms = ["paper"]\n', "motion states no form of ballot"),
        ('tie = "lost"\n', "motion states no tie rule"),
    ],
)
def test_each_rule_that_is_left_out_is_named(line: str, says: str) -> None:
    (only,) = [what for what in complete_without(line) if "minimum cell" not in what]
    assert only.startswith(says)


def test_a_quorum_left_out_is_named_and_so_are_effects_that_need_one() -> None:
    found = complete_without('quorum = "papers >= 10"\n')
    assert any(what.startswith("motion states no quorum: no quorum is stated") for what in found)
    assert any("effects for inquorate and no quorum" in what for what in found)


def test_a_complete_book_has_no_hole() -> None:
    assert check(society()) == ()
    assert complete_without("") == [
        "the book states no minimum cell: no minimum cell is stated; groups under 10 votes are not published"
    ]


def test_an_outcome_without_effect_is_named_with_what_to_write() -> None:
    (hole,) = [hole for hole in check(small()) if "effect" in hole.what]
    assert hole.what == "motion states no effect for the outcome lost"
    assert hole.write.startswith("[[procedure.motion.effect.lost]] with text, binding")
    assert (hole.source, hole.line) == ("club.toml", line_of(SMALL, PROCEDURE))
    with_quorum = missing(PROCEDURE, PROCEDURE + '\nquorum = "papers >= 2"', more=LOST)
    assert "motion states no effect for the outcome inquorate" in with_quorum
    assert "motion states no effect for the outcome inquorate" not in missing(more=LOST)


def test_a_gap_between_editions_is_named() -> None:
    assert "the clause notice has no edition from 2015-01-01 to 2015-06-30" in missing(more=GAP)
    assert not any("no edition" in what for what in missing(more=GAP.replace("until  = 2014-12-31\n", "")))


def test_an_open_reading_is_named_until_a_ruling_settles_it() -> None:
    (hole,) = [hole for hole in check(small(more=READING)) if hole.severity is Severity.OPEN]
    assert hole.what == "the reading r is open: Which? Results are computed under each choice"
    assert hole.line == line_of(SMALL + READING, "[[reading.r]]")
    assert not [hole for hole in check(small(more=READING + RULING)) if hole.severity is Severity.OPEN]


def test_labour_says_what_it_assumes_and_leaves_nothing_out() -> None:
    holes = check(labour())
    assert {hole.severity for hole in holes} == {Severity.ASSUMED}
    told = {hole.what for hole in holes}
    assert (
        "the majority of no-confidence is assumed: "
        "no clause states a majority; more than half of the valid votes is taken"
    ) in told
    assert any(what.startswith("the procedure no-confidence is assumed: the rule book has no motion") for what in told)


def test_holes_come_in_the_order_of_the_lines_each_once() -> None:
    holes = check(small(more=GAP + READING))
    assert [hole.line for hole in holes] == sorted(hole.line for hole in holes)
    assert len(set(holes)) == len(holes)


@pytest.mark.parametrize("key", [key for key in WRITE if key != "minimum_cell"])
def test_what_to_write_closes_the_hole(key: str) -> None:
    line = WRITE[key].split(", or ")[0].replace("BODY", "members").replace("KEY", "all")
    text = line if key == "threshold" else f"{MAJORITY}\n{line}"
    before, after = missing(MAJORITY, ""), missing(MAJORITY, text)
    assert any(what.startswith(f"motion states no {NAMES[key]}") for what in before)
    assert not any(what.startswith(f"motion states no {NAMES[key]}") for what in after)
