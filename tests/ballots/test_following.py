"""An archive followed event by event. Truth: the verifier on the whole archive; what was shown must stay shown."""

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.ballots.forge import Plan, chained, events_of
from tests.ballots.forgeries.catalogue import FORGERIES
from tests.ballots.samples import ALL_ARCHIVES
from tests.ballots.world import world

from tellers.ballots import following
from tellers.ballots.archive import open_window
from tellers.ballots.ballot import Ballot, check_ballot
from tellers.ballots.chain import decode_archive
from tellers.ballots.credentials import CredentialList
from tellers.ballots.election import Election
from tellers.ballots.following import Follower, TwoHistories, agreement, check_one_history
from tellers.errors import NotProven, TellersError


def true_archive() -> bytes:
    return Plan.of(world()).archive()


def ends(raw: bytes) -> list[int]:
    """Where each event of an archive ends."""
    archive = decode_archive(raw, "x")
    sizes = [len(entry.encode(archive.timestamp)) for entry in archive.entries]
    header = len(raw) - sum(sizes)
    return [header + sum(sizes[: at + 1]) for at in range(len(sizes))]


@pytest.mark.parametrize("name", ALL_ARCHIVES)
def test_every_archive_that_verifies_is_followed_to_its_end(name: str) -> None:
    (path,) = ALL_ARCHIVES[name].glob("*.bel")
    raw = path.read_bytes()
    follower = Follower()
    assert [entry.hash for entry in follower.follow(raw)] == [entry.hash for entry in decode_archive(raw, "x").entries]
    assert follower.standing.head == decode_archive(raw, "x").head
    assert follower.standing.size == len(raw)


def test_an_archive_is_followed_as_it_grows_whatever_the_moments(monkeypatch: pytest.MonkeyPatch) -> None:
    raw, follower = true_archive(), Follower()
    proved: list[str] = []

    def noted(ballot: Ballot, election: Election, credentials: CredentialList, culprit: str) -> None:
        proved.append(culprit)
        check_ballot(ballot, election, credentials, culprit)

    monkeypatch.setattr(following, "check_ballot", noted)
    for end in range(700, len(raw) + 1500, 1500):
        list(follower.follow(raw[:end]))
        assert follower.standing.size == max((at for at in ends(raw) if at <= end), default=0)
    assert follower.standing.head == decode_archive(raw, "x").head
    assert proved == [f"ballot {number}" for number in range(1, len(world().ballots) + 1)]  # each once


@pytest.mark.parametrize("name", FORGERIES)
def test_every_forgery_is_found_by_following_too(name: str) -> None:
    follower = Follower()
    with pytest.raises(TellersError):
        list(follower.follow(FORGERIES[name].make()))
    assert follower.standing.last is None or follower.standing.events < len(events_of(FORGERIES[name].make()))


@pytest.mark.parametrize("name", FORGERIES)
def test_every_forgery_is_found_by_one_who_looked_in_after_each_event(name: str) -> None:
    with pytest.raises(TellersError):
        look_in_after_every_block(FORGERIES[name].make())


def look_in_after_every_block(raw: bytes) -> None:
    follower = Follower()
    for end in range(1024, len(raw) + 512, 512):
        list(follower.follow(raw[:end]))


def test_a_copy_is_taken_up_without_proofs_and_followed_from_its_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    raw = true_archive()
    copy = tmp_path / "copy.bel"
    copy.write_bytes(raw[: ends(raw)[3]])
    proved: list[object] = []
    monkeypatch.setattr(following, "check_ballot", lambda *given: proved.append(given[-1]))
    follower = Follower()
    follower.trust(open_window(copy))
    assert proved == []
    assert follower.standing.ballots == 3
    assert len(list(follower.follow(raw))) == len(ends(raw)) - 4
    assert proved == ["ballot 4"]


def test_ballots_are_read_from_the_copy_once_the_follower_rests_on_it(tmp_path: Path) -> None:
    raw = true_archive()
    shown, copy = tmp_path / "shown.bel", tmp_path / "copy.bel"
    shown.write_bytes(raw)
    copy.write_bytes(raw)
    follower, end = Follower(), ends(raw)[4]
    first = tmp_path / "first.bel"
    first.write_bytes(raw[:end])
    list(follower.follow(open_window(first)))
    follower.rest_on(open_window(copy))
    first.write_bytes(bytes(end))  # what was shown then is gone
    list(follower.follow(open_window(shown)))
    assert follower.standing.head == decode_archive(raw, "x").head


def test_a_ballot_repeated_later_is_a_duplicate() -> None:
    forged = Plan.of(world())
    forged.ballots.append(forged.ballots[0])
    follower = Follower()
    with pytest.raises(NotProven, match="duplicate ballot: ballot 5"):
        list(follower.follow(forged.archive()))
    assert follower.standing.ballots == 4


def test_a_head_is_held_if_it_is_any_event_that_was_followed() -> None:
    raw, follower = true_archive(), Follower()
    list(follower.follow(raw[: ends(raw)[3]]))
    heads = [entry.hash for entry in decode_archive(raw, "x").entries]
    assert [follower.holds(head) for head in heads] == [True] * 4 + [False] * (len(heads) - 4)


# One history.


def with_events(change: Callable[[list[object]], None]) -> bytes:
    events: list[object] = list(events_of(true_archive()))
    change(events)
    return chained(events)  # type: ignore[arg-type]


def swap(events: list[object]) -> None:
    events[2], events[3] = events[3], events[2]


def replace_one(events: list[object]) -> None:
    events[2] = events[4]


def drop(events: list[object]) -> None:
    del events[2]


@pytest.mark.parametrize("change", [swap, replace_one, drop])
def test_ballots_in_another_order_replaced_or_left_out_are_another_history(
    change: Callable[[list[object]], None],
) -> None:
    raw = true_archive()
    with pytest.raises(TwoHistories) as caught:
        check_one_history(raw, with_events(change))
    assert caught.value.culprit == "event 2 (Ballot)"
    assert decode_archive(raw, "x").entries[2].hash in caught.value.detail


def test_what_grew_holds_what_was_kept_and_what_is_cut_off_does_not() -> None:
    raw = true_archive()
    for end in ends(raw):
        assert check_one_history(raw[:end], raw)
        assert check_one_history(raw, raw[:end]) is (end == len(raw))


@pytest.mark.parametrize("at", [0, 100, 700, 5000])
def test_a_single_byte_that_differs_is_found_and_is_no_crash(at: int) -> None:
    raw = bytearray(true_archive())
    raw[at] ^= 1
    with pytest.raises(TwoHistories):
        check_one_history(true_archive(), bytes(raw))


def test_agreement_is_the_number_of_equal_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(following, "_AT_ONCE", 4)
    for kept, shown, same in [(b"", b"", 0), (b"abc", b"abd", 2), (b"abcdef", b"abcdeg", 5), (b"abcdef", b"abcd", 4)]:
        assert agreement(kept, shown) == same
