"""Reads motions, with every rule that the book leaves out filled in and said."""

from tellers.rulebook.basis import Form, Proposers
from tellers.rulebook.clauses import Grounds, Rule
from tellers.rulebook.conditions import Condition, Every
from tellers.rulebook.grammar import parse_condition
from tellers.rulebook.motions import HolderRights, Motion, TieRule
from tellers.rulebook.outcomes import Ending, Outcome
from tellers.rulebook.parsing_basis import (
    Entry,
    read_basis,
    read_days,
    read_proposers,
    read_sections,
)
from tellers.rulebook.parsing_conditions import QUORATE, VOTE, Context
from tellers.rulebook.parsing_custody import read_objections
from tellers.rulebook.parsing_rules import Silence
from tellers.rulebook.tables import Table, did_you_mean

OUTCOMES = (
    Outcome.CARRIED,
    Outcome.LOST,
    Outcome.TIED,
    Outcome.INQUORATE,
    Outcome.REFUSED,
    Ending.WITHDRAWN,
    Ending.TARGET_RESIGNS,
)

MAJORITY = parse_condition("for > 1/2 of valid", "the language")
MAJORITIES = (str(MAJORITY), "for > 50% of valid", "for > against")
"""The ways to write that more are for than against, so that equal votes are exactly what fails."""

NO_OFFICE = Grounds(assumed="the motion is about no office, so there is no holder")
NO_NOTICE = Silence(0, "no notice period is stated")
NO_SECRECY = Silence(value=True, says="secrecy is not stated; votes are secret")
NO_FORMS = Silence(tuple(Form), "no form of ballot is stated; any will do")
NO_QUORUM: Silence[Condition | None] = Silence(None, "no quorum is stated; any number of papers will do")
NO_MAJORITY = Silence(MAJORITY, "no majority is stated; more than half of the valid votes is taken")
NO_TIE_RULE = Silence(TieRule.LOST, "no tie rule is stated; a motion that is not carried falls")
NO_SUCCESSOR = Silence(value=False, says="no successor is asked for; the motion stands by itself")
NO_HOLDER_RIGHTS = Silence(
    HolderRights(notice=True, statement=True),
    "what the holder is owed is not stated; notice is given and a statement may be attached",
)
NO_PROPOSERS = "who may propose is not stated; any one member of the voting body may"


def read_motion(entry: Entry) -> Motion:
    """A motion."""
    table, rules, body = entry.table, entry.rules, entry.body()
    sections = read_sections(table)
    context = Context(entry.around, body, VOTE, about=("for", "against"), sections=sections)
    quorate = Context(entry.around, body, ("for", "against", *QUORATE), sections=sections)
    threshold = rules.value("threshold", context.condition, NO_MAJORITY)
    basis = read_basis(entry, OUTCOMES)
    secret = rules.value("secret", Table.flag, NO_SECRECY)
    return Motion(
        **vars(basis),
        body=body,
        propose=read_proposers(entry, None, "propose") or _any_member(table, body),
        second=read_proposers(entry, body, "second"),
        notice_days=rules.value("notice_days", read_days, NO_NOTICE),
        holder=_holder(entry, basis.office),
        secret=secret,
        forms=read_forms(entry, secret),
        quorum=rules.value("quorum", quorate.optional, NO_QUORUM),
        threshold=threshold,
        tie=read_tie(entry, threshold.value),
        casting=read_casting(entry),
        successor=rules.value("successor", Table.flag, NO_SUCCESSOR),
        sections=sections,
        minimum_cell=own_minimum_cell(entry),
        objections=read_objections(entry),
    )


def read_minimum_cell(table: Table, key: str) -> int:
    """The smallest group of votes that is published, at least one."""
    return table.number(key, least=1, most=1000)


def own_minimum_cell(entry: Entry) -> Rule[int]:
    """The procedure's own smallest group, or that of the book."""
    own = entry.table.has("minimum_cell")
    return entry.rules.value("minimum_cell", read_minimum_cell) if own else entry.around.minimum_cell


def read_forms(entry: Entry, secret: Rule[bool]) -> Rule[tuple[Form, ...]]:
    """The forms of ballot that will do; an open vote has no sealed papers."""
    forms = entry.rules.value("forms", _forms, NO_FORMS)
    if not secret.value and not forms.grounds.left_out and Form.SEALED in forms.value:
        entry.table.refuse(
            '`secret = false` is an open vote, which has no sealed papers; write forms = ["paper"]', "forms"
        )
    return forms


def read_tie(entry: Entry, threshold: Condition) -> Rule[TieRule]:
    """What equal votes do; they carry a motion only where more votes for than against would."""
    tie = entry.rules.value("tie", lambda table, key: table.choice(key, TieRule), NO_TIE_RULE)
    parts = threshold.parts if isinstance(threshold, Every) else (threshold,)
    if tie.value is TieRule.CARRIED and not any(str(part) in MAJORITIES for part in parts):
        entry.table.refuse(
            f"equal votes cannot carry a motion that needs `{threshold}`; "
            'write tie = "lost", or say in the majority what they do, such as `for >= against`',
            "tie",
        )
    return tie


def read_casting(entry: Entry) -> str | None:
    """The office whose holder has the casting vote; the tie rule and the office need each other."""
    table = entry.table
    tie = entry.rules.value("tie", lambda own, key: own.choice(key, TieRule), NO_TIE_RULE).value
    if tie is TieRule.CASTING_VOTE and not table.has("casting"):
        table.refuse('a casting vote is somebody\'s; write casting = "OFFICE"', "tie")
    if tie is not TieRule.CASTING_VOTE and table.has("casting") and table.turns_on("tie") is None:
        table.refuse(
            f'`casting` says who breaks a tie, and the tie rule is `{tie.value}`; write tie = "casting-vote", '
            "or leave `casting` out",
            "casting",
        )
    return entry.office("casting")


def _any_member(table: Table, body: str) -> Rule[Proposers]:
    return Rule(Proposers(body, 1), Grounds(assumed=NO_PROPOSERS, left_out=True), table.line)


def _holder(entry: Entry, office: str | None) -> Rule[HolderRights]:
    if office is None:
        rights = entry.rules.optional_record("holder", _rights)
        if rights is not None and rights.value.notice:
            entry.table.refuse("`holder` needs an `office` whose holder it is about", "holder")
        return rights or Rule(HolderRights(notice=False, statement=False), NO_OFFICE, entry.table.line)
    return entry.rules.record("holder", _rights, NO_HOLDER_RIGHTS)


def _rights(table: Table) -> HolderRights:
    notice, statement = table.flag("notice"), table.flag("statement")
    if statement and not notice:
        table.refuse("a holder without notice cannot attach a statement", "statement")
    return HolderRights(notice, statement)


def _forms(table: Table, key: str) -> tuple[Form, ...]:
    known = {form.value: form for form in Form}
    for word in table.texts(key):
        if word not in known:
            table.refuse(f"`{word}` is not a form of ballot; {did_you_mean(word, known)}", key)
    return tuple(known[word] for word in table.texts(key))
