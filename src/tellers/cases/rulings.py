"""A question of how a clause is read is put, decided, appealed; a ruling is upheld, overturned or restored."""

from dataclasses import dataclass, field
from typing import Any

from msgspec import structs

from tellers.cases.proceedings import RESTS, Rests, do, fresh_id, meant, ready, sizes_of, unsaid
from tellers.cases.sitting import Sitting
from tellers.errors import Refused
from tellers.proceedings import facts_ruling as facts
from tellers.proceedings.asked import Asked
from tellers.proceedings.deciding import found
from tellers.proceedings.guards_ruling import ADOPTED, reading_of, told
from tellers.proceedings.hanging import NOTHING
from tellers.proceedings.ruling import Act, Ruling
from tellers.rulebook.rulings import Ruling as Procedure


@dataclass(frozen=True)
class NewRuling:
    """What is put to those who rule; without choices it is every choice of the reading."""

    procedure: str
    reading: str
    asked_by: str
    question: str | None = None
    choices: tuple[str, ...] = ()
    gains: tuple[facts.Gain, ...] = ()
    id: str | None = None
    rests: Rests = field(default=RESTS)


@dataclass(frozen=True)
class Papers:
    """The votes on one choice."""

    in_favour: int
    against: int
    blank: int = 0
    spoiled: int = 0


@dataclass(frozen=True)
class Decision:
    """A ruling as it is made; with `papers` the choice is the one that was voted on."""

    choice: str
    reasons: str
    authority: str | None = None
    overturns: bool = False
    papers: Papers | None = None


@dataclass(frozen=True)
class Word:
    """What is said of a ruling afterwards: by whom, and why."""

    authority: str
    reasons: str


def put(sitting: Sitting, new: NewRuling) -> facts.Put:
    """Put a question; while it is open, rules that stay them keep counts and declarations back."""
    reading = reading_of(sitting.rulebook, new.reading)
    question = facts.Put(
        **unsaid(new.procedure, fresh_id(sitting, new.procedure, new.id)),
        reading=new.reading,
        question=(new.question or reading.question).strip(),
        choices=new.choices or tuple(choice.id for choice in reading.choices),
        asked_by=new.asked_by.strip(),
        gains=new.gains,
    )
    return do(sitting, Act.PUT, question, new.rests)


def decide(sitting: Sitting, id_: str | None, decision: Decision, rests: Rests = RESTS) -> facts.Decided:
    """Enter a ruling: by the authority that the rules name, or by a vote whose finding is made here."""
    ruling = meant(sitting, Ruling, id_)
    blank = facts.Decided(
        proceeding=ruling.id,
        hangs_on=NOTHING,
        choice=decision.choice,
        authority="",
        reasons=decision.reasons.strip(),
        overturns=decision.overturns,
        vote=None,
        put=None,
        found=None,
    )
    asked = ready(sitting, Act.DECIDE, blank, rests)
    entered = structs.replace(asked.done, authority=_authority(sitting, asked, decision.authority))
    if decision.papers is not None:
        entered = _voted(sitting, asked, entered, decision.papers)
    sitting.enter(Act.DECIDE, entered)
    return entered


def appeal(sitting: Sitting, id_: str | None, to: str, word: Word) -> facts.Appealed:
    """Enter an appeal; `word` says by whom, and why."""
    ruling = meant(sitting, Ruling, id_, ended=True)
    appealed = facts.Appealed(
        proceeding=ruling.id, hangs_on=NOTHING, to=to, by=word.authority.strip(), reasons=word.reasons.strip()
    )
    return do(sitting, Act.APPEAL, appealed)


def uphold(sitting: Sitting, id_: str | None, word: Word) -> facts.Upheld:
    """Enter that on appeal everything stays as it is."""
    ruling = meant(sitting, Ruling, id_, ended=True)
    return do(sitting, Act.UPHOLD, facts.Upheld(**_said(ruling, word)))


def overturn(sitting: Sitting, id_: str | None, word: Word, choice: str | None) -> facts.Overturned:
    """Enter that a ruling falls; with a choice another takes its place."""
    ruling = meant(sitting, Ruling, id_, ended=True)
    return do(sitting, Act.OVERTURN, facts.Overturned(**_said(ruling, word), choice=choice))


def restore(sitting: Sitting, id_: str | None, word: Word) -> facts.Restored:
    """Enter that a ruling that was overturned holds again."""
    ruling = meant(sitting, Ruling, id_, ended=True)
    return do(sitting, Act.RESTORE, facts.Restored(**_said(ruling, word)))


def drop(sitting: Sitting, id_: str | None, reason: str) -> facts.Dropped:
    """Take a question back before it is decided."""
    ruling = meant(sitting, Ruling, id_)
    return do(sitting, Act.DROP, facts.Dropped(proceeding=ruling.id, hangs_on=NOTHING, reason=reason.strip()))


def _said(ruling: Ruling, word: Word) -> dict[str, Any]:
    said = {"authority": word.authority.strip(), "reasons": word.reasons.strip()}
    return {"proceeding": ruling.id, "hangs_on": NOTHING, **said}


def _authority(sitting: Sitting, asked: Asked[Ruling, facts.Decided], given: str | None) -> str:
    """Who rules: as given, or as the rules name them, the body by its name."""
    procedure = asked.procedure(Procedure)
    named = procedure.authority.value
    if named is None and procedure.body is not None:
        named = asked.rulebook.body(procedure.body, on=sitting.today).name
    said = given or named
    if said is None:
        raise Refused("the rules do not name who decides; name the authority (--authority)")
    return said.strip()


def _voted(
    sitting: Sitting, asked: Asked[Ruling, facts.Decided], decided: facts.Decided, papers: Papers
) -> facts.Decided:
    body = asked.procedure(Procedure).body
    if body is None:
        raise Refused("the rules name nobody who votes on it; give the choice alone")
    entitled = sizes_of(sitting, asked.rulebook, (body,), sitting.today)[body]
    vote = facts.Vote(entitled, papers.in_favour, papers.against, papers.blank, papers.spoiled)
    choice = decided.choice or ""
    finding = found(asked, told(asked.life, choice, vote))
    adopted = choice if finding.outcome in ADOPTED else None
    return structs.replace(decided, vote=vote, put=choice, choice=adopted, found=finding)
