"""A declaration is computed again by any version; its text and its page only by the one that rendered them.

The truth is docs/adr/0009: a newer program never accuses an honest older case.
"""

import pytest
from tests.cases.conftest import After
from tests.cases.forger import Forger
from tests.cases.samples import Play, failures, told

from tellers import __version__
from tellers.canonical import sha256_hex
from tellers.cases.evidence import Rendered, Settings
from tellers.cases.verification import CaseReport, verify_case
from tellers.minutes.store import read_book
from tellers.proceedings import facts
from tellers.proceedings.motion import Act
from tellers.proceedings.record import fold


def verified_by_a_newer(play: Play) -> CaseReport:
    """The report of a version that words everything otherwise."""

    def newer(_: object) -> Rendered:
        return Rendered(b"In other words.", b"<p>In other words.", "9.9.9")

    return verify_case(play.folder, Settings(newer))


def test_the_minute_has_the_hash_of_each_file_and_the_version_that_rendered_two_of_them(after: After) -> None:
    folder = after("declare").folder
    made = fold(read_book(folder.minutes).book).motion.the(facts.DeclarationMade)
    hashes = [sha256_hex(folder.declaration(form).read_bytes()) for form in ("json", "txt", "html")]
    assert [made.declaration, made.text, made.page] == hashes
    assert made.version == __version__


def test_a_newer_version_holds_an_honest_older_case_by_its_hashes_and_says_so(after: After) -> None:
    report = verified_by_a_newer(after("cosign"))
    assert report.ok
    said = f"carried; text and page were rendered by tellers {__version__} and are held by their hashes"
    assert told(report, "declaration") == f"None: {said}"


@pytest.mark.parametrize("form", ["json", "txt", "html"])
def test_a_newer_version_finds_each_file_that_was_changed(form: str, after: After) -> None:
    play = after("cosign")
    path = play.folder.declaration(form)
    path.write_bytes(path.read_bytes().replace(b"7", b"8"))
    report = verified_by_a_newer(play)
    assert failures(report) == ["declaration"]
    assert told(report, "declaration").startswith(path.name)


def test_a_newer_version_computes_the_figures_again(after: After) -> None:
    play = after("cosign")
    path = play.folder.declaration("json")
    path.write_bytes(path.read_bytes().replace(b'"value":7', b'"value":8'))
    Forger(play).change(Act.DECLARE, declaration=sha256_hex(path.read_bytes())).chain().sign().cosign()
    report = verified_by_a_newer(play)
    assert told(report, "declaration").startswith("declaration.json: it is not what the minutes and the rule book")


def test_what_calls_itself_another_version_is_told_as_that_and_never_as_ours(after: After) -> None:
    play = after("cosign")
    Forger(play).change(Act.DECLARE, version="0.0.1").chain().sign().cosign()
    report = verify_case(play.folder, Settings(lambda _: Rendered(b"", b"", __version__)))
    assert report.ok
    assert "were rendered by tellers 0.0.1 and are held" in told(report, "declaration")


@pytest.mark.parametrize("version", ["", "one", "0", "0.1.0\n", "0.1 beta", "0." + "1" * 50])
def test_a_version_that_is_none_is_refused(version: str, after: After) -> None:
    play = after("cosign")
    Forger(play).change(Act.DECLARE, version=version).chain().sign().cosign()
    assert "minute 13: its facts are not those of DeclarationMade" in told(verified_by_a_newer(play), "minute book")
