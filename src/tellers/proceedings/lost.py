"""The acts that have lost their ground: a ruling that they used was overturned, or a contest was annulled."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from tellers.canonical import Json
from tellers.proceedings import facts_contest
from tellers.proceedings.contest import Contest
from tellers.proceedings.contest import State as ContestState
from tellers.proceedings.facts import Answer, Correction, Objection, Proposal, moment
from tellers.proceedings.governing import as_ruled, live_choices, readings_named
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
    of_motion = tuple(_why_of_motion(record, rulebook))
    for entry in record.entries:
        if entry.number in fallen:
            continue
        if isinstance(entry.facts, Done):
            why = () if entry.facts.proceeding in annulled else tuple(_why(entry.facts, fallen, live))
        else:
            why = of_motion if _hangs_on_proposal(record, entry) else ()
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


def _why_of_motion(record: Record, rulebook: RuleBook) -> Iterator[str]:
    """The rulings by which the motion was proposed that are overturned."""
    proposal = record.motion.entry(Proposal)
    if proposal is None:
        return
    named = readings_named(rulebook, record.founding.procedure, moment(proposal.at).date())
    for ruling in record.of(Ruling):
        before = any(entry.number < proposal.number for entry in ruling.decisions)
        if ruling.overturned and before and ruling.question.reading in named:
            yield f"{ruling.named} is overturned"


def _hangs_on_proposal(record: Record, entry: Entry) -> bool:
    """Whether an act is one of the motion, from its proposal on; what stands aside hangs on nothing."""
    proposal = record.motion.entry(Proposal)
    aside = isinstance(entry.facts, Correction | Objection | Answer)
    return proposal is not None and entry.number >= proposal.number and not aside


def _why(done: Done, fallen: dict[int, str], live: dict[str, frozenset[str]]) -> Iterator[str]:
    for number in done.hangs_on.minutes:
        if number in fallen:
            yield fallen[number]
    for reading, choice in done.hangs_on.readings.items():
        if choice not in live.get(reading, {choice}):
            yield f"the reading '{reading}' is no longer '{choice}'"
