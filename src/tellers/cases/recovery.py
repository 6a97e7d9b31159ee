"""Makes up what a crash kept from a case, before the next act: never a new decision, only the rest of the last one.

A minute that no checkpoint covers is signed only where it holds as `tellers verify` would have it: whoever can write
the file can write a minute, and it is the key that makes it one of the case.
"""

import shlex
from collections.abc import Iterator

from msgspec import Struct

from tellers import canonical
from tellers.cases.contest_checks import check_contests
from tellers.cases.contest_files import check_declarations
from tellers.cases.contest_papers import settle_sheets
from tellers.cases.contest_rolls import settle_rolls
from tellers.cases.count_checks import check_counts
from tellers.cases.evidence import CaseEvidence, Renderer, Settings, evidence_of
from tellers.cases.outcome import totals
from tellers.cases.papers import agreed_count, compare, last_pair
from tellers.cases.record_checks import check_declaration, check_standing_roll
from tellers.cases.roll import current_roll, roll_key, standing_roll
from tellers.cases.sitting import Sitting
from tellers.errors import NotProven, RecordBroken, TellersError
from tellers.proceedings import facts
from tellers.proceedings.allowed import check_allowed
from tellers.proceedings.life import Entry
from tellers.proceedings.motion import State
from tellers.proceedings.paper import differences
from tellers.proceedings.record import Record, records

ROLL_CHANGES = (State.FROZEN, State.OPEN)
"""While these last, the roll may change, by a minute that its file follows."""


def recover(sitting: Sitting, render: Renderer) -> tuple[str, ...]:
    """Finish the last act where a crash cut it short; return what was done, a sentence each.

    Raises RecordBroken for a last minute that no checkpoint covers and that does not hold.
    """
    return tuple(_finished(sitting, render))


def _finished(sitting: Sitting, render: Renderer) -> Iterator[str]:
    if sitting.dropped:
        yield f"An unfinished minute of {len(sitting.dropped)} bytes was dropped; it was never acknowledged."
    if cut := sitting.repair_archive():
        yield f"{cut} bytes of an unfinished event were cut off the archive; it was never acknowledged."
    unsigned = sitting.unsigned
    if unsigned == 1:
        _check_last(sitting, render)
    if sitting.motion.state in ROLL_CHANGES:
        current_roll(sitting)
    settle_rolls(sitting)
    settle_sheets(sitting)
    if unsigned:
        sitting.sign()
        yield _signed(sitting)
    if sitting.motion.state is State.CLOSED:
        yield from _finished_count(sitting)


def _check_last(sitting: Sitting, render: Renderer) -> None:
    """Refuse to sign a minute that the rules, or what it speaks of, do not bear out."""
    last = sitting.record.entries[-1]
    try:
        _check_rules(sitting, last)
        _check_evidence(sitting, last, evidence_of(sitting, Settings(render)))
    except TellersError as error:
        raise RecordBroken(
            f"no checkpoint covers it, and it does not hold: {error}; look at it (tellers minutes show "
            f"{shlex.quote(str(sitting.folder.minutes))}), and where nobody did this act, cut its line off by hand",
            entry=f"minute {last.number} ({last.act.value})",
        ) from None


def _check_rules(sitting: Sitting, last: Entry) -> None:
    *_, before, _ = (Record(), *records(sitting.book))
    check_allowed(before, last.facts, facts.moment(last.at), sitting.rulebook)


def _check_evidence(sitting: Sitting, last: Entry, case: CaseEvidence) -> None:
    """Hold a minute against all that the keeper has, private files too: more than a verifier can."""
    if sitting.motion.state in ROLL_CHANGES:
        check_standing_roll(case, standing_roll(sitting))
        roll_key(sitting)
    check_counts(case)
    check_contests(case)
    check_declaration(case)
    check_declarations(case)
    match last.facts:
        case facts.PaperCount():
            expected: Struct = agreed_count(sitting, *(last_pair(sitting) or ()))
        case facts.Tally():
            expected = totals(sitting)
        case _:
            expected = last.facts
    if last.facts != expected:
        raise NotProven(last.act.value, culprit=f"minute {last.number}", detail="the case's own files give another")


def _signed(sitting: Sitting) -> str:
    minute = sitting.book.minutes[-1]
    return (
        f"Minute {minute.number} was written and not signed; now it is: {minute.act}, {minute.at}, entered by "
        f"{minute.by}: {canonical.encode(dict(minute.facts)).decode()}"
    )


def _finished_count(sitting: Sitting) -> Iterator[str]:
    """Compare two counts whose comparison a crash prevented; counts that differ are void and stay so."""
    pair = last_pair(sitting)
    if pair is None or sitting.motion.unpaired_entry is not None or sitting.motion.last(facts.PaperCount) is not None:
        return
    one, other = pair
    if differing := differences(one, other):
        tellers = f"{one.teller} and {other.teller}"
        yield f"The counts of {tellers} differ on: {', '.join(differing)}; both are void, and both count again."
        return
    compare(sitting, one, other)
    yield f"The counts of {one.teller} and {other.teller} agree, and are entered."
