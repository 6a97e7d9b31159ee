"""Where minutes stand beside an archive, no tally is opened but that of a minute of a close, while nothing stays it.

Truth: docs/secrecy.md, "The one tally that is opened"; clause 5 of the rules in tests/journeys/leadership.toml.
"""

from pathlib import Path
from typing import Any

import pytest
from tests.cases.samples import People, Play
from tests.interop.occasions import Holder
from tests.journeys.commands import Exited, tellers
from tests.journeys.late import ADA, BO, ONE_NAME, Late

from tellers.ballots.archive import read_archive
from tellers.ballots.events import EventType
from tellers.ballots.tally import SizedTally
from tellers.cases.store import CaseFolder
from tellers.cases.tally_checks import check_opens, tally_to_open
from tellers.errors import Refused

PUT = ("--procedure", "ruling", "--on", "paid", "--asked-by", "Cy")
DECIDED = ("--choice", "grace", "--reasons", "The book is silent.")
ANNULLED = ("--authority", "The committee", "--reason", "Forty letters were lost.")


@pytest.fixture(scope="module")
def voted(tmp_path_factory: pytest.TempPathFactory) -> tuple[Late, list[Holder]]:
    """Twelve of forty have voted, and voting is open."""
    party = Late(tmp_path_factory.mktemp("party"))
    party.begin(rules=ONE_NAME)
    party.nominate()
    party.announce()
    holders = party.set_up()
    party.open()
    for secret in list(party.secrets.values())[:12]:
        party.cast(secret, ADA)
    return party, holders


@pytest.fixture
def again(voted: tuple[Late, list[Holder]], tmp_path: Path) -> tuple[Late, list[Holder]]:
    """The same in a world of its own."""
    party, holders = voted
    return Late(party.copied(tmp_path).world), holders


def opening(party: Late, holder: Holder, *more: str) -> str:
    """What a trustee gets who decrypts in the folder of the case, with a key that has opened nothing yet."""
    person = party.people.root / holder.person.folder.name
    options = [person / word if (person / word).is_file() else word for word in holder.options]
    where = ("--dir", party.archive.parent, "--uuid", party.archive.stem)
    return tellers("election", holder.command, *options, "--trustee-id", str(holder.number), *where, *more)


def not_opened(party: Late, holder: Holder, part: str, *more: str) -> list[str]:
    """What is said to the trustee, and to whoever adds what another program decrypted; the archive stays as it is."""
    before, said = party.archive.read_bytes(), []
    with pytest.raises(Exited) as exited:
        opening(party, holder, *more)
    said.append(exited.value.said)
    with pytest.raises(Exited) as exited:
        party.add("PartialDecryption", part.encode())
    assert party.archive.read_bytes() == before
    return [*said, exited.value.said]


def decrypted_elsewhere(party: Late, holder: Holder, elsewhere: Path) -> str:
    """A partial decryption of the archive as it stands, made where no minutes are."""
    (elsewhere / party.archive.name).write_bytes(party.archive.read_bytes())
    key = party.people.root / holder.person.folder.name / holder.options[1]
    copy = elsewhere / key.name
    copy.write_bytes(key.read_bytes())
    number = ("--trustee-id", str(holder.number))
    return tellers("election", "decrypt", "--privkey", copy, *number, "--dir", elsewhere)


def test_the_tally_of_the_close_is_opened_and_is_named_by_the_minutes(again: tuple[Late, list[Holder]]) -> None:
    party, holders = again
    closed = party.act("contest close", "03-06T20:00")
    assert tally_to_open(party.archive) == closed["tally"]
    for holder in holders:
        party.add("PartialDecryption", opening(party, holder).encode())
    party.act("contest tally", "03-06T21:00")


def test_nothing_is_opened_while_a_question_is_open_that_stays_the_count(
    again: tuple[Late, list[Holder]], tmp_path: Path
) -> None:
    party, holders = again
    party.act("contest close", "03-06T20:00")
    part = decrypted_elsewhere(party, holders[0], tmp_path)
    party.act("ruling put", "03-06T20:10", *PUT)
    for said in not_opened(party, holders[0], part):
        assert "nothing is counted or declared until it is decided (clause 5)" in said
    party.act("ruling decide", "03-06T20:20", *DECIDED)
    party.add("PartialDecryption", part.encode())


def test_nothing_is_opened_before_the_minute_of_the_close(again: tuple[Late, list[Holder]], tmp_path: Path) -> None:
    """Whoever keeps the archive ends its voting by hand."""
    party, holders = again
    end_by_hand(party)
    part = decrypted_elsewhere(party, holders[0], tmp_path)
    for said in not_opened(party, holders[0], part):
        assert "by the minutes voting is not closed" in said


def test_no_other_tally_is_opened_than_the_minute_of_the_close_has(
    again: tuple[Late, list[Holder]], tmp_path: Path
) -> None:
    """The archive is put back to an older copy of itself, and ended after one ballot less."""
    party, holders = again
    older = party.archive.read_bytes()
    party.cast(list(party.secrets.values())[20], BO)
    closed = party.act("contest close", "03-06T20:00")
    party.archive.write_bytes(older)
    end_by_hand(party)
    part = decrypted_elsewhere(party, holders[0], tmp_path)
    trustee, keeper = not_opened(party, holders[0], part)
    assert f"you were to open {closed['tally']}" in trustee
    assert f"the minute of the close has the tally {closed['tally']}, and the archive another or none" in keeper
    (held,) = read_archive(party.archive).of_type(EventType.ENCRYPTED_TALLY)
    other = SizedTally.decode(held.payload, "the tally").encrypted_tally
    trustee, _ = not_opened(party, holders[0], part, "--tally", other)
    assert f"the minute of the close has the tally {closed['tally']}, and you were to open {other}" in trustee


def test_the_ballots_of_an_election_that_was_left_for_another_are_never_opened(
    again: tuple[Late, list[Holder]], tmp_path: Path
) -> None:
    """A member is removed: the ballots of both elections, opened, would tell that member's by subtraction."""
    party, holders = again
    party.act("contest remove", "03-06T12:00", "--member", "M9", "--reason", "not a member")
    end_by_hand(party)
    part = decrypted_elsewhere(party, holders[0], tmp_path)
    for said in not_opened(party, holders[0], part):
        assert "a voter was removed, and voting began anew in another election; its ballots are never opened" in said


def test_the_ballots_of_an_annulled_contest_stay_closed(again: tuple[Late, list[Holder]], tmp_path: Path) -> None:
    party, holders = again
    party.act("contest close", "03-06T20:00")
    part = decrypted_elsewhere(party, holders[0], tmp_path)
    party.act("contest annul", "03-06T20:10", *ANNULLED)
    for said in not_opened(party, holders[0], part):
        assert "the contest election-1 is annulled; its ballots are never opened" in said


def end_by_hand(party: Late) -> None:
    """Voting is ended and added up by the steps on the archive, without an act of the case."""
    party.add("EndBallots")
    where = ("--dir", party.archive.parent, "--uuid", party.archive.stem)
    party.add("EncryptedTally", tellers("election", "compute-encrypted-tally", *where).encode())


def test_of_a_motion_the_tally_of_its_close_is_opened_and_nothing_before(tmp_path: Path) -> None:
    play = Play(CaseFolder(tmp_path / "case"), People.meet(voters=12))
    for act in (play.new, play.propose, play.notify, play.freeze, play.open):
        act()
    with pytest.raises(Refused, match="by the minutes voting is not closed"):
        tally_to_open(play.archive)
    closing: Any = play.close().sealed
    assert tally_to_open(play.archive) == closing.tally
    check_opens(play.archive)


def test_an_archive_that_stands_in_no_case_or_is_of_none_of_its_votes_is_its_keepers_own(
    again: tuple[Late, list[Holder]], tmp_path: Path
) -> None:
    party, _ = again
    assert tally_to_open(tmp_path / "archive" / "A.bel") is None
    assert tally_to_open(party.case / "archive" / "another.bel") is None
    check_opens(party.case / "archive" / "another.bel")
