"""The tree of consequences as text. The tree is made by hand; what is expected of it is written here."""

from tests.reports.trees import TREE

from tellers.reports.consequences_text import WIDTH, consequences_lines, holes


def lines() -> list[str]:
    return list(consequences_lines(TREE))


def test_the_procedure_stands_on_top_with_the_day_and_what_it_rests_on() -> None:
    assert lines()[:3] == [
        "Quayside Chess Club (invented): Rules of the club",
        "What follows from Motion of no confidence in the captain [motion], by the rules as on 2024-05-01",
        "about Captain; clause 9.2",
    ]


def test_an_effect_says_whether_it_binds_for_whom_by_when_and_by_which_clause() -> None:
    assert (
        "  ├─ binding: The captain leaves office. (for Captain; within 21 days of the declaration; clause 9.2)"
        in lines()
    )
    assert any(
        "advisory: The captain stays" in line and "for 12 months from the declaration" in line for line in lines()
    )


def test_an_ending_under_one_reading_alone_says_so() -> None:
    assert "CARRIED: if for >= 2/3 of valid (clause 9.2; if clause 9.2 is read as valid-only)" in lines()


def test_holes_are_marked_and_counted() -> None:
    assert holes(TREE.root) == 2
    assert sum("HOLE: " in line for line in lines()) == 2
    assert lines()[-1] == "In 2 places the rule book says nothing; each is marked HOLE."


def test_no_line_is_longer_than_a_terminal_and_a_branch_goes_on_below_itself() -> None:
    assert all(len(line) <= WIDTH for line in lines())
    cut = next(at for at, line in enumerate(lines()) if "Donaudampf" in line)
    assert lines()[cut + 1] == "  │  │    vacant with it. (clause 9.2)"
