"""Each act meets its guards, alike when it is entered and when the case is verified.

That each guard refuses what it must is in test_guards; here is which act meets which, by one breach an act.
"""

from datetime import date, datetime
from functools import partial

import msgspec
import pytest
from tests.proceedings.samples import FACTS_OF, NOTICE, SEALED, SECRETARY, record_of
from tests.reports.samples import HASH
from tests.rulebook.samples import labour, society

from tellers.errors import Refused
from tellers.proceedings import facts
from tellers.proceedings.allowed import check_allowed
from tellers.proceedings.motion import Act
from tellers.proceedings.record import Record
from tellers.proceedings.rules import bodies_to_measure
from tellers.rulebook.book import RuleBook

KEY = str(SECRETARY.verifier)
FOUNDING = facts.Founding(
    "a-case",
    "Motion of no confidence in the leader",
    "Labour Party (United Kingdom)",
    "no-confidence",
    HASH,
    "Europe/London",
    "Secretary",
    KEY,
)
GIVEN = msgspec.structs.replace(NOTICE, key=KEY)
ROLL = facts.Freeze(HASH, "2016-06-28", 15, 12, 3, {"nominators": 35, "plp": 15})
OPEN = facts.Opening(SEALED, 3)
COUNT = facts.PaperCount(("Tess", "Tim"), 2, 0, (facts.SpoiledPapers("no mark", 2),), 0, 0, 0)
PAIR = (Act.ENTER_PAPER, Act.ENTER_PAPER)
LIFE = (Act.FOUND, Act.PROPOSE, Act.NOTIFY, Act.FREEZE, Act.OPEN, Act.CLOSE)


def before(*acts: Act) -> Record:
    return record_of(*acts, found=FOUNDING, notify=GIVEN, freeze=ROLL, open=OPEN)


def checked(acts: tuple[Act, ...], done: msgspec.Struct, time: str = "12:00", book: RuleBook | None = None) -> None:
    at = datetime.fromisoformat(f"2016-06-28T{time}:00+01:00")
    check_allowed(before(*acts), done, at, book or labour())


GOOD: list[tuple[tuple[Act, ...], msgspec.Struct, str]] = [
    ((), FOUNDING, "08:00"),
    (LIFE[:1], FACTS_OF[Act.PROPOSE], "08:10"),
    (LIFE[:2], GIVEN, "08:20"),
    (LIFE[:3], FACTS_OF[Act.STATE], "08:30"),
    (LIFE[:3], ROLL, "09:00"),
    (LIFE[:4], FACTS_OF[Act.AMEND], "09:10"),
    (LIFE[:4], OPEN, "11:00"),
    (LIFE[:5], FACTS_OF[Act.REISSUE], "12:00"),
    (LIFE[:5], FACTS_OF[Act.CLOSE], "16:00"),
    (LIFE, facts.PaperEntry("Tess", HASH), "16:05"),
    ((*LIFE, *PAIR), msgspec.structs.replace(COUNT, tellers=("Tess", "Tess")), "16:06"),
    ((*LIFE, *PAIR, Act.COUNT_PAPER), FACTS_OF[Act.ATTEND], "16:10"),
    ((*LIFE, *PAIR, Act.COUNT_PAPER), FACTS_OF[Act.TALLY], "16:20"),
    ((*LIFE, *PAIR, Act.COUNT_PAPER, Act.TALLY), FACTS_OF[Act.DECLARE], "16:30"),
    (LIFE[:2], FACTS_OF[Act.WITHDRAW], "10:00"),
    (LIFE[:2], FACTS_OF[Act.CORRECT], "10:00"),
    (LIFE[:2], FACTS_OF[Act.OBJECT], "10:00"),
    ((*LIFE[:2], Act.OBJECT), FACTS_OF[Act.ANSWER], "10:00"),
]

amended = partial(msgspec.structs.replace, FACTS_OF[Act.AMEND])


def watched(agent: str, scrutineer: str | None = None) -> facts.Notice:
    return msgspec.structs.replace(GIVEN, agents=(facts.Agent(agent, "for", None),), scrutineer=scrutineer)


def opened(**changes: object) -> facts.Opening:
    return facts.Opening(msgspec.structs.replace(SEALED, **changes), 3)


BAD: list[tuple[tuple[Act, ...], msgspec.Struct, str, str]] = [
    ((), msgspec.structs.replace(FOUNDING, organisation="Another"), "08:00", "its rule book says Labour Party"),
    ((), msgspec.structs.replace(FOUNDING, title="Another"), "08:00", "its rule book says"),
    ((), msgspec.structs.replace(FOUNDING, time_zone="UTC"), "08:00", "its rule book says"),
    (LIFE[:1], facts.Proposal("x", (), "Hal"), "08:10", "0 moved the motion"),
    (LIFE[:2], GIVEN, "11:00", "notice is given before that"),
    (LIFE[:2], msgspec.structs.replace(GIVEN, to="Sid"), "08:20", "the motion names Hal"),
    (LIFE[:2], msgspec.structs.replace(GIVEN, agents=GIVEN.agents * 2), "08:20", "a key of their own"),
    (LIFE[:3], msgspec.structs.replace(ROLL, on="2016-06-29"), "09:00", "has not come"),
    (LIFE[:3], msgspec.structs.replace(ROLL, bodies={"plp": 15}), "09:00", "expected nominators, plp"),
    (LIFE[:3], msgspec.structs.replace(ROLL, bodies={"plp": 16, "nominators": 35}), "09:00", "15 are entitled"),
    (LIFE[:4], facts.Amendment("added", {}, " ", HASH, 16, 13, 3, {}), "09:10", "the reason is empty"),
    (LIFE[:4], amended(entitled=17), "09:10", "'plp' has 16 members; 17 are entitled"),
    (LIFE[:4], amended(bodies={"plp": 16}), "09:10", "the sizes of bodies are not those before"),
    (LIFE[:4], amended(bodies={"plp": 16, "nominators": 37}), "09:10", "with one member added"),
    (LIFE[:4], amended(bodies={"plp": 16, "nominators": 34}), "09:10", "with one member added"),
    (LIFE[:4], amended(move="removed"), "09:10", "with one member removed"),
    (LIFE[:3], ROLL, "11:00", "the roll is frozen before"),
    (LIFE[:3], msgspec.structs.replace(ROLL, sealed=9, paper=6), "09:00", "9 would vote by sealed ballot"),
    (LIFE[:2], watched(" SECRETARY"), "08:20", "Secretary is the secretary and keeps the record"),
    (LIFE[:2], watched("Abe", "abe"), "08:20", "abe is the secretary or an agent"),
    (LIFE[:2], watched("Abe", "Secretary"), "08:20", "Secretary is the secretary or an agent"),
    (LIFE[:2], watched("Abe", " "), "08:20", "the scrutineer is empty"),
    (LIFE[:4], opened(registrar="TEA"), "11:00", "TEA is a trustee"),
    (LIFE[:4], opened(trustees=("Tea", "tea", "Tove")), "11:00", "tea is named twice as a trustee"),
    (LIFE, facts.PaperEntry("ada", HASH), "16:05", "ada is an agent"),
    (LIFE, facts.PaperEntry("secretary", HASH), "16:05", "secretary is the secretary"),
    (LIFE[:4], OPEN, "10:59", "voting opens at"),
    (LIFE[:4], facts.Opening(None, 3), "11:00", "give the election"),
    (LIFE[:4], facts.Opening(SEALED, 2), "11:00", "3 of the roll vote on paper"),
    (LIFE[:4], opened(credentials=11), "11:00", "11 credentials stand for voters; 12 of the roll vote sealed"),
    (LIFE[:4], opened(reserves=("ab", "ab")), "11:00", "a public key stands twice among the reserves"),
    (LIFE[:4], amended(reserve="ab", archive=HASH), "09:10", "no reserve is needed"),
    (LIFE[:4], amended(reserve="ab"), "09:10", "has one and not both"),
    (LIFE[:5], FACTS_OF[Act.AMEND], "12:00", "by a reserve credential alone"),
    (LIFE[:5], amended(reserve="ab", archive=HASH), "12:00", "it opened with none, so nobody can be added"),
    (LIFE[:5], FACTS_OF[Act.REISSUE], "16:00", "a matter for a ruling"),
    (LIFE[:5], msgspec.structs.replace(FACTS_OF[Act.REISSUE], reason=" "), "12:00", "the reason is empty"),
    (LIFE[:5], msgspec.structs.replace(FACTS_OF[Act.REISSUE], lost="ab"), "12:00", "give the public keys of both"),
    (LIFE[:5], FACTS_OF[Act.CLOSE], "15:59", "voting closes at"),
    (LIFE[:5], facts.Closing(None), "16:00", "left out"),
    ((*LIFE, Act.ENTER_PAPER), facts.PaperEntry("Tess", HASH), "16:05", "another teller's"),
    ((*LIFE, *PAIR), COUNT, "16:06", "not the two tellers"),
    ((*LIFE, *PAIR), facts.PaperCount(("Tess", "Tess"), 2, 2, (), 1, 1, 0), "16:06", "within the totals only"),
    (LIFE, FACTS_OF[Act.ATTEND], "16:10", "3 papers are not counted yet; Ada signs or dissents once"),
    ((*LIFE, *PAIR), FACTS_OF[Act.ATTEND], "16:10", "3 papers are not counted yet"),
    (LIFE, facts.Attendance("Sid", signs=True, reason=None), "16:10", "no agent of this vote"),
    (LIFE, FACTS_OF[Act.TALLY], "16:20", "3 papers were issued"),
    ((*LIFE, *PAIR, Act.COUNT_PAPER), facts.Tally(None, 0, 0, 0, 2), "16:20", "left out"),
    (LIFE[:2], facts.Correction(2, "x"), "10:00", "there is no minute 2"),
    (LIFE[:2], FACTS_OF[Act.ANSWER], "10:00", "minute 2 is no objection that stands open; these are open: none"),
    ((*LIFE[:2], Act.OBJECT), facts.Answer(1, "Sid", "x"), "10:00", "these are open: minute 2"),
    ((*LIFE[:2], Act.OBJECT, Act.ANSWER), FACTS_OF[Act.ANSWER], "10:00", "these are open: none"),
]


@pytest.mark.parametrize(("acts", "done", "time"), GOOD, ids=lambda value: type(value).__name__)
def test_an_act_in_its_place_meets_no_refusal(acts: tuple[Act, ...], done: msgspec.Struct, time: str) -> None:
    checked(acts, done, time)


def test_every_act_is_among_the_good_ones() -> None:
    assert {type(done) for _, done, _ in GOOD} == {type(recorded) for recorded in FACTS_OF.values()}


@pytest.mark.parametrize(("acts", "done", "time", "said"), BAD, ids=lambda value: type(value).__name__)
def test_a_breach_is_refused(acts: tuple[Act, ...], done: msgspec.Struct, time: str, said: str) -> None:
    with pytest.raises(Refused, match=said):
        checked(acts, done, time)


def test_the_bodies_to_measure_are_the_one_that_votes_and_those_of_the_next_steps() -> None:
    day = date(2016, 6, 28)
    assert bodies_to_measure(labour().motion("no-confidence", on=day), labour(), day) == ("nominators", "plp")
    later = date(2021, 3, 1)
    assert bodies_to_measure(society().motion("confidence", on=later), society(), later) == ("members",)
