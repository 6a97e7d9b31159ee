"""Motions through decide: quorum, threshold, ties, missing papers, sections. Expected outcomes are worked by hand."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.decisions.books import follow, motion, outcome

from tellers.canonical import Json
from tellers.rulebook.book import RuleBook

PLAIN = motion()
QUORATE = motion('quorum = "papers >= 1/2 of entitled"\nthreshold = "for > 1/2 of valid"')
OF_ALL = motion('threshold = "for > 1/2 of entitled"')
CAST = motion('threshold = "for > 1/2 of cast"')
VETO = motion('threshold = "against > for"')
CHAIR = motion('tie = "casting-vote"\ncasting = "chair"')
TWO_THIRDS = motion('threshold = "for >= 2/3 of valid"\ntie = "casting-vote"\ncasting = "chair"')
LOT = motion('tie = "lot"')
HANDED_OVER = motion('threshold = "for > 1/2 of entitled"\nsuccessor = true')
BY_SECTIONS = motion(
    'threshold = "for > 1/2 of valid and for in staff > 1/2 of valid in staff"\n'
    'sections = [{ id = "staff", title = "Staff" }, { id = "students", title = "Students" }]'
)


def papers(**classes: int) -> dict[str, object]:
    return {"entitled": 100, "papers": classes}


@pytest.mark.parametrize(
    ("book", "facts", "ends"),
    [
        (PLAIN, papers(**{"for": 2, "against": 1}), "carried"),
        (PLAIN, papers(**{"for": 1, "against": 2}), "lost"),
        (PLAIN, papers(**{"for": 2, "against": 2}), "tied"),
        (PLAIN, papers(**{"for": 0, "against": 0}), "lost"),
        (PLAIN, papers(**{"for": 3, "valid": 5}), "carried"),
        (PLAIN, papers(**{"for": 3}), ["carried", "tied", "lost"]),
        (PLAIN, {"entitled": 5, "papers": {"for": 3}}, "carried"),
        (OF_ALL, papers(against=51), "lost"),
        (QUORATE, {"entitled": 100, "papers": {"returned": 49}}, "inquorate"),
        (motion('threshold = "against < 1/4 of valid"'), papers(against=30, returned=100), "lost"),
        (QUORATE, papers(**{"for": 40, "against": 10, "blank": 0, "spoiled": 0}), "carried"),
        (QUORATE, papers(**{"for": 30, "against": 19, "blank": 0, "spoiled": 0}), "inquorate"),
        (QUORATE, papers(**{"for": 30, "against": 19, "blank": 0}), ["inquorate", "carried"]),
        (QUORATE, papers(**{"for": 40, "against": 10}), "carried"),
        (QUORATE, papers(**{"for": 30, "against": 19, "returned": 51}), "carried"),
        (QUORATE, papers(**{"for": 30, "against": 19, "not_returned": 50}), "carried"),
        (OF_ALL, papers(**{"for": 51, "against": 0}), "carried"),
        (OF_ALL, papers(**{"for": 50, "against": 2}), "lost"),
        (OF_ALL, {"sizes": {"members": 100}, "papers": {"for": 51, "against": 1}}, "carried"),
        (CAST, papers(**{"for": 40, "against": 30, "spoiled": 10}), "lost"),
        (CAST, papers(**{"for": 41, "against": 30, "spoiled": 10}), "carried"),
        (VETO, papers(**{"for": 0, "against": 1}), "carried"),
        (VETO, papers(**{"for": 1, "against": 0}), "lost"),
    ],
)
def test_votes_decide_and_what_is_not_told_leaves_open_what_it_could_change(
    book: RuleBook, facts: dict[str, object], ends: Json
) -> None:
    assert outcome(book, facts) == ends


@pytest.mark.parametrize(
    ("book", "more", "ends"),
    [
        (CHAIR, {}, "tied"),
        (CHAIR, {"casting": "for"}, "carried"),
        (CHAIR, {"casting": "against"}, "lost"),
        (TWO_THIRDS, {"casting": "for"}, "lost"),
        (LOT, {}, "tied"),
        (LOT, {"lots": ["for"]}, "carried"),
        (LOT, {"lots": ["against"]}, "lost"),
        (PLAIN, {"casting": "for"}, "tied"),
    ],
)
def test_equal_votes_are_broken_only_as_the_book_says(book: RuleBook, more: dict[str, object], ends: str) -> None:
    assert outcome(book, {**papers(**{"for": 10, "against": 10}), **more}) == ends


def test_a_casting_vote_that_was_not_told_is_missing() -> None:
    assert follow(CHAIR, papers(**{"for": 1, "against": 1})).missing == ("casting",)


def test_a_casting_vote_without_a_tie_is_not_counted_and_that_is_said() -> None:
    facts = {**papers(**{"for": 1, "against": 2}), "casting": "for"}
    (finding,) = follow(CHAIR, facts).findings
    assert finding.notes[0] == "a casting vote is told, but the votes are not equal, so it is not counted"


def test_a_constructive_motion_elects_whom_it_names() -> None:
    facts = {**papers(**{"for": 51, "against": 40}), "successor": "Bo"}
    assert follow(HANDED_OVER, facts).findings[0].verdict.winners == ("Bo",)
    lost = {**papers(**{"for": 50, "against": 40}), "successor": "Bo"}
    assert follow(HANDED_OVER, lost).findings[0].verdict.winners == ()


def test_a_constructive_motion_without_a_name_misses_it() -> None:
    assert follow(HANDED_OVER, papers(**{"for": 51, "against": 40})).missing == ("successor",)


@pytest.mark.parametrize(("staff", "ends"), [((6, 4), "carried"), ((5, 5), "lost")])
def test_each_section_is_held_against_its_own_votes(staff: tuple[int, int], ends: str) -> None:
    sections = {
        "staff": {"for": staff[0], "against": staff[1], "entitled": 20},
        "students": {"for": 50, "against": 10, "entitled": 80},
    }
    assert outcome(BY_SECTIONS, {"sections": sections}) == ends


def test_figures_of_sections_are_added_up_and_have_bases_of_their_own() -> None:
    sections = {"staff": {"for": 6, "against": 4, "entitled": 20}, "students": {"for": 30, "against": 10}}
    shown = {one.id: one.to_json() for one in follow(BY_SECTIONS, {"sections": sections}).figures}
    assert (shown["for-of-valid"]["value"], shown["for-of-valid"]["percent"]) == (36, "72.000")
    assert (shown["staff.for-of-entitled"]["of"], shown["staff.for-of-entitled"]["percent"]) == ("staff", "30.000")


@pytest.mark.parametrize(
    ("told", "text"),
    [
        ({"for": 2, "against": 1, "valid": 4}, "4 valid, but for and against make 3"),
        ({"for": 2, "against": 1, "blank": 0, "spoiled": 0, "returned": 4}, "4 returned but 3 by adding up"),
        ({"for": 2, "against": 1, "returned": 3, "not_returned": 90}, "10 from those entitled and not returned"),
        ({"for": 90, "against": 11}, "101 papers, from 100 entitled to one"),
    ],
)
def test_papers_that_do_not_add_up_are_a_contradiction(told: dict[str, int], text: str) -> None:
    (found,) = follow(PLAIN, papers(**told)).contradictions
    assert text in found.text


def test_a_total_that_is_contradicted_decides_nothing_that_turns_on_it() -> None:
    told = {"for": 40, "against": 8, "blank": 0, "spoiled": 0, "returned": 51}
    decision = follow(QUORATE, papers(**told))
    assert decision.findings[0].outcome is None
    assert decision.missing == ("papers.returned",)


CLASSES = ("for", "against", "blank", "spoiled")
SMALL = st.integers(0, 8)


@settings(deadline=None)
@given(st.tuples(SMALL, SMALL, SMALL, SMALL), SMALL, st.sets(st.sampled_from((*CLASSES, "entitled"))))
def test_a_missing_paper_class_never_makes_another_outcome_certain(
    sizes: tuple[int, int, int, int], silent: int, hidden: set[str]
) -> None:
    told = dict(zip(CLASSES, sizes, strict=True))
    entitled = sum(sizes) + silent
    whole = outcome(QUORATE, {"entitled": entitled, "papers": told})
    part = {name: size for name, size in told.items() if name not in hidden}
    facts: dict[str, object] = {"papers": part} if "entitled" in hidden else {"papers": part, "entitled": entitled}
    found = outcome(QUORATE, facts)
    assert whole in (found if isinstance(found, list) else [found])
