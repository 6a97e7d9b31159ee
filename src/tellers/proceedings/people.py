"""Who may be what: one person a task, and nobody counts or issues credentials who also keeps or watches the record.

Names are compared as a reader takes them (`tellers.words`). Source: docs/threats.md, 1 and 12.
"""

from collections.abc import Sequence

from tellers.errors import Refused
from tellers.proceedings import facts
from tellers.proceedings.motion import Motion
from tellers.words import alike


def named_twice(names: Sequence[str]) -> str | None:
    """The first name that stands twice, None where each person stands once."""
    seen: set[str] = set()
    for name in names:
        if alike(name) in seen:
            return name
        seen.add(alike(name))
    return None


def stands_among(name: str, others: Sequence[str]) -> bool:
    """Whether a person is one of others."""
    return alike(name) in {alike(other) for other in others}


def check_watchers(notice: facts.Notice, secretary: str) -> None:
    """Refuse an agent who keeps the record, and a scrutineer who keeps it or watches for a camp."""
    agents = [agent.name for agent in notice.agents]
    if stands_among(secretary, agents):
        raise Refused(f"{secretary} is the secretary and keeps the record; an agent watches it, and is somebody else")
    if notice.scrutineer is not None and stands_among(notice.scrutineer, (secretary, *agents)):
        raise Refused(
            f"{notice.scrutineer} is the secretary or an agent; an independent scrutineer is neither (--scrutineer)"
        )


def check_teller(before: Motion, teller: str) -> None:
    """Refuse a teller who keeps the record, whom the motion is about or who watches, and the first as the second."""
    if stands_among(teller, (before.the(facts.Founding).secretary,)):
        raise Refused(f"{teller} is the secretary, who keeps both counts; the tellers are two other people")
    if stands_among(teller, (before.the(facts.Proposal).holder,)):
        raise Refused(f"the motion is about {teller}; the tellers are two other people (--teller)")
    if stands_among(teller, [agent.name for agent in before.the(facts.Notice).agents]):
        raise Refused(f"{teller} is an agent, who watches the count; the tellers are two other people")
    first = before.unpaired_entry
    if first is not None and stands_among(teller, (first.teller,)):
        raise Refused(f"{first.teller} has counted; the second count is another teller's")


def check_officers(before: Motion, registrar: str, trustees: Sequence[str]) -> None:
    """Refuse a trustee who is named twice, and a registrar who also keeps the record, decrypts or watches.

    The registrar knows every credential; who could also take ballots in could vote for those who stay away.
    """
    twice = named_twice(trustees)
    if twice is not None:
        raise Refused(f"{twice} is named twice as a trustee; each key is one person's (--trustee)")
    others = {
        "the secretary": (before.the(facts.Founding).secretary,),
        "a trustee": trustees,
        "an agent": [agent.name for agent in before.the(facts.Notice).agents],
    }
    for what, names in others.items():
        if stands_among(registrar, names):
            raise Refused(
                f"{registrar} is {what}; the registrar knows every credential, and so is neither the "
                "secretary, nor a trustee, nor an agent (--registrar)"
            )
