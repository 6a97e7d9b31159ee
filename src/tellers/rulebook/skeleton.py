"""The text of a first rule book: a petition, a motion, nominations and an election, from a dozen plain answers.

It is text for a person to go on with: every rule says that it rests on an answer and not yet on a clause.
"""

import json
import re
from dataclasses import dataclass

from tellers.rulebook.skeleton_text import BOOK, ENDINGS, INQUORATE
from tellers.rulebook.tables import ID

ANSWERED = "so answered when this book was begun; no clause is cited yet"
"""What each rule rests on until its clause is written in."""

TAKEN = {
    "cell": "not asked: groups of fewer than 10 votes are not given out by themselves",
    "names": "not asked: the names of those who sign stay with the secretary, and they may withdraw",
    "mover": "not asked: whoever hands in the petition moves the motion",
    "holder": "not asked: the holder is told, and may add a statement",
    "secret": "not asked: the vote is secret",
    "forms": "not asked: members vote sealed or on paper",
    "ending": "not asked: what is withdrawn does nothing, and if the holder resigns nominations open",
    "tie": "not asked: a motion with equal votes falls",
    "days": "not asked: nominations open within 28 days",
    "consent": "not asked: a candidate must agree to stand, and the names of nominators are public",
    "trustees": "not asked: each candidate appoints three trustees for the key of sealed ballots; nobody who stays "
    "away stops it",
    "sole": "not asked: a ballot is held even if only one stands",
}
"""What nobody was asked, and is taken."""


@dataclass(frozen=True)
class Answers:
    """What an author says of an organisation, each in the words of its question; a default is a usual rule."""

    organisation: str = "Our society"
    since: str = "2020-01-01"
    time_zone: str = "Europe/London"
    post: str = "Chair"
    voters: str = "all"
    signatures: str = "1/5"
    notice: str = "7"
    quorum: str = "1/4"
    majority: str = "1/2"
    nominations: str = "5"
    method: str = "av"
    tie: str = "lot"


def skeleton(answers: Answers) -> str:
    """The text of a book.toml; it is for the parser to say whether each answer can stand in one."""
    quorum = "none" if answers.quorum.strip() == "none" else _at_least("papers", answers.quorum)
    return BOOK.substitute(
        {key: _quoted(sentence) for key, sentence in TAKEN.items()},
        answered=_quoted(ANSWERED),
        organisation=_quoted(answers.organisation),
        named=" ".join(answers.organisation.split()),
        book=_quoted(f"Rules of {answers.organisation}"),
        since=answers.since.strip(),
        time_zone=_quoted(answers.time_zone),
        office=_id(answers.post),
        title=_quoted(answers.post),
        motion=_quoted(f"Motion of no confidence: {answers.post}"),
        voters=_members(answers.voters),
        signatures=_quoted(_at_least("signatures", answers.signatures)),
        notice=answers.notice.strip(),
        quorum=_quoted(quorum),
        majority=_quoted(_majority(answers.majority)),
        nominations=_quoted(_at_least("nominations", answers.nominations)),
        method=_quoted(answers.method.strip()),
        contest_tie=_quoted(answers.tie.strip()),
        petition_endings=_endings("petition"),
        motion_endings=_endings("confidence"),
        motion_inquorate="" if quorum == "none" else _inquorate("confidence"),
        contest_inquorate="" if quorum == "none" else _inquorate("election"),
    )


def _quoted(text: str) -> str:
    """Text as TOML writes it; what JSON escapes, TOML reads alike."""
    return json.dumps(text.strip(), ensure_ascii=False)


def _id(title: str) -> str:
    """The id of a post called so; `post` where its title has no letter that an id can have."""
    found = re.sub(r"[^a-z0-9]+", "-", title.casefold()).strip("-")[:64]
    return found if ID.fullmatch(found) else "post"


def _at_least(count: str, answer: str) -> str:
    """`5` is a number, `1/5` and `20%` are shares of those entitled, anything longer is the condition itself."""
    words = answer.strip()
    if ">" in words:
        return words
    return f"{count} >= {words}" if words.isdigit() else f"{count} >= {words} of entitled"


def _majority(answer: str) -> str:
    """Half is exceeded; a larger share is reached; anything longer is the condition itself."""
    words = answer.strip()
    if ">" in words:
        return words
    return f"for > {words} of valid" if words in {"1/2", "50%"} else f"for >= {words} of valid"


def _members(answer: str) -> str:
    """`all`, or `column = value, value` of the register."""
    column, equals, values = answer.partition("=")
    if not equals:
        return _quoted(answer)
    listed = ", ".join(_quoted(value) for value in values.split(","))
    return f"{{ {_quoted(column)} = [{listed}] }}"


def _inquorate(procedure: str) -> str:
    return INQUORATE.substitute(procedure=procedure, answered=_quoted(ANSWERED))


def _endings(procedure: str) -> str:
    return ENDINGS.substitute(procedure=procedure, ending=_quoted(TAKEN["ending"]))
