"""What happened in a case, in the order in which it happened, each with the minute that says so."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from msgspec import Struct

from tellers.cases.evidence import CaseEvidence
from tellers.proceedings import (
    facts,
    facts_appointment,
    facts_contest,
    facts_nomination,
    facts_petition,
    facts_ruling,
)
from tellers.proceedings.hanging import Done
from tellers.proceedings.life import Entry
from tellers.proceedings.times import day_of, when
from tellers.reports import wording
from tellers.rulebook.book import RuleBook

CRISIS = ("resign", "motion", "ruling", "petition", "contest", "post", "doubt")
"""The kinds of events that a timeline of a crisis shows."""


@dataclass(frozen=True)
class Event:
    """One thing that happened: when, what kind of thing, what, and the minute that says so."""

    at: str
    kind: str
    text: str
    minute: int
    source: str | None = None

    @property
    def order(self) -> tuple[object, ...]:
        """Days first; within a day what has no time of day, then by time and by minute."""
        known = when(self.at)
        moment = known.timestamp() if isinstance(known, datetime) else -1.0
        return (day_of(known), moment, self.minute)


def chronology(case: CaseEvidence) -> tuple[Event, ...]:
    """Every minute as an event, by when what it tells happened."""
    events = (_event(entry, case.rulebook) for entry in case.record.entries)
    return tuple(sorted(events, key=lambda event: event.order))


def crisis(case: CaseEvidence) -> tuple[Event, ...]:
    """Resignations and appointments, motions, petitions, contests, rulings, objections; not the clerical acts."""
    return tuple(event for event in chronology(case) if event.kind in CRISIS)


def _event(entry: Entry, book: RuleBook) -> Event:
    done = entry.facts
    happened = isinstance(done, facts_appointment.Happened)
    at = str(getattr(done, "at", entry.at)) if isinstance(done, Done) else entry.at
    source = getattr(done, "source", None)
    kind, text = _told(entry, book)
    return Event(at, kind, text, entry.number, source if happened else None)


def _told(entry: Entry, book: RuleBook) -> tuple[str, str]:
    done: Any = entry.facts
    if isinstance(done, facts_appointment.Happened):
        kind, words = POSTS[type(done)]
        return kind, words.format(done=done, post=post_title(done.post, book))
    if type(done) in SAID:
        kind, said = SAID[type(done)]
        return kind, said(done)
    return _plain(entry)


POSTS: dict[type[Struct], tuple[str, str]] = {
    facts_appointment.Resigned: ("resign", "{done.who} resigns as {post}"),
    facts_appointment.Dismissed: ("resign", "{done.who} is dismissed as {post} by {done.by}"),
    facts_appointment.Vacated: ("resign", "{done.who}, {post}, is gone ({done.how})"),
    facts_appointment.Acting: ("post", "{done.who} acts as {post}"),
    facts_appointment.Appointed: ("post", "{done.who} is appointed {post}"),
}
"""What happens to a post, and its words."""

SAID: dict[type[Struct], tuple[str, Callable[[Any], str]]] = {
    facts.Proposal: ("motion", lambda one: f"Motion moved by {', '.join(one.movers)}: {one.text}"),
    facts.Notice: (
        "motion",
        lambda one: f"Notice of the vote to {one.to}; voting from {clock(one.opens)} to {clock(one.closes)}",
    ),
    facts.Freeze: ("clerical", lambda one: f"The roll is frozen: {one.entitled} entitled"),
    facts.Opening: ("motion", lambda _: "Voting opens"),
    facts.Closing: ("motion", lambda _: "Voting closes"),
    facts.Tally: (
        "motion",
        lambda one: f"Counted: {one.for_} for, {one.against} against, {one.blank} blank, {one.spoiled} spoiled",
    ),
    facts.DeclarationMade: ("motion", lambda one: f"Declared: {one.outcome}"),
    facts.Withdrawal: ("motion", lambda one: f"Motion withdrawn: {one.reason}"),
    facts.Attendance: (
        "doubt",
        lambda one: f"{one.agent} signs the count" if one.signs else f"{one.agent} dissents: {one.reason}",
    ),
    facts.Objection: ("doubt", lambda one: f"{one.grade.capitalize()} by {one.by}: {one.text}"),
    facts.Answer: ("doubt", lambda one: f"Answer to minute {one.minute} by {one.by}: {one.text}"),
    facts.Correction: ("doubt", lambda one: f"Correction of minute {one.minute}: {one.text}"),
    facts_ruling.Put: ("ruling", lambda one: f"Question put by {one.asked_by}: {one.question}"),
    facts_ruling.Decided: ("ruling", lambda one: f"{one.authority} decides: {one.choice or 'nothing'}. {one.reasons}"),
    facts_ruling.Appealed: ("ruling", lambda one: f"{one.by} appeals: {one.reasons}"),
    facts_ruling.Upheld: ("ruling", lambda one: f"{one.authority} upholds the ruling. {one.reasons}"),
    facts_ruling.Overturned: ("ruling", lambda one: f"{one.authority} overturns the ruling. {one.reasons}"),
    facts_ruling.Restored: ("ruling", lambda one: f"{one.authority} restores the ruling. {one.reasons}"),
    facts_petition.Opening: ("petition", lambda one: f"Petition opened: {one.text}"),
    facts_petition.Closing: (
        "petition",
        lambda one: f"Petition closed with {one.signatures} signatures: {one.found.outcome}",
    ),
    facts_contest.Announced: (
        "contest",
        lambda one: f"Contest announced: {', '.join(each.name for each in one.candidates)}",
    ),
    facts_contest.Frozen: (
        "clerical",
        lambda one: f"Rolls frozen: {', '.join(f'{roll.stage}, {roll.entitled} entitled' for roll in one.rolls)}",
    ),
    facts_petition.Signature: ("clerical", lambda one: f"{one.signer} signs"),
    facts_petition.Unsigned: ("clerical", lambda one: f"{one.signer} takes the signature back"),
    facts_nomination.Opening: ("clerical", lambda one: f"Nominations open; holder: {one.holder or 'none'}"),
    facts_nomination.Nominated: ("clerical", lambda one: f"{one.signer} nominates {one.candidate}"),
    facts_nomination.Consented: (
        "clerical",
        lambda one: f"{one.candidate} {'consents' if one.consents else 'declines'}",
    ),
    facts_nomination.Closing: (
        "clerical",
        lambda one: f"Nominations closed: {one.found.ended}",
    ),
    facts_contest.Entered: ("contest", lambda one: f"Counted by {' and '.join(one.tellers)}: {one.stage}"),
    facts_contest.Declared: (
        "contest",
        lambda one: f"Contest declared: {one.found.ended}",
    ),
    facts_contest.Annulled: ("contest", lambda one: f"Contest annulled by {one.authority}: {one.reason}"),
}
"""What each act says in a chronology, and its kind; any other is told by its word."""


def clock(at: str) -> str:
    """A moment as people write it: "28 June 2016 11:00"."""
    return f"{wording.day(day_of(when(at)))} {at[11:16]}"


def _plain(entry: Entry) -> tuple[str, str]:
    """An act that the chronology tells by its word alone, with the proceeding that it is of."""
    done: Any = entry.facts
    of = f" of {done.proceeding}" if isinstance(done, Done) else ""
    return "clerical", f"{entry.act.value}{of}, entered by {entry.by}"


def post_title(post: str, book: RuleBook) -> str:
    """A post as the rule book names it; its id where the book has none of that id."""
    editions = [edition.offices[post].title for edition in book.editions if post in edition.offices]
    return editions[-1] if editions else post


def post_seats(post: str, book: RuleBook, on: date) -> int:
    """How many hold a post together on a day; one where the book of that day does not have it."""
    held = [
        edition.offices[post].seats for edition in book.editions if edition.since <= on and post in edition.offices
    ]
    return held[-1] if held else 1
