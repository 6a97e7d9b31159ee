"""Ballots left in their file: the report is that of the whole archive in memory, whatever is wrong with it.

The slow twin is the same archive as bytes, and for the tally the product of the last ballots, all read at once.
"""

import weakref
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.ballots.forgeries.catalogue import FORGERIES
from tests.ballots.samples import ALL_ARCHIVES, made
from tests.ballots.world import world

from tellers.ballots import box, steps
from tellers.ballots.archive import open_window, read_archive
from tellers.ballots.ballot import Ballot, counted_ballots
from tellers.ballots.box import Box
from tellers.ballots.chain import Filed, begin_archive, decode_archive, next_entry, read_setup
from tellers.ballots.events import EventType
from tellers.ballots.reading import Read
from tellers.ballots.tally import compute_tally
from tellers.ballots.verifier import verify_archive
from tellers.errors import NotProven, Unreadable


def filed(path: Path, raw: bytes) -> Path:
    path.write_bytes(raw)
    return path


def report_of(raw: object) -> object:
    """What an audit says, or why there is none."""
    try:
        return verify_archive(raw, "x.bel").to_json()  # type: ignore[arg-type]
    except Unreadable as error:
        return str(error)


@pytest.mark.parametrize("name", ALL_ARCHIVES)
def test_an_archive_in_its_file_has_the_report_of_the_same_bytes_in_memory(name: str) -> None:
    (path,) = ALL_ARCHIVES[name].glob("*.bel")
    assert report_of(open_window(path)) == report_of(path.read_bytes())


@pytest.mark.parametrize("name", FORGERIES)
def test_a_forgery_in_its_file_has_the_report_of_the_same_bytes_in_memory(name: str, tmp_path: Path) -> None:
    raw = FORGERIES[name].make()
    assert report_of(open_window(filed(tmp_path / "x.bel", raw))) == report_of(raw)


@pytest.mark.parametrize("cut", [0, 5, 511, 512, 600, 1024, 20_000])
def test_a_cut_file_has_the_report_of_the_same_bytes_in_memory(cut: int, tmp_path: Path) -> None:
    (path,) = ALL_ARCHIVES["ed25519-h-threshold"].glob("*.bel")
    raw = path.read_bytes()[:cut]
    for bytes_of in (raw, raw + bytes(2048), raw + b"x"):
        assert report_of(open_window(filed(tmp_path / "x.bel", bytes_of))) == report_of(bytes_of)


def running(*ballots: bytes) -> bytes:
    """An archive of the small election with these ballots."""
    ours = made()
    setup = steps.Setup(ours.election.raw, ours.trustees.encode(), ours.credentials.encode())
    entries = list(begin_archive(setup.records(), 1).entries)
    for raw in ballots:
        entries.append(next_entry(entries[-1].event, EventType.BALLOT, [raw]))
    return begin_archive(setup.records(), 1).encode() + b"".join(entry.encode(1) for entry in entries[1:])


CHOICES = ([0, 1, 0], [0, 0, 1], [1, 0, 0])


def box_of(raw: bytes) -> Box:
    ours = made()
    entries = decode_archive(raw, "x").of_type(EventType.BALLOT)
    return Box(entries, ours.election, Read("the credentials", ours.credentials))


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 3), st.sampled_from(CHOICES)), max_size=7))
def test_a_running_tally_with_ballots_replaced_is_the_product_of_the_last_ones(
    votes: list[tuple[int, list[int]]],
) -> None:
    ballots = [made().ballot(voter, choice) for voter, choice in votes]
    box = box_of(running(*(ballot.raw for ballot in ballots)))
    slow = counted_ballots(ballots)
    assert box.tally() == compute_tally(made().election, slow, made().credentials)
    assert box.look().counted == len(slow)


def test_ballots_stay_in_the_file_and_setup_does_not(tmp_path: Path) -> None:
    raw = running(made().ballot(0, [0, 1, 0]).raw)
    archive = read_archive(filed(tmp_path / "x.bel", raw))
    assert isinstance(archive.entries[1].data, Filed)
    assert isinstance(archive.setup.data, tuple)
    assert archive.encode() == raw
    assert archive.entries[1].data[0] == archive.entries[1].payload
    assert archive.entries[1].data[:1] == (archive.entries[1].payload,)


def test_no_ballots_are_in_memory_but_those_read_at_once_and_those_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    raw = running(*(made().ballot(voter, [0, 1, 0]).raw for voter in range(4)))
    alive: list[int] = []

    class Counted(Ballot):
        __slots__ = ("__weakref__",)

    decode, living = Ballot.decode.__func__, {"now": 0}  # type: ignore[attr-defined]

    def counted(_: type, *given: object) -> Ballot:
        ballot: Ballot = decode(Counted, *given)
        living["now"] += 1
        alive.append(living["now"])
        weakref.finalize(ballot, lambda: living.__setitem__("now", living["now"] - 1))
        return ballot

    monkeypatch.setattr(Ballot, "decode", classmethod(counted))
    monkeypatch.setattr(box, "READ_AT_ONCE", 1)
    assert verify_archive(open_window(filed(tmp_path / "x.bel", raw)), "x").ok
    assert len(alive) == 4
    assert max(alive) <= 2


def test_a_file_changed_while_it_is_read_is_found_and_never_believed(tmp_path: Path) -> None:
    path = filed(tmp_path / "x.bel", running(made().ballot(0, [0, 1, 0]).raw))
    archive = read_archive(path)
    with path.open("r+b") as file:
        file.seek(len(running()) + 600)
        file.write(b"?")
    with pytest.raises(NotProven, match="changed while it was being read"):
        assert archive.entries[1].payload
    path.write_bytes(b"")
    with pytest.raises(NotProven, match="shorter"):
        assert archive.entries[1].payload


def test_of_a_thousand_ballots_at_fault_some_are_named_and_all_are_counted() -> None:
    broken = [
        made().ballot(0, [0, 1, 0]).raw.replace(b'"response":"', b'"response":"%d' % (at + 1)) for at in range(30)
    ]
    failed = verify_archive(running(*broken), "x").failed
    assert failed is not None
    assert failed.culprit is not None
    assert failed.detail.count("ballot ") <= 21 or failed.name == "elements and scalars"


def test_the_setup_is_read_without_what_follows(tmp_path: Path) -> None:
    raw = running(made().ballot(0, [0, 1, 0]).raw)
    window = open_window(filed(tmp_path / "x.bel", raw[: len(running())] + b"garbage"))
    assert read_setup(window, "x") == decode_archive(raw, "x").setup
    for cut in (512, 1000, 3000):
        with pytest.raises(NotProven):
            read_setup(raw[:cut], "x")


def worlds() -> Iterator[Ballot]:
    yield from (Ballot.decode(raw, world().election, "x") for raw in world().ballots)


def test_the_findings_say_which_ballot_of_each_credential_is_the_last() -> None:
    ballots = list(worlds())
    entries = [next_entry(None, EventType.BALLOT, [ballot.raw]) for ballot in ballots]
    box = Box(entries, world().election, Read("the credentials", world().credentials))
    last = {ballot.credential: number for number, ballot in enumerate(ballots, 1)}
    assert box.look(prove=True).last == last
    assert box.look().proved
    assert len(box) == len(ballots)
