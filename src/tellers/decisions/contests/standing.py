"""Who stands in a contest: those admitted, without those who withdrew; and whoever stands and may not is named."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from tellers.decisions.contests.poll import Poll, ballot_of, counted_in, names_in
from tellers.decisions.facts import Ballot, Candidate
from tellers.decisions.situation import Situation
from tellers.decisions.verdict import CandidateFinding, Contradiction
from tellers.rulebook.contests import Contest, Stage
from tellers.rulebook.outcomes import Outcome


@dataclass(frozen=True)
class Field:
    """Those who stand, in no order of merit.

    `refused` are on a ballot and may not be. `known` is False where the facts say of nobody that he stands.
    """

    names: tuple[str, ...]
    refused: tuple[CandidateFinding, ...]
    findings: tuple[CandidateFinding, ...]
    missing: tuple[str, ...]
    notes: tuple[str, ...]
    contradictions: tuple[Contradiction, ...]
    known: bool


def field_of(contest: Contest, case: Situation) -> Field:
    """Everyone who stands when the first ballot is held; where it puts nobody out, others may come in later."""
    on_ballot, counted = _on_ballot(contest, case, names_in), _on_ballot(contest, case, counted_in)
    listed = [one.name for one in case.facts.candidates]
    gate = {one.name: one for one in _findings(case)}
    admitted = [name for name, one in gate.items() if one.outcome is not Outcome.REFUSED]
    everyone = dict.fromkeys([*listed, *admitted, *counted] if listed or admitted else on_ballot)
    late = set(everyone) - set(counted) if counted and contest.stages[0].open_after else set()
    stood = [name for name in everyone if name not in late]
    names = [name for name in stood if not leaves_before(contest, case, name, 0) or name in counted]
    refused = tuple(gate[name] for name in names if name in gate and gate[name].outcome is Outcome.REFUSED)
    stand = tuple(name for name in names if name not in {one.name for one in refused})
    return Field(
        stand,
        tuple(one for one in refused if one.name in on_ballot),
        tuple(one for one in gate.values() if one.outcome is not Outcome.ADMITTED),
        tuple(fact for name in stand for fact in _unproved(name, gate, case)),
        tuple(_notes(contest, case, stand)),
        tuple(_contradictions(contest, case, stand, counted)),
        known=bool(everyone),
    )


def leaves_before(contest: Contest, case: Situation, name: str, stage: int) -> bool:
    """Whether a candidate who came through a stage withdrew before the next one, whose number is given."""
    one = _told(case, name)
    if one is None or one.withdrew is None:
        return False
    ids = [stage.id for stage in contest.stages]
    if one.withdrew in ids:
        return ids.index(one.withdrew) <= stage
    ballot, _ = ballot_of(case.facts, contest, contest.stages[stage])
    return ballot is None or name not in counted_in(ballot, contest.stages[stage])


def withdrew(case: Situation) -> frozenset[str]:
    """Everyone who withdrew at any time."""
    return frozenset(one.name for one in case.facts.candidates if one.withdrew is not None)


def strangers(poll: Poll, names: Iterable[str]) -> tuple[Contradiction, ...]:
    """Whoever is on papers or in comparisons of the first stage and does not stand: left out, and said to be."""
    if poll.stage is not poll.contest.stages[0] or not poll.standing:
        return ()
    away = {*poll.options, *withdrew(poll.case)}
    texts = (
        f"{name} is on the ballot and is not among the candidates; left out" for name in names if name not in away
    )
    return tuple(Contradiction("candidates", text) for text in texts)


def _on_ballot(
    contest: Contest, case: Situation, among: Callable[[Ballot, Stage], tuple[str, ...]]
) -> tuple[str, ...]:
    ballot, _ = ballot_of(case.facts, contest, contest.stages[0])
    return (
        ()
        if ballot is None
        else tuple(name for name in among(ballot, contest.stages[0]) if name != contest.default.value)
    )


def _told(case: Situation, name: str) -> Candidate | None:
    return next((one for one in case.facts.candidates if one.name == name), None)


def _findings(case: Situation) -> Iterator[CandidateFinding]:
    """Whom the gate found what of; whoever is barred is refused, gate or no gate."""
    found = {one.name for one in case.admitted or ()}
    yield from case.admitted or ()
    for name, grounds in case.barred.items():
        if name not in found:
            note = f"{name} is barred by an earlier proceeding ({grounds})"
            yield CandidateFinding(name, Outcome.REFUSED, notes=(note,))


def _unproved(name: str, gate: dict[str, CandidateFinding], case: Situation) -> tuple[str, ...]:
    """The facts without which it is not known that a candidate was admitted."""
    if case.admitted is None:
        return ()
    if name not in gate:
        return (f"nominations.{name}",)
    return gate[name].missing if gate[name].outcome is None else ()


def _notes(contest: Contest, case: Situation, stand: tuple[str, ...]) -> Iterator[str]:
    if contest.nominations and case.admitted is None and stand:
        yield "the facts say nothing of nominations; those who stand are taken as admitted"
    for one in case.facts.candidates:
        if one.withdrew is not None:
            yield f"{one.name} withdrew ({one.withdrew})"


def _contradictions(
    contest: Contest, case: Situation, stand: tuple[str, ...], counted: tuple[str, ...]
) -> Iterator[Contradiction]:
    listed = {one.name for one in case.facts.candidates}
    if case.admitted is None and listed:
        for name in counted:
            if name not in listed:
                yield Contradiction("candidates", f"{name} has votes and is not among the candidates")
    first = contest.stages[0].id
    for name in stand:
        one = _told(case, name)
        if one is not None and one.withdrew == first and name in counted:
            yield Contradiction(
                f"candidates.{name}.withdrew", f"{name} withdrew before the ballot {first} and is on it"
            )
