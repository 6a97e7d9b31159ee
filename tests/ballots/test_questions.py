"""The three types of question: as the reference tool's templates write them, and what is refused.

Truth: the template.json of each archived election, which belenios-tool read.
"""

import json
from pathlib import Path

import pytest
from tests.ballots.samples import ALL_ARCHIVES

from tellers.ballots.codec import encode, read
from tellers.ballots.election import Template
from tellers.ballots.questions import Homomorphic, Lists, NonHomomorphic, read_question
from tellers.errors import Unreadable

LISTS = Lists("List?", (("L1", "a", "b"), ("L2", "c")))
RANKING = NonHomomorphic("Rank them", ("Ann", "Bob"))
MOTION = Homomorphic("Yes?", ("yes", "no"), 1, 1, blank=True)


@pytest.mark.parametrize("path", ALL_ARCHIVES.values(), ids=ALL_ARCHIVES)
def test_a_question_is_written_as_it_was_read(path: Path) -> None:
    raw = (path / "template.json").read_bytes()
    questions = Template.decode(raw, "template").questions
    assert [question.to_json() for question in questions] == json.loads(raw)["questions"]


@pytest.mark.parametrize(
    ("question", "items", "nested"),
    [
        (MOTION, [1, 2, 3], [1, 2, 3]),
        (LISTS, [1, 2, 3, 4, 5], [[1, 2, 3], [4, 5]]),
        (RANKING, ["x", "y", "z"], ["x", "y", "z"]),
    ],
)
def test_a_row_is_nested_as_its_question_asks_and_flattened_again(
    question: Homomorphic | Lists | NonHomomorphic, items: list[int], nested: list[object]
) -> None:
    written = question.nested(items)
    assert written == nested
    assert [node.value for node in question.flat(read(encode(written), "x"))] == items


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (b"[[1,2,3]]", "found 1 entries; expected 2"),
        (b"[[1,2],[4,5]]", "found 2 entries; expected 3"),
        (b"[1,2]", "expected an array"),
    ],
)
def test_a_row_of_another_shape_is_refused(raw: bytes, says: str) -> None:
    with pytest.raises(Unreadable, match=says):
        LISTS.flat(read(raw, "x"))


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (b'{"type":"Quadratic","value":{}}', "questions of type 'Quadratic' are not read"),
        (b'{"type":"Lists","value":{"answers":[],"question":"q"}}', "there is no list"),
        (b'{"type":"Lists","value":{"answers":[[]],"question":"q"}}', "there are no answers"),
        (b'{"type":"NonHomomorphic","value":{"answers":[],"question":"q"}}', "there are no answers"),
        (b'{"type":"NonHomomorphic","value":{"answers":["a"],"question":"q","min":1}}', "'min' is unknown"),
        (b'{"type":7,"value":{}}', "expected a string"),
        (b'{"answers":["a"],"min":2,"max":1,"question":"q"}', "min 2, max 1"),
    ],
)
def test_a_question_that_no_vote_could_answer_is_refused(raw: bytes, says: str) -> None:
    with pytest.raises(Unreadable, match=says):
        read_question(read(raw, "question"))
