"""What a case tells beside its motion; the truth is the acts that each test enters, by tests/cases/club.toml."""

from pathlib import Path

import pytest
from tests.cases.club import Club
from tests.cases.test_contest import admitted, figures, frozen
from tests.journeys.commands import Exited, tellers
from tests.reports.news.records import of

from tellers.cli.records import read_records

__all__ = ["admitted", "frozen"]  # fixtures


def test_a_declared_contest_is_a_record_that_reports_are_held_against(frozen: Club) -> None:
    frozen.act("contest enter", "03-06T21:00", *figures(frozen, 3, 4))
    frozen.act("contest declare", "03-06T22:00")
    records = read_records(frozen.root, (), None)
    assert (records.main.winners, records.main.size("spoiled"), records.main.size("valid")) == (("Gus",), 1, 7)
    said = "Gus beat Bela by {} votes to three in the election of the captain. Gus took 57% of the valid votes."
    assert of(said.format("four"), records) == [("four", "right"), ("three", "right"), ("57%", "right")]
    assert of(said.format("five"), records)[0] == ("five", "wrong")
    assert of("Turnout in the election was 100%. Turnout in the election was 88%.", records) == [
        ("100%", "right"),
        ("88%", "wrong"),
    ]
    assert of("In 2019 Bela was elected captain with 6 votes to 2 for Hal.", records)[1] == ("6", "not-checkable")


def test_a_closed_petition_tells_its_signatures_and_what_it_needed(tmp_path: Path) -> None:
    club = Club.open(tmp_path, "recall")
    text = ("--text", "That a vote be held.", "--target", "Bela")
    club.act("petition open", "03-01T10:00", "--procedure", "recall", *text)
    for member in ("Ann", "Cy", "Eve", "Dee"):
        club.act("petition sign", "03-02T10:00", "--member", member)
    club.act("petition unsign", "03-03T10:00", "--member", "Cy")
    club.act("petition close", "03-04T10:00")
    records = read_records(club.root, (), None)
    assert of("The petition on Bela was signed by 3 of 8 members.", records)[0] == ("3", "right")
    assert of("The petition on Bela got five signatures.", records) == [("five", "wrong")]
    assert of("The petition on Bela needed three signatures.", records) == [("three", "right")]
    assert of("The petition on Bela needed four signatures.", records) == [("four", "wrong")]
    assert of("An online petition for Bela has 112 signatures.", records) == [("112", "not-checkable")]
    assert "signatures: 3" in tellers("explain", "3", club.root)


def test_a_list_of_posts_alone_is_a_record_of_who_left(tmp_path: Path) -> None:
    club = Club.open(tmp_path, "officers")
    words = ("--procedure", "officers", "--holder", "mate=Cy", "--holder", "treasurer=Dee")
    club.act("appointment open", "03-01T10:00", *words)
    for post, who in (("treasurer", "Dee"), ("mate", "Cy")):
        club.act("appointment resign", "03-03T10:00", "--post", post, "--who", who)
    records = read_records(club.root, (), None)
    said = "At Lantern Rowing Club, {} officers have resigned."
    assert of(said.format("two"), records) == [("two", "right")]
    assert of(said.format("five"), records) == [("five", "wrong")]


def test_a_case_in_which_nothing_is_decided_is_no_record_yet(tmp_path: Path) -> None:
    club = Club.open(tmp_path, "recall")
    (tmp_path / "report.txt").write_text("It was signed.")
    with pytest.raises(Exited) as exited:
        tellers("check-report", tmp_path / "report.txt", club.root)
    assert "`case contest declare` or `case petition close`" in exited.value.said
