"""A case is opened whole or not at all, and keeps what is private private."""

import re
import threading
from datetime import datetime
from pathlib import Path

import pytest
from tests.ballots.samples import drawn
from tests.cases.conftest import After
from tests.cases.samples import (
    MOVER,
    Play,
    refused,
    register,
    verified,
)

from tellers.cases import founding
from tellers.cases.founding import NewCase
from tellers.cases.sitting import Clerk
from tellers.cases.store import CaseFolder
from tellers.errors import Refused, Unreadable

MIDNIGHT = datetime(2016, 6, 28, 23, 59)  # noqa: DTZ001 — the case's own zone


def begun(play: Play, **changes: bytes) -> NewCase:
    whole = {"rulebook": play.folder.rulebook.read_bytes(), "register": register()} | changes
    return NewCase(whole["rulebook"], "book.toml", "no-confidence", whole["register"], "members.csv", "Secretary")


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"register": b"number,name\n1,Ann\n1,Ben\n"}, "members.csv: 1 bad row"),
        ({"register": b""}, "members.csv"),
        ({"rulebook": b"format = 1\n"}, "book.toml"),
    ],
    ids=["bad row", "no register", "no rules"],
)
def test_a_case_that_does_not_hold_is_not_begun(
    changes: dict[str, bytes], message: str, after: After, tmp_path: Path
) -> None:
    new, folder = begun(after("new"), **changes), CaseFolder(tmp_path / "other")
    with pytest.raises(Unreadable, match=message):
        founding.found(folder, new, Clerk(MIDNIGHT, drawn("x")))
    assert not folder.root.exists()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["case"]


def test_a_case_of_an_open_vote_is_not_begun(after: After, tmp_path: Path) -> None:
    play = after("new")
    book = play.folder.rulebook.read_bytes()
    secret = b"secret      = { rule = true"
    assert secret in book
    open_vote = book.replace(secret, b"secret = { rule = false").replace(b'["sealed", "paper"]', b'["paper"]')
    new = begun(play, rulebook=open_vote)
    folder = CaseFolder(tmp_path / "other")
    with pytest.raises(Refused, match=r"`no-confidence` is an open vote .* a case runs secret votes only"):
        founding.found(folder, new, Clerk(MIDNIGHT, drawn("x")))
    assert not folder.root.exists()


def test_a_case_is_not_begun_over_something_else(after: After) -> None:
    play = after("new")
    new = begun(play)
    refused(play, lambda: founding.found(play.folder, new, play.clerk("09:00")), "is not an empty folder")


def test_a_case_may_be_begun_in_an_empty_folder_and_not_in_the_one_that_one_stands_in(
    after: After, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    new = begun(after("new"))
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    for name in (Path(), tmp_path / "here"):
        with pytest.raises(Refused, match="is the folder you are in; name another"):
            founding.found(CaseFolder(name), new, Clerk(MIDNIGHT, drawn("x")))
    monkeypatch.chdir(tmp_path)
    founding.found(CaseFolder(Path("here")), new, Clerk(MIDNIGHT, drawn("x")))
    assert verified(CaseFolder(tmp_path / "here")).ok
    assert sorted(path.name for path in tmp_path.iterdir()) == ["case", "here"]


def test_a_folder_of_somebody_elses_beside_the_case_is_left_alone(after: After, tmp_path: Path) -> None:
    new, stranger = begun(after("new")), tmp_path / ".other.new"
    stranger.mkdir()
    (stranger / "mine").write_text("x")
    founding.found(CaseFolder(tmp_path / "other"), new, Clerk(MIDNIGHT, drawn("x")))
    assert (stranger / "mine").read_text() == "x"


def test_of_two_cases_begun_at_once_in_one_folder_one_wins_whole(after: After, tmp_path: Path) -> None:
    new, both, refusals = begun(after("new")), threading.Barrier(2), []

    def begin(seed: str) -> None:
        def late(size: int) -> bytes:
            both.wait()
            return drawn(seed)(size)

        try:
            founding.found(CaseFolder(tmp_path / "other"), new, Clerk(MIDNIGHT, late))
        except Refused as refused:
            refusals.append(str(refused))

    threads = [threading.Thread(target=begin, args=(seed,)) for seed in ("one", "two")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert refusals == [f"{tmp_path / 'other'} exists and is not an empty folder; name a folder that is not there yet"]
    assert verified(CaseFolder(tmp_path / "other")).ok
    assert sorted(path.name for path in tmp_path.iterdir()) == ["case", "other"]


def test_a_new_case_keeps_what_is_private_private(after: After) -> None:
    folder = after("freeze").folder
    assert [oct(path.stat().st_mode & 0o777) for path in (folder.secrets, folder.register.parent)] == ["0o700"] * 2
    for path in (folder.secretary_key, folder.register, folder.roll_key):
        assert oct(path.stat().st_mode & 0o777) == "0o600"


def test_no_name_or_number_of_a_member_stands_in_a_public_file_but_for_mover_and_holder(after: After) -> None:
    folder = after("cosign").folder
    public = b"".join(path.read_bytes() for path in folder.public_files)
    words = set(re.findall(rb"[A-Za-z0-9+/=-]+", public))  # whole words: a key in Base64 may hold a number by chance
    for line in register().decode().splitlines()[1:]:
        number, name, *_ = line.split(",")
        assert number.encode() not in words or name == MOVER
        assert name == MOVER or name.encode() not in public
