"""A count as CSV, read again by Python's own reader."""

import csv
from fractions import Fraction

from tests.reports.counts import FOURTEEN, contest_of, fourteen

from tellers.counting.methods import count
from tellers.reports.count_csv import count_csv


def test_every_figure_is_a_row_and_each_stage_adds_up() -> None:
    transcript = fourteen()
    rows = list(csv.DictReader(count_csv(transcript).splitlines()))
    for stage in transcript.stages:
        mine = [row for row in rows if row["stage"] == str(stage.number)]
        assert {row["candidate"]: row["votes"] for row in mine if row["status"] != "exhausted"} == {
            FOURTEEN[c]: transcript.text(votes) for c, votes in stage.tally.items()
        }
        assert {row["candidate"] for row in mine if row["status"] == "elected"} == {FOURTEEN[c] for c in stage.elected}
        assert {row["candidate"] for row in mine if row["status"] == "excluded"} == {
            FOURTEEN[c] for c in stage.excluded
        }
        assert {row["event"] for row in mine} == {transcript.event(stage)}
        assert sum(Fraction(row["votes"]) for row in mine) == transcript.valid


def test_names_with_commas_and_quotes_are_quoted() -> None:
    names = ('Lee, "Al"', "Bob")
    rows = list(csv.DictReader(count_csv(count(contest_of([(2, [0])], names, 1), "av")).splitlines()))
    assert rows[0]["candidate"] == names[0]
