"""What refuses a sealed ballot for its trustees: a camp that has not appointed, and a trustee who has not decrypted.

What the rules have in the place of each is docs/formats/rulebook.md, "Trustees".
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from tellers.errors import Refused
from tellers.proceedings import facts_contest as facts
from tellers.proceedings.contest_told import AskedContest
from tellers.proceedings.facts import TookPart, moment
from tellers.proceedings.facts_custody import Spared, Trustee, Unappointed
from tellers.proceedings.guards import refusal
from tellers.proceedings.people import named_twice
from tellers.proceedings.ruling import Ruling
from tellers.rulebook.clauses import Rule
from tellers.rulebook.contests import Contest as Procedure
from tellers.rulebook.custody import Camps, Custody, NotAppointed, WalkedOut
from tellers.words import alike, amount


def custody_of(procedure: Procedure) -> Custody:
    """The rules on trustees; raises Refused where no ballot may be sealed."""
    if procedure.trustees is None:
        raise refusal("a ballot would be sealed, which is not allowed", procedure.forms.grounds)
    return procedure.trustees


def unappointed(custody: Custody, camps: Iterable[str]) -> tuple[Unappointed, ...]:
    """What the minute says of camps that appointed no trustees; raises Refused where no ballot opens without them."""
    rule = custody.not_appointed
    if rule.value is NotAppointed.NOT_OPENED:
        said = ", ".join(camps)
        if said:
            raise refusal(f"{said}: no trustees are appointed, and no ballot opens until they are", rule.grounds)
        return ()
    by = custody.appoints if rule.value is NotAppointed.APPOINTED else None
    clause, assumed = rule.grounds.clause, rule.grounds.assumed
    return tuple(Unappointed(camp, rule.value.value, by, clause, assumed) for camp in camps)


def check_appointed(asked: AskedContest, procedure: Procedure, opened: facts.Opened, standing: Iterable[str]) -> None:
    """Refuse trustees whom the rules do not have, and a camp left out that the rules do not let be left out.

    `standing` are the candidates on the paper.
    """
    custody, names = custody_of(procedure), tuple(standing)
    _check_camps(asked, custody, opened)
    said = tuple(one.camp for one in opened.unappointed)
    if opened.unappointed != unappointed(custody, said):
        raise refusal("the minute has another default than the rules", custody.not_appointed.grounds)
    if said:
        _check_left_out(asked, custody, opened, names)
    if custody.waits:
        _check_all_there(asked, custody, opened, names)
    _check_numbers(custody, opened)


def _check_camps(asked: AskedContest, custody: Custody, opened: facts.Opened) -> None:
    """Refuse trustees of a camp that the rules do not have."""
    candidates = [alike(one.name) for one in asked.life.announced.candidates]
    for camp in camps_of(opened.trustees):
        if custody.camps.value is Camps.NONE:
            raise refusal(f"'{camp}' would have trustees, and no camp appoints any", custody.camps.grounds)
        if custody.camps.value is Camps.CANDIDATES and alike(camp) not in candidates:
            raise refusal(
                f"'{camp}' is no candidate, and each candidate is a camp; name trustees as NAME,CANDIDATE (--trustee)",
                custody.camps.grounds,
            )


def _check_left_out(asked: AskedContest, custody: Custody, opened: facts.Opened, standing: tuple[str, ...]) -> None:
    """Refuse to leave a camp out that is none, that may still appoint, or that has trustees."""
    said = [one.camp for one in opened.unappointed]
    strangers = [camp for camp in said if alike(camp) not in set(map(alike, standing))]
    if not custody.waits or strangers or named_twice(said) is not None:
        raise refusal(
            f"{', '.join(strangers or said)}: not a camp that must appoint, once; these must: "
            f"{', '.join(standing if custody.waits else ()) or 'none'} (--not-appointed)",
            custody.camps.grounds,
        )
    last = last_day(asked, custody)
    if last is not None and asked.today <= last:
        raise refusal(
            f"{', '.join(said)} may appoint trustees until {last}; it is {asked.today}", custody.within_days.grounds
        )
    present, alone = set(map(alike, camps_of(opened.trustees))), custody.not_appointed.value
    for camp in camps_of(opened.trustees) if alone is NotAppointed.SCRUTINEER else said:
        if (alike(camp) in present) != (alone is NotAppointed.APPOINTED):
            has = "trustees stand for it" if alike(camp) in present else "no trustees stand for it"
            raise refusal(f"'{camp}': {has}. {custody.without_a_camp}", custody.not_appointed.grounds)


def _check_all_there(asked: AskedContest, custody: Custody, opened: facts.Opened, standing: tuple[str, ...]) -> None:
    """Refuse a camp without trustees of which the minute does not say so."""
    if opened.unappointed and custody.not_appointed.value is NotAppointed.SCRUTINEER:
        return
    named = {alike(camp) for camp in (*camps_of(opened.trustees), *(one.camp for one in opened.unappointed))}
    missing = [name for name in standing if alike(name) not in named]
    if not missing:
        return
    rule, last = custody.not_appointed, last_day(asked, custody)
    who = ", ".join(missing)
    if rule.value is NotAppointed.NOT_OPENED:
        raise refusal(f"{who}: no trustees are appointed, and no ballot opens until they are", rule.grounds)
    until = "" if last is None else f" until {last} they may be, and"
    raise refusal(
        f"{who}: no trustees are appointed;{until} then: {custody.without_a_camp} Say so with "
        f"--not-appointed {missing[0]!r}, or name them (--trustee NAME,CANDIDATE)",
        rule.grounds,
    )


def _check_numbers(custody: Custody, opened: facts.Opened) -> None:
    """Refuse more or fewer trustees than the rules have, and reserve holders where they have none."""
    for camp in camps_of(opened.trustees):
        own = [one for one in opened.trustees if is_of(one, camp)]
        _check_number(custody.each, len(own), f"'{camp}'")
        reserves = sum(one.reserve for one in own)
        if reserves != (custody.walked_out.value is WalkedOut.RESERVE):
            expected = "one, as NAME,CAMP,reserve" if custody.walked_out.value is WalkedOut.RESERVE else "none"
            raise refusal(
                f"'{camp}' has {amount(reserves, 'reserve holder')}; expected {expected} (--trustee)",
                custody.walked_out.grounds,
            )
    neutral = [one for one in opened.trustees if one.camp is None]
    _check_number(custody.scrutineer, len(neutral), "the scrutineer")
    if any(one.reserve for one in neutral):
        raise Refused("a reserve holder is one of a camp (--trustee NAME,CAMP,reserve)")


def _check_number(rule: Rule[int | None], found: int, whose: str) -> None:
    if rule.value is not None and found != rule.value:
        raise refusal(f"{whose} has {amount(found, 'trustee')}; expected {rule.value} (--trustee)", rule.grounds)


def last_day(asked: AskedContest, custody: Custody) -> date | None:
    """The last day on which camps may appoint; None where they may until the ballot opens."""
    days = custody.within_days.value
    announced = moment(asked.life.first.at).astimezone(ZoneInfo(asked.book.time_zone)).date()
    return None if days is None else announced + timedelta(days=days)


def camps_of(trustees: Iterable[Trustee]) -> tuple[str, ...]:
    """The camps that have trustees, as they were named first."""
    return tuple({alike(one.camp): one.camp for one in trustees if one.camp is not None}.values())


def is_of(trustee: Trustee | TookPart, camp: str | None) -> bool:
    """Whether a trustee is of a camp; None is the scrutineer's."""
    if trustee.camp is None or camp is None:
        return trustee.camp is camp
    return alike(trustee.camp) == alike(camp)


def absent_of(opened: facts.Opened, took: Iterable[TookPart]) -> tuple[Trustee, ...]:
    """The trustees, but for reserve holders, who have not decrypted."""
    pairs = zip(opened.trustees, took, strict=True)
    return tuple(trustee for trustee, one in pairs if not one.decrypted and not trustee.reserve)


def spared(custody: Custody, absent: Iterable[Trustee], ruling: int | None) -> Spared:
    """What the minute says where somebody has not decrypted; raises Refused where the ballot is held again."""
    rule = custody.walked_out
    if rule.value is WalkedOut.AGAIN:
        raise refusal(
            f"{told(absent)} not decrypted; without them the ballot is annulled and held again (tellers case contest "
            "annul --walked-out, then contest announce --rerun-of)",
            rule.grounds,
        )
    return Spared(rule.value.value, rule.grounds.clause, rule.grounds.assumed, ruling)


def check_decrypted_by(asked: AskedContest, procedure: Procedure, proved: facts.Proved) -> None:
    """Refuse figures whose minute names other trustees, or that not all decrypted, where the rules ask for all."""
    custody, ballot = custody_of(procedure), asked.life.sealed[-1]
    opened = ballot.opened
    if [(one.name, one.camp) for one in proved.trustees] != [(one.name, one.camp) for one in opened.trustees]:
        raise Refused("the minute does not name every trustee of the ballot, in the order of the keys")
    absent = absent_of(opened, proved.trustees)
    if not absent:
        if proved.walked_out is not None:
            raise Refused("every trustee has decrypted, and the minute has a rule for one who has not")
        return
    who, ruling = told(absent), None if proved.walked_out is None else proved.walked_out.ruling
    if proved.walked_out != spared(custody, absent, ruling):
        raise refusal(f"{who} not decrypted, and the minute has another rule", custody.walked_out.grounds)
    if custody.walked_out.value is WalkedOut.RESERVE:
        _check_reserves(custody, opened, proved.trustees, absent)
    if custody.walked_out.value is WalkedOut.RULING:
        check_ruled(asked, custody, ruling, who, counted=True)
    elif ruling is not None:
        raise refusal("the rules ask for no ruling on who has not decrypted (--ruling)", custody.walked_out.grounds)


def _check_reserves(
    custody: Custody, opened: facts.Opened, took: Iterable[TookPart], absent: tuple[Trustee, ...]
) -> None:
    came = [one for one, at in zip(opened.trustees, took, strict=True) if at.decrypted and one.reserve]
    for one in absent:
        if one.camp is not None and not any(is_of(reserve, one.camp) for reserve in came):
            reserve = next(other.name for other in opened.trustees if other.reserve and is_of(other, one.camp))
            raise refusal(
                f"{one.name} of '{one.camp}' has not decrypted; {reserve}, who holds the reserve, decrypts first",
                custody.walked_out.grounds,
            )


def check_ruled(asked: AskedContest, custody: Custody, number: int | None, who: str, *, counted: bool) -> None:
    """Refuse to go on without a ruling on the walk-out that stands, was made since the close, and says so."""
    closed = max(entry.number for entry in asked.life.entries if isinstance(entry.facts, facts.Closed))
    on, choices = custody.ruled_on, dict(_rulings(asked, custody, closed))
    if on is None or number is None or number not in choices:
        question = "" if on is None else f" on '{on.reading}'"
        raise refusal(
            f"{who} not decrypted; '{custody.ruled_by}' rules{question} first, after the close (tellers case ruling "
            "put), and the minute of the ruling is named (--ruling MINUTE; of an annulment --ground MINUTE)",
            custody.walked_out.grounds,
        )
    if (choices[number] == on.counted) != counted:
        annul = f"tellers case contest annul --walked-out --ground {number}"
        then = (
            f"only by '{on.counted}' is the ballot counted: annul it ({annul})"
            if counted
            else f"by that the ballot is counted (tellers case contest tally --ruling {number})"
        )
        raise refusal(
            f"minute {number} rules '{choices[number]}' on '{on.reading}'; {then}", custody.walked_out.grounds
        )


def _rulings(asked: AskedContest, custody: Custody, since: int) -> Iterator[tuple[int, str]]:
    """The minutes since one that rule on a walk-out, each with the choice that stands by it."""
    for ruling in asked.record.of(Ruling):
        entry, adopted = ruling.adopting, ruling.adopted
        if (
            ruling.beginning.procedure != custody.ruled_by
            or entry is None
            or adopted is None
            or adopted.choice is None
        ):
            continue
        if custody.ruled_on is not None and adopted.reading == custody.ruled_on.reading and entry.number > since:
            yield entry.number, adopted.choice


def told(trustees: Iterable[Trustee]) -> str:
    """Trustees by name and camp, as the beginning of a sentence: `Tea (Ann) and Tom have`."""
    names = [f"{one.name} ({one.camp})" if one.camp else one.name for one in trustees]
    return f"{' and '.join(names)} {'has' if len(names) == 1 else 'have'}"


def check_walk_out(asked: AskedContest, procedure: Procedure, annulled: facts.Annulled) -> None:
    """Refuse to annul a ballot for a walk-out that the rules do not annul for, or that is not of its trustees."""
    gone, custody = annulled.walked_out, custody_of(procedure)
    if gone is None:
        return
    ballot = next(iter(asked.life.sealed[-1:]), None)
    if ballot is None or ballot.closed is None or ballot.proved is not None:
        raise Refused("no sealed ballot is closed and waits for its trustees (--walked-out)")
    rule = custody.walked_out
    if (gone.then, gone.clause, gone.assumed) != (rule.value.value, rule.grounds.clause, rule.grounds.assumed):
        raise refusal("the minute has another rule on a walk-out", rule.grounds)
    if not gone.absent or any(one not in ballot.opened.trustees for one in gone.absent):
        raise Refused("nobody of the trustees is absent (--walked-out)")
    if not gone.enough or rule.value is WalkedOut.AGAIN:
        return
    if rule.value is WalkedOut.RULING:
        check_ruled(asked, custody, annulled.ground, told(gone.absent), counted=False)
        return
    raise refusal(
        f"{told(gone.absent)} not decrypted, and those who have are enough: the ballot is counted (tellers case "
        "contest tally)",
        rule.grounds,
    )
