"""What the tree of consequences says of trustees and objections: the sentences are those of the book's own rules."""

from datetime import date

from tests.rulebook.half_books import WHOLE, changed
from tests.rulebook.test_lint_custody import PAPER, TABLE, sealed

from tellers.decisions.consequences import consequences
from tellers.decisions.tree import Kind, Node
from tellers.rulebook.parsing import parse

DAY = date(2016, 6, 28)


def before_the_end(text: str, procedure: str = "election") -> list[Node]:
    root = consequences(parse(text, "club.toml"), procedure, DAY).root
    return [node for node in root.below if node.kind in {Kind.NOTE, Kind.HOLE}]


def test_the_defaults_stand_before_the_endings_with_their_clause() -> None:
    told = before_the_end(sealed())
    late = "Where a camp has appointed no trustees within 2 days of the announcement"
    assert {node.label: node.text for node in told} == {
        "trustees": "Each candidate appoints 3 trustees, of whom 2 decrypt; the scrutineer appoints 1 trustee.",
        "a camp will not appoint": f"{late}, the others hold the key without it.",
        "a trustee walks out": "Where a trustee does not decrypt, the others of the camp do.",
    }
    assert {str(node.grounds) for node in told} == {"clause 1"}


def test_a_sealed_contest_without_trustees_is_a_hole_of_the_tree() -> None:
    (hole,) = before_the_end(sealed(""))
    assert hole.kind is Kind.HOLE
    assert "does not say who holds the key" in hole.text


def test_a_contest_on_paper_has_nothing_to_tell_of_trustees() -> None:
    assert before_the_end(WHOLE) == []


def test_a_default_that_turns_on_a_reading_is_told_under_each_choice() -> None:
    reading = '\n[[reading.r]]\nclause = "all"\nquestion = "Which?"\n[reading.r.choices]\none = "One."\ntwo = "Two."\n'
    turning = '{ reading = "r", by = { one = "remaining", two = "again" } }'
    text = sealed(TABLE, ('"remaining"', turning)) + reading
    told = [node for node in before_the_end(text) if node.label == "a trustee walks out"]
    assert [(node.text.split(", ")[1], [held.choice for held in node.readings]) for node in told] == [
        ("the others of the camp do.", ["one"]),
        ("the ballot is annulled and held again.", ["two"]),
    ]


def test_the_time_for_objections_is_told_of_a_motion_too() -> None:
    text = changed(('tie         = "lost"', 'tie = "lost"\nobjections = { within_hours = 48, holds = true }'))
    (note,) = before_the_end(text, "motion")
    held = "an open one holds the declaration back until it is answered"
    assert note.text == f"Objections are made within 48 hours of the count; {held}."


def test_paper_and_sealed_together_need_trustees_too() -> None:
    text = changed((PAPER, PAPER.replace('["paper"]', '["sealed", "paper"]')))
    assert [node.kind for node in before_the_end(text)] == [Kind.HOLE]
