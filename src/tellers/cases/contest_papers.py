"""Papers beside a sealed ballot of a contest: two tellers enter their counts, each alone, and they are added.

A sheet is hidden until its pair is complete. Where the two agree, the count is minuted with the second and the sheets
are published, unless the papers are fewer than the minimum cell. Source: docs/adr/0008.
"""

from collections.abc import Iterator
from pathlib import Path

from msgspec import structs

from tellers.ballots.chain import Archive
from tellers.ballots.election import Election
from tellers.ballots.questions import Homomorphic
from tellers.cases import store
from tellers.cases.proceedings import meant, ready
from tellers.cases.sitting import Sitting, archive_at
from tellers.cases.store import CaseFolder
from tellers.errors import NotProven, Refused
from tellers.proceedings.allowed import check_allowed
from tellers.proceedings.contest import Act, Contest, SealedBallot
from tellers.proceedings.contest_papers import (
    PaperQuestion,
    PaperSheet,
    agreed,
    check_commitment,
    check_sheet,
    differences,
)
from tellers.proceedings.facts_credentials import PaperEntered
from tellers.proceedings.hanging import NOTHING
from tellers.rulebook.contests import Contest as Procedure


def enter_papers(sitting: Sitting, id_: str | None, sheet: PaperSheet) -> PaperEntered:
    """Enter one teller's count; with the second, the agreed count.

    Raises Refused where two counts differ, naming the classes and no figure; both are then void.
    """
    contest = meant(sitting, Contest, id_)
    sitting.check_of(contest, Act.PAPER)
    ballot, folder = contest.sealed[-1], sitting.folder
    blank = PaperEntered(
        proceeding=contest.id,
        hangs_on=NOTHING,
        stage=ballot.opened.stage,
        uuid=ballot.opened.uuid,
        teller=sheet.teller,
        commitment=sheet.commitment,
        agreed=None,
    )
    asked = ready(sitting, Act.PAPER, blank)
    check_allowed(sitting.record, asked.done, sitting.now, sitting.rulebook)
    check_sheet(sheet, paper_question(archive_at(folder, folder.archive(ballot.opened.uuid)), ballot))
    first = None if ballot.waiting is None else _hidden(folder, ballot.waiting)
    differing = () if first is None else differences(first, sheet)
    count = None if first is None or differing else agreed(sheet, asked.procedure(Procedure).minimum_cell.value)
    done = structs.replace(asked.done, agreed=count)
    store.write_private(folder.sheet(sheet.commitment, hidden=True), sheet.encode())
    sitting.enter(Act.PAPER, done)
    settle_sheets(sitting)
    if differing:
        raise Refused(
            f"the two counts differ on: {', '.join(differing)}; both are void, so both tellers count again and enter "
            "again"
        )
    return done


def counted_papers(sitting: Sitting, ballot: SealedBallot) -> PaperSheet | None:
    """The sheet on which both tellers agree, as its file holds it; None where no papers were issued."""
    return None if ballot.agreed is None else _hidden(sitting.folder, ballot.agreed[1])


def settle_sheets(sitting: Sitting) -> None:
    """Publish the sheets of every count that may be shown, also where a crash kept them from it."""
    for ballot in sitting.record.sealed_ballots:
        for entered in shown(ballot):
            path = sitting.folder.sheet(entered.commitment, hidden=False)
            if not store.is_there(path):
                store.write(path, _hidden(sitting.folder, entered).encode())


def shown(ballot: SealedBallot) -> tuple[PaperEntered, ...]:
    """The two counts whose sheets are published; none where the papers are too few."""
    pair = ballot.agreed
    return () if pair is None or pair[1].agreed is None or pair[1].agreed.ballot is None else pair


def published_sheets(folder: CaseFolder, ballot: SealedBallot) -> Iterator[Path]:
    """The files of the sheets that are published."""
    yield from (folder.sheet(entered.commitment, hidden=False) for entered in shown(ballot))


def paper_question(archive: Archive, ballot: SealedBallot) -> PaperQuestion:
    """What the papers ask: the same as the sealed ballot."""
    (question,) = Election.decode(archive.setup.data[0], "the election").questions
    names = tuple(name for name in question.answers if isinstance(name, str))
    most = question.maximum if isinstance(question, Homomorphic) else 0
    return PaperQuestion(names, most == 0, most, ballot.opened.papers)


def check_sheets(folder: CaseFolder, ballot: SealedBallot, archive: Archive, cell: int, *, keeper: bool) -> str:
    """Refuse an agreed count that the published sheets of its tellers do not give.

    The keeper, before the sheets are published, takes the hidden ones.
    """
    which, pair = f"{ballot.contest.id}, {ballot.opened.stage}", ballot.agreed
    if pair is None or pair[1].agreed is None:
        return f"{which}: {ballot.opened.papers} issued, not counted yet"
    count = pair[1].agreed
    for entered in shown(ballot):
        hidden = keeper and not store.is_there(folder.sheet(entered.commitment, hidden=False))
        sheet = _sheet(folder, entered, hidden=hidden)
        check_sheet(sheet, paper_question(archive, ballot))
        if agreed(sheet, cell) != count or sheet.teller != entered.teller:
            raise NotProven(
                "contest papers", culprit=entered.teller, detail=f"the sheet gives another count of {which}"
            )
    if count.ballot is None:
        return f"{which}: {count.returned} returned, too few to be published by themselves"
    return f"{which}: {count.returned} of {ballot.opened.papers}, alike by {pair[0].teller} and {pair[1].teller}"


def _hidden(folder: CaseFolder, entered: PaperEntered) -> PaperSheet:
    return _sheet(folder, entered, hidden=True)


def _sheet(folder: CaseFolder, entered: PaperEntered, *, hidden: bool) -> PaperSheet:
    path = folder.sheet(entered.commitment, hidden=hidden)
    sheet = PaperSheet.decode(folder.read(path), folder.relative(path))
    check_commitment(sheet, entered.commitment)
    return sheet
