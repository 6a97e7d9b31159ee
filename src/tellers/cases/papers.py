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


def enter_sheet(sitting: Sitting, sheet: Sheet) -> facts.PaperCount | None:
    """Enter one teller's count; with the second, the agreed count.

    Raises Refused where two counts differ, naming the classes and no figure; both are then void.
    """
    sitting.check(Act.ENTER_PAPER)
    motion = sitting.motion
    if motion.last(facts.PaperCount) is not None:
        raise Refused("two tellers have counted the papers alike; the count stands")
    check_sheet(sheet, motion.the(facts.Opening).papers_issued)
    first = motion.unpaired_entry
    if first is not None and first.teller == sheet.teller:
        raise Refused(f"{sheet.teller} has counted; the second count is another teller's")
    store.write_private(sitting.folder.sheet(sheet.commitment, hidden=True), sheet.encode())
    sitting.enter(Act.ENTER_PAPER, facts.PaperEntry(sheet.teller, sheet.commitment))
    return None if first is None else _compare(sitting, _sheet_of(sitting, first), sheet)


def finish_interrupted_count(sitting: Sitting) -> None:
    """Compare a pair whose comparison a crash prevented, where two entries wait and no count stands."""
    entries = sitting.motion.every(facts.PaperEntry)
    if sitting.motion.entries[-1].act is not Act.ENTER_PAPER or sitting.motion.unpaired_entry is not None:
        return
    one, other = (_sheet_of(sitting, entry) for entry in entries[-2:])
    if not differences(one, other):
        _compare(sitting, one, other)


def attend(sitting: Sitting, agent: str, dissent: str | None) -> None:
    """An agent named in the notice signs the count, or dissents with a reason."""
    sitting.check(Act.ATTEND)
    named = {one.name for one in sitting.motion.the(facts.Notice).agents}
    if agent not in named:
        raise Refused(f"{agent} is no agent of this vote; the notice names {', '.join(sorted(named)) or 'none'}")
    if dissent is not None and not dissent.strip():
        raise Refused("a dissent needs a reason")
    sitting.enter(Act.ATTEND, facts.Attendance(agent, dissent is None, dissent))


def counted_papers(sitting: Sitting) -> Sheet | None:
    """The sheet on which both tellers agree, as its file holds it; None where no papers were issued."""
    guards.check_ready_to_count(sitting.motion)
    if sitting.motion.last(facts.PaperCount) is None:
        return None
    return _sheet_of(sitting, sitting.motion.the(facts.PaperEntry))


def _compare(sitting: Sitting, one: Sheet, other: Sheet) -> facts.PaperCount:
    differing = differences(one, other)
    if differing:
        raise Refused(
            f"the two counts differ on: {', '.join(differing)}; both are void, so both tellers count again "
            "and enter again"
        )
    sealed = sitting.motion.the(facts.Opening).sealed is not None
    count = agreed(one, other, sitting.procedure.minimum_cell.value, beside_sealed=sealed)
    if count.for_ is not None:
        for sheet in (one, other):
            store.write(sitting.folder.sheet(sheet.commitment, hidden=False), sheet.encode())
    sitting.enter(Act.COUNT_PAPER, count)
    return count


def _sheet_of(sitting: Sitting, entry: facts.PaperEntry) -> Sheet:
    path = sitting.folder.sheet(entry.commitment, hidden=True)
    sheet = Sheet.decode(store.read(path), str(path))
    check_commitment(sheet, entry.commitment)
    return sheet
