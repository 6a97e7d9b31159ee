"""Holds claims of needed numbers against a declaration: the rule they name, and the rule they may come from."""

from collections.abc import Iterator
from itertools import product

from tellers.decisions.follow import NextStep
from tellers.proceedings.declaration import Declaration
from tellers.reports import wording
from tellers.reports.claim import NeededClaim, PairClaim
from tellers.reports.judging import Judgement, Word, no_number, step_of, word_of
from tellers.reports.rounding import Rounding, electorates


def judge_needed(claim: NeededClaim, declaration: Declaration) -> Judgement:
    """A number that is said to open a next step, and whose support it is said to count."""
    step = step_of(declaration, claim.procedure)
    if step is None or step.needed is None:
        return no_number(claim.procedure, step)
    same_number, same_body = claim.number == step.needed, claim.body in {None, step.body.id}
    reasons = [f"{step.opening.title}: {wording.step_number(step)} ({step.opening.threshold.grounds})."]
    if not same_body:
        reasons.append(f"The base is not `{claim.body}` but `{step.body.id}`: {step.body.name}.")
    if not same_number:
        reasons.extend(_where_from(claim.number, step, declaration))
    return Judgement(
        word_of(same_number and same_body),
        wording.step_number(step),
        step.body.name,
        str(step.opening.threshold.grounds),
        " ".join(reasons),
    )


def _where_from(number: int, step: NextStep, declaration: Declaration) -> Iterator[str]:
    """What would make the number right: another electorate, or the rule of another step."""
    threshold = step.opening.threshold.value
    own = Rounding.MORE_THAN if threshold.op.value == ">" else Rounding.AT_LEAST
    sizes = electorates(number, threshold.fraction, own)
    if threshold.base is not None and sizes:
        yield f"{number} would need an electorate of {_span(sizes)}."
    for other in declaration.could_follow:
        rule = other.opening.threshold.value
        if other is step or other.base_size is None or rule.base is None:
            continue
        line = rule.line(other.base_size)
        made = [rounding.value for rounding in Rounding if rounding.of(line) == number]
        if made:
            yield (
                f"It is the number of another rule, {other.opening.title.lower()}: {rule.share} of "
                f"{other.base_size} is {_decimal(line.numerator, line.denominator)} ({', '.join(made)}), so "
                f"{other.needed} are needed there. {wording.step_applies(other)}"
            )


def judge_pair(claim: PairClaim, declaration: Declaration) -> Judgement:
    """Whether two numbers can both be right of one electorate under one way of rounding: every size is tried."""
    steps = [step_of(declaration, procedure) for procedure in claim.procedures]
    one, other = steps
    if one is None or one.needed is None:
        return no_number(claim.procedures[0], one)
    if other is None or other.needed is None:
        return no_number(claim.procedures[1], other)
    found = {
        (left, right): shared
        for left, right in product(Rounding, repeat=2)
        if (shared := _shared(claim, (one, other), (left, right)))
    }
    word = _pair_word(found, one)
    record = f"{one.needed} and {other.needed} of {one.base_size}"
    source = f"{one.opening.threshold.grounds}; {other.opening.threshold.grounds}"
    return Judgement(word, record, one.body.name, source, _pair_reason(claim, (one, other), found))


Pairing = tuple[Rounding, Rounding]


def _shared(claim: PairClaim, steps: tuple[NextStep, NextStep], ways: Pairing) -> tuple[int, ...]:
    """The electorates of which both numbers are right, each rounded in its way."""
    one, other = (
        electorates(number, step.opening.threshold.value.fraction, way)
        for number, step, way in zip(claim.numbers, steps, ways, strict=True)
    )
    return tuple(size for size in one if size in other)


def _pair_word(found: dict[Pairing, tuple[int, ...]], step: NextStep) -> Word:
    alike = [shared for (left, right), shared in found.items() if left is right]
    if not alike:
        return Word.INCONSISTENT
    return word_of(any(step.base_size in shared for shared in alike))


def _pair_reason(claim: PairClaim, steps: tuple[NextStep, NextStep], found: dict[Pairing, tuple[int, ...]]) -> str:
    shares = [step.opening.threshold.value.share for step in steps]
    said = " and ".join(f"{number} as {share}" for number, share in zip(claim.numbers, shares, strict=True))
    alike = [f"{left.value}: {_span(shared)}" for (left, right), shared in found.items() if left is right]
    mixed = [
        f"{claim.numbers[0]} {left.value} with {claim.numbers[1]} {right.value}: {_span(shared)}"
        for (left, right), shared in found.items()
        if left is not right
    ]
    if alike:
        return f"{said} can be of one electorate ({'; '.join(alike)}); the record has {steps[0].base_size}."
    only = f" Only mixed ways make both: {'; '.join(mixed)}." if mixed else " Mixed ways do not make both either."
    return f"No electorate makes {said} under one way of rounding.{only}"


def _span(sizes: tuple[int, ...]) -> str:
    return str(sizes[0]) if len(sizes) == 1 else f"{sizes[0]} to {sizes[-1]}"


def _decimal(numerator: int, denominator: int) -> str:
    """An exact line for reading, cut to two places: "37.35"."""
    whole, rest = divmod(numerator * 100 // denominator, 100)
    return f"{whole}.{rest:02d}"
