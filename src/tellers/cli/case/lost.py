"""The acts that have lost their ground, for people: which, and why."""

from collections.abc import Iterator

from tellers.cases.sitting import Sitting
from tellers.proceedings.facts import moment
from tellers.proceedings.lost import Lost, lost
from tellers.words import amount


def lost_of(sitting: Sitting) -> tuple[Lost, ...]:
    """The acts without a ground, as after the last minute."""
    day = moment(sitting.record.entries[-1].at).date()
    return lost(sitting.record, sitting.rulebook, day)


def lost_lines(sitting: Sitting) -> Iterator[str]:
    """A line for each act that has lost its ground; none where all stand."""
    found = lost_of(sitting)
    if found:
        yield f"{amount(len(found), 'act')} without a ground now:"
    for one in found:
        yield f"  minute {one.entry.number}, {one.entry.act.value}: {'; '.join(one.why)}"
