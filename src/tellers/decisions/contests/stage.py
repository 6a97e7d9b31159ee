"""One stage of a contest: its ballot counted, its quorum and threshold held against the count, and who comes of it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction

from tellers.counting.debian import DEBIAN
from tellers.counting.ties import BALLOTED_AGAIN
from tellers.decisions.conditions import Judged, Met
from tellers.decisions.contests.college import count_college
from tellers.decisions.contests.comparisons import count_pairwise
from tellers.decisions.contests.counted import Counted, tally_of
from tellers.decisions.contests.figures import Figures, figures_of, speaks_of_one
from tellers.decisions.contests.forms import FACTS, FORMS, Family, check_places, family_of, form_of, leaves_two
from tellers.decisions.contests.papered import count_papers
from tellers.decisions.contests.poll import Poll, counted_in, names_in
from tellers.decisions.contests.series import count_series
from tellers.decisions.contests.totals import count_marks, count_scores, count_star
from tellers.decisions.contests.transfers import count_transfers
from tellers.decisions.known import together
from tellers.decisions.verdict import Contradiction
from tellers.errors import Refused, Unreadable
from tellers.rulebook.clauses import Rule
from tellers.rulebook.conditions import Condition
from tellers.rulebook.contests import ContestTie
from tellers.rulebook.thresholds import Quantity

COUNTERS: dict[Family, Callable[[Poll], Counted]] = {
    Family.MARKS: count_marks,
    Family.SCORE: count_scores,
    Family.STAR: count_star,
    Family.TRANSFER: count_transfers,
    Family.COMPARISON: count_pairwise,
    Family.SECTIONS: count_college,
}
"""What counts figures that are not the papers themselves, by family; series of ballots have gates as well."""


DRAWN = frozenset({ContestTie.LOT, ContestTie.METHOD, ContestTie.CASTING_VOTE, ContestTie.COUNT})
"""Tie rules that name one of those who are level, and ballot nobody again."""


@dataclass(frozen=True)
class Held:
    """A stage as it ended.

    `placed` are those whom the method elects or sends on, in its order; `met` are those who meet the threshold, in
    the same order, and `unsure` those of whom that is not known. `missing` facts leave the stage undecided.
    """

    poll: Poll
    counted: Counted
    figures: Figures
    placed: tuple[str, ...]
    met: tuple[str, ...]
    unsure: tuple[str, ...]
    quorum: Judged | None
    line: Mapping[str, Judged] = field(default_factory=dict)
    gates: tuple[tuple[str, Met], ...] = ()
    missing: tuple[str, ...] = ()

    @property
    def tied(self) -> tuple[str, ...]:
        """Between whom nothing that was given decides, where it matters on whom the tie falls."""
        return () if self.short else self._level

    @property
    def short(self) -> tuple[str, ...]:
        """Those level for a last place none of whom meets the threshold: nobody has it, however the tie falls."""
        stage, level = self.poll.stage, self._level
        by_order = family_of(stage, self.poll.case.book.source) in {Family.MARKS, Family.SCORE}
        lost = all(name in self.line and self.line[name].verdict is False for name in level)
        return level if self.poll.final and by_order and lost and stage.tie.value in DRAWN else ()

    @property
    def _level(self) -> tuple[str, ...]:
        transcript = self.counted.transcript
        last = len(transcript.stages)
        waits = [] if transcript.possible or len(self.counted.elected) >= self.poll.places else transcript.ties
        open_ = next((tie.tied for tie in waits if tie.stage == last and not tie.chosen), ())
        return () if len(self.placed) == self.poll.places else self.counted.tied or tuple(transcript.names(open_))

    @property
    def out(self) -> frozenset[str]:
        """Who was put out in it, by a gate or for being last."""
        transcript = self.counted.transcript
        return frozenset(name for stage in transcript.stages for name in transcript.names(stage.excluded))

    @property
    def contradictions(self) -> tuple[Contradiction, ...]:
        """What of the figures cannot all be true, or does not follow from the rule."""
        broken = () if self.counted.broken is None else (self.counted.broken,)
        clashes = (
            () if Family.EXHAUSTIVE is family_of(self.poll.stage, "") else tuple(self.figures.papers.contradictions())
        )
        return (*self.counted.contradictions, *self._other_valid(), *self._too_many(), *clashes, *broken)

    def _too_many(self) -> Iterator[Contradiction]:
        """More people or papers than there can be: of those present, of those entitled, of the seats of the body."""
        poll, known = self.poll, self.figures.amounts(self.poll.stage.line)
        seats = poll.case.body(poll.stage.body).seats
        present, entitled = (known(Quantity(word)).value for word in ("present", "entitled"))
        present = present if poll.ballot.present is not None or len(poll.contest.stages) == 1 else None
        cast = self.counted.valid.value
        fact = f"{poll.fact}.present" if poll.ballot.present is not None else "present"
        pairs = (
            (fact, present, "present", entitled, "entitled"),
            (fact, present, "present", None if seats is None else Fraction(seats), f"seats of {poll.stage.body}"),
            (f"{poll.fact}.votes", cast, "valid", present, "present"),
        )
        for fact_, count, counted, most, base in pairs:
            if count is not None and most is not None and count > most:
                yield Contradiction(fact_, f"{count} {counted}, and {most} {base}")

    def _other_valid(self) -> Iterator[Contradiction]:
        """Valid papers that the facts tell and the votes do not make."""
        told, counted = self.poll.ballot.papers.valid, self.counted.valid.value
        if told is not None and counted is not None and told != counted and len(self.poll.ballot.rounds) <= 1:
            said = ((str(told), "valid papers"), (str(counted), "votes added up"))
            yield Contradiction(f"{self.poll.fact}.papers.valid", f"{told} valid papers, and {counted} votes", said)


def hold(poll: Poll) -> Held | tuple[str, ...]:
    """Count a stage and hold its conditions against the count; the missing facts, where no votes are told."""
    family = family_of(poll.stage, poll.case.book.source)
    check_places(poll)
    form = form_of(poll.ballot, family, poll.method, poll.fact)
    if form is None:
        return (f"{poll.fact}.{FORMS[family][0]}",)
    if absent := _absent(poll, form):
        return absent
    try:
        counted, gates = _count(replace(poll, places=1) if leaves_two(poll) else poll, family, form)
    except Refused as refused:
        raise Unreadable(f"`{poll.fact}`: {refused}", source=FACTS) from None
    counted = replace(counted, broken=counted.broken or _uninvited(poll))
    figures = figures_of(poll, counted)
    placed = tuple(name for name in _placed(poll, counted) if name != poll.default)
    line = _line(poll, figures)
    unsure = tuple(name for name in placed if name in line and line[name].verdict is None)
    met = tuple(name for name in placed if name in line and line[name].verdict)
    quorum = _quorum(poll, figures)
    return Held(poll, counted, figures, placed, met, unsure, quorum, line, gates, counted.missing)


def _count(poll: Poll, family: Family, form: str) -> tuple[Counted, tuple[tuple[str, Met], ...]]:
    if form in {"rankings", "scores", "file"}:
        return count_papers(poll, family), ()
    if family is Family.EXHAUSTIVE:
        series = count_series(poll)
        return series.counted, series.gates
    return COUNTERS[family](poll), ()


def _placed(poll: Poll, counted: Counted) -> tuple[str, ...]:
    """Who is elected or goes on: of papers counted down to two, both of the last round, the first before the other."""
    if not leaves_two(poll):
        return counted.elected
    tally = tally_of(counted.transcript, counted.transcript.stages[-1])
    return tuple(sorted(tally, key=lambda name: (-tally[name], name))) if len(tally) == poll.places else ()


def _uninvited(poll: Poll) -> Contradiction | None:
    """Somebody with votes whom no earlier stage sent on: such a ballot decides nothing by the rules of the book."""
    names = [name for name in counted_in(poll.ballot, poll.stage) if name not in poll.options]
    if not names:
        return None
    text = f"{', '.join(names)} has votes in {poll.stage.title}, which is between {', '.join(poll.standing)}"
    return Contradiction(poll.fact, text)


def _absent(poll: Poll, form: str) -> tuple[str, ...]:
    """Those who stand and have no figures: facts that are missing, since nobody says that they have no votes."""
    if form in {"rankings", "scores", "file"}:
        return ()
    told = names_in(poll.ballot, poll.stage)
    return tuple(f"{poll.fact}.{form}.{name}" for name in poll.options if name not in told)


def _line(poll: Poll, figures: Figures) -> dict[str, Judged]:
    """The threshold of the stage held for each candidate, or once for all where it speaks of none."""
    rule = poll.stage.threshold
    if rule.value is None:
        return {}
    condition = Rule(rule.value, rule.grounds, rule.line)
    if not speaks_of_one(condition.value):
        judged = figures.judge(condition, "threshold")
        return dict.fromkeys((name for name in figures.of_one if name != poll.default), judged)
    return {name: figures.judge(condition, "threshold", name) for name in figures.having(condition.value)}


def _quorum(poll: Poll, figures: Figures) -> Judged | None:
    rule: Rule[Condition | None] = poll.stage.quorum
    return None if rule.value is None else figures.judge(Rule(rule.value, rule.grounds, rule.line), "quorum")


def ties_of(held: Held) -> Iterator[str]:
    """Each tie of the count: between whom, on whom it fell, and by what."""
    transcript, rule = held.counted.transcript, held.poll.stage.tie
    for tie in transcript.ties:
        who, fell = ", ".join(transcript.names(tie.tied)), ", ".join(transcript.names(tie.chosen))
        if fell:
            yield f"tie over {tie.over} between {who}: it falls on {fell} ({tie.how})"
        elif tie.how == BALLOTED_AGAIN:
            yield f"tie over {tie.over} between {who}: balloted again ({rule.grounds})"
    if held.tied:
        yield f"a tie between {', '.join(held.tied)} is not decided; {_wanting(held)} ({rule.grounds})"
    if held.short:
        who = ", ".join(held.short)
        yield f"{who} are level, and none of them reaches the threshold ({held.poll.stage.threshold.grounds})"


def _wanting(held: Held) -> str:
    match held.poll.stage.tie.value:
        case ContestTie.LOT | ContestTie.METHOD:
            return "a lot decides, and the facts have no `lots` that do"
        case ContestTie.CASTING_VOTE:
            return "a casting vote decides, and the facts have no `casting` that does"
        case ContestTie.COUNT:
            return f"`{held.poll.contest.tie_count}` decides, and the facts have none that sets one of them apart"
        case ContestTie.UNFILLED:
            return "the place stays unfilled"
        case ContestTie.AGAIN_ALL | ContestTie.AGAIN_THEN_ALL:
            return "all are balloted again"
    return "they are balloted again"


def notes_of(held: Held) -> Iterator[str]:
    """Sentences that a reader of the count is owed."""
    debian = held.poll.method in DEBIAN
    for note in held.counted.transcript.notes:
        if not (debian and "quorum" in note) and not note.startswith("how many papers"):
            yield f"{held.poll.stage.title}: {note}"
    yield from ties_of(held)


def missing_of(held: Held) -> tuple[str, ...]:
    """The facts without which the stage, or its quorum, is not decided."""
    quorum = () if held.quorum is None else held.quorum.missing
    return together(held.missing, quorum, *(held.line[name].missing for name in held.unsure))
