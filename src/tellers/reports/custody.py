"""The words on who held the key of a sealed ballot, who did not come, and how long objections were waited for."""

from collections.abc import Iterator

from tellers.proceedings.contest import SealedBallot
from tellers.proceedings.facts import TookPart
from tellers.proceedings.facts_custody import Spared, Unappointed
from tellers.proceedings.guards_custody import absent_of, told
from tellers.proceedings.objecting import Window
from tellers.rulebook.custody import Custody
from tellers.words import amount

DEFAULTS = {
    "scrutineer": "no camp has any, and those of the scrutineer alone held the key",
    "appointed": "'{}' appointed for it",
    "without": "the others held the key without it",
    "remaining": "the others of the camp did",
    "reserve": "the reserve holder of the camp did in their place",
    "ruling": "it was ruled on in minute {}",
}
"""What was done in the place of a camp, or of a trustee, that did not come."""


def trustees_sentences(ballot: SealedBallot) -> Iterator[str]:
    """Every trustee with their camp and whether they decrypted, then who did not come, and by which clause."""
    yield from map(trustee_sentence, ballot.proved.trustees if ballot.proved is not None else ())
    yield from map(_unappointed, ballot.opened.unappointed)
    if ballot.proved is not None and ballot.proved.walked_out is not None:
        spared = ballot.proved.walked_out
        who = told(absent_of(ballot.opened, ballot.proved.trustees))
        yield f"{who} not decrypted; {DEFAULTS[spared.then].format(spared.ruling)} ({_grounds(spared)})."


def rules_sentences(custody: Custody | None) -> Iterator[str]:
    """The rules on trustees, each with what it rests on; one sentence where the book has none."""
    if custody is None:
        return
    if not custody.stated:
        yield f"Assumed: {custody.camps.grounds.assumed}."
        return
    yield f"{custody.holding} ({custody.camps.grounds})"
    if custody.waits:
        yield f"{custody.without_a_camp} ({custody.not_appointed.grounds})"
    yield f"{custody.without_a_trustee} ({custody.walked_out.grounds})"


def window_sentences(window: Window | None) -> Iterator[str]:
    """Until when objections were made, and which of them stand open."""
    if window is None:
        return
    over = f"Objections to the count could be made until {window.ends.isoformat()}"
    if window.agreed is not None and window.agreed < window.ends:
        over = f"All who were asked had said by {window.agreed.isoformat()} that they have no objection to the count"
    yield f"{over} ({window.rule.grounds})."
    if window.open:
        minutes = ", ".join(str(one.minute) for one in window.open)
        yield f"{amount(len(window.open), 'objection')} made in that time stands open: minute {minutes}."


def trustee_sentence(one: TookPart) -> str:
    """A trustee, their camp if they have one, and whether they decrypted."""
    camp = "" if one.camp is None else f", for {one.camp}"
    return f"{one.name}{camp}: {'decrypted' if one.decrypted else 'DID NOT DECRYPT'}."


def _unappointed(one: Unappointed) -> str:
    return f"{one.camp} appointed no trustees; {DEFAULTS[one.then].format(one.by)} ({_grounds(one)})."


def _grounds(one: Spared | Unappointed) -> str:
    return f"clause {one.clause}" if one.clause is not None else f"assumed: {one.assumed}"
