"""The time after a count in which objections are made: until when it runs, and whether one holds the declaration back.

Source: docs/formats/rulebook.md, "Objections".
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from tellers.canonical import Json
from tellers.errors import Refused
from tellers.proceedings import facts
from tellers.proceedings import facts_contest as of_contest
from tellers.proceedings.contest import Contest
from tellers.proceedings.facts import moment
from tellers.proceedings.guards import refusal
from tellers.proceedings.motion import SUBJECT, Motion, Objected
from tellers.rulebook.clauses import Rule
from tellers.rulebook.clocks import Unit
from tellers.rulebook.objections import Objections
from tellers.words import alike


@dataclass(frozen=True)
class Window:
    """The time for objections to one count.

    It ends at `ends`, or at `agreed`, when the last of those asked said that there is none; `waiting` have not said
    so. `made` are the objections made before its end, with their answers.
    """

    rule: Rule[Objections]
    ends: datetime
    agreed: datetime | None
    waiting: tuple[str, ...]
    made: tuple[Objected, ...]

    @property
    def over(self) -> datetime:
        """The moment from which the declaration is possible."""
        return self.ends if self.agreed is None else min(self.ends, self.agreed)

    @property
    def open(self) -> tuple[Objected, ...]:
        """The objections of that time that nobody has answered."""
        return tuple(one for one in self.made if one.answer is None)

    def to_json(self) -> dict[str, Json]:
        """The form of docs/formats/declaration.md."""
        return {
            "within": str(self.rule.value.within),
            "holds": self.rule.value.holds,
            "ends": self.ends.isoformat(),
            "agreed": None if self.agreed is None else self.agreed.isoformat(),
            "open": [one.minute for one in self.open],
            **self.rule.grounds.to_json(),
        }


@dataclass(frozen=True)
class Said:
    """The moment from which somebody says that there is no objection, None where they have not."""

    who: str
    at: datetime | None


def window(
    rule: Rule[Objections], counted: datetime, zone: ZoneInfo, said: Sequence[Said], objections: Iterable[Objected]
) -> Window:
    """The time for objections after a count; `said` are those who may end it before its time."""
    ends = _end(rule.value, counted.astimezone(zone))
    waiting = tuple(one.who for one in said if one.at is None)
    moments = [one.at for one in said if one.at is not None]
    agreed = max(moments).astimezone(zone) if moments and not waiting else None
    over = ends if agreed is None else min(ends, agreed)
    made = tuple(one for one in objections if moment(one.at) < over)
    return Window(rule, ends, agreed, waiting, made)


def _end(rule: Objections, counted: datetime) -> datetime:
    """So many hours later; or the midnight after the last of so many days."""
    if rule.within.unit is Unit.HOURS:
        return (counted.astimezone(UTC) + timedelta(hours=rule.within.amount)).astimezone(counted.tzinfo)
    day = counted.date() + timedelta(days=rule.within.amount + 1)
    return datetime.combine(day, time(0), counted.tzinfo)


def window_of_motion(rule: Rule[Objections] | None, motion: Motion, zone: ZoneInfo) -> Window | None:
    """The time for objections to the count of a motion; its agents end it by signing the count. None without one."""
    counted, notice = motion.entry(facts.Tally), motion.last(facts.Notice)
    if rule is None or counted is None or notice is None:
        return None
    last: dict[str, Said] = {}
    for entry in motion.entries:
        if isinstance(entry.facts, facts.Attendance) and entry.number > counted.number:
            last[entry.facts.agent] = Said(entry.facts.agent, moment(entry.at) if entry.facts.signs else None)
    said = [last.get(agent.name, Said(agent.name, None)) for agent in notice.agents]
    return window(rule, moment(counted.at), zone, said, motion.objections_to(SUBJECT))


def window_of_contest(
    rule: Rule[Objections] | None, contest: Contest, zone: ZoneInfo, motion: Motion
) -> Window | None:
    """The time for objections to the last count of a contest; each candidate's agent may say there is none."""
    counted = contest.entry(of_contest.Tallied)
    if rule is None or counted is None:
        return None
    none = {
        alike(entry.facts.candidate): moment(entry.at)
        for entry in contest.entries
        if isinstance(entry.facts, of_contest.NoObjection) and entry.number > counted.number
    }
    said = [Said(name, none.get(alike(name))) for name in standing(contest)]
    return window(rule, moment(counted.at), zone, said, motion.objections_to(contest.id))


def standing(contest: Contest) -> tuple[str, ...]:
    """The candidates who have not withdrawn."""
    return tuple(one.name for one in contest.announced.candidates if alike(one.name) not in contest.stood_down)


def check_over(found: Window | None, at: datetime) -> None:
    """Refuse to declare before the time for objections is over, or while one holds the declaration back."""
    if found is None:
        return
    if at < found.over:
        who = f", or once there is none by {_listed(found.waiting)}" if found.waiting else ""
        raise refusal(
            f"objections to the count are made until {found.ends.isoformat()}; the declaration is possible then{who}",
            found.rule.grounds,
        )
    if found.rule.value.holds and found.open:
        first = found.open[0]
        raise refusal(
            f"the {first.objection.grade} of minute {first.minute} by {first.objection.by} stands open and holds the "
            f"declaration back; answer it first (tellers case answer --minute {first.minute})",
            found.rule.grounds,
        )


def check_no_objection(contest: Contest, rule: Rule[Objections] | None, said: of_contest.NoObjection) -> None:
    """Refuse to say that there is no objection where nobody waits, by who does not stand, and twice."""
    if rule is None:
        raise Refused("the rules have no time for objections to this count; it can be declared")
    counted = contest.entry(of_contest.Tallied)
    if counted is None:
        raise Refused("nothing is counted yet, so there is nothing to object to")
    if alike(said.candidate) not in set(map(alike, standing(contest))):
        raise Refused(f"{said.candidate} does not stand (--candidate)")
    before = (one for one in contest.entries if one.number > counted.number)
    if any(isinstance(one.facts, of_contest.NoObjection) and _same(one.facts, said) for one in before):
        raise Refused(f"{said.candidate} has said so already")


def _same(one: of_contest.NoObjection, other: of_contest.NoObjection) -> bool:
    return alike(one.candidate) == alike(other.candidate)


def _listed(names: Iterable[str]) -> str:
    return " and ".join(names)
