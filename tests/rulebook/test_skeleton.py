"""The first book that answers give: read by the parser, checked by the lint. Both are tested by themselves."""

import re
import tomllib
from dataclasses import asdict, fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tellers.rulebook.holes import Severity
from tellers.rulebook.lint import check
from tellers.rulebook.parsing import parse
from tellers.rulebook.skeleton import TAKEN, Answers, skeleton

TOLD = Answers(
    organisation='The "Old" Harbour \\ Society',
    since="2021-05-01",
    time_zone="Europe/Dublin",
    post="General Secretary",
    voters="standing = full, life",
    signatures="50",
    notice="14",
    quorum="none",
    majority="2/3",
    nominations="10%",
    method="plurality",
    tie="again",
)


def test_the_plain_answers_leave_nothing_missing() -> None:
    holes = check(parse(skeleton(Answers()), "plain"))
    assert {hole.severity for hole in holes} == {Severity.ASSUMED, Severity.NOTICE}


def test_each_answer_stands_in_the_book() -> None:
    assert all(getattr(TOLD, field.name) != field.default for field in fields(Answers))
    book = tomllib.loads(skeleton(TOLD))
    assert parse(skeleton(TOLD), "told").organisation == TOLD.organisation
    motion, contest = book["procedure"]["confidence"][0], book["procedure"]["election"][0]
    assert (str(book["since"]), book["time_zone"]) == (TOLD.since, TOLD.time_zone)
    assert book["body"]["members"][0]["members"] == {"standing": ["full", "life"]}
    assert book["office"]["general-secretary"][0]["title"] == TOLD.post
    assert book["procedure"]["petition"][0]["threshold"] == "signatures >= 50"
    assert (motion["notice_days"], motion["quorum"], motion["threshold"]) == (14, "none", "for >= 2/3 of valid")
    assert book["procedure"]["nomination"][0]["threshold"] == "nominations >= 10% of entitled"
    assert (contest["method"], contest["tie"], contest["quorum"]) == ("plurality", "again", "none")


def test_a_book_without_a_quorum_has_no_effect_that_never_comes_about() -> None:
    assert "inquorate" in skeleton(Answers())
    assert "inquorate" not in skeleton(TOLD)


@pytest.mark.parametrize(
    ("share", "threshold"),
    [("1/2", "for > 1/2 of valid"), ("50%", "for > 50% of valid"), ("60%", "for >= 60% of valid")],
)
def test_half_is_exceeded_and_a_larger_share_is_reached(share: str, threshold: str) -> None:
    book = parse(skeleton(replace(TOLD, majority=share)), "told")
    assert str(book.motion("confidence", on=book.editions[0].since).threshold.value) == threshold


def test_an_answer_can_be_the_condition_itself() -> None:
    motion = tomllib.loads(skeleton(replace(TOLD, majority="for > 1/2 of entitled", quorum="valid >= 20")))
    assert motion["procedure"]["confidence"][0]["threshold"] == "for > 1/2 of entitled"
    assert motion["procedure"]["election"][0]["quorum"] == "valid >= 20"


@pytest.mark.parametrize(("post", "id_"), [("Chair", "chair"), ("Président(e)", "pr-sident-e"), ("主席", "post")])
def test_a_post_has_an_id_that_the_language_takes(post: str, id_: str) -> None:
    assert list(tomllib.loads(skeleton(replace(TOLD, post=post)))["office"]) == [id_]


def test_every_sentence_of_what_is_taken_stands_in_the_book() -> None:
    assert [sentence for sentence in TAKEN.values() if f'"{sentence}"' not in skeleton(TOLD)] == []


@pytest.mark.parametrize("key", asdict(TOLD))
def test_every_answer_changes_the_book(key: str) -> None:
    assert skeleton(replace(TOLD, **{key: getattr(TOLD, key) + "1"})) != skeleton(TOLD)


@given(st.text(st.characters(exclude_categories=("C", "Z")), min_size=1))
def test_any_name_that_can_be_printed_can_be_written(name: str) -> None:
    book = parse(skeleton(replace(TOLD, organisation=name, post=name)), "told")
    assert book.organisation == name
    assert re.fullmatch(r"[a-z0-9-]+", next(iter(book.editions[0].offices)))


def test_the_clause_that_the_book_shows_can_be_written_as_it_stands() -> None:
    shown = re.search(r"(?m)^#   \[\[clause\.motion\]\]\n(?:#   .*\n)+", skeleton(TOLD))
    assert shown is not None
    clause = re.sub(r"(?m)^#   ", "", shown.group())
    book = parse(f"{skeleton(TOLD)}\n{clause}", "told")
    assert book.clause("motion", on=book.editions[0].since).number == "9"
