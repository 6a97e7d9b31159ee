"""What signatures come to: how many are valid, each member once, and whether they trigger what they ask for."""

from collections.abc import Iterator

from tellers.decisions.conditions import judge
from tellers.decisions.facts import Support
from tellers.decisions.known import Amount, exactly, given, unknown
from tellers.decisions.situation import Situation
from tellers.decisions.verdict import Contradiction, Verdict
from tellers.rulebook.outcomes import Outcome
from tellers.rulebook.petitions import Petition
from tellers.rulebook.thresholds import Quantity
from tellers.words import amount as told

FACT = "signatures"

OF_VERDICT = {
    True: (Outcome.TRIGGERED,),
    False: (Outcome.NOT_TRIGGERED,),
    None: (Outcome.TRIGGERED, Outcome.NOT_TRIGGERED),
}


def decide_petition(petition: Petition, case: Situation) -> Verdict:
    """Whether enough members have signed."""
    support = case.facts.signatures or Support()
    valid = valid_signatures(petition, support, case)
    judged = judge(petition.threshold, "threshold", case.amounts(lambda quantity: _own(quantity, support, valid)))
    return Verdict(
        possible=OF_VERDICT[judged.verdict],
        thresholds=judged.mets,
        notes=tuple(_notes(petition, support)),
        missing=judged.missing,
        contradictions=tuple(_contradictions(petition, support, valid, case)),
    )


def valid_signatures(petition: Petition, support: Support, case: Situation) -> Amount:
    """How many members have signed validly: as the facts say, or what is left of those handed in."""
    left = _left(petition, support)
    if support.count is not None:
        other = support.count if left is None else left
        return unknown(f"{FACT}.count", low=min(support.count, other), high=max(support.count, other))
    if left is not None:
        return exactly(left)
    if support.given is not None:
        waits = [f"{FACT}.{name}" for name, number in _struck(petition, support) if number is None]
        return unknown(
            *waits, low=0, high=support.given - sum(number or 0 for _, number in _struck(petition, support))
        )
    return case.united(petition.body, support.from_, FACT)


def _struck(petition: Petition, support: Support) -> tuple[tuple[str, int | None], ...]:
    """The signatures that do not count, by why; a withdrawn one does where it cannot be withdrawn."""
    struck = (("twice", support.twice), ("not_members", support.not_members))
    return (("withdrawn", support.withdrawn), *struck) if petition.withdrawable.value else struck


def _left(petition: Petition, support: Support) -> int | None:
    numbers = [number for _, number in _struck(petition, support)]
    if support.given is None or None in numbers:
        return None
    return max(0, support.given - sum(filter(None, numbers)))


def _own(quantity: Quantity, support: Support, valid: Amount) -> Amount | None:
    if quantity.word == "weight" and not quantity.whole and quantity.body is not None:
        return given(support.weight.get(quantity.body), f"{FACT}.weight.{quantity.body}")
    if quantity.word != FACT:
        return None
    if quantity.body is None:
        return valid
    high = None if valid.high is None else int(valid.high)
    return given(support.from_.get(quantity.body), f"{FACT}.from.{quantity.body}", high=high)


def _notes(petition: Petition, support: Support) -> Iterator[str]:
    if support.withdrawn:
        rule = petition.withdrawable
        fate = "do not count" if rule.value else "count all the same, since they cannot be withdrawn"
        yield f"{told(support.withdrawn, 'signature')} withdrawn: they {fate} ({rule.grounds})"
    if support.twice:
        yield f"{told(support.twice, 'signature')} given twice: each member counts once"
    if support.not_members:
        yield f"{told(support.not_members, 'signature')} of people who may not sign: not counted"
    if not petition.public.value:
        yield f"the names of those who signed are not public ({petition.public.grounds})"


def _contradictions(petition: Petition, support: Support, valid: Amount, case: Situation) -> Iterator[Contradiction]:
    left = _left(petition, support)
    if left is not None and support.count is not None and left != support.count:
        text = f"{support.count} valid signatures, but {support.given} handed in leave {left}"
        yield Contradiction(FACT, text, ((str(support.count), None), (str(left), None)))
    yield from _too_many_left(petition, support, left)
    most = case.entitled.high
    if most is not None and valid.low > most:
        yield Contradiction(FACT, f"{valid.low} valid signatures, from {most} who may sign")
    for body, number in support.from_.items():
        if valid.high is not None and number > valid.high:
            yield Contradiction(f"{FACT}.from.{body}", f"{number} signatures from {body}, of {valid.high} in all")


def _too_many_left(petition: Petition, support: Support, left: int | None) -> Iterator[Contradiction]:
    """More signatures that are valid, or that are struck out, than were handed in."""
    struck = sum(number or 0 for _, number in _struck(petition, support))
    valid = 0 if left is not None else (support.count or 0)
    if support.given is not None and struck + valid > support.given:
        yield Contradiction(FACT, f"{valid} valid signatures and {struck} struck out, of {support.given} handed in")
