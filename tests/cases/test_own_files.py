"""What is no file of the case itself is named and never opened: a link, a pipe, a device, a file without end.

A check that opened a pipe would wait for ever, and one that read /dev/zero would take all memory: these tests end.
"""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.cases.conftest import After
from tests.cases.samples import Play, refused, told, verified
from tests.cases.test_public_files import FILES, blame, place

from tellers.cases.store import LARGEST_ARCHIVE, LARGEST_FILE
from tellers.cli.main import run
from tellers.errors import Unreadable


def _link(path: Path) -> None:
    """The very same bytes, but outside the case."""
    outside = Path(os.environ["PYTEST_OUTSIDE"]) / path.name
    outside.write_bytes(path.read_bytes())
    path.unlink()
    path.symlink_to(outside)


def _pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def _device(path: Path) -> None:
    path.unlink()
    path.symlink_to("/dev/zero")


def _endless(path: Path) -> None:
    os.truncate(path, (LARGEST_ARCHIVE if path.suffix == ".bel" else LARGEST_FILE) + 1)


WHATS: dict[str, Callable[[Path], None]] = {"link": _link, "pipe": _pipe, "device": _device, "endless": _endless}


@pytest.fixture(autouse=True)
def outside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "outside").mkdir()
    monkeypatch.setenv("PYTEST_OUTSIDE", str(tmp_path / "outside"))


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("what", WHATS)
def test_what_is_no_file_of_the_case_is_named_and_not_read(what: str, name: str, after: After) -> None:
    folder = after("cosign").folder
    path = place(folder, name)
    WHATS[what](path)
    report = verified(folder)
    assert path.name in blame(report)
    (failed, *_) = report.failed
    assert ("expected" if what == "endless" else "of the case itself") in failed.detail
    assert run(["verify", str(folder.root)]) == 1


@pytest.mark.parametrize("name", ["roll.json", "declaration.txt", "case.toml"])
def test_a_link_in_place_of_a_file_is_also_named_among_the_files(name: str, after: After) -> None:
    folder = after("cosign").folder
    _link(folder.root / name)
    assert told(verified(folder), "files").startswith(f"{name}: no file of the case itself")


@pytest.mark.parametrize("name", ["rulebook", "archive", "paper"])
def test_a_link_in_place_of_a_folder_is_not_followed(name: str, after: After, tmp_path: Path) -> None:
    folder = after("cosign").folder
    (folder.root / name).rename(tmp_path / "outside" / name)
    (folder.root / name).symlink_to(tmp_path / "outside" / name)
    report = verified(folder)
    assert f"{folder.root / name}: a link stands there; expected a folder of the case itself" in {
        f"{check.culprit}: {check.detail}" for check in report.failed
    }


def test_claims_that_are_a_link_are_named(after: After) -> None:
    folder = after("cosign").folder
    folder.claims.symlink_to("/dev/zero")
    assert told(verified(folder), "files").startswith("claims.toml: no file of the case itself")


def test_claims_are_said_to_be_no_part_of_the_record(after: After) -> None:
    folder = after("cosign").folder
    assert "claims" not in told(verified(folder), "files")
    folder.claims.write_text("")
    assert told(verified(folder), "files").endswith("public files; claims.toml is not part of the record")


@pytest.mark.parametrize("what", ["link", "device"])
@pytest.mark.parametrize("name", ["minutes.jsonl", "rulebook/book.toml", "minutes.checkpoint"])
def test_an_act_is_refused_too(name: str, what: str, after: After) -> None:
    play: Play = after("tally")
    WHATS[what](play.folder.root / name)
    with pytest.raises(Unreadable, match=r"a link stands there|not a case"):
        play.declare()


def test_an_act_does_not_wait_for_a_pipe(after: After) -> None:
    play = after("vote")
    _pipe(play.archive)
    with pytest.raises(Unreadable, match="a pipe, a socket or a device stands there; expected a file"):
        play.close()


def test_voting_does_not_open_on_an_archive_that_is_a_link(after: After, stages: dict[str, Play]) -> None:
    play, begun = after("freeze"), stages["open"].archive
    play.folder.archives.mkdir()
    (play.folder.archives / begun.name).symlink_to(begun)
    refused(play, play.open, "a link stands there", Unreadable)


def test_an_earlier_copy_of_links_is_refused(after: After, stages: dict[str, Play], tmp_path: Path) -> None:
    older = stages["cosign"].copied(tmp_path / "older").folder
    _link(older.archive(stages["cosign"].archive.stem))
    report = verified(after("cosign").folder, older)
    assert "a link stands there" in told(report, "earlier copy")


def test_a_case_that_is_reached_by_a_link_is_a_case(after: After, tmp_path: Path) -> None:
    folder = after("cosign").folder
    (tmp_path / "shortcut").symlink_to(folder.root)
    assert run(["verify", str(tmp_path / "shortcut")]) == 0


def test_a_refused_act_leaves_the_link_as_it_was(after: After) -> None:
    play = after("tally")
    _link(play.archive)
    refused(play, play.declare, "a link stands there", Unreadable)
