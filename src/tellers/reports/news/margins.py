"""Reads distances between two candidates of a contest, and scores in which one beats another."""

import re
from fractions import Fraction
from itertools import combinations

from tellers.reports import wording
from tellers.reports.judging import Judgement, Word
from tellers.reports.news.clause import Place
from tellers.reports.news.draft import Draft, mark_of, not_checkable
from tellers.reports.news.people import named, outcome_of
from tellers.reports.news.sentences import Sentence
from tellers.reports.news.stages import STAGE, section_of, votes_by_stage
from tellers.reports.relations import count_holds
from tellers.reports.told import Told

OF_ALL = re.compile(r"\bof (?:all|those|the) (?:votes?|papers|cast|voting)\b|\boverall majority\b", re.IGNORECASE)


def read_margin(sentence: Sentence, place: Place, told: Told) -> Draft:
    """A majority of a contest: between two who are named, else between the winner and the next at the end of it.

    It is wrong only of the end of the contest, where the words name no stage and no section.
    """
    mark, text = mark_of(sentence, place.numeral), sentence.plain
    stages = votes_by_stage(told)
    if place.numeral.shared or not stages or len(told.winners) != 1:
        return not_checkable(mark, "The record has no such majority.", told)
    pair = [one for one in outcome_of(text, told) if one is not None] or list(named(text, told))
    final = _ahead(stages[-1], told.winners[0])
    number = place.numeral.value
    if final is not None and count_holds(place.numeral.relation, final, number):
        return Draft(mark, told, judgement=_judged(Word.RIGHT, told, f"{final} at the end of it"))
    for votes in stages:
        for one, other in combinations(votes, 2):
            if abs(votes[one] - votes[other]) == number and {one, other} <= {*pair, *told.winners}:
                why = f"{number} lay between {one} and {other}: {votes[one]} and {votes[other]}."
                return Draft(mark, told, judgement=_judged(Word.RIGHT, told, why))
    whole = set(pair) <= {*told.winners, *stages[-1]} and STAGE.search(text) is None
    if final is None or not whole or section_of(place, told) is not None or place.numeral.relation != "equal to":
        return not_checkable(mark, "It is not said between whom, and at which stage.", told)
    return Draft(mark, told, judgement=_judged(Word.WRONG, told, f"{final} at the end of it"))


def _ahead(votes: dict[str, int], winner: str) -> Fraction | None:
    others = [value for name, value in votes.items() if name != winner]
    return Fraction(votes[winner] - max(others)) if others and winner in votes else None


def _judged(word: Word, told: Told, said: str) -> Judgement:
    why = f"The distance between the first and the next: {said}." if word is not Word.RIGHT or "end" in said else said
    return Judgement(word, said.partition(" ")[0], None, told.origin or told.title, f"{why} ({wording.day(told.on)})")
