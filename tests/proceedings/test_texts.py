"""The words of an act: none, too many, or with something hidden in them, they are refused and name their option."""

from datetime import datetime

import msgspec
import pytest
from tests.proceedings.samples import FACTS_OF, NOTICE, SEALED
from tests.rulebook.samples import labour

from tellers.errors import Refused
from tellers.proceedings import facts
from tellers.proceedings.motion import Act, Motion
from tellers.proceedings.rules import check_act
from tellers.proceedings.texts import LONGEST, LONGEST_STATEMENT, Words, check_texts, check_words

FIELDS: list[tuple[msgspec.Struct, str, str]] = [
    (FACTS_OF[Act.FOUND], "secretary", "the secretary .*--secretary"),
    (FACTS_OF[Act.PROPOSE], "text", "the motion .*--text"),
    (FACTS_OF[Act.PROPOSE], "movers", "a mover .*--mover"),
    (FACTS_OF[Act.PROPOSE], "holder", "the holder .*--holder"),
    (NOTICE, "scrutineer", "the scrutineer .*--scrutineer"),
    (FACTS_OF[Act.AMEND], "reason", "the reason .*--reason"),
    (SEALED, "registrar", "the registrar .*--registrar"),
    (SEALED, "trustees", "a trustee .*--trustee"),
    (FACTS_OF[Act.ENTER_PAPER], "teller", "the teller .*--teller"),
    (facts.Attendance("Ada", signs=False, reason="x"), "reason", "the reason of a dissent .*--dissents"),
    (FACTS_OF[Act.WITHDRAW], "reason", "the reason .*--reason"),
    (FACTS_OF[Act.CORRECT], "text", "the correction .*--text"),
    (FACTS_OF[Act.OBJECT], "text", "the breach .*--text"),
    (FACTS_OF[Act.OBJECT], "by", "who says so .*--who"),
    (FACTS_OF[Act.ANSWER], "text", "the answer .*--text"),
    (FACTS_OF[Act.ANSWER], "by", "who says so .*--who"),
]


def with_words(whole: msgspec.Struct, name: str, words: str) -> msgspec.Struct:
    value: object = ("Ann", words) if isinstance(getattr(whole, name), tuple) else words
    changed = msgspec.structs.replace(whole, **{name: value})
    return facts.Opening(changed, 3) if isinstance(changed, facts.SealedOpening) else changed


@pytest.mark.parametrize(("whole", "name", "said"), FIELDS, ids=lambda value: str(value)[:20])
@pytest.mark.parametrize(
    "bad", ["", " ", "a\nb", "a\x1b[2J", "a\u202eb", "a\u2066b", "a\x00", "a\u2028b", "a\udc80", "x" * (LONGEST + 1)]
)
def test_every_text_on_one_line_is_words(whole: msgspec.Struct, name: str, said: str, bad: str) -> None:
    check_texts(with_words(whole, name, "x" * LONGEST))
    check_texts(with_words(whole, name, "Zoë O\u2019Brien, \u0645\u06cc\u200c\u062e"))
    with pytest.raises(Refused, match=said):
        check_texts(with_words(whole, name, bad))


@pytest.mark.parametrize("agent", [facts.Agent(" ", "for", None), facts.Agent("Ada", "\u202e", None)])
def test_an_agent_has_a_name_and_a_camp_in_words(agent: facts.Agent) -> None:
    with pytest.raises(Refused, match=r"of an agent .*--agent"):
        check_texts(msgspec.structs.replace(NOTICE, agents=(agent,)))


@pytest.mark.parametrize("whole", [FACTS_OF[Act.STATE], msgspec.structs.replace(NOTICE, statement="x")])
def test_a_statement_has_lines_and_nothing_else_hidden(whole: msgspec.Struct) -> None:
    name = "text" if isinstance(whole, facts.Statement) else "statement"
    check_texts(msgspec.structs.replace(whole, **{name: "Dear members,\n\n\tvote against.\n"}))
    check_texts(msgspec.structs.replace(whole, **{name: "x" * LONGEST_STATEMENT}))
    for bad in ("", "\n", "a\rb", "a\x1b[2J", "a\u202eb", "x" * (LONGEST_STATEMENT + 1)):
        with pytest.raises(Refused, match=r"the statement .*--"):
            check_texts(msgspec.structs.replace(whole, **{name: bad}))


def test_a_reason_of_spoiled_papers_is_words() -> None:
    count = FACTS_OF[Act.COUNT_PAPER]
    check_texts(count)
    with pytest.raises(Refused, match=r"the reason of spoiled papers holds the character U\+001B"):
        check_texts(msgspec.structs.replace(count, spoiled=(facts.SpoiledPapers("\x1b[2J", 2),)))


def test_words_without_an_option_are_named_without_one() -> None:
    with pytest.raises(Refused, match=r"^the name is empty; expected words$"):
        check_words(Words("", "the name"))


@pytest.mark.parametrize("year", [1899, 2201])
def test_no_act_is_of_a_year_of_no_vote(year: int) -> None:
    at = datetime.fromisoformat(f"{year}-06-28T12:00:00+01:00")
    with pytest.raises(Refused, match=f"the act is in the year {year}; expected 1900 to 2200"):
        check_act(Motion(), FACTS_OF[Act.FOUND], at, labour())
