"""Figures published without the papers: read, refused with their place, and counted by the methods for them."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.counting.compared import vector

from tellers.counting.contest import Contest, papers_of
from tellers.counting.debian import Quorum, Terms
from tellers.counting.formats.detect import is_published
from tellers.counting.formats.published import parse_published
from tellers.counting.formats.reading import Reading
from tellers.counting.published import count_published, count_sections
from tellers.counting.ties import NoRule
from tellers.counting.transcript import Transcript
from tellers.errors import Refused, Unreadable

DOCS = Path(__file__).parents[3] / "docs" / "formats" / "published-figures.md"
READING = Reading("figures.json")


def counted(figures: Any, method: str, terms: Terms | None = None) -> Transcript:  # noqa: ANN401 — JSON
    """The count of figures written as JSON."""
    raw = json.dumps(figures).encode()
    assert is_published(raw)
    return count_published(parse_published(raw, READING), method, NoRule(), terms)


def test_ballots_are_counted_with_their_gates_and_withdrawals() -> None:
    # Truth: the Conservative ballots of 2019.
    held = vector("exhaustive.json")["conservative-2019"]
    rounds = [{key: value for key, value in round_.items() if key != "out"} for round_ in held["rounds"]]
    result = counted({"ballots": rounds}, "exhaustive-two-left")
    assert set(result.names(result.elected)) == set(held["left"])
    assert [set(result.names(stage.excluded)) for stage in result.stages] == [set(r["out"]) for r in held["rounds"]]
    assert result.spoiled == 1


def test_a_ballot_without_a_label_has_its_number() -> None:
    result = counted({"ballots": [{"votes": {"A": 2, "B": 1}}]}, "exhaustive")
    assert result.stages[0].note == "ballot 1"


def test_rounds_are_counted_by_section() -> None:
    # Truth: Labour 2010.
    held = vector("sections.json")["labour-leader-2010"]
    rounds = [{"votes": round_["votes"]} for round_ in held["rounds"]]
    result = counted({"weights": held["weights"], "rounds": rounds}, "weighted-sections")
    assert result.names(result.elected) == [held["elected"]]


def test_votes_are_counted_with_the_papers_if_these_are_known() -> None:
    # Truth: Python steering council of 2021.
    held = vector("votes.json")["python-council-2021"]
    figures = {"seats": held["seats"], "votes": held["votes"], "papers": held["papers"]}
    result = counted(figures, "approval")
    assert (set(result.names(result.elected)), result.valid) == (set(held["elected"]), 74)
    unknown = counted({"votes": {"A": 2, "B": 1}}, "plurality")
    assert unknown.notes == ("how many papers there were was not published",)


def test_comparisons_are_counted_by_condorcet_methods_and_by_debians() -> None:
    # Truth: Python's governance vote of 2018; Debian's leader of 2023.
    held = vector("pairwise.json")["python-2018-governance"]
    result = counted({"candidates": held["candidates"], "pairwise": held["votes"]}, "schulze")
    assert result.names(result.elected) == held["elected"]
    assert result.notes[0] == "how many papers there were was not published"
    leader = {"candidates": ["Jonathan Carter", "None of the above"], "pairwise": [[None, 259], [15, None]]}
    assert counted(leader, "debian").elected == (0,)
    assert counted(leader, "debian", Terms(1, Quorum.votes(260))).elected == (1,)


def test_the_files_of_the_sections_are_counted_by_section() -> None:
    # Truth: by hand: all of the caucus and a third of the members.
    raw = b'{"weights": {"caucus": "1/2", "members": "1/2"}, "files": {"caucus": "a", "members": "b"}}'
    caucus = Contest("", ("A", "B"), 1, papers_of([(2, [0])]))
    members = Contest("", ("A", "B"), 1, papers_of([(1, [0]), (2, [1])]))
    papers = {"caucus": caucus, "members": members}
    result = count_sections(parse_published(raw, READING), papers, "weighted-sections", NoRule())
    assert [result.text(share) for share in result.stages[0].tally.values()] == ["2/3", "1/3"]
    with pytest.raises(Refused, match="expected one of weighted-sections"):
        count_sections(parse_published(raw, READING), papers, "av", NoRule())


FIGURES = {
    "ballots": {"ballots": [{"votes": {"A": 1}}]},
    "rounds": {"weights": {"x": "1/1"}, "rounds": [{"votes": {"x": {"A": 1}}}]},
    "votes": {"votes": {"A": 1}},
    "pairwise": {"candidates": ["A"], "pairwise": [[0]]},
}


@pytest.mark.parametrize("kind", list(FIGURES))
def test_a_method_for_other_figures_is_refused_and_the_right_ones_named(kind: str) -> None:
    with pytest.raises(Refused, match=r"stv-scottish does not count these figures; expected one of \w+"):
        counted(FIGURES[kind], "stv-scottish")


BAD = [
    ('{"votes": ', "line 1: not JSON"),
    ('{"votes": {"A": 1, "A": 2}}', "A stands twice"),
    ('{"votes": {"A": -1}}', r"votes\[...\]"),
    ('{"votes": {"A": 1.5}}', "Expected `int`, got `float`"),
    ('{"votes": {"A": 1}, "seat": 1}', "unknown field `seat`"),
    ('{"votes": {"A": 1}, "seats": 0}', "seats"),
    ('{"votes": {"A": 1}, "ballots": []}', "ballots, votes given; expected one of"),
    ('{"title": "votes"}', "nothing given"),
    ('{"rounds": []}', "`weights` go with `rounds` or `files`"),
    ('{"votes": {"A": 1}, "weights": {"a": "1/2"}}', "`weights` go with"),
    ('{"rounds": [], "weights": {"a": "0.5"}}', "regex"),
    ('{"pairwise": [[0]]}', "`pairwise` and `candidates` go together"),
    ('{"pairwise": [[0]], "candidates": ["A", "B"]}', "2 rows of 2 figures"),
    ('{"pairwise": [[0, 1], [1]], "candidates": ["A", "B"]}', "2 rows of 2 figures"),
    ('{"pairwise": [[0, 1], [1, 0]], "candidates": ["A", "A"]}', "two candidates have one name"),
    ('{"votes": {"A": 9999999999999}}', "<= 1000000000000"),
    ('{"ballots": [{"votes": {}}]}', "ballots"),
    ("[" * 100_000, "not JSON|recursion"),
    ('{"votes": {"\xff": 1}}', "UTF-8"),
]


@pytest.mark.parametrize(("text", "message"), BAD)
def test_figures_that_do_not_hold_together_are_refused_with_their_place(text: str, message: str) -> None:
    with pytest.raises(Unreadable, match=message) as refused:
        parse_published(text.encode("latin-1"), READING)
    assert refused.value.source == "figures.json"


@given(st.binary(max_size=60))
def test_no_bytes_end_in_anything_but_figures_or_a_refusal(raw: bytes) -> None:
    for text in (raw, b'{"votes": ' + raw + b"}"):
        try:
            parse_published(text, READING)
        except Unreadable:
            continue


def test_the_examples_of_the_document_are_read_and_counted() -> None:
    # The document's own examples; a file of each kind is among them.
    examples = re.findall(r"```json\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.DOTALL)
    methods = ("exhaustive-two-left", "weighted-sections", None, "block", "debian")
    for example, method in zip(examples, methods, strict=True):
        figures = parse_published(example.encode(), READING)
        if method is None:
            assert (figures.files or {}).keys() == (figures.weights or {}).keys()
        else:
            assert count_published(figures, method, NoRule()).elected


@pytest.mark.parametrize("raw", [b'{"CVR": [], "votes": 1}', b"3 1\n", b'{"title": "x"}', b""])
def test_other_files_are_not_taken_for_figures(raw: bytes) -> None:
    assert not is_published(raw)
