"""Two tellers count, each alone; agents sign or dissent."""

from pathlib import Path

import pytest
from tests.cases.conftest import After
from tests.cases.samples import (
    Play,
    failures,
    refused,
    register,
    sheet,
    told,
    verified,
)

from tellers.cases import papers
from tellers.cases.store import CaseFolder
from tellers.errors import NotProven, Refused
from tellers.minutes.store import read_book
from tellers.proceedings import facts
from tellers.proceedings.record import fold


def enter(play: Play, teller: str, **count: int) -> facts.PaperCount | None:
    with play.at("16:05") as held:
        return papers.enter_sheet(held, sheet(teller, **count))


def test_counts_that_differ_block_and_are_void_and_the_message_has_no_figure(after: After) -> None:
    play = after("close")
    assert enter(play, "Tess", for_=1, against=1, spoiled=0) is None
    with pytest.raises(Refused, match="differ on: for, against; both are void") as error:
        enter(play, "Tim", for_=2, against=0, spoiled=0)
    assert not [character for character in str(error.value) if character.isdigit()]
    with pytest.raises(Refused, match="are not counted yet; two tellers enter"):
        play.tally()
    assert enter(play, "Tim", spoiled=2) is None
    assert enter(play, "Tess", spoiled=2) is not None
    play.decrypt()
    assert play.tally().spoiled == 2
    assert verified(play.folder).ok


def test_the_same_teller_does_not_count_twice(after: After) -> None:
    play = after("close")
    enter(play, "Tess")
    refused(play, lambda: enter(play, "Tess"), "Tess has counted; the second count is another teller's")


def test_more_papers_than_were_issued_are_refused(after: After) -> None:
    play = after("close")
    refused(play, lambda: enter(play, "Tess", spoiled=4), "Tess counts 4 papers, but 3 were issued")


def test_counted_papers_are_not_counted_again(after: After) -> None:
    play = after("paper")
    refused(play, lambda: enter(play, "Tora"), "the count stands")


def test_the_figures_of_a_small_bundle_stay_in_secrets(after: After) -> None:
    play = after("close")
    play.paper(for_=1, against=1, spoiled=1)
    count = fold(read_book(play.folder.minutes).book).motion.the(facts.PaperCount)
    assert (count.for_, count.against, count.blank, count.returned) == (None, None, None, 3)
    assert not play.folder.sheets.exists()
    assert len(list(play.folder.hidden_sheets.iterdir())) == 2
    play.attend()
    play.decrypt()
    assert play.tally().for_ == 8
    play.declare()
    play.cosign()
    report = verified(play.folder)
    assert report.ok
    assert "too few to be published by themselves" in told(report, "papers")


def test_a_hidden_sheet_that_was_changed_is_not_counted(after: After) -> None:
    play = after("close")
    enter(play, "Tess", spoiled=1)
    (path,) = play.folder.hidden_sheets.iterdir()
    path.write_bytes(path.read_bytes().replace(b'"papers":1', b'"papers":2'))
    with pytest.raises(NotProven, match="paper count: Tess"):
        enter(play, "Tim", spoiled=2)


def test_papers_are_not_counted_where_none_were_issued(tmp_path: Path) -> None:
    play = Play(CaseFolder(tmp_path / "case"))
    play.new(members=register(12, 0))
    for stage in ("propose", "notify", "freeze", "open", "vote", "close"):
        getattr(play, stage)()
    refused(play, lambda: enter(play, "Tess", spoiled=0), "no papers were issued")
    play.decrypt()
    assert (play.tally().for_, play.folder.sheets.exists()) == (7, False)
    play.declare()
    assert failures(verified(play.folder)) == ["witnesses"]


def test_agents_sign_or_dissent_and_a_dissent_blocks_nothing_and_is_printed(after: After) -> None:
    play = after("paper")
    play.attend(Abe="I was kept out of the room.")
    play.decrypt()
    play.tally()
    play.declare()
    play.cosign("Ada")
    assert told(verified(play.folder), "witnesses").startswith("Abe: has not co-signed the checkpoint")
    play.cosign("Abe")
    assert verified(play.folder).ok
    assert "I was kept out of the room." in play.folder.declaration("txt").read_text()


@pytest.mark.parametrize(
    ("agent", "dissent", "message"),
    [
        ("Nobody", None, "Nobody is no agent of this vote"),
        ("Ada", " ", "the reason of a dissent is empty; expected words"),
    ],
)
def test_nobody_else_signs_and_a_dissent_says_why(agent: str, dissent: str | None, message: str, after: After) -> None:
    play = after("paper")

    def attend() -> None:
        with play.at("16:10") as held:
            papers.attend(held, agent, dissent)

    refused(play, attend, message)
