"""The words that people put into minutes: there are some, not too many, and nothing hidden in them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from msgspec import Struct

from tellers.errors import Refused
from tellers.proceedings import facts
from tellers.words import unseen

LONGEST = 10_000
"""Characters in whatever stands on one line."""

LONGEST_STATEMENT = 100_000
"""Characters in the holder's statement, which has lines."""


@dataclass(frozen=True)
class Words:
    """Some words of a minute: what they are, and the option that gave them."""

    text: str
    what: str
    option: str = ""
    lines: bool = False  # whether they may have lines


def check_words(words: Words) -> None:
    """Refuse words that are none, too many, or that hide a character."""
    option = f" ({words.option})" if words.option else ""
    longest = LONGEST_STATEMENT if words.lines else LONGEST
    if not words.text.strip():
        raise Refused(f"{words.what} is empty; expected words{option}")
    if len(words.text) > longest:
        raise Refused(f"{words.what} has {len(words.text)} characters; expected {longest} at most{option}")
    hidden = unseen(words.text, allowed="\n\t" if words.lines else "")
    if hidden is not None:
        where = "" if words.lines else " on one line"
        raise Refused(
            f"{words.what} holds the character {hidden}, which nobody can see; expected words{where}{option}"
        )


def check_texts(done: Struct) -> None:
    """Refuse an act with words that are none, too many, or that hide a character."""
    for words in texts(done):
        check_words(words)


def texts(done: Struct) -> Iterator[Words]:
    """The words that people give for an act, each with the option that gives them."""
    yield from _before_the_vote(done)
    match done:
        case facts.Opening(sealed=facts.SealedOpening() as sealed):
            yield from officers(sealed.registrar, sealed.trustees)
            yield from (Words(camp, "the camp of a trustee", "--trustee") for camp in sealed.camps if camp is not None)
        case facts.Reissue():
            yield Words(done.reason, "the reason", "--reason")
        case facts.PaperEntry():
            yield Words(done.teller, "the teller", "--teller")
        case facts.PaperCount():
            yield from (Words(group.reason, "the reason of spoiled papers", "--spoiled") for group in done.spoiled)
        case facts.Attendance(reason=str(reason)):
            yield Words(reason, "the reason of a dissent", "--dissents")
        case facts.Correction():
            yield Words(done.text, "the correction", "--text")
        case facts.Objection() | facts.Answer():
            what = "the answer" if isinstance(done, facts.Answer) else f"the {done.grade}"
            yield Words(done.by, "who says so", "--who")
            yield Words(done.text, what, "--text")


def officers(registrar: str, trustees: Sequence[str]) -> Iterator[Words]:
    """The names of those who set up the sealed ballot."""
    yield Words(registrar, "the registrar", "--registrar")
    yield from (Words(trustee, "a trustee", "--trustee") for trustee in trustees)


def _before_the_vote(done: Struct) -> Iterator[Words]:
    match done:
        case facts.Founding():
            yield Words(done.secretary, "the secretary", "--secretary")
        case facts.Proposal():
            yield Words(done.text, "the motion", "--text")
            yield from (Words(mover, "a mover", "--mover") for mover in done.movers)
            yield Words(done.holder, "the holder", "--holder")
        case facts.Notice():
            yield from _notice(done)
        case facts.Statement():
            yield Words(done.text, "the statement", "--text", lines=True)
        case facts.Amendment() | facts.Withdrawal():
            yield Words(done.reason, "the reason", "--reason")


def _notice(notice: facts.Notice) -> Iterator[Words]:
    for agent in notice.agents:
        yield Words(agent.name, "the name of an agent", "--agent")
        yield Words(agent.camp, "the camp of an agent", "--agent")
    if notice.scrutineer is not None:
        yield Words(notice.scrutineer, "the scrutineer", "--scrutineer")
    if notice.statement is not None:
        yield Words(notice.statement, "the statement", "--statement", lines=True)
