"""What the clauses of an appointment and its own minutes refuse, one guard a function."""

import sys
from dataclasses import replace
from typing import Any

from tellers.canonical import Json
from tellers.errors import Refused
from tellers.proceedings import facts_appointment as facts
from tellers.proceedings.appointment import Appointment, Post, precedes
from tellers.proceedings.asked import Asked
from tellers.proceedings.deciding import check_found
from tellers.proceedings.guards import check_year, refusal
from tellers.proceedings.times import day_of, when
from tellers.rulebook.appointments import Appointment as Procedure
from tellers.rulebook.offices import Office

NOW = sys.maxsize
"""The number of an act that is not yet a minute: after all others."""

AskedAppointment = Asked[Appointment, Any]

EVENTS: dict[type[facts.Happened], str] = {
    facts.Appointed: "appointed",
    facts.Acting: "acting",
    facts.Resigned: "resigned",
    facts.Dismissed: "dismissed",
}
"""What happened, as facts say it; somebody who is gone for another reason left or died."""


def check(asked: AskedAppointment) -> None:
    """Refuse an act of an appointment that its rules or its minutes do not allow."""
    procedure = asked.procedure(Procedure)
    match asked.done:
        case facts.Opening() as opening:
            check_holders(asked, procedure, opening)
        case facts.Happened() as happened:
            check_post(procedure, happened.post)
            check_when(asked, happened.at)
            check_begun(asked, happened.at)
            check_event(asked, procedure, happened)
            check_what_came_after(asked, happened)
        case facts.Told(at=at):
            check_when(asked, at)
        case facts.Closing() as closing:
            check_when(asked, closing.at)
            check_begun(asked, closing.at)
            check_found(asked, closing.found, told(asked), contradictory=True)


def check_post(procedure: Procedure, post: str) -> None:
    """Refuse a post that this procedure does not fill."""
    if post not in procedure.posts:
        raise refusal(f"'{post}' is not filled so; the posts are {', '.join(procedure.posts)} (--post)",
                      procedure.grounds)  # fmt: skip


def check_holders(asked: AskedAppointment, procedure: Procedure, opening: facts.Opening) -> None:
    """Refuse more holders of a post than it has seats, and posts that this procedure does not fill."""
    check_when(asked, opening.at)
    for held in opening.holders:
        check_post(procedure, held.post)
        number = sum(one.post == held.post for one in opening.holders)
        if number > (seats := office_of(asked, held.post).seats):
            raise Refused(f"{number} hold '{held.post}', which has {seats} (--holder)")


def check_when(asked: AskedAppointment, at: str) -> None:
    """Refuse what is said to have happened on a day that has not come."""
    known = when(at)
    check_year(known, "what happened")
    if day_of(known) > asked.today:
        raise Refused(f"it is said to have happened on {at}; it is {asked.today} (--on)")


def check_begun(asked: AskedAppointment, at: str) -> None:
    """Refuse what is said to have happened before the list begins."""
    begins = asked.life.the(facts.Opening).at
    if precedes(at, begins):
        raise Refused(f"it is said to have happened on {at}; the list begins on {begins}, with who held posts then")


def check_what_came_after(asked: AskedAppointment, happened: facts.Happened) -> None:
    """Refuse what happened earlier than something in the minutes that could not have followed it."""
    office = office_of(asked, happened.post)
    life = asked.life.with_entry(asked.life.state, replace(asked.life.first, number=NOW, facts=happened))
    numbers = [entry.number for entry in life.happened]
    for entry in life.happened[numbers.index(NOW) + 1 :]:
        later = entry.facts
        if not isinstance(later, facts.Happened) or later.post != happened.post:
            continue
        try:
            _check_fits(office, life.before(entry.number), later)
        except Refused as refused:
            raise Refused(
                f"then minute {entry.number}, of {later.at}, could not have come after it: {refused}; what a source "
                "says otherwise is told (tellers case appointment tell)"
            ) from None


def _check_fits(office: Office, post: Post, happened: facts.Happened) -> None:
    match happened:
        case facts.Appointed():
            check_free(office, post, happened.who)
        case facts.Acting():
            check_vacant(office, post)
        case _:
            check_held(office, post, happened.who)


def check_event(asked: AskedAppointment, procedure: Procedure, happened: facts.Happened) -> None:
    """Refuse what cannot happen to a post as it then stands, or what the rules do not allow."""
    office = office_of(asked, happened.post)
    post = asked.life.posts(when(happened.at)).get(happened.post, Post(happened.post))
    match happened:
        case facts.Appointed():
            check_free(office, post, happened.who)
            check_compatible(asked, office, happened)
            if procedure.consent.value and not happened.consents:
                raise refusal(f"{happened.who} has not consented (--consents)", procedure.consent.grounds)
        case facts.Acting():
            check_acting(asked, office, post, happened)
        case _:
            check_held(office, post, happened.who)
    if isinstance(happened, facts.Dismissed) and not procedure.dismiss.value:
        raise refusal(f"nobody may dismiss the {office.title}", procedure.dismiss.grounds)


def check_free(office: Office, post: Post, who: str) -> None:
    """Refuse to appoint to a post that is full."""
    if post.held_by(who) and post.acting is None:
        raise Refused(f"{who} holds '{office.id}' already")
    if len(post.holders) >= office.seats:
        held = ", ".join(post.holders)
        raise Refused(f"'{office.id}' is held by {held}; they resign or are dismissed first, as the sources have it")


def check_compatible(asked: AskedAppointment, office: Office, happened: facts.Appointed) -> None:
    """Refuse somebody who holds a post that nobody holds together with this one."""
    held = asked.life.posts(when(happened.at))
    clash = [post for post in office.incompatible if post in held and held[post].held_by(happened.who)]
    if clash:
        raise refusal(
            f"{happened.who} holds '{clash[0]}', which nobody holds together with '{office.id}'", office.grounds
        )


def check_acting(asked: AskedAppointment, office: Office, post: Post, happened: facts.Acting) -> None:
    """Refuse an acting holder of a post that is not vacant, or another than the rules say."""
    check_vacant(office, post)
    held = asked.life.posts(when(happened.at))
    if office.acting in held and not held[office.acting].held_by(happened.who):
        deputy = held[office.acting]
        raise refusal(
            f"{happened.who} would act as {office.title}; the rules say that the holder of '{office.acting}' does, "
            f"now {', '.join(deputy.holders) or 'nobody'}",
            office.grounds,
        )


def check_vacant(office: Office, post: Post) -> None:
    """Refuse an acting holder of a post that is full."""
    if len(post.holders) >= office.seats:
        raise Refused(f"'{office.id}' is held by {', '.join(post.holders)}; nobody acts in it")


def check_held(office: Office, post: Post, who: str) -> None:
    """Refuse somebody to leave a post that they do not hold."""
    if not post.held_by(who):
        raise Refused(f"{who} does not hold '{office.id}'; held then by {', '.join(post.holders) or 'nobody'}")


def office_of(asked: AskedAppointment, post: str) -> Office:
    """The office of a post, by the edition that governs."""
    return asked.rulebook.office(post, on=asked.today)


def told(asked: AskedAppointment) -> dict[str, Json]:
    """The posts as facts tell them."""
    holders: dict[str, list[Json]] = {post: [] for post in asked.procedure(Procedure).posts}
    for held in asked.life.the(facts.Opening).holders:
        holders[held.post].append(held.who)
    events: list[Json] = [
        _event(entry.facts) for entry in asked.life.happened if isinstance(entry.facts, facts.Happened)
    ]
    return {"holders": dict(holders), "events": events}


def _event(happened: facts.Happened) -> dict[str, Json]:
    word = happened.how if isinstance(happened, facts.Vacated) else EVENTS[type(happened)]
    source: dict[str, Json] = {} if happened.source is None else {"source": happened.source}
    return {"at": happened.at, "office": happened.post, "event": word, "who": happened.who, **source}
