"""A contest is announced, its rolls frozen, each stage counted by two tellers, declared, recounted, annulled."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from msgspec import structs

from tellers.canonical import Json
from tellers.cases import store
from tellers.cases.contest_checks import check_contests
from tellers.cases.contest_files import NO_FILES, files_of
from tellers.cases.custody import walked_out
from tellers.cases.evidence import Renderer, Settings, evidence_of
from tellers.cases.proceedings import RESTS, Rests, do, fresh_id, meant, members_of, ready, register_of, unsaid
from tellers.cases.sitting import Sitting, local
from tellers.errors import Refused
from tellers.proceedings import facts_contest as facts
from tellers.proceedings.allowed import check_allowed, check_not_stayed
from tellers.proceedings.asked import Asked
from tellers.proceedings.contest import Act, Contest
from tellers.proceedings.contest_declaration import declaration_of
from tellers.proceedings.contest_sections import check_entitled
from tellers.proceedings.contest_told import next_stage, told
from tellers.proceedings.deciding import found
from tellers.proceedings.finding import NOT_FOUND
from tellers.proceedings.guards_contest import COUNTED, differences, roll_day
from tellers.proceedings.guards_custody import custody_of
from tellers.proceedings.hanging import NOTHING
from tellers.proceedings.nomination import Nomination
from tellers.register.freezing import freeze as freeze_electorate
from tellers.register.members import Electorate
from tellers.register.sections import section_sizes
from tellers.rulebook.contests import Contest as Procedure
from tellers.rulebook.contests import Stage
from tellers.words import alike


@dataclass(frozen=True)
class NewContest:
    """What a contest is announced with; candidates come from the nominations where the rules have some."""

    procedure: str
    opens: datetime
    closes: datetime
    nomination: str | None = None
    candidates: tuple[facts.Standing, ...] = ()
    rerun_of: str | None = None
    scrutineer: str | None = None
    id: str | None = None
    rests: Rests = field(default=RESTS)


@dataclass(frozen=True)
class Figures:
    """One teller's figures of one stage, in the form of a ballot of facts; and the book's own counts of candidates."""

    teller: str
    ballot: dict[str, Json]
    counts: dict[str, dict[str, int]] = field(default_factory=dict)

    @property
    def whole(self) -> dict[str, Json]:
        """All of them, to hold against those of the other teller."""
        return {**self.ballot, "counts": {name: {**counts} for name, counts in self.counts.items()}}


def announce(sitting: Sitting, new: NewContest) -> facts.Announced:
    """Announce a contest: its timetable, and who stands."""
    nomination = _nomination(sitting, new)
    standing = tuple(_counted(sitting, one) for one in new.candidates)
    announced = facts.Announced(
        **unsaid(new.procedure, fresh_id(sitting, new.procedure, new.id)),
        opens=local(new.opens, sitting.zone).isoformat(timespec="seconds"),
        closes=local(new.closes, sitting.zone).isoformat(timespec="seconds"),
        nomination=None if nomination is None else nomination.id,
        candidates=standing if nomination is None else _admitted(nomination, standing),
        rerun_of=new.rerun_of,
        scrutineer=None if new.scrutineer is None else new.scrutineer.strip(),
    )
    return do(sitting, Act.ANNOUNCE, announced, new.rests)


def stand_down(sitting: Sitting, id_: str | None, candidate: str) -> facts.StoodDown:
    """Enter that a candidate does not stand any longer, as from the next stage that is counted."""
    contest = meant(sitting, Contest, id_)
    blank = facts.StoodDown(proceeding=contest.id, hangs_on=NOTHING, candidate=candidate.strip(), before="")
    asked = ready(sitting, Act.STAND_DOWN, blank)
    coming = next_stage(contest, asked.procedure(Procedure))
    if coming is None:
        raise Refused("every stage is counted; nobody can withdraw any longer")
    named = next((one.name for one in contest.announced.candidates if alike(one.name) == alike(candidate)), candidate)
    entered = structs.replace(asked.done, candidate=named.strip(), before=coming.id)
    sitting.enter(Act.STAND_DOWN, entered)
    return entered


def freeze(sitting: Sitting, id_: str | None, given: date | None) -> facts.Frozen:
    """Freeze the roll of each stage as at a day, or the one that the rules name: who is entitled, under pseudonyms."""
    contest = meant(sitting, Contest, id_)
    blank = facts.Frozen(proceeding=contest.id, hangs_on=NOTHING, on=sitting.today.isoformat(), rolls=())
    asked = ready(sitting, Act.FREEZE, blank)
    day = roll_day(asked, asked.procedure(Procedure))
    day.check(on := day.chosen(given))
    rolls = tuple(_frozen(sitting, asked, stage, on) for stage in asked.procedure(Procedure).stages)
    entered = structs.replace(asked.done, on=on.isoformat(), rolls=rolls)
    sitting.enter(Act.FREEZE, entered)
    return entered


def enter(sitting: Sitting, id_: str | None, stage: str | None, figures: tuple[Figures, ...]) -> facts.Entered:
    """Enter the figures of a stage, on which two tellers agree; raises Refused naming where they differ."""
    contest = meant(sitting, Contest, id_)
    blank = facts.Entered(**_blank_tally(contest, stage, figures))
    asked = ready(sitting, Act.ENTER, blank)
    coming = next_stage(contest, asked.procedure(Procedure))
    if coming is None:
        raise Refused(COUNTED)
    entered = structs.replace(asked.done, stage=stage or coming.id)
    sitting.enter(Act.ENTER, entered)
    return entered


def recount(sitting: Sitting, id_: str | None, stage: str, figures: tuple[Figures, ...]) -> facts.Recounted:
    """Enter the figures of a recount; they take the place of those before."""
    contest = meant(sitting, Contest, id_, ended=True)
    return do(sitting, Act.RECOUNT, facts.Recounted(**_blank_tally(contest, stage, figures)))


def declare(sitting: Sitting, id_: str | None, render: Renderer, rests: Rests = RESTS) -> facts.Declared:
    """Declare what follows from the figures; the files come first, so that the minute never speaks of nothing.

    Raises NotProven where an archive no longer bears out what is declared.
    """
    contest = meant(sitting, Contest, id_)
    blank = facts.Declared(proceeding=contest.id, hangs_on=NOTHING, found=NOT_FOUND, **NO_FILES)
    asked = ready(sitting, Act.DECLARE, blank, rests)
    check_not_stayed(sitting.record, sitting.now, sitting.rulebook)
    check_contests(evidence_of(sitting, Settings(render)))
    finding = found(asked, told(asked, asked.procedure(Procedure)))
    declaration = declaration_of(asked, finding, sitting.book)
    rendered = render(declaration)
    entered = structs.replace(asked.done, found=finding, **files_of(declaration, rendered))
    check_allowed(sitting.record, entered, sitting.now, sitting.rulebook)
    store.write(sitting.folder.contest_declaration(contest.id, "json"), declaration.encode())
    store.write(sitting.folder.contest_declaration(contest.id, "txt"), rendered.text)
    sitting.enter(Act.DECLARE, entered)
    return entered


def ask_recount(sitting: Sitting, id_: str | None, by: str, reason: str, until: date | None) -> facts.RecountAsked:
    """Enter that somebody asks for a recount, and until when it is to be held."""
    contest = meant(sitting, Contest, id_, ended=True)
    last = None if until is None else until.isoformat()
    asked = facts.RecountAsked(
        proceeding=contest.id, hangs_on=NOTHING, by=by.strip(), reason=reason.strip(), until=last
    )
    return do(sitting, Act.ASK, asked)


def refuse_recount(sitting: Sitting, id_: str | None, authority: str, reason: str) -> facts.RecountRefused:
    """Enter that a recount is not held."""
    contest = meant(sitting, Contest, id_, ended=True)
    refused = facts.RecountRefused(
        proceeding=contest.id, hangs_on=NOTHING, authority=authority.strip(), reason=reason.strip()
    )
    return do(sitting, Act.REFUSE, refused)


def no_objection(sitting: Sitting, id_: str | None, candidate: str, agent: str) -> facts.NoObjection:
    """Enter that a candidate has no objection to the count, as their agent says."""
    contest = meant(sitting, Contest, id_)
    named = next((one.name for one in contest.announced.candidates if alike(one.name) == alike(candidate)), candidate)
    said = facts.NoObjection(proceeding=contest.id, hangs_on=NOTHING, candidate=named.strip(), agent=agent.strip())
    return do(sitting, Act.NO_OBJECTION, said)


@dataclass(frozen=True)
class Annulment:
    """Why a contest is annulled, and by whom; `ground` is the minute that is the ground for it.

    `walked_out`: because trustees have not decrypted, who are then named.
    """

    authority: str
    reason: str
    ground: int | None = None
    walked_out: bool = False


def annul(sitting: Sitting, id_: str | None, why: Annulment) -> facts.Annulled:
    """Annul a contest."""
    contest = meant(sitting, Contest, id_, ended=True)
    annulled = facts.Annulled(
        proceeding=contest.id,
        hangs_on=NOTHING,
        authority=why.authority.strip(),
        reason=why.reason.strip(),
        ground=why.ground,
    )
    if why.walked_out:
        custody = custody_of(ready(sitting, Act.ANNUL, annulled).procedure(Procedure))
        annulled = structs.replace(annulled, walked_out=walked_out(sitting, contest, custody))
    return do(sitting, Act.ANNUL, annulled)


def _nomination(sitting: Sitting, new: NewContest) -> Nomination | None:
    """The nominations that a contest takes its candidates from: those named, or the only ones of the case."""
    if new.nomination is not None:
        return meant(sitting, Nomination, new.nomination)
    if new.candidates:
        return None
    return meant(sitting, Nomination, None, ended=True)


def _counted(sitting: Sitting, one: facts.Standing) -> facts.Standing:
    """A candidate of whom what the book counts is told as a number, and the rest as columns."""
    known = sitting.rulebook.on(sitting.today).counts
    counts: dict[str, int] = {}
    for name, value in one.columns.items():
        if name not in known:
            continue
        if not (value.isascii() and value.isdigit()):
            raise Refused(f"'{name}' of {one.name} is a count; expected a whole number, found {value!r} (--candidate)")
        counts[name] = int(value)
    columns = {name: value for name, value in one.columns.items() if name not in counts}
    return structs.replace(one, columns=columns, counts=counts)


def _admitted(nomination: Nomination, told_of: tuple[facts.Standing, ...]) -> tuple[facts.Standing, ...]:
    """Everybody whom nominations admitted, with what is told of them."""
    known = {alike(one.name): one for one in told_of}
    strangers = sorted(one.name for one in told_of if alike(one.name) not in set(map(alike, nomination.admitted)))
    if strangers:
        admitted = ", ".join(nomination.admitted) or "nobody"
        raise Refused(f"{', '.join(strangers)}: not admitted by {nomination.named}, which admitted {admitted}")
    return tuple(_who(name, known.get(alike(name)), nomination.holder) for name in nomination.admitted)


def _who(name: str, told_of: facts.Standing | None, holder: str | None) -> facts.Standing:
    """One whom nominations admitted, who is the incumbent if they hold the office."""
    known = told_of or facts.Standing(name, incumbent=False, columns={})
    holds = holder is not None and alike(name) == alike(holder)
    return structs.replace(known, name=name, incumbent=known.incumbent or holds)


def _frozen(sitting: Sitting, asked: Asked[Any, Any], stage: Stage, on: date) -> facts.FrozenRoll:
    book = asked.rulebook
    members = members_of(register_of(sitting), book.body(stage.body, on=on), on)
    cell = asked.procedure(Procedure).minimum_cell
    check_entitled(stage, section_sizes(members), cell)
    roll, key = freeze_electorate(Electorate(stage.body, on, members), cell.value, sitting.clerk.randomness)
    folder, id_ = sitting.folder, asked.done.proceeding
    store.write_private(folder.stage_key(id_, stage.id), key.encode())
    store.write(folder.stage_roll(id_, stage.id), roll.encode())
    return facts.FrozenRoll(stage.id, roll.fingerprint, roll.entitled)


def _blank_tally(contest: Contest, stage: str | None, figures: tuple[Figures, ...]) -> dict[str, Any]:
    """What two tellers' figures leave; raises Refused naming where they differ, and no figure."""
    if len(figures) == 2 and (differing := differences(figures[0].whole, figures[1].whole)):  # noqa: PLR2004 — one a teller
        raise Refused(f"the two counts differ on: {', '.join(differing)}; both tellers count again")
    return {
        "proceeding": contest.id,
        "hangs_on": NOTHING,
        "stage": stage or "",
        "tellers": tuple(one.teller.strip() for one in figures),
        "archive": None,
        "ballot": figures[0].ballot if figures else {},
        "counts": figures[0].counts if figures else {},
    }
