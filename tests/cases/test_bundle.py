"""`tellers bundle`: what is inside, what never is, and that the same case and moment give the same bytes.

The hashes are made here by hashlib; the canaries are planted wherever something private stands.
"""

import json
import re
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from tests.cases.conftest import After
from tests.cases.samples import Play
from tests.journeys.commands import exit_code, tellers

from tellers.errors import Refused
from tellers.reports import bundle, pdf

pytestmark = pytest.mark.filterwarnings(
    "ignore::pytest.PytestUnraisableExceptionWarning", "ignore::ResourceWarning"
)  # WeasyPrint leaves its colour profile open

AT = "2016-07-01T12:00"
CANARY = "canary-7f3a91"


def made(play: Play, out: Path) -> dict[str, bytes]:
    tellers("bundle", play.folder.root, "--out", out, "--at", AT)
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*") if path.is_file()}


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """As where WeasyPrint is not installed, for the tests that have nothing to do with it."""

    def missing() -> None:
        raise Refused(pdf.HOW)

    monkeypatch.setattr(bundle, "renderer", missing)
    monkeypatch.setattr(pdf, "renderer", missing)


def test_the_same_case_and_moment_give_the_same_bytes_pdf_included(after: After, tmp_path: Path) -> None:
    play = after("cosign")
    first = made(play, tmp_path / "one")
    assert first == made(play, tmp_path / "two")
    assert {"bundle.pdf", "1-declaration/declaration.pdf"} <= set(first)
    attached = PdfReader(BytesIO(first["bundle.pdf"])).attachments["SHA256SUMS"]
    assert attached == [first["SHA256SUMS"]]


@pytest.mark.usefixtures("quick")
def test_everything_inside_has_its_hash_in_the_sums_and_in_the_index(after: After, tmp_path: Path) -> None:
    files = made(after("cosign"), tmp_path / "out")
    sums = dict(line.split("  ")[::-1] for line in files.pop("SHA256SUMS").decode().splitlines())
    assert sums == {path: sha256(raw).hexdigest() for path, raw in files.items()}
    index = files["index.txt"].decode()
    assert [path for path, digest in sums.items() if digest not in index] == ["index.html", "index.txt"]
    assert "bundle.pdf: WeasyPrint is not installed" in index


@pytest.mark.usefixtures("quick")
def test_the_numbering_of_pages_goes_on_without_a_gap(after: After, tmp_path: Path) -> None:
    index = made(after("cosign"), tmp_path / "out")["index.txt"].decode()
    spans = re.findall(r"^  (\d+)\. pages (\d+)(?:-(\d+))?\.", index, re.MULTILINE)
    assert [int(number) for number, _, _ in spans] == list(range(1, len(spans) + 1))
    ends = [int(last or first) for _, first, last in spans]
    assert [int(first) for _, first, _ in spans] == [1, *(end + 1 for end in ends[:-1])]


@pytest.mark.usefixtures("quick")
def test_the_record_inside_verifies_by_itself(after: After, tmp_path: Path) -> None:
    files = made(after("cosign"), tmp_path / "out")
    assert exit_code("verify", tmp_path / "out" / "5-record") == 0
    assert json.loads(files["4-verification/transcript.json"])["ok"]
    assert b"holds  minute book" in files["4-verification/transcript.txt"]


@pytest.mark.usefixtures("quick")
def test_nothing_private_is_ever_inside_wherever_it_was_put(after: After, tmp_path: Path) -> None:
    play = after("cosign")
    root = play.folder.root
    (tmp_path / "elsewhere").write_text(CANARY, "utf-8")
    for place in ("register", "secrets", "secrets/paper"):
        (root / place).mkdir(exist_ok=True)
        (root / place / f"{CANARY}.txt").write_text(CANARY, "utf-8")
    for place in ("notes.txt", "archive/voters.csv", "paper/key.json", ".hidden"):
        (root / place).parent.mkdir(exist_ok=True)
        (root / place).write_text(CANARY, "utf-8")
    (root / "public").symlink_to(root / "secrets")
    (root / "link.txt").symlink_to(tmp_path / "elsewhere")
    private = [path.read_bytes() for path in (*root.glob("register/*.*"), *root.glob("secrets/*.*"))]
    assert exit_code("bundle", root, "--out", tmp_path / "out", "--at", AT) == 1  # files that nothing speaks of
    for path in (tmp_path / "out").rglob("*"):
        assert CANARY not in path.name
        assert not path.is_symlink()
        if path.is_file():
            assert CANARY.encode() not in path.read_bytes(), path
            assert path.read_bytes() not in private
    everything = b"".join(path.read_bytes() for path in (tmp_path / "out").rglob("*") if path.is_file())
    members = [line.split(b",")[1] for line in play.folder.register.read_bytes().splitlines()[1:]]
    named = {b"Ann Member 0", b"Hal Holder"}  # mover and holder
    assert [name for name in members if name not in named and re.search(name + rb"\b", everything)] == []
    index = (tmp_path / "out" / "index.txt").read_text("utf-8")
    for name in ("notes.txt", "archive/voters.csv", "public", "link.txt", "register/", "secrets/", "paper/"):
        assert name in index.split("LEFT OUT")[1]


@pytest.mark.usefixtures("quick")
def test_a_secretary_key_put_in_the_place_of_a_public_file_by_a_link_is_not_followed(
    after: After, tmp_path: Path
) -> None:
    play = after("cosign")
    play.folder.roll.unlink()
    play.folder.roll.symlink_to(play.folder.secretary_key)
    assert exit_code("bundle", play.folder.root, "--out", tmp_path / "out", "--at", AT) == 1
    key = play.folder.secretary_key.read_bytes()
    for path in (tmp_path / "out").rglob("*"):
        assert not path.is_file() or key not in path.read_bytes()
    assert "5-record/roll.json: it could not be read" in (tmp_path / "out" / "index.txt").read_text("utf-8")


@pytest.mark.usefixtures("quick")
def test_a_record_that_does_not_verify_is_bundled_and_says_so_first(after: After, tmp_path: Path) -> None:
    play = after("cosign")
    play.folder.declaration("txt").write_bytes(b"Lost.")
    assert exit_code("bundle", play.folder.root, "--out", tmp_path / "out", "--at", AT) == 1
    index = (tmp_path / "out" / "index.txt").read_text("utf-8")
    assert index.index("DOES NOT VERIFY: declaration") < index.index("DOCUMENTS")
    assert "declaration.scrutineer.txt: no statement of satisfaction" in " ".join(index.split())


def test_a_bundle_does_not_stand_inside_the_case_nor_over_another_folder(after: After, tmp_path: Path) -> None:
    root = after("cosign").folder.root
    assert exit_code("bundle", root, "--out", root / "out") == 1
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "file").touch()
    assert exit_code("bundle", root, "--out", tmp_path / "full", "--at", AT) == 1
    assert not (root / "out").exists()


@pytest.mark.usefixtures("quick")
def test_notices_say_that_there_is_no_proof_of_service(after: After, tmp_path: Path) -> None:
    files = made(after("cosign"), tmp_path / "out")
    assert b"They hold no receipt and no proof" in files["2-papers/notices.txt"]
    assert b"SHA-256 of roll.json" in files["2-papers/roll.txt"]
    assert b"Voting opens" in files["3-events/chronology.txt"]
