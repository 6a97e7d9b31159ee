"""The lives of proceedings: the whole grid of each table. Their truth is docs/adr/0011, read from the page."""

import re
from enum import Enum
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from msgspec import Struct

from tellers.errors import Refused
from tellers.proceedings.hanging import Begun, Done
from tellers.proceedings.life import Word
from tellers.proceedings.proceeding import Proceeding
from tellers.proceedings.record import BESIDE, KINDS, blank

PAGE = Path(__file__).parents[2] / "docs" / "adr" / "0011-several-proceedings.md"

Moves = dict[tuple[Any, Any], Any]


def moves_of_the_page(kind: type[Proceeding[Any]]) -> Moves:
    """The table under the kind's heading: a row is states, acts, and where they lead."""
    word = kind.KIND.word
    section = re.split(r"^### ", PAGE.read_text("utf-8"), flags=re.MULTILINE)
    (text,) = (part for part in section if part.startswith(f"{word}\n"))
    states = type(blank(kind, "x").state)
    moves: Moves = {}
    for whose, acts, where in re.findall(r"^\| (?!state)(?!-)(.+?) \| (.+?) \| (.+?) \|$", text, re.MULTILINE):
        for state, act in product(whose.split("; "), re.findall(r"`([a-z-]+)`", acts)):
            to = state if where == "the same" else where
            moves[states(state), kind.KIND.acts(f"{word}.{act}")] = states(to)
    return moves


def states_of(kind: type[Proceeding[Any]]) -> list[Enum]:
    states: type[Enum] = type(blank(kind, "x").state)
    return list(states)


def acts_of(kind: type[Proceeding[Any]]) -> list[Word]:
    acts: type[Word] = kind.KIND.acts
    return list(acts)


def grid() -> list[Any]:
    return [
        pytest.param(kind, state, act, id=f"{act.value}-{state.name.lower()}")
        for kind in BESIDE
        for state, act in product(states_of(kind), acts_of(kind))
    ]


@pytest.mark.parametrize("kind", BESIDE, ids=KINDS)
def test_the_table_is_that_of_the_decision_record(kind: type[Proceeding[Any]]) -> None:
    assert moves_of_the_page(kind) == kind.KIND.moves


@pytest.mark.parametrize(("kind", "state", "act"), grid())
def test_every_act_in_every_state_leads_where_the_table_says_or_is_refused(
    kind: type[Proceeding[Any]], state: Enum, act: Word
) -> None:
    page = moves_of_the_page(kind)
    if (state, act) in page:
        assert kind.KIND.next_state(state, act, "it") is page[state, act]
        return
    with pytest.raises(Refused) as refused:
        kind.KIND.next_state(state, act, "it")
    said = str(refused.value)
    assert said.startswith(f"'{act.command}' is not possible: it is {state.value}; ")
    possible = sorted({one.command for at, one in page if at is state})
    assert said.endswith(f"what can follow now: {', '.join(possible)}" if possible else "nothing can follow")


@pytest.mark.parametrize("kind", BESIDE, ids=KINDS)
def test_every_life_begins_with_one_act_that_names_its_procedure(kind: type[Proceeding[Any]]) -> None:
    begins = [act for (state, act), to in kind.KIND.moves.items() if state is blank(kind, "x").state and to]
    assert begins == [kind.KIND.first]
    forms: dict[Any, type[Struct]] = dict(kind.KIND.facts)
    assert issubclass(forms[begins[0]], Begun)
    assert not [act for act in kind.KIND.acts if act not in begins and issubclass(forms[act], Begun)]


@pytest.mark.parametrize("kind", BESIDE, ids=KINDS)
def test_a_minute_holds_facts_of_one_form_for_each_act(kind: type[Proceeding[Any]]) -> None:
    forms: dict[Word, type[Struct]] = dict(kind.KIND.facts)
    assert set(forms) == set(acts_of(kind))
    assert len(set(forms.values())) == len(forms)
    assert all(issubclass(form, Done) for form in forms.values())


@pytest.mark.parametrize("kind", BESIDE, ids=KINDS)
def test_from_every_state_an_end_can_be_reached(kind: type[Proceeding[Any]]) -> None:
    moves: Moves = dict(kind.KIND.moves)
    reached: set[Enum] = {blank(kind, "x").state}
    while more := {to for (state, _), to in moves.items() if state in reached} - reached:
        reached |= more
    assert reached == set(states_of(kind))
    ending: set[Enum] = set(kind.ENDED)
    while more := {state for (state, _), to in moves.items() if to in ending} - ending:
        ending |= more
    assert ending == reached


def test_no_two_kinds_have_a_word_in_common() -> None:
    words = [act.value for kind in BESIDE for act in kind.KIND.acts]
    assert len(set(words)) == len(words)
    assert all(word.partition(".")[0] in KINDS for word in words)
