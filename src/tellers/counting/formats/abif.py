"""ABIF, the Aggregated Ballot Information Format: `27:Ann>Bob=Cat`, names declared by `=Ann:[Ann Arkwright]`.

Source: electowiki.org, "ABIF". Scores (`Ann/5`) rank candidates where no `>` does.
"""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from tellers.counting.contest import Contest, Mark
from tellers.counting.formats.reading import Bad, Reading, Told, contest_of, shown, text_of, weight_of, whole_number

NAMED = re.compile(r"^=\s*([^:\s\[]+|\[[^\]]*\])\s*:\s*(.*)$")
VOTES = re.compile(r"^([^:*]*?)\s*[:*]\s*(.*)$")
TOKEN = re.compile(r'\s*(\[[^\]]*\]|"(?:[^"]|"")*"|[^\s>=,/"\[\]:]+)\s*(?:/\s*([^\s>=,]+))?\s*([>=,]|$)')
QUOTES = str.maketrans({"\u201c": '"', "\u201d": '"'})


@dataclass
class Candidates:
    """Candidates by the word that stands for them, in the order declared, then as first met."""

    names: dict[str, str] = field(default_factory=dict)
    places: dict[str, int] = field(default_factory=dict)
    declared: bool = False

    def place(self, word: str) -> int:
        """The candidate that a word stands for, a new one where it is new."""
        return self.places.setdefault(word, len(self.places))


@dataclass(frozen=True)
class Choice:
    """One candidate on a line: its word, its score if it has one, and what stands after it."""

    word: str
    score: int | None
    after: str


def parse_abif(raw: bytes, reading: Reading) -> Contest:
    """The contest of an ABIF file; raises Unreadable with every bad line.

    Candidates who are not declared are taken in the order of their names, so that the order of lines says nothing.
    """
    lines = text_of(raw, reading).translate(QUOTES).split("\n")
    candidates, bad = Candidates(), Bad(reading)
    title = _before_votes(lines, candidates, bad)
    votes = list(_votes(lines, bad))
    if not candidates.declared:
        for word in sorted({choice.word for _, choices in votes for choice in choices}):
            candidates.place(word)
    papers = [(weight, _marks(choices, candidates)) for weight, choices in votes]
    names = [candidates.names.get(word, word) for word in candidates.places]
    return contest_of(reading, names, papers, bad, Told(title))


def _before_votes(lines: Sequence[str], candidates: Candidates, bad: Bad) -> str:
    """The title, empty where there is none; declares the candidates."""
    title = ""
    for number, line in enumerate(lines, start=1):
        text = line.strip()
        if text.startswith("{"):
            title = _metadata(text, number, bad) or title
        elif text.startswith("="):
            _declare(text, number, candidates, bad)
    candidates.declared = bool(candidates.places)
    return title


def _metadata(text: str, number: int, bad: Bad) -> str:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        bad.line(number, f'{shown(text)} is not JSON such as {{"title": "Leader"}}')
        return ""
    title = value.get("title", "") if isinstance(value, dict) else ""
    return title if isinstance(title, str) else ""


def _declare(text: str, number: int, candidates: Candidates, bad: Bad) -> None:
    found = NAMED.match(text)
    if found is None:
        bad.line(number, f"{shown(text)} declares no candidate; expected such as =Ann:[Ann Arkwright]")
        return
    word = _bare(found[1])
    if word in candidates.places:
        bad.line(number, f"candidate {shown(word)} is declared twice")
        return
    candidates.place(word)
    candidates.names[word] = _bare(found[2].strip()) or word


def _bare(word: str) -> str:
    """A word without its brackets or quotes."""
    if word.startswith("[") and word.endswith("]"):
        return word[1:-1].strip()
    if word.startswith('"') and word.endswith('"') and len(word) > 1:
        return word[1:-1].replace('""', '"').strip()
    return word


def _votes(lines: Sequence[str], bad: Bad) -> Iterator[tuple[int, tuple[Choice, ...]]]:
    for number, line in enumerate(lines, start=1):
        text = _without_comment(line).strip()
        if not text or text.startswith(("{", "=")):
            continue
        found = VOTES.match(text)
        if found is None:
            bad.line(number, f"{shown(text)} is not a line of votes such as 27:Ann>Bob=Cat")
            continue
        weight = weight_of(found[1], number, bad)
        if weight is not None:
            reason, choices = _choices(found[2])
            if reason:
                bad.line(number, reason, weight)
            else:
                yield weight, choices


def _without_comment(line: str) -> str:
    """A line up to a `#` that is not within brackets or quotes."""
    quoted = bracketed = False
    for place, character in enumerate(line):
        if character == '"':
            quoted = not quoted
        elif character in "[]" and not quoted:
            bracketed = character == "["
        elif character == "#" and not quoted and not bracketed:
            return line[:place]
    return line


def _choices(text: str) -> tuple[str, tuple[Choice, ...]]:
    """Why votes cannot be read, empty where they can, and the choices."""
    choices: list[Choice] = []
    at = 0
    while at < len(text):
        found = TOKEN.match(text, at)
        if found is None:
            return f"{shown(text[at:])} is not a choice such as Ann>Bob=Cat", ()
        score = whole_number(found[2]) if found[2] else None
        if found[2] and score is None:
            return f"the score {shown(found[2])} is not a whole number", ()
        choices.append(Choice(_bare(found[1]), score, found[3]))
        at = found.end()
    return _breach(choices), tuple(choices)


def _breach(choices: Sequence[Choice]) -> str:
    if not choices:
        return ""
    if choices[-1].after:
        return f"nothing stands after the last {choices[-1].after}"
    if any(choice.after == "," for choice in choices) and any(choice.score is None for choice in choices):
        return "choices with commas between them need scores, such as Ann/5,Bob/3"
    if any(not choice.word for choice in choices):
        return "a candidate without a name"
    return _against_scores(choices)


def _against_scores(choices: Sequence[Choice]) -> str:
    """Why ranks and scores contradict each other, empty where they do not."""
    for one, other in pairwise(choices):
        if one.score is None or other.score is None:
            continue
        if (one.after == ">" and one.score < other.score) or (one.after == "=" and one.score != other.score):
            return f"{one.word}/{one.score}{one.after}{other.word}/{other.score} contradicts itself"
    return ""


def _marks(choices: Sequence[Choice], candidates: Candidates) -> tuple[Mark, ...]:
    if any(choice.after == "," for choice in choices):
        scores = sorted({choice.score or 0 for choice in choices}, reverse=True)
        ranks = [[candidates.place(c.word) for c in choices if (c.score or 0) == score] for score in scores]
    else:
        ranks = [[]]
        for choice in choices:
            ranks[-1].append(candidates.place(choice.word))
            if choice.after == ">":
                ranks.append([])
    return tuple(rank[0] if len(rank) == 1 else tuple(rank) for rank in ranks)
