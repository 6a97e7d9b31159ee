"""A whole case, for people and for programs: its minutes, its motion, every other proceeding, who holds which post."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from tellers.canonical import Json
from tellers.cases.sitting import Sitting
from tellers.cli.case.lost import lost_lines
from tellers.cli.case.standing import void_counts
from tellers.proceedings.allowed import opened_for
from tellers.proceedings.appointment import Appointment, Post
from tellers.proceedings.asked import Asked
from tellers.proceedings.motion import KIND as MOTIONS
from tellers.proceedings.proceeding import Proceeding
from tellers.rulebook.appointments import Appointment as Procedure
from tellers.words import amount

Posts = list[tuple[Post, int]]
"""Posts, each with its number of seats."""


def standing_lines(sitting: Sitting) -> Iterator[str]:
    """Where a case stands, line by line."""
    founding, record = sitting.founding, sitting.record
    yield f"{founding.title}, {founding.organisation} ({founding.case})"
    of_motion = opened_for(record, sitting.rulebook) == MOTIONS.word
    motion = f"; the motion is {sitting.motion.state.value}" if of_motion else ""
    yield f"{amount(sitting.book.size, 'minute')}{motion}."
    for entry in record.entries:
        yield f"  {entry.number:3}  {entry.at}  {entry.act.value}, entered by {entry.by}"
    if void := void_counts(sitting.motion):
        yield void
    for one in record.proceedings.values():
        outcome = f", {one.outcome}" if one.outcome else ""
        yield f"{one.named[:1].upper()}{one.named[1:]} ({one.beginning.procedure}): {one.state.value}{outcome}."
        if isinstance(one, Appointment):
            yield from (f"  {post_line(post, seats)}" for post, seats in posts_of(sitting, one))
    yield from lost_lines(sitting)


def proceeding_json(sitting: Sitting, one: Proceeding[Any]) -> dict[str, Json]:
    """One proceeding beside the motion, as `tellers case show --json` prints it."""
    told: dict[str, Json] = {
        "id": one.id,
        "kind": one.KIND.word,
        "procedure": one.beginning.procedure,
        "state": one.state.name.lower(),
        "outcome": one.outcome,
        "can_follow": [str(act.value) for act in one.KIND.following(one.state)],
    }
    if isinstance(one, Appointment):
        told["posts"] = posts_json(posts_of(sitting, one))
    return told


def posts_json(posts: Posts) -> list[Json]:
    """Posts as programs read them."""
    return [
        {"post": post.post, "holders": list(post.holders), "acting": post.acting, "vacant": is_vacant(post, seats)}
        for post, seats in posts
    ]


def posts_of(sitting: Sitting, listed: Appointment, until: date | None = None) -> Posts:
    """Every post that the rules of a list name, with its number of seats, as it stood at a moment; else now."""
    asked = Asked(sitting.record, listed, listed.beginning, listed.began, sitting.rulebook)
    procedure, held = asked.procedure(Procedure), listed.posts(until)
    offices = [asked.rulebook.office(post, on=asked.today) for post in procedure.posts]
    return [(held.get(office.id, Post(office.id)), office.seats) for office in offices]


def is_vacant(post: Post, seats: int) -> bool:
    """Whether a place in a post is held by nobody; acting fills none."""
    return len(post.holders) < seats


def post_line(post: Post, seats: int) -> str:
    """One post in words."""
    holders = ", ".join(post.holders)
    acting = f"{post.acting} acts" if post.acting is not None else ""
    vacant = "vacant" if is_vacant(post, seats) else ""
    return f"{post.post}: {'; '.join(part for part in (holders, vacant, acting) if part)}"
