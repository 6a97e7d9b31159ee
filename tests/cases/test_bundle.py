"""`tellers bundle`: what is inside, what never is, and that the same case and moment give the same bytes.

The hashes are made here by hashlib; the canaries are planted wherever something private stands.
"""

import json
import re
import shutil
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from tests.cases.club import Club
from tests.cases.conftest import After
from tests.cases.samples import Play
from tests.cases.test_contest import admitted, figures, frozen
from tests.journeys.commands import Exited, exit_code, tellers

from tellers.cases import notice
from tellers.errors import Refused
from tellers.proceedings import facts
from tellers.reports import bundle, pdf

pytestmark = pytest.mark.filterwarnings(
    "ignore::pytest.PytestUnraisableExceptionWarning", "ignore::ResourceWarning"
)  # WeasyPrint leaves its colour profile open

__all__ = ["admitted", "frozen"]  # fixtures

AT = "2016-07-01T12:00"
CANARY = "canary-7f3a91"
SAME = ("index.txt", "4-verification/transcript.txt", "4-verification/transcript.json", "SHA256SUMS")


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
def test_a_record_that_nobody_has_witnessed_gives_the_same_bytes_wherever_it_lies(
    after: After, tmp_path: Path
) -> None:
    """What an agent is told to do about it names files, and the folder of one secretary's machine is nobody's."""
    play = after("declare")
    with pytest.raises(Exited):
        made(play, tmp_path / "here")
    here = {path: (tmp_path / "here" / path).read_bytes() for path in SAME}
    shutil.copytree(play.folder.root, tmp_path / "elsewhere" / "copy")
    with pytest.raises(Exited):  # it does not verify
        tellers("bundle", tmp_path / "elsewhere" / "copy", "--out", tmp_path / "there", "--at", AT)
    told = here["4-verification/transcript.txt"].decode()
    assert "tellers minutes cosign minutes.checkpoint" in told
    for path in SAME:
        assert (tmp_path / "there" / path).read_bytes() == here[path], path


@pytest.mark.usefixtures("quick")
def test_a_petition_that_falls_short_is_told_with_its_number_its_base_and_its_clause(tmp_path: Path) -> None:
    """A third of eight members is three; one signed."""
    club = Club.open(tmp_path, "recall")
    club.act("petition open", "03-01T10:00", "--procedure", "recall", "--text", "A vote.", "--target", "Bela")
    club.act("petition sign", "03-02T10:00", "--member", "Cy")
    club.act("petition close", "03-12T00:00")
    tellers("bundle", club.root, "--out", tmp_path / "out", "--at", AT)
    told = " ".join((tmp_path / "out" / "index.txt").read_text().split())
    assert "the petition recall-1: not-triggered (closed)" in told
    assert "Needed: at least 1/3 of the 8 entitled, so 3. Counted: 1 signatures: NOT MET. Clause 4." in told


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


@pytest.mark.usefixtures("quick")
def test_a_breach_a_dissent_and_a_missing_witness_stand_on_the_first_page_and_among_the_incidents(
    after: After, tmp_path: Path
) -> None:
    play = after("paper")
    play.attend(Abe="Two papers were counted twice.")
    play.decrypt()
    play.tally()
    play.declare()
    with play.at("16:40") as held:
        notice.enter_objection(held, facts.Objection("Abe", "breach", "The box stood open at noon."))
    with play.at("16:45") as held:
        notice.enter_objection(held, facts.Objection("Abe", "objection", "The room was too small."))
    with play.at("16:50") as held:
        notice.enter_answer(held, facts.Answer(held.book.size - 1, "Secretary", "There were seats for all."))
    assert exit_code("bundle", play.folder.root, "--out", tmp_path / "out", "--at", AT) in {0, 1}
    files = {path.name: path.read_text("utf-8") for path in (tmp_path / "out").rglob("*.txt")}
    index = " ".join(files["index.txt"].split("DOCUMENTS")[0].split())
    opened, answered = files["incidents.txt"].split("INCIDENTS THAT WERE ANSWERED")
    for said in ("The box stood open at noon.", "Two papers were counted twice.", "has not co-signed"):
        assert said in index
        assert said in " ".join(opened.split())
    assert "The room was too small. Answered" in " ".join(answered.split())
    assert "no statement of satisfaction" in " ".join(files["index.txt"].split())


@pytest.mark.usefixtures("quick")
def test_the_minute_book_stands_in_words_with_the_hash_of_every_minute(after: After, tmp_path: Path) -> None:
    play = after("cosign")
    said = made(play, tmp_path / "out")["3-events/minutes.txt"].decode()
    leaves = [sha256(b"\0" + line).hexdigest() for line in play.folder.minutes.read_bytes().splitlines()]
    assert re.findall(r"^  Hash ([0-9a-f]{64})$", said, re.MULTILINE) == leaves
    assert [int(number) for number in re.findall(r"^Minute (\d+)\.", said, re.MULTILINE)] == list(range(len(leaves)))


@pytest.mark.usefixtures("quick")
def test_the_notice_of_a_contest_and_how_it_ended_are_in_the_bundle(frozen: Club, tmp_path: Path) -> None:
    frozen.act("contest enter", "03-06T21:00", *figures(frozen, 3, 4))
    frozen.act("contest declare", "03-06T22:00")
    tellers("bundle", frozen.root, "--out", tmp_path / "out", "--at", "2024-04-01T12:00")
    said = (tmp_path / "out" / "2-papers" / "notices.txt").read_text("utf-8")
    assert "notice of the contest election-1\n  Voting opens 2024-03-06T10:00" in said
    index = (tmp_path / "out" / "index.txt").read_text("utf-8")
    assert "the contest election-1: elected: Gus (declared)" in index
    assert "Made 2024-04-01T12:00:00+01:00." in index
    assert "Gus nominates" not in index
    assert "Dee nominates Gus" in (tmp_path / "out" / "3-events" / "chronology.txt").read_text("utf-8")
