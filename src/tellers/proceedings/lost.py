"""The acts that have lost their ground: a ruling that they used was overturned, or a contest was annulled."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from tellers.canonical import Json
from tellers.proceedings import facts_contest
from tellers.proceedings.contest import Contest
from tellers.proceedings.contest import State as ContestState
from tellers.proceedings.governing import as_ruled, live_choices
from tellers.proceedings.hanging import Done
from tellers.proceedings.life import Entry
from tellers.proceedings.record import Record
from tellers.proceedings.ruling import Ruling
from tellers.rulebook.book import RuleBook


@dataclass(frozen=True)
class Lost:
    """An act that has lost its ground, and what that ground was."""

    entry: Entry
    why: tuple[str, ...]

    def to_json(self) -> dict[str, Json]:
        """The act as `tellers case show --json` prints it."""
        return {"minute": self.entry.number, "act": str(self.entry.act.value), "why": list(self.why)}


def lost(record: Record, rulebook: RuleBook, on: date) -> tuple[Lost, ...]:
    """The acts without a ground as the minutes stand, directly or through other acts, in their order."""
    live = live_choices(as_ruled(rulebook, record), on)
    fallen = dict(_fallen(record))
    annulled = {contest.id for contest in record.of(Contest) if contest.state is ContestState.ANNULLED}
    found: list[Lost] = []
    for entry in record.entries:
        if entry.number in fallen or not isinstance(entry.facts, Done) or entry.facts.proceeding in annulled:
            continue
        why = tuple(_why(entry.facts, fallen, live))
        if why:
            fallen[entry.number] = f"it hangs on minute {entry.number}"
            found.append(Lost(entry, why))
    return tuple(found)


def _fallen(record: Record) -> Iterator[tuple[int, str]]:
    """The minutes that hold no longer, by number, and why."""
    for ruling in record.of(Ruling):
        if ruling.overturned:
            for entry in ruling.decisions:
                yield entry.number, f"{ruling.named} is overturned"
    for contest in record.of(Contest):
        declared = contest.entry(facts_contest.Declared)
        if contest.state is ContestState.ANNULLED and declared is not None:
            yield declared.number, f"{contest.named} is annulled"


def _why(done: Done, fallen: dict[int, str], live: dict[str, frozenset[str]]) -> Iterator[str]:
    for number in done.hangs_on.minutes:
        if number in fallen:
            yield fallen[number]
    for reading, choice in done.hangs_on.readings.items():
        if choice not in live.get(reading, {choice}):
            yield f"the reading '{reading}' is no longer '{choice}'"
