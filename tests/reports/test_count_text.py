"""A count as text. The figures are those of the transcript, which its own tests hold against official results."""

import re

import pytest
from tests.reports.counts import FOURTEEN, fourteen, small, tied

from tellers.counting.ties import Lot
from tellers.reports.count_text import count_text, placing
from tellers.reports.layout import WIDTH, columns_of


@pytest.mark.parametrize(
    ("method", "seats"),
    [
        ("stv-scottish", 4),
        ("stv-ers97", 4),
        ("stv-meek", 4),
        ("stv-wig", 4),
        ("av", 1),
        ("av-us-maine", 1),
        ("schulze", 1),
        ("ranked-pairs", 1),
        ("plurality", 4),
        ("approval", 4),
    ],
)
def test_fourteen_candidates_fit_into_80_columns(method: str, seats: int) -> None:
    for line in count_text(fourteen(method, seats), "Council").split("\n"):
        assert columns_of(line) <= WIDTH, line
        assert line == line.rstrip()


def test_the_elected_stand_first_and_before_the_table() -> None:
    transcript = fourteen()
    text = " ".join(count_text(transcript, "Council").split())
    assert text.startswith("ELECTED: " + ", ".join(transcript.names(transcript.elected)))
    assert text.index("ELECTED") < text.index("STAGES") < text.index("VOTES AT EACH STAGE")


def test_every_figure_of_the_transcript_is_in_the_table() -> None:
    transcript = fourteen()
    table = count_text(transcript, "Council").split("VOTES AT EACH STAGE")[1]
    figures = re.findall(r"\d+\.\d{5}", table)
    expected = []
    for stage in transcript.stages:
        gone = {c for one in transcript.stages if one.number <= stage.number for c in one.excluded}
        expected += [transcript.text(votes) for c, votes in stage.tally.items() if votes or c not in gone]
        expected += [transcript.text(amount) for amount in (stage.exhausted, stage.lost, stage.total)]
    assert sorted(figures) == sorted(expected)


def test_a_small_count_reads_as_expected() -> None:
    text = count_text(small(), "Leader")
    assert text.startswith(
        "ELECTED: Ann\n\nLeader\n1 place, 3 candidates; 11 valid papers, 7 blank, 0 spoiled.\nMethod av: "
    )
    assert text.split("STAGES\n")[1] == (
        "   1  first preferences; quota 6\n"
        "   2  exclusion of Cat; elected: Ann; quota 5\n"
        "\nVOTES AT EACH STAGE\n"
        "               1    2\n"
        "  Ann          5   5*\n"
        "  Bob          4    4\n"
        "  Cat          2    -\n"
        "  Exhausted    0    2\n"
        "  Total       11   11\n"
        "  * elected at this stage, - out at it"
    )


def test_an_open_tie_lists_every_result_and_elects_nobody() -> None:
    text = count_text(tied(), "Leader")
    assert text.startswith("UNDECIDED. Elected so far: nobody: tied\n")
    assert "  - Ann\n  - Bob\n" in text
    assert "--seed TEXT" in text


def test_a_lot_is_told_with_its_seed() -> None:
    assert "from the seed 1 May)" in " ".join(count_text(tied(Lot("1 May")), "Leader").split())


def test_rules_without_proof_say_so() -> None:
    for method in ("plurality", "stv-scottish"):
        transcript = fourteen(method)
        assert ("UNPROVED" in count_text(transcript, "Council")) is not transcript.proved


def test_candidates_are_placed_by_election_and_then_by_how_long_they_stayed() -> None:
    transcript = fourteen()
    order = placing(transcript)
    assert order[: len(transcript.elected)] == transcript.elected
    assert sorted(order) == list(range(len(FOURTEEN)))
    left = [stage.number for c in order for stage in transcript.stages if c in stage.excluded]
    assert left == sorted(left, reverse=True)
