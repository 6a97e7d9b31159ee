"""Voting opens for the election of this motion and nothing else, and closes when the notice says or later."""

from pathlib import Path

import pytest
from tests.cases.conftest import After
from tests.cases.samples import (
    FOR,
    People,
    Play,
    amend,
    refused,
    register,
)

from tellers.ballots import steps
from tellers.cases import voting
from tellers.cases.store import CaseFolder
from tellers.errors import Refused


def opened(play: Play, people: People | None) -> None:
    with play.at("11:00") as held:
        voting.open_voting(held, None if people is None else people.setup)


@pytest.mark.parametrize(
    ("people", "message"),
    [
        (None, "12 of the roll vote by sealed ballot; give the election"),
        (People.meet(voters=11), "11 credentials of weight 11; the roll has 12 sealed voters"),
        (People.meet(voters=13), "13 credentials of weight 13; the roll has 12"),
        (People.meet(text="That this body has confidence in its leader."), "does not ask the motion"),
        (People.meet(title="Vote FOR"), "does not ask the motion"),
        (People.meet(organisation="Vote AGAINST"), "does not ask the motion"),
    ],
    ids=["no election", "too few", "too many", "other words", "other title", "other description"],
)
def test_an_election_that_is_not_of_this_vote_is_refused(people: People | None, message: str, after: After) -> None:
    play = after("freeze")
    refused(play, lambda: opened(play, people), message)
    assert not play.folder.archives.exists()


@pytest.mark.parametrize("names", [("Tea", "Tom"), ("Tea", "Tom", "Tove", "Ted"), ()])
def test_each_trustee_is_named_once_and_for_one_key(names: tuple[str, ...], after: After) -> None:
    play = after("freeze")

    def open_(names: tuple[str, ...] = names) -> None:
        assert play.people is not None
        with play.at("11:00") as held:
            voting.open_voting(held, voting.SealedSetup(play.people.setup.files, "Rea", names))

    refused(play, open_, f"{len(names)} trustees are named; the election has 3 keys, one a person")


@pytest.mark.parametrize(
    ("registrar", "trustees", "message"),
    [
        ("Rea", ("Tea", "Tom", " tom"), " tom is named twice as a trustee"),
        ("tea", ("Tea", "Tom", "Tove"), "tea is a trustee; the registrar knows every credential"),
        ("SECRETARY", ("Tea", "Tom", "Tove"), "SECRETARY is the secretary; the registrar"),
        ("Ada", ("Tea", "Tom", "Tove"), "Ada is an agent; the registrar"),
        ("", ("Tea", "Tom", "Tove"), "the registrar is empty; expected words .--registrar."),
        ("Rea", ("Tea", "Tom", "\u202e"), r"a trustee holds the character U\+202E"),
    ],
)
def test_registrar_trustees_and_secretary_are_people_of_their_own(
    registrar: str, trustees: tuple[str, ...], message: str, after: After
) -> None:
    play = after("freeze")

    def open_() -> None:
        assert play.people is not None
        with play.at("11:00") as held:
            voting.open_voting(held, voting.SealedSetup(play.people.setup.files, registrar, trustees))

    refused(play, open_, message)


def test_a_motion_that_is_not_proposed_has_no_template(after: After) -> None:
    with after("new").at("08:05") as held, pytest.raises(Refused, match=r"nothing is moved yet.*tellers case propose"):
        voting.question_template(held.motion)


@pytest.mark.parametrize(("time", "message"), [("10:59", "voting opens at"), ("16:00", "voting was to close at")])
def test_voting_opens_within_the_times_of_the_notice(time: str, message: str, after: After) -> None:
    play = after("freeze")
    refused(play, lambda: play.open(time), message)


def test_a_sealed_ballot_among_fewer_than_the_minimum_cell_is_refused(tmp_path: Path) -> None:
    play = Play(CaseFolder(tmp_path / "case"), People.meet(voters=9))
    play.new(members=register(9, 6))
    for stage in ("propose", "notify"):
        getattr(play, stage)()
    refused(play, play.freeze, "9 would vote by sealed ballot, .* fewer than 10 .*tellers case register.*assumed")


def test_removals_after_the_freeze_can_make_a_sealed_ballot_too_small(after: After) -> None:
    play = after("freeze")
    for number in ("C-0", "C-1", "C-2"):
        amend(play, "removed", number)
    play.people = People.meet(voters=9)
    refused(play, play.open, "9 would vote by sealed ballot, .*withdraw this motion and begin anew")


def test_no_election_is_taken_where_nobody_votes_by_sealed_ballot(tmp_path: Path) -> None:
    play = Play(CaseFolder(tmp_path / "case"))
    play.new(members=register(0, 15))
    for stage in ("propose", "notify", "freeze"):
        getattr(play, stage)()
    refused(play, play.open, "0 of the roll vote by sealed ballot; no election is needed")


def test_an_election_that_began_with_other_files_is_refused(after: After) -> None:
    play = after("freeze")
    assert play.people is not None
    other = People.meet(voters=12, trustees=2)
    play.folder.archives.mkdir()
    stranger = play.folder.archive(play.people.election.uuid)
    steps.begin_election(stranger, other.setup.files, 1467108000)
    refused(play, play.open, "has begun with other files; make a new election")


def test_voting_does_not_close_early(after: After) -> None:
    play = after("vote")
    refused(play, lambda: play.close("15:59"), "voting closes at 2016-06-28T16:00:00")


def test_ballots_until_the_close_count_even_after_its_time(after: After) -> None:
    play = after("vote")
    closing = play.close("18:00")
    assert closing.sealed is not None
    assert (closing.sealed.ballots, closing.sealed.counted) == (10, 10)


def test_a_second_ballot_replaces_the_first(after: After) -> None:
    play = after("open")
    play.vote((FOR, FOR))
    assert play.people is not None
    with steps.open_box(play.archive) as box:
        box.cast(play.people.ballot(0, (0, 0, 1)))
    closing = play.close()
    assert closing.sealed is not None
    assert (closing.sealed.ballots, closing.sealed.counted) == (3, 2)
