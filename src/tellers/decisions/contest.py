"""What a contest comes to: who stands, each stage in its order, the filters, and who is elected to how many seats.

Effects, clocks and notice are laid over this in `decide`.
"""

from dataclasses import dataclass, field

from tellers.decisions.contests.filters import Seated, apply_filters
from tellers.decisions.contests.papered import names_on
from tellers.decisions.contests.poll import Poll, ballot_of, names_in
from tellers.decisions.contests.stage import Held, hold, missing_of, notes_of
from tellers.decisions.contests.standing import Field, field_of, leaves_before, withdrew
from tellers.decisions.contests.steps import steps_of
from tellers.decisions.contests.telling import Told
from tellers.decisions.contests.unopposed import over_caps
from tellers.decisions.facts import Ballot
from tellers.decisions.known import together
from tellers.decisions.situation import Situation
from tellers.decisions.verdict import CandidateFinding, Contradiction, FilterStep, Verdict
from tellers.rulebook.contests import Contest, ContestTie, Sole, Stage
from tellers.rulebook.outcomes import Outcome
from tellers.words import amount

OPEN = (Outcome.ELECTED, Outcome.UNFILLED, Outcome.TIED)
"""How a contest can end whose votes are not all known."""


def decide_contest(contest: Contest, case: Situation) -> Verdict:
    """The result of a contest under one reading of the book and one account of the facts."""
    seats = case.facts.seats if contest.seats.value is None else contest.seats.value
    if seats is None:
        return Verdict(possible=OPEN, missing=("seats",))
    return _Course(contest, case, seats).run()


@dataclass
class _Course:
    """A contest as it goes through its stages; `run` is called once."""

    contest: Contest
    case: Situation
    seats: int
    elected: tuple[str, ...] = ()
    possible: tuple[Outcome, ...] = ()
    held: list[Held] = field(default_factory=list)
    filters: tuple[FilterStep, ...] = ()
    notes: list[str] = field(default_factory=list)
    missing: list[tuple[str, ...]] = field(default_factory=list)
    contradictions: list[Contradiction] = field(default_factory=list)

    def run(self) -> Verdict:
        """From who stands to who is elected."""
        field_ = field_of(self.contest, self.case)
        names = field_.names or self._names_of_file()
        self.notes += field_.notes
        self.contradictions += field_.contradictions
        if field_.refused:
            self.notes += [_refusal(one) for one in field_.refused]
            self.possible = (Outcome.REFUSED,)
        elif not names and not field_.known:
            self._leave_open(("candidates",))
        else:
            self._stages(names)
            self._doubt(field_.missing, Outcome.REFUSED)
        return self._verdict(field_, names)

    def _names_of_file(self) -> tuple[str, ...]:
        """Everybody in a file of papers, where the facts name nobody."""
        stage = self.contest.stages[0]
        ballot, fact = ballot_of(self.case.facts, self.contest, stage)
        if ballot is None or ballot.file is None:
            return ()
        return tuple(
            name for name in names_on(self._poll(stage, ballot, fact, ())) if name != self.contest.default.value
        )

    def _stages(self, names: tuple[str, ...]) -> None:
        for number, stage in enumerate(self.contest.stages):
            names = tuple(n for n in names if not number or not leaves_before(self.contest, self.case, n, number))
            names = self._standing_afresh(number, names)
            if self._without_ballot(number, names, stage) or not names:
                break
            going = self._stage(number, stage, names)
            if going is None:
                break
            names = going
        if not self.possible:
            self.possible = (Outcome.ELECTED if len(self.elected) == self.seats else Outcome.UNFILLED,)
            self._say_unfilled(names)
        unknown = [held.quorum.missing for held in self.held if held.quorum and held.quorum.verdict is None]
        self._doubt(together(*unknown), Outcome.INQUORATE)
        self._say_later_ballots()

    def _standing_afresh(self, number: int, names: tuple[str, ...]) -> tuple[str, ...]:
        """Who stands after a stage by which nobody is out: whoever is on the ballot, new names too."""
        if not self._opened(number):
            return names
        stage = self.contest.stages[number]
        ballot, _ = ballot_of(self.case.facts, self.contest, stage)
        out = {name for held in self.held for name in held.out} | {self.contest.default.value}
        voted = () if ballot is None else names_in(ballot, stage)
        return tuple(name for name in voted if name not in out) or names

    def _without_ballot(self, number: int, names: tuple[str, ...], stage: Stage) -> bool:
        """Whether no more are left than seats, and the book elects them so."""
        sole, left = self.contest.sole, self.seats - len(self.elected)
        if sole.value is not Sole.ELECTED or not 0 < len(names) <= left or self._may_be_joined(number, names):
            return False
        who = ", ".join(names)
        stand, places = amount(len(names), "candidate"), amount(left, "seat")
        self.notes.append(f"{who} elected without a ballot: {stand} for {places} ({sole.grounds})")
        if ballot_of(self.case.facts, self.contest, stage)[0] is not None:
            self.notes.append(f"a ballot was held all the same ({stage.title})")
        self.elected += names
        for rule, group in over_caps(self.contest, self.case, self.elected, self.seats):
            self.possible = (Outcome.TIED,)
            self.notes.append(f"too many of {group}, and no ballot says who gives way ({rule.grounds})")
        return True

    def _stage(self, number: int, stage: Stage, names: tuple[str, ...]) -> tuple[str, ...] | None:
        """Who goes on after a stage; None where the contest ends with it."""
        ballot, fact = ballot_of(self.case.facts, self.contest, stage)
        poll = self._poll(stage, Ballot() if ballot is None else ballot, fact, names)
        if ballot is None:
            if len(names) <= poll.places and not self._wanted(number, stage):
                self.notes.append(f"{stage.title}: no ballot, since {len(names)} stand and {poll.places} go on")
                return names
            self._leave_open((fact,), stage)
            return None
        held = hold(poll)
        if isinstance(held, tuple):
            self._leave_open(held, stage)
            return None
        self.held.append(held)
        self.notes += notes_of(held)
        self.contradictions += held.contradictions
        return self._after(held)

    def _opened(self, number: int) -> bool:
        """Whether new names may come in before a stage."""
        return number > 0 and self.contest.stages[number - 1].open_after

    def _may_be_joined(self, number: int, names: tuple[str, ...]) -> bool:
        """Whether new names may have come in of whom the facts say nothing: they do not list who stands."""
        listed = {one.name for one in self.case.facts.candidates}
        return self._opened(number) and not listed.issuperset(names)

    def _wanted(self, number: int, stage: Stage) -> bool:
        """Whether a ballot is held however few stand: it can elect, or new names may come in."""
        return stage is self.contest.stages[-1] or stage.threshold.value is not None or self._opened(number)

    def _after(self, held: Held) -> tuple[str, ...] | None:
        quorum = held.quorum
        if quorum is not None and quorum.verdict is False:
            self.possible = (Outcome.INQUORATE,)
            return None
        if held.counted.broken is not None or held.missing:
            self._leave_open(held.missing, held.poll.stage)
            return None
        if held.tied and not self._all_elected(held):
            self._tie(held)
        elif held.poll.final:
            self._last(held)
        else:
            return self._next(held)
        return None

    def _all_elected(self, held: Held) -> bool:
        """Whether those who meet the threshold of an earlier stage have every seat, whoever is tied below them."""
        return not held.poll.final and not held.unsure and len(held.met) >= self.seats - len(self.elected)

    def _next(self, held: Held) -> tuple[str, ...] | None:
        """After a stage that is not the last: whoever meets its threshold is elected, and the others go on."""
        if held.unsure or (held.quorum is not None and held.quorum.verdict is None):
            self._leave_open(missing_of(held), held.poll.stage)
            return None
        winners = held.met[: self.seats - len(self.elected)]
        self.elected += winners
        if len(self.elected) == self.seats:
            self.notes.append(f"{', '.join(winners)} elected in {held.poll.stage.title}: no later stage is held")
            return None
        away = {name for one in held.poll.ballot.rounds[-1:] for name in one.withdrew}
        return tuple(name for name in held.placed if name not in winners and name not in away)

    def _last(self, held: Held) -> None:
        """After the last stage: who is placed and meets its threshold has a seat, if the filters leave it."""
        placed, gone = held.placed, held.poll.gone
        self.notes += [f"{name} withdrew and takes no seat" for name in placed if name in gone]
        has_line = held.poll.stage.threshold.value is not None
        winners = tuple(n for n in placed if n not in gone and (not has_line or n in held.met or n in held.unsure))
        seated = apply_filters(held, winners)
        self._seat(held, seated)
        if held.poll.default in held.counted.elected:
            self.notes.append(f"{held.poll.default} has a place, and nobody takes it")
        for name in placed:
            if has_line and name not in held.met and name not in held.unsure:
                self.notes.append(f"{name} does not reach the threshold ({held.poll.stage.threshold.grounds})")

    def _seat(self, held: Held, seated: Seated) -> None:
        self.filters = seated.steps
        self.notes += seated.notes
        unsure = tuple(name for name in seated.names if name in held.unsure)
        if not seated.missing:
            self.elected += tuple(name for name in seated.names if name not in unsure)
        if seated.tied:
            self.notes.append(f"a tie between {', '.join(seated.tied)} is not decided; a filter must choose")
            self.possible = (_tied(held),)
        elif seated.missing:
            self._leave_open(seated.missing, None)
        elif unsure:
            self.possible = (Outcome.UNFILLED,)
            if len(self.elected) + len(unsure) == self.seats:
                self.possible = (Outcome.ELECTED, Outcome.UNFILLED)
                self.missing.append(missing_of(held))

    def _tie(self, held: Held) -> None:
        self.elected += held.placed if held.poll.final else ()
        self.possible = (_tied(held),)

    def _doubt(self, missing: tuple[str, ...], outcome: Outcome) -> None:
        """One more outcome is possible while some facts are missing."""
        if missing and outcome not in self.possible:
            self.possible += (outcome,)
            self.missing.append(missing)

    def _leave_open(self, missing: tuple[str, ...], stage: Stage | None = None) -> None:
        """The facts do not say how it ends."""
        quorum = stage is not None and stage.quorum.value is not None
        self.possible = (*OPEN, Outcome.INQUORATE) if quorum else OPEN
        self.missing.append(missing)

    def _poll(self, stage: Stage, ballot: Ballot, fact: str, names: tuple[str, ...]) -> Poll:
        final = stage is self.contest.stages[-1]
        left = self.seats - len(self.elected)
        places = left if final or stage.seats.value is None else stage.seats.value
        gone = withdrew(self.case) & frozenset(names)
        return Poll(self.contest, stage, self.case, ballot, fact, names, places, self.seats, final, gone)

    def _say_unfilled(self, names: tuple[str, ...]) -> None:
        if not names:
            self.notes.append("nobody stands")
        elif self.possible == (Outcome.UNFILLED,):
            self.notes.append(f"{len(self.elected) or 'nobody'} elected to {amount(self.seats, 'seat')}")

    def _say_later_ballots(self) -> None:
        """Ballots of stages that should not have been held."""
        if Outcome.ELECTED not in self.possible or len(self.possible) > 1 or not self.held:
            return
        stages = self.contest.stages
        for stage in stages[stages.index(self.held[-1].poll.stage) + 1 :]:
            ballot, fact = ballot_of(self.case.facts, self.contest, stage)
            if ballot is not None and not any("without a ballot" in note for note in self.notes):
                text = f"{stage.title} was held, and the contest was decided before it"
                self.contradictions.append(Contradiction(fact, text))

    def _verdict(self, field_: Field, names: tuple[str, ...]) -> Verdict:
        decided = self.possible[0] if len(self.possible) == 1 else None
        told = Told(tuple(self.held), self.case.admitted or (), decided, self.elected)
        everyone = tuple(dict.fromkeys((*names, *(name for held in self.held for name in held.poll.standing))))
        return Verdict(
            possible=self.possible,
            winners=() if self.possible[0] in {Outcome.REFUSED, Outcome.INQUORATE} else self.elected,
            candidates=(*told.candidates(everyone), *(one for one in field_.findings if one.name not in everyone)),
            thresholds=tuple(told.thresholds()),
            filters=self.filters,
            stages=tuple(step for held in self.held for step in steps_of(held, self.elected)),
            papers=tuple(told.papers(alone=len(self.contest.stages) == 1)),
            notes=tuple(dict.fromkeys(self.notes)),
            missing=together(*self.missing),
            contradictions=tuple(self.contradictions),
        )


def _tied(held: Held) -> Outcome:
    return Outcome.UNFILLED if held.poll.stage.tie.value is ContestTie.UNFILLED else Outcome.TIED


def _refusal(finding: CandidateFinding) -> str:
    why = "; ".join(finding.notes)
    return f"{finding.name} was not admitted, and stands all the same" + (f": {why}" if why else "")
