"""What stands open in a record: no report may say more than the record, so every report prints these.

A report's own words never weigh them: each is the minute's words, or what the verifier found.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum

from tellers.canonical import Json
from tellers.cases.evidence import CaseEvidence
from tellers.cases.verification import CaseReport
from tellers.proceedings import facts, facts_contest
from tellers.proceedings.contest import Contest
from tellers.proceedings.lost import lost
from tellers.proceedings.motion import SUBJECT
from tellers.proceedings.ruling import Ruling
from tellers.reports import wording


class Grade(Enum):
    """What kind of doubt it is, the gravest first."""

    UNVERIFIED = "does not verify"
    ANNULLED = "annulled"
    BREACH = "breach"
    OBJECTION = "objection"
    DISSENT = "dissent"
    RECOUNT = "recount"
    UNWITNESSED = "not witnessed"
    QUESTION = "open question"
    GROUNDLESS = "act without a ground"
    CORRECTION = "correction"
    ANSWERED = "answered"


STOPPING = frozenset({Grade.UNVERIFIED, Grade.BREACH, Grade.OBJECTION, Grade.DISSENT, Grade.ANNULLED, Grade.RECOUNT})
"""With one of these open nobody is said to be satisfied."""


RECOUNTS = (
    facts_contest.RecountAsked,
    facts_contest.Recounted,
    facts_contest.RecountRefused,
    facts_contest.Declared,
)
"""What the last of says whether a declared count stands."""


GRAVITY = tuple(Grade)


@dataclass(frozen=True)
class Doubt:
    """One thing that a reader of a result is owed; `of` is the motion or contest that it is about alone, if any."""

    grade: Grade
    text: str
    of: str | None = None

    @property
    def stops(self) -> bool:
        """Whether a statement of satisfaction is refused while it stands."""
        return self.grade in STOPPING

    @property
    def sentence(self) -> str:
        """The doubt in one line."""
        return f"{self.grade.value.upper()}: {self.text}"

    def to_json(self) -> dict[str, Json]:
        """The form of docs/formats/reports.md."""
        return {"grade": self.grade.value, "stops": self.stops, "text": self.text}


def doubts_of(report: CaseReport) -> tuple[Doubt, ...]:
    """Everything that stands open in a case as it was verified, the gravest first."""
    if report.case is None:
        return tuple(_unverified(report))
    return (*_unverified(report), *_of_minutes(report.case), *_witnesses(report), *_of_proceedings(report.case))


def owed(doubts: Iterable[Doubt], subject: str) -> tuple[Doubt, ...]:
    """What a report of the motion or of one contest owes: all but what is about another of them alone."""
    return tuple(one for one in doubts if one.of in (None, subject))


def gravest_first(doubts: Iterable[Doubt]) -> tuple[Doubt, ...]:
    """The doubts in the order in which a reader is owed them."""
    return tuple(sorted(doubts, key=lambda one: GRAVITY.index(one.grade)))


def doubts_of_contest(contest: Contest) -> Iterator[Doubt]:
    """What has become of a contest since it was declared, and what stood against its count."""
    for entry in contest.entries:
        match entry.facts:
            case facts_contest.Annulled() as done:
                said = f"Minute {entry.number}: annulled by {done.authority}: {done.reason}"
                yield Doubt(Grade.ANNULLED, f"{said} The result counts for nothing.")
            case facts_contest.RecountRefused() as done:
                said = f"Minute {entry.number}: a recount is refused by {done.authority}: {done.reason}"
                yield Doubt(Grade.ANSWERED, said)
    last = [entry for entry in contest.entries if isinstance(entry.facts, RECOUNTS)][-1:]
    if last and isinstance(last[0].facts, facts_contest.RecountAsked):
        said = f"Minute {last[0].number}: a recount is asked for by {last[0].facts.by}: {last[0].facts.reason}"
        yield Doubt(Grade.RECOUNT, said)
    if last and isinstance(last[0].facts, facts_contest.Recounted):
        said = f"Minute {last[0].number}: counted again since this declaration, and not yet declared again."
        yield Doubt(Grade.RECOUNT, said)


def _unverified(report: CaseReport) -> Iterator[Doubt]:
    for check in report.failed:
        # What an agent's device does about it is for whoever verifies: it names files of one machine.
        detail = check.detail.partition("; ")[0] if check.name == "witnesses" else check.detail
        said = ": ".join(part for part in (check.name, check.culprit, detail) if part)
        yield Doubt(Grade.UNVERIFIED, said)


def _of_minutes(case: CaseEvidence) -> Iterator[Doubt]:
    counted = {SUBJECT, *(contest.id for contest in case.record.of(Contest))}
    for one in case.motion.objections:
        grade = Grade(one.objection.grade) if one.answer is None else Grade.ANSWERED
        about = one.objection.about
        yield Doubt(grade, wording.objection_sentence(one), about if about in counted else None)
    for said in case.motion.last_words:
        if not said.signs:
            yield Doubt(Grade.DISSENT, f"{said.agent} dissents: {said.reason}", SUBJECT)
    for correction in case.motion.every(facts.Correction):
        yield Doubt(Grade.CORRECTION, f"Minute {correction.minute}: {correction.text}")


def _witnesses(report: CaseReport) -> Iterator[Doubt]:
    if report.unwitnessed is None:
        yield Doubt(Grade.UNWITNESSED, "The checkpoint could not be read, so nobody is known to have witnessed it.")
        return
    for one in report.unwitnessed:
        yield Doubt(Grade.UNWITNESSED, f"{one} has not co-signed the checkpoint as it stands.")
    notice = None if report.case is None else report.case.motion.last(facts.Notice)
    if notice is None:
        yield Doubt(Grade.UNWITNESSED, "No notice names an agent with a key: nobody witnesses the checkpoint.")
    elif not any(agent.key for agent in notice.agents):
        yield Doubt(Grade.UNWITNESSED, "The notice names no agent with a key: nobody witnesses the checkpoint.")


def _of_proceedings(case: CaseEvidence) -> Iterator[Doubt]:
    for ruling in case.record.of(Ruling):
        if ruling.pending:
            yield Doubt(Grade.QUESTION, f"{ruling.named}: {ruling.question.question} ({ruling.state.value})")
    day = facts.moment(case.record.entries[-1].at).date()
    for one in lost(case.record, case.rulebook, day):
        yield Doubt(Grade.GROUNDLESS, f"minute {one.entry.number}, {one.entry.act.value}: {'; '.join(one.why)}")
