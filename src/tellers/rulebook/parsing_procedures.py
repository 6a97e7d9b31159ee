"""Reads procedures: motions and openings, with every rule that the book leaves out filled in and said."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from tellers.rulebook.bodies import Body
from tellers.rulebook.clauses import Grounds, Rule
from tellers.rulebook.dates import Dated
from tellers.rulebook.offices import Office
from tellers.rulebook.old_procedures import (
    Branch,
    Effect,
    Form,
    HolderRights,
    Motion,
    Opening,
    Outcome,
    Proposers,
    TieRule,
    Vacancy,
)
from tellers.rulebook.old_thresholds import Threshold, parse_threshold
from tellers.rulebook.parsing_rules import Clauses, Rules, Silence, need_grounds
from tellers.rulebook.tables import Table, did_you_mean

MOTION = "motion"
KINDS = (MOTION, *(kind.value for kind in Vacancy))
MOTION_OUTCOMES = (Outcome.CARRIED, Outcome.LOST, Outcome.TIED, Outcome.INQUORATE)
OPENING_OUTCOMES = (Outcome.TRIGGERED, Outcome.NOT_TRIGGERED)

MAJORITY = parse_threshold("for > 1/2 of valid", "the language")

NO_OFFICE = Grounds(assumed="the motion is about no office, so there is no holder")
NO_NOTICE = Silence(0, "no notice period is stated")
NO_SECRECY = Silence(value=True, says="secrecy is not stated; votes are secret")
NO_FORMS = Silence(tuple(Form), "no form of ballot is stated; any will do")
NO_QUORUM: Silence[Threshold | None] = Silence(None, "no quorum is stated; any number of papers will do")
NO_MAJORITY = Silence(MAJORITY, "no majority is stated; more than half of the valid votes is taken")
NO_TIE_RULE = Silence(TieRule.LOST, "no tie rule is stated; a motion that is not carried falls")
NOT_STATUTORY = Silence(value=False, says="no law is named that asks for an independent scrutineer")
NO_HOLDER_RIGHTS = Silence(
    HolderRights(notice=True, statement=True),
    "what the holder is owed is not stated; notice is given and a statement may be attached",
)
NO_PROPOSERS = "who may propose is not stated; any one member of the voting body may"


@dataclass(frozen=True)
class Surroundings:
    """What a procedure may name: the clauses, bodies, offices and openings in force with it."""

    clauses: Clauses
    bodies: Mapping[str, Body]
    offices: Mapping[str, Office]
    openings: Collection[str]
    minimum_cell: Rule[int]


def read_procedure(dated: Dated, around: Surroundings) -> Motion | Opening:
    """A procedure of a kind that the language has."""
    table = dated.table
    kind = table.text("kind")
    if kind not in KINDS:
        table.refuse(f"a procedure of kind `{kind}` is not supported; {did_you_mean(kind, KINDS)}", "kind")
    procedure = _motion(dated, around) if kind == MOTION else _opening(dated, around)
    table.finish()
    return procedure


def _motion(dated: Dated, around: Surroundings) -> Motion:
    table = dated.table
    grounds = need_grounds(table, around.clauses)
    rules = Rules(table, around.clauses, grounds)
    body = _named(table, "body", around.bodies)
    office = _named(table, "office", around.offices) if table.has("office") else None
    threshold = rules.value("threshold", _majority, NO_MAJORITY)
    own_cell = table.has("minimum_cell")
    return Motion(
        id=dated.id,
        title=table.text("title"),
        body=body,
        office=office,
        propose=_propose(rules, around, body),
        notice_days=rules.value("notice_days", _days, NO_NOTICE),
        holder=_holder(rules, office),
        secret=rules.value("secret", _secret, NO_SECRECY),
        forms=rules.value("forms", _forms, NO_FORMS),
        quorum=rules.value("quorum", _quorum, NO_QUORUM),
        threshold=threshold,
        tie=_tie(rules, threshold.value),
        statutory=rules.value("statutory", Table.flag, NOT_STATUTORY),
        minimum_cell=rules.value("minimum_cell", read_minimum_cell) if own_cell else around.minimum_cell,
        branches=_branches(table, around, MOTION_OUTCOMES),
        follows=_follows(table, around),
        grounds=grounds,
        line=table.line,
    )


def _opening(dated: Dated, around: Surroundings) -> Opening:
    table = dated.table
    grounds = need_grounds(table, around.clauses)
    return Opening(
        id=dated.id,
        title=table.text("title"),
        when=table.choice("kind", Vacancy),
        body=_named(table, "body", around.bodies),
        office=_named(table, "office", around.offices),
        threshold=Rules(table, around.clauses, grounds).value("threshold", _nominations),
        branches=_branches(table, around, OPENING_OUTCOMES),
        grounds=grounds,
        line=table.line,
    )


def _propose(rules: Rules, around: Surroundings, body: str) -> Rule[Proposers]:
    def read(table: Table) -> Proposers:
        number = table.number("number", least=1) if table.has("number") else 1
        return Proposers(_named(table, "body", around.bodies), number)

    return rules.record("propose", read, Silence(Proposers(body, 1), NO_PROPOSERS))


def _holder(rules: Rules, office: str | None) -> Rule[HolderRights]:
    if office is None:
        if rules.table.has("holder"):
            rules.table.refuse("`holder` needs an `office` whose holder it is about", "holder")
        return Rule(HolderRights(notice=False, statement=False), NO_OFFICE, rules.table.line)
    return rules.record("holder", _rights, NO_HOLDER_RIGHTS)


def _rights(table: Table) -> HolderRights:
    notice, statement = table.flag("notice"), table.flag("statement")
    if statement and not notice:
        table.refuse("a holder without notice cannot attach a statement", "statement")
    return HolderRights(notice, statement)


def _days(table: Table, key: str) -> int:
    return table.number(key, most=3660)


def read_minimum_cell(table: Table, key: str) -> int:
    """The smallest group of votes that is published, at least one."""
    return table.number(key, least=1, most=1000)


def _secret(table: Table, key: str) -> bool:
    if not table.flag(key):
        table.refuse("an open vote, by names, is not supported; a motion is put to a secret ballot", key)
    return True


def _forms(table: Table, key: str) -> tuple[Form, ...]:
    known = {form.value: form for form in Form}
    for word in table.texts(key):
        if word not in known:
            table.refuse(f"`{word}` is not a form of ballot; {did_you_mean(word, known)}", key)
    return tuple(known[word] for word in table.texts(key))


def _tie(rules: Rules, threshold: Threshold) -> Rule[TieRule]:
    tie = rules.value("tie", lambda table, key: table.choice(key, TieRule), NO_TIE_RULE)
    if tie.value is TieRule.CARRIED and (threshold.base, threshold.fraction) != (MAJORITY.base, MAJORITY.fraction):
        rules.table.refuse(f"equal votes cannot carry a motion that needs `{threshold.text}`", "tie")
    return tie


def _threshold(table: Table, key: str, counts: Collection[str], bases: Collection[str | None]) -> Threshold:
    threshold = parse_threshold(table.text(key), table.source, table.line_of(key))
    if threshold.count not in counts:
        table.refuse(f"`{threshold.count}` does not count here; expected one of {', '.join(counts)}", key)
    if threshold.base not in bases:
        words = ", ".join(base or "a plain number" for base in bases)
        table.refuse(f"`{threshold.base or threshold.text}` has no base that is known here; expected {words}", key)
    return threshold


def _majority(table: Table, key: str) -> Threshold:
    return _threshold(table, key, ("for",), ("valid", "papers", "entitled"))


def _nominations(table: Table, key: str) -> Threshold:
    return _threshold(table, key, ("nominations", "signatures"), ("entitled", None))


def _quorum(table: Table, key: str) -> Threshold | None:
    if table.text(key) == "none":
        return None
    return _threshold(table, key, ("papers", "valid"), ("entitled", None))


def _branches(table: Table, around: Surroundings, outcomes: tuple[Outcome, ...]) -> tuple[Branch, ...]:
    if not table.has("effect"):
        return ()
    by_outcome = table.table("effect")
    known = {outcome.value: outcome for outcome in outcomes}
    for word in by_outcome.values:
        if word not in known:
            by_outcome.refuse(f"`{word}` is not an outcome of this procedure; {did_you_mean(word, known)}", word)
    return tuple(
        Branch(known[word], tuple(_effect(one, around) for one in by_outcome.tables(word)))
        for word in by_outcome.values
    )


def _effect(table: Table, around: Surroundings) -> Effect:
    effect = Effect(
        text=table.text("text"),
        binding=table.flag("binding"),
        office=_named(table, "office", around.offices) if table.has("office") else None,
        due_days=table.number("due_days", most=3660) if table.has("due_days") else None,
        grounds=need_grounds(table, around.clauses),
        line=table.line,
    )
    table.finish()
    return effect


def _follows(table: Table, around: Surroundings) -> tuple[str, ...]:
    if not table.has("follows"):
        return ()
    for word in table.texts("follows"):
        if word not in around.openings:
            table.refuse(
                f"there is no procedure `{word}` that opens a contest; {did_you_mean(word, around.openings)}",
                "follows",
            )
    return table.texts("follows")


def _named(table: Table, key: str, known: Collection[str]) -> str:
    word = table.text(key)
    if word not in known:
        table.refuse(f"there is no {key} `{word}` on the days this is in force; {did_you_mean(word, known)}", key)
    return word
