"""A motion's life: the whole grid of states and acts. Its truth is the table of docs/adr/0006, read from the page."""

import re
from itertools import product
from pathlib import Path

import pytest
from msgspec import Struct
from tests.minutes.samples import changed
from tests.proceedings.samples import FACTS_OF, book_of, motion_of

from tellers.errors import RecordBroken, Refused
from tellers.minutes.book import MinuteBook
from tellers.proceedings import facts
from tellers.proceedings.motion import ASIDE, FACTS, MOVES, Act, Motion, State, next_state
from tellers.proceedings.record import fold, records

PAGE = Path(__file__).parents[2] / "docs" / "adr" / "0006-a-motions-life.md"
ALIASES = {"roll frozen": "on notice, roll frozen"}


def moves_of_the_page() -> dict[tuple[State, Act], State]:
    """The table of the decision record: a row is states, acts, and where they lead."""
    rows = re.findall(r"^\| (?!state)(?!-)(.+?) \| (.+?) \| (.+?) \|$", PAGE.read_text("utf-8"), re.MULTILINE)
    moves: dict[tuple[State, Act], State] = {}
    for whose, acts, where in rows:
        for state, act in product(states_named(whose), re.findall(r"`([a-z-]+)`", acts)):
            moves[state, Act(act)] = state if where == "the same" else State(where)
    return moves


def states_named(words: str) -> list[State]:
    if words == "any but the first":
        return [state for state in State if state is not State.BLANK]
    return [State(ALIASES.get(word, word)) for word in words.split("; ")]


def test_the_table_is_that_of_the_decision_record() -> None:
    assert moves_of_the_page() == MOVES


@pytest.mark.parametrize(("state", "act"), list(product(State, Act)), ids=lambda value: value.name.lower())
def test_every_act_in_every_state_leads_where_the_table_says_or_is_refused(state: State, act: Act) -> None:
    expected = moves_of_the_page().get((state, act))
    if expected is not None:
        assert next_state(state, act) is expected
        return
    with pytest.raises(Refused) as refused:
        next_state(state, act)
    said = str(refused.value)
    assert said.startswith(f"'{act.command}' is not possible: the motion is {state.value}; ")
    possible = {one.command for at, one in MOVES if at is state and one not in ASIDE}
    assert said.endswith(
        ": " + ", ".join(sorted(possible))
        if possible
        else "only a correction, an objection or an answer can follow now"
    )


def test_a_minute_holds_facts_of_one_form_for_each_act() -> None:
    assert set(FACTS) == set(Act)
    assert len(set(FACTS.values())) == len(Act)


@pytest.mark.parametrize("act", Act)
def test_facts_are_read_as_they_were_written(act: Act) -> None:
    assert facts.read(FACTS[act], facts.to_json(FACTS_OF[act]), entry="minute 0") == FACTS_OF[act]


def test_a_whole_life_folds_to_its_last_state_and_each_state_before() -> None:
    acts = (Act.FOUND, Act.PROPOSE, Act.NOTIFY, Act.FREEZE, Act.OPEN, Act.CLOSE, Act.TALLY, Act.DECLARE)
    book = book_of(*acts)
    assert fold(book).motion.state is State.DECLARED
    assert [record.motion.state for record in records(book)] == [
        State.FOUNDED, State.PROPOSED, State.NOTIFIED, State.FROZEN, State.OPEN, State.CLOSED, State.COUNTED,
        State.DECLARED,
    ]  # fmt: skip
    assert [entry.act for entry in fold(book).motion.entries] == list(acts)


def test_no_minutes_are_a_motion_that_is_not_opened() -> None:
    assert fold(MinuteBook()).motion == Motion()


def broken(book: MinuteBook) -> str:
    with pytest.raises(RecordBroken) as error:
        fold(book)
    return str(error.value)


def test_an_unknown_act_names_its_minute() -> None:
    book = book_of(Act.FOUND).append("2016-06-28T12:00:00+01:00", "secretary", "abolish", {})
    assert broken(book) == "minute 1: 'abolish' is not an act of a motion"


def test_acts_out_of_order_name_the_minute_and_what_could_follow() -> None:
    said = broken(book_of(Act.FOUND, Act.PROPOSE, Act.OPEN))
    assert said == "minute 2: 'open' is not possible: the motion is proposed; what can follow now: notice, withdraw"


@pytest.mark.parametrize("act", Act)
def test_facts_that_lack_one_name_or_have_one_too_many_name_their_minute(act: Act) -> None:
    whole = facts.to_json(FACTS_OF[act])
    for spoiled in ({**whole, "more": 1}, dict(list(whole.items())[1:])):
        (minute,) = book_of(Act.FOUND).minutes
        kind = FACTS[act]
        with pytest.raises(RecordBroken, match=rf"^minute 0: its facts are not those of {kind.__name__}: "):
            facts.read(kind, dict(changed(minute, act=act.value, facts=spoiled).facts), entry="minute 0")


HOSTILE: list[tuple[Struct, str, object]] = [
    (FACTS_OF[Act.NOTIFY], "opens", "tomorrow"),
    (FACTS_OF[Act.NOTIFY], "opens", "2016-06-28T11:00:00"),
    (FACTS_OF[Act.NOTIFY], "closes", "2016-06-31T11:00:00+01:00"),
    (FACTS_OF[Act.FREEZE], "on", "2016-06-31"),
    (FACTS_OF[Act.FREEZE], "roll", "00" * 31),
    (FACTS_OF[Act.FREEZE], "roll", "00" * 32 + "\n"),
    (FACTS_OF[Act.FREEZE], "entitled", -1),
    (FACTS_OF[Act.FREEZE], "entitled", True),
    (FACTS_OF[Act.ENTER_PAPER], "commitment", "../secrets/secretary"),
    (FACTS_OF[Act.DECLARE], "declaration", "AB" * 32),
]


@pytest.mark.parametrize(("whole", "name", "bad"), HOSTILE, ids=lambda value: str(value)[:20])
def test_a_fact_of_another_form_is_refused(whole: Struct, name: str, bad: object) -> None:
    plain: dict[str, object] = {**facts.to_json(whole), name: bad}
    with pytest.raises(RecordBroken, match=r"^minute 7: its facts are not those of "):
        facts.read(type(whole), plain, entry="minute 7")  # type: ignore[arg-type]


@pytest.mark.parametrize("uuid", ["", "../../etc/passwd", "a/b", "O0Il", "a" * 101, "abc\n"])
def test_an_election_whose_name_could_lead_out_of_the_case_is_refused(uuid: str) -> None:
    opening = facts.to_json(FACTS_OF[Act.OPEN])
    sealed: dict[str, object] = {**facts.to_json(FACTS_OF[Act.OPEN].sealed), "uuid": uuid}  # type: ignore[attr-defined]
    with pytest.raises(RecordBroken):
        facts.read(facts.Opening, {**opening, "sealed": sealed}, entry="minute 5")  # type: ignore[dict-item]


def test_a_corrected_motion_stays_where_it_was() -> None:
    motion = motion_of(Act.FOUND, Act.PROPOSE, Act.CORRECT)
    assert motion.state is State.PROPOSED
    assert motion.last(facts.Correction) == FACTS_OF[Act.CORRECT]


def test_the_roll_is_the_freeze_until_an_amendment_and_then_the_last_one() -> None:
    assert motion_of(Act.FOUND, Act.PROPOSE, Act.NOTIFY, Act.FREEZE).roll == FACTS_OF[Act.FREEZE]
    amended = motion_of(Act.FOUND, Act.PROPOSE, Act.NOTIFY, Act.FREEZE, Act.AMEND)
    assert amended.roll == FACTS_OF[Act.AMEND]


def test_counts_of_papers_pair_up_two_by_two() -> None:
    before = (Act.FOUND, Act.PROPOSE, Act.NOTIFY, Act.FREEZE, Act.OPEN, Act.CLOSE)
    entry = FACTS_OF[Act.ENTER_PAPER]
    for number, waiting in ((0, False), (1, True), (2, False), (3, True), (4, False)):
        motion = motion_of(*before, *[Act.ENTER_PAPER] * number)
        assert (motion.unpaired_entry == entry) is waiting
        assert motion.last_pair == (None if number < 2 else (entry, entry))


def test_what_the_minutes_do_not_hold_yet_is_a_mistake_of_ours_to_ask_for() -> None:
    with pytest.raises(LookupError, match="opened, with nothing moved has no Proposal"):
        motion_of(Act.FOUND).the(facts.Proposal)
