"""Which methods there are, and in which forms facts may give the votes that each counts."""

from enum import Enum

from tellers.counting.debian import DEBIAN
from tellers.counting.marks import MARKS
from tellers.counting.methods import CONDORCET
from tellers.counting.rule_sets.exhaustive import EXHAUSTIVE
from tellers.counting.rule_sets.registry import RULE_SETS, rule_set
from tellers.counting.rule_sets.sections import SECTIONS
from tellers.counting.scores import SCORE
from tellers.counting.star import STAR
from tellers.decisions.contests.poll import Poll
from tellers.decisions.facts import Ballot
from tellers.errors import RuleBookError, Unreadable
from tellers.rulebook.contests import Stage
from tellers.rulebook.tables import did_you_mean

FACTS = "the facts"
"""What an error about the form of facts names as its source."""


MOTION = "for-against"
"""The one method of the language that no contest has."""


DOWN_TO_TWO = "av-down-to-two"
"""The one method of ranked papers that says which two are left."""

TWO = 2


class Family(Enum):
    """Methods that count alike."""

    MARKS = "marks"
    SCORE = "score"
    STAR = "star"
    EXHAUSTIVE = "exhaustive"
    TRANSFER = "transfer"
    MEEK = "meek"
    COMPARISON = "comparison"
    SECTIONS = "sections"


FAMILIES: dict[str, Family] = {
    **dict.fromkeys(MARKS, Family.MARKS),
    **dict.fromkeys(SCORE, Family.SCORE),
    **dict.fromkeys(STAR, Family.STAR),
    **dict.fromkeys(EXHAUSTIVE, Family.EXHAUSTIVE),
    **dict.fromkeys(RULE_SETS, Family.TRANSFER),
    "stv-meek": Family.MEEK,
    **dict.fromkeys([*CONDORCET, *DEBIAN], Family.COMPARISON),
    **dict.fromkeys(SECTIONS, Family.SECTIONS),
}
"""Method id → family: every method that a contest can have."""

BY_VALUE = ("stv-ers97", "stv-senate-2016", "stv-senate-2019")
"""Methods whose exclusions go value by value, which published rounds do not tell."""

FORMS: dict[Family, tuple[str, ...]] = {
    Family.MARKS: ("votes", "rounds", "sections", "rankings", "file"),
    Family.SCORE: ("votes", "scores", "file"),
    Family.STAR: ("votes", "scores", "file"),
    Family.EXHAUSTIVE: ("rounds", "votes", "sections"),
    Family.TRANSFER: ("rounds", "votes", "sections", "rankings", "file"),
    Family.MEEK: ("rankings", "file"),
    Family.COMPARISON: ("pairwise", "rankings", "file"),
    Family.SECTIONS: ("sections", "rounds"),
}
"""The forms that fit each family, as keys of a ballot in the facts."""


def family_of(stage: Stage, source: str) -> Family:
    """The family of a stage's method; RuleBookError for one that is not there, with the nearest."""
    method = stage.method.value
    if method == MOTION:
        raise RuleBookError(
            f"`{method}` counts a motion, and a contest elects; write `plurality`, or a motion",
            source=source,
            line=stage.method.line,
        )
    if method not in FAMILIES:
        known = did_you_mean(method, FAMILIES)
        raise RuleBookError(f"there is no method `{method}`; {known}", source=source, line=stage.method.line)
    return FAMILIES[method]


def leaves_two(poll: Poll) -> bool:
    """Whether papers are counted down to two who both go on to another stage."""
    return poll.method == DOWN_TO_TWO and not poll.final and poll.places == TWO


def check_places(poll: Poll) -> None:
    """Refuse a method that fills one place where more are to be filled."""
    method = poll.method
    if leaves_two(poll):
        return
    one = rule_set(method).one_place.says if method in RULE_SETS else method in {"star", *DEBIAN}
    if one and poll.places > 1:
        raise poll.mistaken(
            f"`{method}` fills one place, and {poll.places} are to be filled; write a method for several"
        )


def form_of(ballot: Ballot, family: Family, method: str, fact: str) -> str | None:
    """The form in which a ballot gives its votes, None where it gives none; Unreadable for one that does not fit."""
    forms = ("votes", "rounds", "pairwise", "sections", "rankings", "scores", "file")
    given = next((form for form in forms if getattr(ballot, form)), None)
    fits = ("rankings", "file") if method in BY_VALUE else FORMS[family]
    if given is not None and given not in fits:
        expected = " or ".join(f"`{form}`" for form in fits)
        raise Unreadable(
            f"`{fact}` gives `{given}`, and {method} does not count that; expected {expected}", source=FACTS
        )
    if ballot.runoffs and family is not Family.STAR:
        raise Unreadable(f"`{fact}` gives `runoffs`, which only star and bloc-star hold", source=FACTS)
    return given
