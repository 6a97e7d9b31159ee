"""Whether a report is of a vote at all: by whom it names, and by the words of the vote."""

import re

from tellers.reports.news.classes import surnames
from tellers.reports.news.lexicon import VOTE
from tellers.reports.news.people import initials
from tellers.reports.told import Told

STOP = frozenset({"party", "vote", "motion", "election", "leader", "confidence", "that", "this", "have", "with"})
"""Words of a title or a question that do not tell one vote from another."""


def anchored(text: str, main: Told) -> bool:
    """Whether a report names whom the vote is about, a candidate, or the words of its organisation or its question."""
    people = [name for one in (main.holder, *main.candidates) for name in surnames(one)]
    if any(re.search(rf"\b{re.escape(name)}\b", text) for name in people):
        return True
    short = initials(main.organisation)
    if short is not None and re.search(rf"\b{short}\b", text):
        return True
    words = set(re.findall(r"[a-z]{4,}", f"{main.organisation} {main.title} {main.question}".lower()))
    said = set(re.findall(r"[a-z]{4,}", text.lower()))
    voted = bool(VOTE.search(text)) or not main.figures  # a list of posts alone is of no vote
    return voted and len((words - STOP) & said) >= 1
