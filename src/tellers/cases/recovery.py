"""Makes up what a crash kept from a case, before the next act: never a new decision, only the rest of the last one."""

from collections.abc import Iterator

from tellers.cases.papers import compare, last_pair
from tellers.cases.roll import current_roll
from tellers.cases.sitting import Sitting
from tellers.proceedings import facts
from tellers.proceedings.motion import State
from tellers.proceedings.paper import differences


def recover(sitting: Sitting) -> tuple[str, ...]:
    """Finish the last act where a crash cut it short; return what was done, a sentence each."""
    return tuple(_finished(sitting))


def _finished(sitting: Sitting) -> Iterator[str]:
    if sitting.dropped:
        yield f"An unfinished minute of {len(sitting.dropped)} bytes was dropped; it was never acknowledged."
    if cut := sitting.repair_archive():
        yield f"{cut} bytes of an unfinished event were cut off the archive; it was never acknowledged."
    if sitting.motion.state is State.FROZEN:
        current_roll(sitting)
    if sitting.unsigned:
        last = sitting.motion.entries[-1]
        sitting.sign()
        yield f"Minute {last.number} ({last.act.value}, {last.at}) was written and not signed; now it is."
    if sitting.motion.state is State.CLOSED:
        yield from _finished_count(sitting)


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
