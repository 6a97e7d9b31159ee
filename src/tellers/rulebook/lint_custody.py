"""Sealed contests: who holds the key, and defaults that cannot do what they say."""

from collections.abc import Iterator

from tellers.rulebook.basis import Form
from tellers.rulebook.clauses import Rule
from tellers.rulebook.contests import Contest
from tellers.rulebook.custody import Camps, Custody, NotAppointed, WalkedOut
from tellers.rulebook.holes import IS_ASSUMED, Found, Severity
from tellers.rulebook.procedures import Procedure

WRITE = (
    '[procedure.{id}.trustees] with clause = "KEY", camps = "candidates", each = 3, needed = 2, scrutineer = 1, '
    'within_days = 2, not_appointed = "without", walked_out = "remaining"'
)

NAMES = {
    "camps": "say whose trustees hold the key",
    "each": "say how many trustees each camp appoints",
    "needed": "say how many trustees of a camp decrypt",
    "scrutineer": "say how many trustees belong to no camp",
    "within_days": "say by when trustees are appointed",
    "not_appointed": "say what happens where a camp appoints no trustees",
    "walked_out": "say what happens where a trustee does not decrypt",
}
"""What each rule on trustees is for."""

WRITE_RULE = {
    "camps": 'camps = { rule = "candidates", clause = "KEY" }, or rule = "named" or "none"',
    "not_appointed": 'not_appointed = { rule = "without", clause = "KEY" }, or rule = "scrutineer", "appointed", '
    '"not-opened"',
    "walked_out": 'walked_out = { rule = "remaining", clause = "KEY" }, or rule = "reserve", "again" or "ruling"',
    "within_days": 'within_days = { rule = 2, clause = "KEY" }',
    "each": 'each = { rule = 3, clause = "KEY" }',
    "needed": 'needed = { rule = 2, clause = "KEY" }',
    "scrutineer": 'scrutineer = { rule = 1, clause = "KEY" }, or rule = 0 for none',
}
"""What an author writes for a rule on trustees that is left out."""


def custody_holes(procedure: Procedure) -> Iterator[Found]:
    """The holes in who holds the key of a contest whose ballots are sealed."""
    if not isinstance(procedure, Contest) or procedure.trustees is None:
        return
    custody = procedure.trustees
    if not custody.stated:
        named = Form.SEALED in procedure.forms.value and not procedure.forms.grounds.left_out
        severity = Severity.MISSING if named else Severity.NOTICE
        what = f"{procedure.id} may be held by sealed ballots, and states no trustees: {custody.camps.grounds.assumed}"
        yield severity, custody.line, what, WRITE.format(id=procedure.id)
        return
    for key, rule in custody.rules.items():
        yield from _silent(procedure.id, custody, key, rule)
    yield from _contradictions(procedure.id, custody)


def _silent(name: str, custody: Custody, key: str, rule: Rule[object]) -> Iterator[Found]:
    grounds = rule.grounds
    if grounds.left_out and _asks(custody, key):
        defaults = ("not_appointed", "walked_out")
        severity = Severity.MISSING if key in defaults else Severity.NOTICE
        yield (
            severity,
            rule.line,
            f"the rules on the trustees of {name} do not {NAMES[key]}: {grounds.assumed}",
            WRITE_RULE[key],
        )
    elif grounds.assumed is not None and not grounds.left_out:
        write = 'clause = "KEY" in place of assumed, once a clause says so'
        what = f"the rule `{key}` on the trustees of {name}{IS_ASSUMED}{grounds.assumed}"
        yield Severity.ASSUMED, rule.line, what, write


def _asks(custody: Custody, key: str) -> bool:
    """Whether a rule is ever asked for: where the book does not say who the camps are, nobody waits for one."""
    return custody.waits or key not in {"not_appointed", "within_days", "each"}


def _contradictions(name: str, custody: Custody) -> Iterator[Found]:
    each, needed = custody.each.value, custody.needed.value
    if each is not None and needed > each:
        what = f"{needed} trustees of each camp of {name} are to decrypt, and each appoints {each}"
        yield Severity.CONTRADICTION, custody.needed.line, what, f"needed = {each}, or a larger number for each"
    elif each == needed and custody.walked_out.value in {WalkedOut.REMAINING, WalkedOut.RESERVE}:
        what = (
            f"others of the camp are to decrypt for a trustee of {name} who does not, and all {each} of each camp are "
            "needed: one who walks out stops the result"
        )
        yield Severity.CONTRADICTION, custody.walked_out.line, what, f"each = {needed + 1}"
    alone = custody.not_appointed.value is NotAppointed.SCRUTINEER or custody.camps.value is Camps.NONE
    if alone and custody.scrutineer.value == 0:
        what = f"the trustees of the scrutineer are to hold the key of {name} alone, and there are to be none"
        yield Severity.CONTRADICTION, custody.scrutineer.line, what, "scrutineer = 1, or more"
