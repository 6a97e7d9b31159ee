"""What follows from a proceeding: its minutes are told to `decisions` as facts, and nothing is decided here."""

from typing import Any

from tellers.canonical import Json, encode
from tellers.decisions.decide import decide
from tellers.decisions.record import read_record
from tellers.errors import Refused, Unreadable
from tellers.proceedings.asked import Asked
from tellers.proceedings.contest import Contest
from tellers.proceedings.facts import DeclarationMade, Proposal
from tellers.proceedings.facts_petition import Opening as PetitionOpening
from tellers.proceedings.finding import Found, found_of
from tellers.proceedings.nomination import Nomination
from tellers.proceedings.petition import Petition
from tellers.proceedings.proceeding import Proceeding
from tellers.rulebook.conditions import Condition, quantities_of
from tellers.rulebook.thresholds import Quantity

DECIDED = (Petition, Nomination, Contest)
"""The kinds whose outcome a later proceeding may hang on."""


def found(asked: Asked[Any, Any], told: dict[str, Json], *, contradictory: bool = False) -> Found:
    """What follows from the facts told; raises Refused where it cannot be said yet, naming what is missing.

    Figures that contradict each other are refused too, but for those of sources that may (`contradictory`).
    """
    decision = decided(asked, told)
    finding = decision["findings"][0]
    if any(
        (one["outcome"], one["winners"]) != (finding["outcome"], finding["winners"]) for one in decision["findings"]
    ):
        turns = ", ".join(decision["turns_on"])
        raise Refused(f"it turns on how clause {turns} is read; have it ruled on first (tellers case ruling put)")
    if finding["outcome"] is None:
        missing = decision["missing"]
        consent = any(one.endswith(".consent") for one in missing)
        how = "; a candidate's word is entered by `tellers case nomination consent`" if consent else ""
        raise Refused(f"it cannot be decided yet; what is missing: {', '.join(missing)}{how}")
    if decision["contradictions"] and not contradictory:
        texts = "; ".join(one["text"] for one in decision["contradictions"])
        raise Refused(f"the figures contradict each other: {texts}")
    return found_of(finding)


def decided(asked: Asked[Any, Any], told: dict[str, Json]) -> dict[str, Any]:
    """The decision on the facts told, with how the other proceedings have ended; whatever is missing stays open."""
    before = earlier(asked)
    whole: dict[str, Json] = {"format": 1, "on": asked.today.isoformat(), **_target(asked.life), **told}
    if before:
        whole["earlier"] = before
    return _decision(asked, whole)


def earlier(asked: Asked[Any, Any]) -> list[Json]:
    """How the other proceedings of the case have ended until now: what they forbid holds here too."""
    record = asked.record
    ended: list[Json] = [
        {"procedure": one.beginning.procedure, "on": one.entries[-1].at, "outcome": one.outcome, **_target(one)}
        for one in record.proceedings.values()
        if isinstance(one, DECIDED) and one.ended and one.outcome is not None and one.id != asked.life.id
    ]
    made = record.motion.entry(DeclarationMade)
    if made is not None and isinstance(made.facts, DeclarationMade):
        target: Json = record.motion.the(Proposal).holder
        procedure, outcome = record.founding.procedure, made.facts.outcome
        ended.append({"procedure": procedure, "on": made.at, "outcome": outcome, "target": target})
    return ended


def _target(one: Proceeding[Any]) -> dict[str, Json]:
    opening = one.last(PetitionOpening)
    return {} if opening is None or opening.target is None else {"target": opening.target}


def _decision(asked: Asked[Any, Any], told: dict[str, Json]) -> dict[str, Any]:
    """The decision on facts; raises Refused for facts that do not fit the rules."""
    try:
        record = read_record(encode(told), "the facts of this act", no_file)
        return decide(asked.rulebook, asked.procedure_id, record, asked.today).to_json()
    except Unreadable as error:
        raise Refused(f"it does not fit the rules: {error}") from None


def check_found(asked: Asked[Any, Any], minuted: Found, told: dict[str, Json], *, contradictory: bool = False) -> None:
    """Refuse a finding that is not the one that follows."""
    follows = found(asked, told, contradictory=contradictory)
    if minuted != follows:
        raise Refused(f"it finds {minuted.outcome}, with other numbers or grounds than follow: {follows.outcome}")


def whole_bodies(body: str | None, condition: Condition) -> tuple[str, ...]:
    """The bodies that are measured as such: the procedure's own, and those whose size or weight a condition names."""
    named = {one.body for one in _quantities(condition) if one.whole and one.body is not None}
    return tuple(sorted(named if body is None else {body, *named}))


def whole_weights(condition: Condition, bodies: tuple[str, ...]) -> tuple[str, ...]:
    """The bodies whose weight is measured: all of them where a condition looks at weights, else none."""
    return bodies if weighs(condition) else ()


def bodies_of_supporters(condition: Condition) -> tuple[str, ...]:
    """The bodies from which supporters are counted apart: `nominations from unions`."""
    return tuple(sorted({one.body for one in _quantities(condition) if not one.whole and one.body is not None}))


def weighs(condition: Condition) -> bool:
    """Whether a condition looks at the weight of supporters."""
    return any(one.word == "weight" for one in _quantities(condition))


def _quantities(condition: Condition) -> tuple[Quantity, ...]:
    return quantities_of(condition)


def no_file(name: str) -> bytes:
    """Refuse figures that are not in the minute itself."""
    raise Refused(f"the figures name the file {name}; in a case they stand whole in the minute")
