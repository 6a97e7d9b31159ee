"""Papers: two tellers enter their counts, each alone; agents sign or dissent.

A sheet is hidden until its pair is complete. Where the two agree, the figures are minuted and the sheets
published, unless the papers are fewer than the minimum cell.
"""

from tellers.cases import store
from tellers.cases.sitting import Sitting
from tellers.errors import Refused
from tellers.proceedings import facts, guards
from tellers.proceedings.motion import Act
from tellers.proceedings.paper import Sheet, agreed, check_commitment, check_sheet, differences
from tellers.proceedings.texts import check_texts
from tellers.words import alike


def enter_sheet(sitting: Sitting, sheet: Sheet) -> facts.PaperCount | None:
    """Enter one teller's count; with the second, the agreed count.

    Raises Refused where two counts differ, naming the classes and no figure; both are then void.
    """
    sitting.check(Act.ENTER_PAPER)
    entry = facts.PaperEntry(sheet.teller, sheet.commitment)
    check_texts(entry)
    guards.check_paper_entry(sitting.motion, entry)
    check_sheet(sheet, sitting.motion.the(facts.Opening).papers_issued)
    store.write_private(sitting.folder.sheet(sheet.commitment, hidden=True), sheet.encode())
    sitting.enter(Act.ENTER_PAPER, entry)
    pair = last_pair(sitting)
    return None if sitting.motion.unpaired_entry is not None or pair is None else compare(sitting, *pair)


def last_pair(sitting: Sitting) -> tuple[Sheet, Sheet] | None:
    """The hidden sheets of the two tellers who counted last; None while there is no pair."""
    pair = sitting.motion.last_pair
    return None if pair is None else (_sheet_of(sitting, pair[0]), _sheet_of(sitting, pair[1]))


def attend(sitting: Sitting, agent: str, dissent: str | None) -> None:
    """An agent named in the notice signs the count, or dissents with a reason; a later word replaces an earlier."""
    sitting.check(Act.ATTEND)
    notice = sitting.motion.last(facts.Notice)
    named = {alike(one.name): one.name for one in notice.agents} if notice else {}
    sitting.enter(Act.ATTEND, facts.Attendance(named.get(alike(agent), agent), dissent is None, dissent))


def counted_papers(sitting: Sitting) -> Sheet | None:
    """The sheet on which both tellers agree, as its file holds it; None where no papers were issued."""
    guards.check_ready_to_count(sitting.motion)
    if sitting.motion.last(facts.PaperCount) is None:
        return None
    return _sheet_of(sitting, sitting.motion.the(facts.PaperEntry))


def compare(sitting: Sitting, one: Sheet, other: Sheet) -> facts.PaperCount:
    """Enter the count on which two sheets agree; raises Refused naming the classes on which they differ."""
    differing = differences(one, other)
    if differing:
        raise Refused(
            f"the two counts differ on: {', '.join(differing)}; both are void, so both tellers count again "
            "and enter again"
        )
    count = agreed_count(sitting, one, other)
    if count.for_ is not None:
        for sheet in (one, other):
            store.write(sitting.folder.sheet(sheet.commitment, hidden=False), sheet.encode())
    sitting.enter(Act.COUNT_PAPER, count)
    return count


def agreed_count(sitting: Sitting, one: Sheet, other: Sheet) -> facts.PaperCount:
    """The count on which two sheets agree, as its minute has it."""
    sealed = sitting.motion.the(facts.Opening).sealed is not None
    return agreed(one, other, sitting.procedure.minimum_cell.value, beside_sealed=sealed)


def _sheet_of(sitting: Sitting, entry: facts.PaperEntry) -> Sheet:
    path = sitting.folder.sheet(entry.commitment, hidden=True)
    sheet = Sheet.decode(sitting.folder.read(path), str(path))
    check_commitment(sheet, entry.commitment)
    return sheet
