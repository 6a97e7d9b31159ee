"""The declaration: what the record and the rule book give, and nothing that they do not.

It is computed from the minutes and the rule book alone, so whoever holds both can compute it again.
"""

from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from tellers import canonical
from tellers.canonical import Json
from tellers.decisions.effects import vacated
from tellers.decisions.follow import could_follow
from tellers.decisions.motion import MotionFinding, counted, decide_counted
from tellers.decisions.next_steps import NextStep
from tellers.figures import Figure
from tellers.minutes.book import MinuteBook
from tellers.proceedings import facts
from tellers.proceedings.motion import SUBJECT, Motion, Objected
from tellers.proceedings.objecting import Window, window_of_motion
from tellers.proceedings.result import count_of, figures
from tellers.rulebook.book import RuleBook
from tellers.rulebook.motions import Motion as Procedure
from tellers.rulebook.procedures import rules_of

FORMAT = 1

PLAIN = ("measured", "successor")
"""Rules that are as a reader takes them for granted where a book is silent: nothing is assumed that could surprise."""


@dataclass(frozen=True)
class Subject:
    """What was voted on: the motion's words, the holder and the office it speaks of."""

    case: str
    organisation: str
    title: str
    procedure: str
    question: str
    holder: str
    office: str | None
    movers: tuple[str, ...]


@dataclass(frozen=True)
class Fingerprints:
    """What the declaration hangs on: each a hash or a key that anyone can compare."""

    rulebook: str
    roll: str
    minutes: str  # root of the tree over the minutes before the declaration
    minutes_size: int
    key: str
    election: str | None
    archive: str | None

    def to_json(self) -> dict[str, Json]:
        """The names as they stand in declaration.json."""
        return {
            "rulebook": self.rulebook,
            "roll": self.roll,
            "minutes": self.minutes,
            "minutes_size": self.minutes_size,
            "key": self.key,
            "election": self.election,
            "archive": self.archive,
        }


@dataclass(frozen=True)
class Declaration:
    """A result, with the base of every figure and the clause of every consequence."""

    subject: Subject
    on: date  # the day of the declaration
    known_on: date  # the day as of which readings and next steps are known
    figures: tuple[Figure, ...]
    finding: MotionFinding
    could_follow: tuple[NextStep, ...]
    assumed: tuple[str, ...]
    attendances: tuple[facts.Attendance, ...]
    corrections: tuple[facts.Correction, ...]
    spoiled: tuple[facts.SpoiledPapers, ...]
    fingerprints: Fingerprints
    objections: tuple[Objected, ...] = ()
    window: Window | None = None
    trustees: tuple[facts.TookPart, ...] = ()

    def figure(self, id_: str) -> Figure:
        """The figure of an id, as `for` or `for-of-valid`; a mistake of ours when there is none."""
        return next(figure for figure in self.figures if figure.id == id_)

    def to_json(self) -> dict[str, Json]:
        """The form of docs/formats/declaration.md."""
        found = self.finding.to_json()
        subject = self.subject
        return {
            "format": FORMAT,
            "case": subject.case,
            "organisation": subject.organisation,
            "title": subject.title,
            "procedure": subject.procedure,
            "question": subject.question,
            "holder": subject.holder,
            "office": subject.office,
            "movers": list(subject.movers),
            "on": self.on.isoformat(),
            "known_on": self.known_on.isoformat(),
            "figures": [figure.to_json() for figure in self.figures],
            "thresholds": found["thresholds"],
            "outcome": found["outcome"],
            "effects": found["effects"],
            "notes": found["notes"],
            "could_follow": [step.to_json() for step in self.could_follow],
            "assumed": list(self.assumed),
            "agents": [facts.to_json(attendance) for attendance in self.attendances],
            "corrections": [facts.to_json(correction) for correction in self.corrections],
            "spoiled": [facts.to_json(group) for group in self.spoiled],
            "fingerprints": self.fingerprints.to_json(),
            **({"objections": [one.to_json() for one in self.objections]} if self.objections else {}),
            **({} if self.window is None else {"window": self.window.to_json()}),
            **({"trustees": [facts.to_json(one) for one in self.trustees]} if self.trustees else {}),
        }

    def encode(self) -> bytes:
        """The canonical bytes of declaration.json."""
        return canonical.encode(self.to_json())


@dataclass(frozen=True)
class Days:
    """The day a result is declared, and the day as of which it is told what could follow."""

    declared: date
    known: date


def declaration_of(book: MinuteBook, motion: Motion, rulebook: RuleBook, days: Days) -> Declaration:
    """The declaration of a counted motion; the minutes are those before it is declared."""
    founding, proposal = motion.the(facts.Founding), motion.the(facts.Proposal)
    procedure = governing_procedure(rulebook, motion)
    papers, sealed = motion.last(facts.PaperCount), motion.the(facts.Tally).sealed
    sizes = motion.roll.bodies
    told = counted(count_of(motion), motion.roll.entitled, declared=days.declared, sizes=sizes)
    office = None if procedure.office is None else rulebook.office(procedure.office, on=days.declared).title
    finding = decide_counted(rulebook, procedure, told, on=governing_day(motion))
    emptied = vacated(finding.effects, days.known)
    return Declaration(
        subject=Subject(
            founding.case,
            founding.organisation,
            founding.title,
            founding.procedure,
            proposal.text,
            proposal.holder,
            office,
            proposal.movers,
        ),
        on=days.declared,
        known_on=days.known,
        figures=figures(motion),
        finding=finding,
        could_follow=could_follow(rulebook, procedure, days.known, sizes, proposal.holder, emptied=emptied),
        assumed=_assumptions(procedure),
        attendances=motion.last_words,
        corrections=motion.every(facts.Correction),
        spoiled=() if papers is None else papers.spoiled,
        fingerprints=_fingerprints(book, motion),
        objections=motion.objections_to(SUBJECT),
        window=window_of_motion(procedure.objections, motion, ZoneInfo(rulebook.time_zone)),
        trustees=() if sealed is None else sealed.trustees,
    )


def governing_procedure(rulebook: RuleBook, motion: Motion, default: date | None = None) -> Procedure:
    """The procedure as in force when the motion was proposed (docs/adr/0006), before that on `default`."""
    return rulebook.motion(motion.the(facts.Founding).procedure, on=governing_day(motion, default))


def governing_day(motion: Motion, default: date | None = None) -> date:
    """The day whose rules govern a motion: that of its proposal, before that `default`."""
    proposed = motion.entry(facts.Proposal)
    on = default if proposed is None else facts.moment(proposed.at).date()
    if on is None:
        raise LookupError("nothing is proposed yet, and no day was given")
    return on


def _assumptions(procedure: Procedure) -> tuple[str, ...]:
    """What the rule book does not say and is assumed, each sentence once, the procedure's own first."""
    stated = (one.grounds for key, one in rules_of(procedure).items() if not (key in PLAIN and one.grounds.left_out))
    grounds = (procedure.grounds, *stated)
    return tuple(dict.fromkeys(one.assumed for one in grounds if one.assumed is not None))


def _fingerprints(book: MinuteBook, motion: Motion) -> Fingerprints:
    opening, tally = motion.the(facts.Opening), motion.the(facts.Tally)
    return Fingerprints(
        rulebook=motion.the(facts.Founding).rulebook,
        roll=motion.roll.roll,
        minutes=book.head,
        minutes_size=book.size,
        key=motion.the(facts.Founding).key,
        election=None if opening.sealed is None else opening.sealed.election,
        archive=None if tally.sealed is None else tally.sealed.archive,
    )
