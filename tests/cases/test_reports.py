"""`tellers report` on real cases: each form, what stands open, charts of posts and of a crisis.

The truth is the minutes that the test enters; that a breach, a dissent and a missing witness are printed is issue 6.
"""

import json
import re
from pathlib import Path

import pytest
from tests.cases.club import Club
from tests.cases.conftest import After
from tests.cases.samples import Play
from tests.journeys.commands import Exited, exit_code, tellers

from tellers.cases import notice
from tellers.proceedings import facts
from tellers.reports.forms import BINARY, FORMS

pytestmark = pytest.mark.filterwarnings(
    "ignore::pytest.PytestUnraisableExceptionWarning", "ignore::ResourceWarning"
)  # WeasyPrint leaves its colour profile open

WITHOUT = {"bench", "stages", "turnout"}
"""The forms that a motion has nothing for."""


def written(play: Play, form: str, tmp_path: Path) -> bytes:
    out = tmp_path / f"out.{form}"
    tellers("report", play.folder.root, "--form", form, "--out", out)
    return out.read_bytes()


@pytest.mark.parametrize("form", sorted(set(FORMS) - WITHOUT))
def test_each_form_is_written_and_is_the_same_again(form: str, after: After, tmp_path: Path) -> None:
    play = after("cosign")
    first = written(play, form, tmp_path)
    assert first
    assert written(play, form, tmp_path) == first


@pytest.mark.parametrize("form", sorted(WITHOUT))
def test_a_form_that_the_record_has_nothing_for_says_why(form: str, after: After) -> None:
    with pytest.raises(Exited) as refused:
        tellers("report", after("cosign").folder.root, "--form", form)
    assert refused.value.code == 1
    assert re.search(
        "has no list of posts|does not say who of which section|a motion has no stages", refused.value.said
    )


def test_before_the_count_there_is_no_result_and_the_charts_are_still_drawn(after: After) -> None:
    root = after("close").folder.root
    assert exit_code("report", root, "--form", "text") == 1
    assert "Voting closes" in tellers("report", root, "--form", "charts")


def objecting(play: Play) -> None:
    with play.at("16:40") as held:
        notice.enter_objection(held, facts.Objection("Abe", "breach", "The box stood open at noon."))


OPEN_FORMS = sorted(set(FORMS) - WITHOUT - BINARY - {"svg", "timeline", "scrutineer"})


@pytest.mark.parametrize("form", OPEN_FORMS)
def test_a_breach_and_a_missing_witness_are_printed_in_every_form(form: str, after: After, tmp_path: Path) -> None:
    play = after("declare")
    objecting(play)
    said = " ".join(written(play, form, tmp_path).decode().split())
    assert "The box stood open at noon." in said
    assert "has not co-signed the checkpoint as it stands" in said


def test_what_is_not_verified_is_told_without_a_file_of_this_machine(after: After, tmp_path: Path) -> None:
    play = after("declare")
    said = " ".join(written(play, "announcement", tmp_path).decode().split())
    assert "DOES NOT VERIFY: witnesses: " in said
    assert "KEYFILE" not in said
    assert str(tmp_path) not in said


def test_a_petition_has_no_votes_to_report_and_the_refusal_says_what_it_found(tmp_path: Path) -> None:
    club = Club.open(tmp_path, "recall")
    club.act("petition open", "03-01T10:00", "--procedure", "recall", "--text", "A vote.", "--target", "Bela")
    club.act("petition sign", "03-02T10:00", "--member", "Cy")
    club.act("petition close", "03-12T00:00")
    with pytest.raises(Exited) as refused:
        tellers("report", club.root, "--form", "text")
    assert "the petition recall-1: not-triggered" in refused.value.said


def test_the_scrutineer_is_not_satisfied_until_the_breach_is_answered(after: After, tmp_path: Path) -> None:
    play = after("cosign")
    objecting(play)
    play.cosign()
    with pytest.raises(Exited) as refused:
        written(play, "scrutineer", tmp_path)
    assert "BREACH: OPEN. Minute 14, breach by Abe: The box stood open at noon." in refused.value.said
    with play.at("16:50") as held:
        notice.enter_answer(held, facts.Answer(14, "Secretary", "It was sealed before anybody voted."))
    play.cosign()
    said = " ".join(written(play, "scrutineer", tmp_path).decode().split())
    assert "ANSWERED: Minute 14, breach by Abe: The box stood open at noon. Answered in minute 15" in said


def test_a_record_that_does_not_verify_is_reported_as_such(after: After, tmp_path: Path) -> None:
    play = after("cosign")
    play.folder.declaration("txt").write_bytes(b"Lost.")
    said = written(play, "announcement", tmp_path).decode()
    assert "DOES NOT VERIFY: declaration: declaration.txt" in " ".join(said.split())
    assert exit_code("report", play.folder.root, "--form", "scrutineer") == 1


def test_the_json_of_a_report_holds_declaration_json_and_what_stands_open(after: After, tmp_path: Path) -> None:
    play = after("cosign")
    plain = json.loads(written(play, "json", tmp_path))
    assert plain["declaration"] == json.loads(play.folder.declaration("json").read_bytes())
    assert plain["stands_open"] == []


def crisis(tmp_path: Path) -> Club:
    club = Club.open(tmp_path, "officers")
    club.act("appointment open", "03-01T10:00", "--procedure", "officers", "--holder", "mate=Cy")
    club.act("appointment appoint", "03-02T10:00", "--post", "treasurer", "--who", "Dee", "--consents")
    words = ("--post", "mate", "--who", "Cy", "--source", "The newsletter")
    club.act("appointment resign", "03-05T10:00", *words, "--on", "2024-03-03T18:00+00:00")
    return club


def test_the_board_of_posts_says_who_is_in_and_who_is_out_and_at_which_moment(tmp_path: Path) -> None:
    club = crisis(tmp_path)
    now = tellers("report", club.root, "--form", "bench")
    assert "1 filled, 1 not, of 2 posts told of." in now
    assert "In: Dee" in now
    assert "Out: Cy, 3 March 2024 18:00 (minute 3)" in now
    before = tellers("report", club.root, "--form", "bench", "--on", "2024-03-02")
    assert "In: Cy" in before
    assert "Out:" not in before


def test_the_timeline_has_resignations_when_they_happened_with_their_source(tmp_path: Path) -> None:
    said = tellers("report", crisis(tmp_path).root, "--form", "timeline")
    assert said.index("Dee is appointed") < said.index("18:00 Cy resigns as")
    assert "3 March 2024" in said
    assert "out of a post; minute 3, The newsletter" in said
