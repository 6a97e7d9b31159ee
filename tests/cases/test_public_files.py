"""Every public file of a finished case: missing, edited, swapped with that of another case, joined by a stranger.

Nothing is chained or signed anew here; the case must still be found wanting, and the file named.
"""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.cases.conftest import After
from tests.cases.samples import STAGES, People, Play, told, verified
from tests.rulebook.samples import RULEBOOKS

from tellers.cases.store import CaseFolder
from tellers.cases.verification import CaseReport
from tellers.cli.main import run

NAMED = {"minutes.jsonl": "minute", "minutes.checkpoint": "checkpoint", "paper": "papers", "roll.json": "roll"}
"""How a culprit is called where it is not by its file: a minute, a teller, an entry of the roll, a signer."""


def shapes(folder: CaseFolder) -> list[str]:
    """The public files by a name that is the same in every case."""
    return sorted({shape(path.relative_to(folder.root)) for path in folder.public_files})


def shape(path: Path) -> str:
    return path.parts[0] if path.parts[0] in {"archive", "paper"} else path.as_posix()


def place(folder: CaseFolder, name: str) -> Path:
    return min(path for path in folder.public_files if shape(path.relative_to(folder.root)) == name)


FILES = (
    "archive", "case.toml", "declaration.html", "declaration.json", "declaration.txt", "minutes.checkpoint",
    "minutes.jsonl", "paper", "roll.json", "rulebook/book.toml",
)  # fmt: skip


@pytest.fixture(scope="module")
def another(tmp_path_factory: pytest.TempPathFactory) -> Play:
    """Another case of the same procedure and day, with the same number of everything."""
    people = People.meet(organisation="Labour Party (United Kingdom)", salt="another")
    play = Play(CaseFolder(tmp_path_factory.mktemp("another") / "case"), people, secret="another case")
    for stage in STAGES:
        play.paper(spoiled=3) if stage == "paper" else getattr(play, stage)()
    play.folder.rulebook.write_bytes((RULEBOOKS / "example-society" / "book.toml").read_bytes())
    return play


def blame(report: CaseReport) -> str:
    return " ".join(f"{check.name} {check.culprit} {check.detail}" for check in report.checks if not check.ok)


def test_the_list_of_public_files_is_the_case(after: After) -> None:
    assert tuple(shapes(after("cosign").folder)) == FILES


@pytest.mark.parametrize("name", FILES)
def test_a_missing_file_is_named(name: str, after: After) -> None:
    folder = after("cosign").folder
    path = place(folder, name)
    path.unlink()
    report = verified(folder)
    assert path.name in blame(report)
    assert run(["verify", str(folder.root)]) == 1


@pytest.mark.parametrize("name", FILES)
def test_a_file_of_another_case_is_named(name: str, after: After, another: Play) -> None:
    folder = after("cosign").folder
    path = place(folder, name)
    path.write_bytes(place(another.folder, name).read_bytes())
    assert NAMED.get(name, path.name) in blame(verified(folder))
    assert run(["verify", str(folder.root)]) == 1


@pytest.mark.parametrize("name", FILES)
def test_a_file_with_something_added_is_named(name: str, after: After) -> None:
    folder = after("cosign").folder
    path = place(folder, name)
    path.write_bytes(path.read_bytes() + b" ")
    assert NAMED.get(name, path.name) in blame(verified(folder))
    assert run(["verify", str(folder.root)]) == 1


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("make", [Path.mkdir, lambda path: path.symlink_to("nowhere")], ids=["folder", "broken link"])
def test_what_stands_in_place_of_a_file_is_named(name: str, make: Callable[[Path], None], after: After) -> None:
    folder = after("cosign").folder
    path = place(folder, name)
    path.unlink()
    make(path)
    assert path.name in blame(verified(folder))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(where=st.floats(0, 1, exclude_max=True), to=st.integers(1, 255), name=st.sampled_from(FILES))
def test_no_byte_of_any_public_file_can_change(where: float, to: int, name: str, stages: dict[str, Play]) -> None:
    folder = stages["cosign"].folder
    path = place(folder, name)
    raw = path.read_bytes()
    at = int(where * len(raw))
    try:
        path.write_bytes(raw[:at] + bytes([raw[at] ^ to]) + raw[at + 1 :])
        report = verified(folder)
    finally:
        path.write_bytes(raw)
    if name == "minutes.checkpoint" and report.ok:
        pytest.fail(f"byte {at} of the checkpoint says nothing")
    assert not report.ok


def test_the_private_folders_are_not_opened(after: After) -> None:
    folder = after("cosign").folder
    for private in (folder.secrets, folder.register.parent):
        for path in private.rglob("*"):
            if path.is_file():
                path.write_bytes(b"\xff not to be read")
        (private / "stranger").write_bytes(b"")
    assert verified(folder).ok


def test_a_public_copy_without_the_private_folders_verifies(after: After, tmp_path: Path) -> None:
    play = after("cosign")
    for path in play.folder.public_files:
        to = tmp_path / "copy" / path.relative_to(play.folder.root)
        to.parent.mkdir(parents=True, exist_ok=True)
        to.write_bytes(path.read_bytes())
    assert verified(CaseFolder(tmp_path / "copy")).ok


def test_claims_of_others_may_lie_beside_the_record_and_only_at_its_top(after: After) -> None:
    folder = after("cosign").folder
    folder.claims.write_text("")
    assert verified(folder).ok
    (folder.sheets / "claims.toml").write_text("")
    assert told(verified(folder), "files").startswith("paper/claims.toml")


def test_a_folder_that_is_no_case_cannot_be_read(tmp_path: Path) -> None:
    assert run(["verify", str(tmp_path)]) == 2
