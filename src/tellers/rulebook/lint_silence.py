"""Rules that a book leaves out, and rules that rest on an assumption."""

from collections.abc import Iterator

from tellers.rulebook.appointments import Appointment
from tellers.rulebook.book import Edition
from tellers.rulebook.clauses import Grounds, Rule
from tellers.rulebook.contests import Contest, Stage
from tellers.rulebook.holes import IS_ASSUMED, Found, Severity
from tellers.rulebook.meetings import Meeting
from tellers.rulebook.motions import Motion
from tellers.rulebook.nominations import Nomination, When
from tellers.rulebook.petitions import Petition
from tellers.rulebook.procedures import Procedure, rules_of
from tellers.rulebook.rulings import Ruling
from tellers.rulebook.scenes import can_tie

WRITE = {
    "propose": 'propose = { body = "BODY", number = 1, clause = "KEY" }',
    "notice_days": 'notice_days = { rule = 7, clause = "KEY" }, or rule = 0 with assumed = "why none"',
    "holder": 'holder = { notice = true, statement = true, clause = "KEY" }',
    "secret": 'secret = { rule = true, clause = "KEY" }',
    "forms": 'forms = { rule = ["sealed", "paper"], clause = "KEY" }',
    "quorum": 'quorum = { rule = "papers >= 1/4 of entitled", clause = "KEY" }, or rule = "none" with assumed',
    "threshold": 'threshold = { rule = "for > 1/2 of valid", clause = "KEY" }',
    "tie": 'tie = { rule = "lost", clause = "KEY" }',
    "minimum_cell": '[minimum_cell] with rule = 10 and clause = "KEY" or assumed = "why"',
    "incumbent": 'incumbent = { rule = "exempt", clause = "KEY" }, or rule = "same"',
    "withdrawable": 'withdrawable = { rule = true, clause = "KEY" }',
    "sole": 'sole = { rule = "elected", clause = "KEY" }, or rule = "ballot"',
    "consent": 'consent = { rule = true, clause = "KEY" }',
    "each": 'each = { rule = 1, clause = "KEY" }',
    "public": 'public = { rule = false, clause = "KEY" }',
    "dismiss": 'dismiss = { rule = true, clause = "KEY" }',
    "stays": 'stays = { rule = true, clause = "KEY" }',
    "called_by": 'called_by = { body = "BODY", number = 10, clause = "KEY" }',
}
"""What an author writes for a rule that is left out."""

WRITE_IN_CONTEST = {
    **WRITE,
    "tie": 'tie = { rule = "lot", clause = "KEY" }, or rule = "method" where the method\'s own is meant',
}
WRITE_IN_MEETING = {
    **WRITE,
    "quorum": 'quorum = { rule = "present >= 1/10 of entitled", clause = "KEY" }, or rule = "none" with assumed',
}

NAMES = {
    "propose": "right to propose",
    "notice_days": "notice period",
    "holder": "duty to the holder",
    "secret": "secrecy",
    "forms": "form of ballot",
    "quorum": "quorum",
    "threshold": "majority",
    "tie": "tie rule",
    "minimum_cell": "minimum cell",
    "statutory": "scrutineer by law",
    "measured": "day of measurement",
    "incumbent": "rule for the incumbent",
    "withdrawable": "rule on withdrawing a signature",
    "sole": "rule for a sole candidate",
    "consent": "consent of the candidate",
    "each": "number of candidates that one member may nominate",
    "public": "publicity of names",
    "dismiss": "rule on dismissal",
    "stays": "rule on what may go on meanwhile",
    "called_by": "right to call it",
    "seats": "number of seats",
    "default": "default option",
    "method": "method",
    "marks": "number of names on a paper",
    "scale": "scale",
    "successor": "rule on a successor",
    "second": "duty to be seconded",
    "authority": "authority",
    "objections": "time for objections",
}
"""What people call each rule."""

ASKED: dict[type[Procedure], tuple[str, ...]] = {
    Motion: ("propose", "notice_days", "holder", "secret", "forms", "quorum", "threshold", "tie"),
    Petition: ("withdrawable",),
    Nomination: ("incumbent",),
    Contest: ("sole", "secret"),
    Appointment: (),
    Meeting: ("notice_days", "quorum"),
    Ruling: ("threshold", "quorum", "tie"),
}
"""The rules without which a procedure of each kind is not complete."""

WORTH_KNOWING: dict[type[Procedure], tuple[str, ...]] = {
    Motion: (),
    Petition: ("public",),
    Nomination: ("consent", "public"),
    Contest: (),
    Appointment: ("dismiss", "consent"),
    Meeting: (),
    Ruling: ("stays",),
}
"""Rules that are filled in when they are left out, and seldom turn an outcome."""


def own_silence(edition: Edition) -> Iterator[Found]:
    """What the book itself leaves out or assumes, and every body, office and count that is assumed."""
    cell = edition.minimum_cell
    if cell.grounds.left_out:
        what = f"the book states no {NAMES['minimum_cell']}: {cell.grounds.assumed}"
        yield Severity.MISSING, cell.line, what, WRITE["minimum_cell"]
    else:
        yield from _assumed(f"the {NAMES['minimum_cell']} of the book", cell.grounds, cell.line)


def silence_holes(procedure: Procedure, edition: Edition) -> Iterator[Found]:
    """The rules that a procedure leaves out, and those that it assumes."""
    yield from _assumed(f"the procedure {procedure.id}", procedure.grounds, procedure.line)
    for key, rule in rules_of(procedure).items():
        if rule is edition.minimum_cell or not _asks(procedure, key, edition):
            continue
        severity = Severity.MISSING if key in ASKED[type(procedure)] else None
        severity = Severity.NOTICE if key in WORTH_KNOWING[type(procedure)] else severity
        yield from _rule(procedure.id, key, rule, severity, _write(procedure)[key] if key in WRITE else "")
    if isinstance(procedure, Contest):
        for stage in procedure.stages:
            yield from _stage(procedure, stage)
    if isinstance(procedure, Meeting) and procedure.called_by is None:
        what = f"{procedure.id} states no {NAMES['called_by']}: anybody may"
        yield Severity.NOTICE, procedure.line, what, WRITE["called_by"]
    for branch in procedure.branches:
        for effect in branch.effects:
            yield from _assumed(f"what {procedure.id} does when {branch.on.value}", effect.grounds, effect.line)


def _stage(contest: Contest, stage: Stage) -> Iterator[Found]:
    """The rules of a stage; a contest of one stage has them itself."""
    name = contest.id if len(contest.stages) == 1 else f"the stage {stage.id} of {contest.id}"
    for key in ("quorum", "tie"):
        rule: Rule[object] = getattr(stage, key)
        write = WRITE_IN_CONTEST[key]
        yield from _rule(name, key, rule, Severity.MISSING, write)
    for key in ("method", "threshold", "marks", "scale", "seats"):
        yield from _rule(name, key, getattr(stage, key), None, "")
    for gate in stage.gates:
        yield from _rule(f"{name}, ballot {gate.ballot}", "threshold", gate.threshold, None, "")


def _asks(procedure: Procedure, key: str, edition: Edition) -> bool:
    """Whether a rule is ever asked for: no tie rule where there can be no tie, no form of paper in an open vote."""
    match procedure:
        case Ruling(body=None):
            return key not in {"threshold", "quorum", "tie"}
        case Motion() if key in {"holder", "forms"}:
            return procedure.office is not None if key == "holder" else procedure.secret.value
        case Motion() | Ruling() if key == "tie":
            return not procedure.tie.grounds.left_out or can_tie(procedure, edition)
        case Nomination(when=When.VACANCY):
            return key != "incumbent"
        case Petition() | Nomination():
            return True
    return True


def _write(procedure: Procedure) -> dict[str, str]:
    return WRITE_IN_MEETING if isinstance(procedure, Meeting) else WRITE


def _rule(name: str, key: str, rule: Rule[object], severity: Severity | None, write: str) -> Iterator[Found]:
    """A rule that is left out, at its severity, which is None where it may be; or one that is assumed."""
    grounds = rule.grounds
    if not grounds.left_out:
        yield from _assumed(f"the {NAMES[key]} of {name}", grounds, rule.line)
    elif severity is not None:
        yield severity, rule.line, f"{name} states no {NAMES[key]}: {grounds.assumed}", write


def _assumed(what: str, grounds: Grounds, line: int) -> Iterator[Found]:
    if grounds.assumed is not None and not grounds.left_out:
        write = 'clause = "KEY" in place of assumed, once a clause says so'
        yield Severity.ASSUMED, line, f"{what}{IS_ASSUMED}{grounds.assumed}", write
