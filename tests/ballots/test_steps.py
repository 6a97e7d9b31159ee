"""The steps on an archive: each checks what it adds, and refuses it with the reason before a byte is written."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from tests.ballots.forge import MOMENT, Plan, chained, events_of, owned
from tests.ballots.forgeries.ballots import BALLOTS
from tests.ballots.ranked import ranked
from tests.ballots.samples import MOTION, SEATS, Made, drawn, made
from tests.ballots.world import world

from tellers.ballots import steps
from tellers.ballots.archive import read_archive
from tellers.ballots.events import EventType
from tellers.ballots.ownership import Owned
from tellers.ballots.steps import Setup, Standing, add_event, begin_election, close_ballots, find_ballot, open_box
from tellers.ballots.tally import SizedTally, compute_tally
from tellers.ballots.trustees import Trustees
from tellers.ballots.verifier import verify_archive
from tellers.canonical import sha256_hex
from tellers.errors import NotProven, Refused, TellersError, Unreadable

T = EventType


def setup_of(election: Made) -> Setup:
    return Setup(election.election.raw, election.trustees.encode(), election.credentials.encode())


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """An archive that is open for ballots."""
    begin_election(tmp_path / "x.bel", setup_of(made()), MOMENT)
    return tmp_path / "x.bel"


@pytest.fixture
def voted(path: Path) -> Path:
    """An archive with three ballots of two voters."""
    with open_box(path) as box:
        for voter, choice in [(0, [0, 1, 0]), (1, [0, 0, 1]), (0, [1, 0, 0])]:
            box.cast(made().ballot(voter, choice).raw)
    return path


@pytest.fixture
def tallied(voted: Path) -> Path:
    """The same, closed and tallied."""
    close_ballots(voted)
    add_event(voted, T.ENCRYPTED_TALLY, steps.tally_records(read_archive(voted)))
    return voted


def decryption(path: Path, owner: int, secret_of: int | None = None) -> tuple[bytes, bytes]:
    secret = made().trustee_keys[(secret_of or owner) - 1].secret
    return steps.decryption_records(
        path.read_bytes(), "x.bel", steps.Decrypter(owner, secret), drawn(f"trustee {owner}")
    )


def decrypted(path: Path) -> Path:
    for owner in (1, 2, 3):
        add_event(path, T.PARTIAL_DECRYPTION, decryption(path, owner))
    return path


def test_the_steps_lead_from_an_empty_box_to_a_proved_result(tallied: Path) -> None:
    add_event(decrypted(tallied), T.RESULT, steps.result_records(read_archive(tallied)))
    report = verify_archive(tallied.read_bytes(), "x.bel")
    assert report.ok, report.failed
    assert report.result is not None
    assert report.result.to_json() == [[1, 0, 1]]


def test_several_questions_at_once_lead_to_a_proved_result(tmp_path: Path) -> None:
    several, path = made(MOTION, SEATS, weights=(1, 2, 1, 1)), tmp_path / "two.bel"
    begin_election(path, setup_of(several), MOMENT)
    with open_box(path) as box:
        box.cast(several.ballot(0, [0, 1, 0], [1, 1, 0]).raw)
        box.cast(several.ballot(1, [0, 0, 1], [0, 0, 0]).raw)
    close_ballots(path)
    add_event(path, T.ENCRYPTED_TALLY, steps.tally_records(read_archive(path)))
    for owner, key in enumerate(several.trustee_keys, 1):
        part = steps.decryption_records(path.read_bytes(), "x", steps.Decrypter(owner, key.secret), drawn(f"{owner}"))
        add_event(path, T.PARTIAL_DECRYPTION, part)
    assert steps.result_records(read_archive(path)) == (b'{"result":[[0,1,2],[1,1,0]]}',)


# The beginning.


@pytest.mark.parametrize(
    ("change", "error"),
    [
        (lambda s: replace(s, election=s.election.replace(b"Motion", b"M\xff")), Unreadable),
        (lambda s: replace(s, trustees=b"[]"), Unreadable),
        (lambda s: replace(s, trustees=s.trustees.replace(b'"challenge":"', b'"challenge":"9', 1)), NotProven),
        (
            lambda s: replace(s, trustees=Trustees.of_singles([made().trustee_keys[0].public]).encode()),
            NotProven,
        ),
        (lambda s: replace(s, credentials=s.credentials[:68] + s.credentials), Unreadable),
        (lambda s: replace(s, credentials=b"{}"), Unreadable),
    ],
    ids=["election", "no trustees", "a trustee without proof", "a trustee missing", "credentials", "no list"],
)
def test_an_election_is_not_begun_from_files_that_do_not_hold(
    tmp_path: Path, change: Callable[[Setup], Setup], error: type[TellersError]
) -> None:
    with pytest.raises(error):
        begin_election(tmp_path / "x.bel", change(setup_of(made())), MOMENT)
    assert list(tmp_path.iterdir()) == []


def test_names_of_voters_do_not_enter_the_archive(tmp_path: Path) -> None:
    entries = made().credentials.entries
    named = type(made().credentials)(tuple(replace(entry, name="Jeremy") for entry in entries))
    begin_election(tmp_path / "x.bel", replace(setup_of(made()), credentials=named.encode_private()), MOMENT)
    raw = (tmp_path / "x.bel").read_bytes()
    assert b"Jeremy" not in raw
    assert made().credentials.encode() in raw


# Ballots.


def forged_ballot(name: str) -> bytes:
    """The ballot of a forged archive that the true one does not hold, or holds already."""
    raws = [data[0] for kind, data in events_of(BALLOTS[name].make()) if kind is T.BALLOT]
    return next((raw for raw in raws if raw not in world().ballots), raws[-1])


@pytest.fixture
def forgers(tmp_path: Path) -> Path:
    """The running archive that the forged ballots are meant for."""
    (tmp_path / "f.bel").write_bytes(chained(Plan.of(world()).events()[:5]))
    return tmp_path / "f.bel"


@pytest.mark.parametrize("name", [name for name in BALLOTS if BALLOTS[name].culprit != "the credentials"])
def test_a_forged_ballot_is_refused_at_the_box_with_its_reason(forgers: Path, name: str) -> None:
    before = forgers.read_bytes()
    with pytest.raises(NotProven, match=BALLOTS[name].says):
        add_event(forgers, T.BALLOT, [forged_ballot(name)])
    assert forgers.read_bytes() == before


@pytest.mark.parametrize("raw", [b"", b"{}", b"null", b"[" * 100_000, b"\xff"])
def test_what_is_no_ballot_is_unreadable(path: Path, raw: bytes) -> None:
    with pytest.raises(Unreadable):
        add_event(path, T.BALLOT, [raw])


def test_a_ballot_is_one_record(path: Path) -> None:
    raw = made().ballot(0, [0, 1, 0]).raw
    for data in ([], [raw, raw]):
        with pytest.raises(Refused, match="one line"):
            add_event(path, T.BALLOT, data)


def test_the_same_ballot_is_refused_within_one_session_and_in_the_next(path: Path) -> None:
    raw = made().ballot(0, [0, 1, 0]).raw
    with open_box(path) as box:
        box.cast(raw)
        with pytest.raises(NotProven, match="duplicate ballot"):
            box.cast(raw)
    with open_box(path) as box, pytest.raises(NotProven, match="duplicate ballot"):
        box.cast(raw)


def test_a_ballot_after_the_close_is_refused_for_that_reason(tallied: Path) -> None:
    with pytest.raises(Refused, match=r"^voting is closed: event 6 \(Ballot\) cannot follow EncryptedTally"):
        add_event(tallied, T.BALLOT, [made().ballot(2, [0, 1, 0]).raw])


def test_a_ballot_that_was_cut_short_can_be_cast_again(voted: Path) -> None:
    whole = voted.read_bytes()
    voted.write_bytes(whole[:-700])
    appended = add_event(voted, T.BALLOT, [made().ballot(0, [1, 0, 0]).raw])
    assert appended.dropped > 0
    assert voted.read_bytes() == whole


# After the close.


def test_a_tally_that_leaves_a_ballot_out_is_refused(voted: Path) -> None:
    close_ballots(voted)
    sums = compute_tally(made().election, (made().ballot(1, [0, 0, 1]),), made().credentials)
    before = voted.read_bytes()
    with pytest.raises(NotProven, match="encrypted tally"):
        add_event(voted, T.ENCRYPTED_TALLY, [part.encode() for part in sums])
    assert voted.read_bytes() == before


def test_a_tally_before_the_close_is_refused(voted: Path) -> None:
    with pytest.raises(Refused, match="cannot follow Ballot"):
        add_event(voted, T.ENCRYPTED_TALLY, steps.tally_records(read_archive(voted)))


def test_a_trustee_does_not_decrypt_an_archive_that_does_not_verify() -> None:
    forged = Plan.of(world())
    forged.counted = forged.ballots[1:3]
    raw = chained(forged.events()[:7])
    with pytest.raises(NotProven, match="encrypted tally"):
        steps.decryption_records(raw, "x.bel", steps.Decrypter(1, world().secrets[0]), drawn("trustee"))


def test_a_trustee_asked_to_open_a_single_ballot_opens_nothing(tallied: Path, tmp_path: Path) -> None:
    # The keeper cuts a copy after the first ballot, closes and sums it; it verifies, and its tally is that ballot.
    minuted = SizedTally.decode(read_archive(tallied).entries[-1].payload, "the tally").encrypted_tally
    copy, ballots = tmp_path / "copy.bel", read_archive(tallied).of_type(T.BALLOT)
    begin_election(copy, setup_of(made()), MOMENT)
    add_event(copy, T.BALLOT, ballots[0].data)
    close_ballots(copy)
    add_event(copy, T.ENCRYPTED_TALLY, steps.tally_records(read_archive(copy)))
    assert verify_archive(copy.read_bytes(), "copy.bel").ok
    trustee = steps.Decrypter(1, made().trustee_keys[0].secret, minuted)
    with pytest.raises(Refused, match="nothing is decrypted"):
        steps.decryption_records(copy.read_bytes(), "copy.bel", trustee, drawn("trustee"))
    assert steps.decryption_records(tallied.read_bytes(), "x.bel", trustee, drawn("trustee"))


def test_a_trustee_does_not_decrypt_before_there_is_a_tally(voted: Path) -> None:
    with pytest.raises(Refused, match="no encrypted tally"):
        decryption(voted, 1)


def test_a_key_of_another_trustee_is_refused(tallied: Path) -> None:
    with pytest.raises(Refused, match="not that of trustee 1"):
        decryption(tallied, 1, secret_of=2)


def test_a_number_that_no_trustee_has_is_refused(tallied: Path) -> None:
    with pytest.raises(NotProven, match="no such trustee"):
        decryption(tallied, 4, secret_of=1)


def test_a_decryption_under_another_trustees_number_is_refused(tallied: Path) -> None:
    body, _ = decryption(tallied, 1)
    claimed = Owned(2, sha256_hex(body)).encode()
    before = tallied.read_bytes()
    with pytest.raises(NotProven, match="trustee 2"):
        add_event(tallied, T.PARTIAL_DECRYPTION, [body, claimed])
    assert tallied.read_bytes() == before


def test_a_second_decryption_of_a_trustee_is_refused(tallied: Path) -> None:
    add_event(tallied, T.PARTIAL_DECRYPTION, decryption(tallied, 1))
    with pytest.raises(NotProven, match="has decrypted before"):
        add_event(tallied, T.PARTIAL_DECRYPTION, decryption(tallied, 1))


def test_a_result_needs_every_trustee(tallied: Path) -> None:
    add_event(tallied, T.PARTIAL_DECRYPTION, decryption(tallied, 1))
    with pytest.raises(NotProven, match=r"enough partial decryptions: trustee 2"):
        steps.result_records(read_archive(tallied))


def test_a_result_that_the_decryptions_do_not_give_is_refused(tallied: Path) -> None:
    decrypted(tallied)
    before = tallied.read_bytes()
    with pytest.raises(NotProven, match="result"):
        add_event(tallied, T.RESULT, [b'{"result":[[0,1,1]]}'])
    assert tallied.read_bytes() == before


def test_there_is_no_result_before_there_is_a_tally(voted: Path) -> None:
    with pytest.raises(Refused, match="no encrypted tally"):
        steps.result_records(read_archive(voted))


def test_a_shuffle_of_what_is_not_shuffled_is_refused(tallied: Path) -> None:
    with pytest.raises(NotProven, match="no question of this election is shuffled"):
        add_event(tallied, T.SHUFFLE, owned(1, b'{"ciphertexts":[],"proofs":[]}'))
    with pytest.raises(Refused, match="no question of this election is shuffled"):
        steps.shuffle_records(tallied.read_bytes(), "x", 1, drawn("shuffle"))


def test_a_second_set_up_is_refused(path: Path) -> None:
    with pytest.raises(Refused, match=r"event 1 \(Setup\) cannot follow Setup"):
        add_event(path, T.SETUP, setup_of(made()).records())


# Finding a ballot.


def test_a_ballot_is_found_in_then_counted_or_superseded(tallied: Path) -> None:
    archive = read_archive(tallied)
    running = replace(archive, entries=archive.entries[:4])
    first, second, again = (made().ballot(*vote).tracker for vote in [(0, [0, 1, 0]), (1, [0, 0, 1]), (0, [1, 0, 0])])
    find = partial(find_ballot, running)
    assert find(second) == steps.Found(Standing.IN, 2, None)
    assert find(first) == steps.Found(Standing.SUPERSEDED, 1, 3)
    assert find_ballot(archive, again) == steps.Found(Standing.COUNTED, 3, None)
    assert find_ballot(archive, "A" * 43) is None


@pytest.mark.parametrize("ends_before", [T.SHUFFLE, T.END_SHUFFLES])
def test_a_trustee_opens_no_ranked_ballot_before_the_shuffles_are_ended(ends_before: EventType) -> None:
    # Decrypted as they were cast, in their voters' order, the ballots would be anybody's to read by name.
    people = ranked()
    events = people.events()
    kinds = [kind for kind, _ in events]
    trustee = steps.Decrypter(1, people.keys[0].secret)
    early = chained(events[: kinds.index(ends_before)])
    with pytest.raises(Refused, match="not shuffled to the end"):
        steps.decryption_records(early, "x.bel", trustee, drawn("trustee"))
    ended = chained(events[: kinds.index(T.END_SHUFFLES) + 1])
    assert steps.decryption_records(ended, "x.bel", trustee, drawn("trustee"))
