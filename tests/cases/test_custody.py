"""Camps that appoint no trustees, and trustees who do not decrypt: the acts of a case follow the rule book.

Truth: docs/formats/rulebook.md, "Trustees", for each default; the clause that each refusal names is in the book.
"""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from tests.cases.test_forged_contests import Desk, fails
from tests.interop.occasions import Holder
from tests.journeys.commands import Exited, tellers
from tests.journeys.leadership import RULES, Party

TABLE = {
    "camps": '"candidates"',
    "each": "2",
    "needed": "1",
    "scrutineer": "1",
    "within_days": "3",
    "not_appointed": '"without"',
    "walked_out": '"remaining"',
}
SEALED = 'forms       = ["sealed"]\n'
CAMPS = ("", "Ada", "Ada", "Bo", "Bo")
KEYS = ((1, 1), (2, 1), (2, 1))
CY, BO = ("--not-appointed", "Cy"), ("--not-appointed", "Bo")
VOTES = ("[1,2,3]",) * 3 + ("[0,1,2]",) * 2


def rules(**changes: str | None) -> str:
    """The book with a table of trustees that rests on a clause of its own; None leaves a rule out."""
    table = {key: value for key, value in {**TABLE, **changes}.items() if value is not None}
    said = "".join(f"{key} = {value}\n" for key, value in table.items())
    clause = '\n[[clause.keys]]\nnumber = "9"\ntext = "Each candidate appoints trustees."\n'
    text = RULES.read_text("utf-8")
    assert SEALED in text
    return text.replace(SEALED, f'{SEALED}\n[procedure.election.trustees]\nclause = "keys"\n{said}') + clause


def set_up(world: Path, keys: tuple[tuple[int, int], ...] = KEYS, **changes: str | None) -> tuple[Party, list[Holder]]:
    """A party whose contest is announced on 2 March, and whose election is put together."""
    party = Party(world)
    party.begin(rules=rules(**changes))
    party.nominate()
    party.announce()
    return party, party.set_up(keys)


def refused(party: Party, camps: Sequence[str], *more: str) -> str:
    return party.refused("contest open", "03-06T10:00", *party.opening(camps), *more)


def closed(party: Party, shuffled: tuple[int, ...]) -> str:
    """The ballot voted, closed and shuffled; the hash of its tally."""
    party.vote(VOTES)
    facts = party.act("contest close", "03-06T20:00")
    party.shuffle(*shuffled)
    return str(facts["tally"])


def minute(party: Party, act: str) -> dict[str, Any]:
    found: dict[str, Any] = next(one["facts"] for one in reversed(party.minutes) if one["act"] == act)
    return found


@pytest.fixture(scope="module")
def without(tmp_path_factory: pytest.TempPathFactory) -> tuple[Party, list[Holder]]:
    """Ada and Bo have appointed trustees in the three days there were, and Cy has not."""
    return set_up(tmp_path_factory.mktemp("without"))


@pytest.mark.parametrize(
    ("camps", "more", "says"),
    [
        (CAMPS, (), "Cy: no trustees are appointed; until 2024-03-05 they may be, and then: Where a camp"),
        (CAMPS, (), "Say so with --not-appointed 'Cy', or name them (--trustee NAME,CANDIDATE) (clause 9)"),
        (CAMPS, ("--not-appointed", "Ada"), "'Ada': trustees stand for it."),
        (
            CAMPS,
            ("--not-appointed", "Dee"),
            "must appoint, once; these must: Ada, Bo, Cy (--not-appointed) (clause 9)",
        ),
        (CAMPS, (*CY, *CY), "Cy, Cy: not a camp that must appoint, once"),
        (("", "Ada", "Ada", "Bob", "Bob"), CY, "'Bob' is no candidate, and each candidate is a camp"),
        (("", "Ada", "Ada", "", ""), (*CY, *BO), "the scrutineer has 3 trustees; expected 1 (--trustee) (clause 9)"),
        (("", "Ada", "Ada", "Bo", "Bo,reserve"), CY, "'Bo' has 1 reserve holder; expected none"),
    ],
)
def test_a_ballot_opens_with_the_trustees_of_the_rules_alone(
    without: tuple[Party, list[Holder]], camps: tuple[str, ...], more: tuple[str, ...], says: str
) -> None:
    assert says in refused(without[0], camps, *more)


def test_a_camp_that_appoints_nobody_and_trustees_who_stay_away_stop_nothing_and_are_named(
    without: tuple[Party, list[Holder]], tmp_path: Path
) -> None:
    """From opening to declaration: the minutes, the declaration and its check have camp, trustee and clause."""
    party, holders = without[0].copied(tmp_path), without[1]
    opened = party.open("03-06T10:00", CAMPS, *CY)
    missing = {"camp": "Cy", "then": "without", "by": None, "clause": "9", "assumed": None}
    assert opened["unappointed"] == [missing]
    tally = closed(party, (3, 4))
    party.decrypt(holders[0], holders[1], holders[3], tally=tally)
    tallied = party.act("contest tally", "03-06T21:00")
    assert [(one["name"], one["camp"], one["decrypted"]) for one in tallied["trustees"]] == [
        ("Trustee 1", None, True),
        ("Trustee 2", "Ada", True),
        ("Trustee 3", "Ada", False),
        ("Trustee 4", "Bo", True),
        ("Trustee 5", "Bo", False),
    ]
    assert tallied["walked_out"] == {"then": "remaining", "clause": "9", "assumed": None, "ruling": None}
    party.act("contest declare", "03-06T22:00")
    files = party.case / "declarations"
    (election,) = json.loads((files / "election-1.json").read_bytes())["elections"]
    assert election["unappointed"] == [missing]
    assert [one["decrypted"] for one in election["trustees"]] == [True, True, False, True, False]
    text = " ".join((files / "election-1.txt").read_text("utf-8").split())
    assert "Trustee 3, for Ada: DID NOT DECRYPT." in text
    assert "Cy appointed no trustees; the others held the key without it (clause 9)." in text
    assert "Trustee 3 (Ada) and Trustee 5 (Bo) have not decrypted; the others of the camp did (clause 9)." in text
    assert "; without Trustee 3, Trustee 5" in tellers("verify", party.case)


def test_a_camp_may_appoint_until_the_day_is_over(tmp_path: Path) -> None:
    """Announced on 2 March, four days are over at the end of the 6th, on which voting opens."""
    party, _ = set_up(tmp_path, within_days="4")
    assert refused(party, CAMPS, *CY) == ("Cy may appoint trustees until 2024-03-06; it is 2024-03-06 (clause 9)")


def test_no_ballot_opens_without_a_camp_where_the_rules_wait_for_it(tmp_path: Path) -> None:
    party, _ = set_up(tmp_path, not_appointed='"not-opened"')
    for more in ((), CY):
        said = refused(party, CAMPS, *more)
        assert said == "Cy: no trustees are appointed, and no ballot opens until they are (clause 9)"


def test_somebody_else_appoints_for_a_camp_where_the_rules_say_who(tmp_path: Path) -> None:
    party, _ = set_up(tmp_path, (*KEYS, (2, 1)), not_appointed='"appointed"\nappoints = "members"')
    assert "'Cy': no trustees stand for it" in refused(party, ("", "Ada", "Ada", "Bo", "Bo", "", ""), *CY)
    opened = party.open("03-06T10:00", (*CAMPS, "Cy", "Cy"), *CY)
    assert opened["unappointed"] == [
        {"camp": "Cy", "then": "appointed", "by": "members", "clause": "9", "assumed": None}
    ]


def test_the_scrutineer_alone_holds_the_key_where_the_rules_say_so(tmp_path: Path) -> None:
    party, _ = set_up(tmp_path, ((1, 1), (1, 1)), not_appointed='"scrutineer"', scrutineer="2", each="1")
    assert "'Ada': trustees stand for it. Where a camp" in refused(party, ("", "Ada"), *CY)
    opened = party.open("03-06T10:00", ("", ""), *CY)
    assert [one["then"] for one in opened["unappointed"]] == ["scrutineer"]


def test_keys_that_take_fewer_of_a_camp_than_the_rules_are_refused(tmp_path: Path) -> None:
    party, _ = set_up(tmp_path, ((1, 1), (2, 1)), needed="2", walked_out='"again"')
    said = refused(party, CAMPS[:3], *CY, *BO)
    assert said.startswith("the keys take 1 of the trustees of 'Ada' to decrypt; expected 2")


def test_a_camp_appoints_as_many_as_the_rules_say(tmp_path: Path) -> None:
    party, _ = set_up(tmp_path, each="3")
    assert refused(party, CAMPS, *CY) == "'Ada' has 2 trustees; expected 3 (--trustee) (clause 9)"


def test_camps_are_none_where_the_rules_have_none(tmp_path: Path) -> None:
    party, _ = set_up(tmp_path, ((1, 1), (1, 1)), camps='"none"', each=None, scrutineer="2", within_days=None)
    said = refused(party, ("", "Ada"))
    assert said == "'Ada' would have trustees, and no camp appoints any (clause 9)"
    assert party.open("03-06T10:00", ("", ""))["unappointed"] == []


def test_a_reserve_holder_decrypts_in_the_place_of_another(tmp_path: Path) -> None:
    party, holders = set_up(tmp_path, ((1, 1), (3, 1)), each="3", walked_out='"reserve"')
    said = refused(party, ("", "Ada", "Ada", "Ada"), *CY, *BO)
    assert said == "'Ada' has 0 reserve holders; expected one, as NAME,CAMP,reserve (--trustee) (clause 9)"
    party.open("03-06T10:00", ("", "Ada", "Ada", "Ada,reserve"), *CY, *BO)
    tally = closed(party, (2,))
    party.decrypt(holders[0], holders[1], tally=tally)
    assert party.refused("contest tally", "03-06T21:00") == (
        "Trustee 3 of 'Ada' has not decrypted; Trustee 4, who holds the reserve, decrypts first (clause 9)"
    )
    party.decrypt(holders[3], tally=tally)
    assert party.act("contest tally", "03-06T21:00")["walked_out"]["then"] == "reserve"
    assert "figures made again" in tellers("verify", party.case)


@pytest.fixture(scope="module")
def again(tmp_path_factory: pytest.TempPathFactory) -> tuple[Party, list[Holder]]:
    """Closed and shuffled; the rules hold the ballot again where a trustee does not decrypt."""
    party, holders = set_up(tmp_path_factory.mktemp("again"), ((1, 1), (2, 1)), walked_out='"again"')
    party.open("03-06T10:00", CAMPS[:3], *CY, *BO)
    tally = closed(party, (2,))
    party.decrypt(holders[0], tally=tally)
    return party, holders


WHY = ("--authority", "The committee", "--reason", "Their trustees walked out.")


def test_a_ballot_is_annulled_for_a_walk_out_and_the_minute_names_who(
    again: tuple[Party, list[Holder]], tmp_path: Path
) -> None:
    party, holders = again[0].copied(tmp_path), again[1]
    party.decrypt(holders[1])
    said = party.refused("contest tally", "03-06T21:00")
    assert said.startswith("Trustee 3 (Ada) has not decrypted; without them the ballot is annulled and held again")
    assert said.endswith("(clause 9)")
    gone = party.act("contest annul", "03-06T22:00", *WHY, "--walked-out")["walked_out"]
    assert gone["absent"] == [{"name": "Trustee 3", "camp": "Ada", "reserve": False}]
    assert (gone["enough"], gone["then"], gone["clause"]) == (True, "again", "9")
    with pytest.raises(Exited, match="the contest election-1 is annulled; its ballots are never opened"):
        party.decrypt(holders[2])
    with pytest.MonkeyPatch.context() as patch:  # by another program: the minute speaks of the archive as it was
        patch.setattr("tellers.cli.election.archive.check_opens", lambda _: None)
        party.decrypt(holders[2])
    assert "the contest election-1 is annulled" in tellers("verify", party.case)
    party.announce(12, "--rerun-of", "election-1")


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"absent": [{"name": "Trustee 2", "camp": "Ada", "reserve": False}]}, "others who did not decrypt"),
        ({"enough": True}, "others who did not decrypt"),
        ({"archive": "ab" * 32}, "others who did not decrypt"),
        ({"then": "remaining"}, "the minute has another rule on a walk-out"),
        ({"absent": []}, "nobody of the trustees is absent"),
    ],
)
def test_a_forged_walk_out_is_found(
    again: tuple[Party, list[Holder]], tmp_path: Path, change: dict[str, Any], says: str
) -> None:
    party = again[0].copied(tmp_path)
    party.act("contest annul", "03-06T22:00", *WHY, "--walked-out")
    desk = Desk(party.case)
    desk.holds()
    gone = desk.facts("contest.annul")["walked_out"]
    desk.forge(desk.number("contest.annul"), walked_out={**gone, **change})
    assert any(says in line for line in fails(desk)), fails(desk)


def test_a_ballot_that_can_be_counted_is_not_annulled_for_a_walk_out(
    without: tuple[Party, list[Holder]], tmp_path: Path
) -> None:
    """One of each camp is enough here; while there are fewer nobody can open it, and it may be annulled."""
    party, holders = without[0].copied(tmp_path), without[1]
    said = party.refused("contest annul", "03-06T09:00", *WHY, "--walked-out")
    assert said == "no sealed ballot waits for its trustees (--walked-out)"
    party.open("03-06T10:00", CAMPS, *CY)
    tally = closed(party, (2, 4))
    party.decrypt(holders[0], holders[1], tally=tally)
    gone = party.copied(tmp_path / "gone").act("contest annul", "03-06T22:00", *WHY, "--walked-out")["walked_out"]
    assert ([one["name"] for one in gone["absent"]], gone["enough"]) == (
        ["Trustee 3", "Trustee 4", "Trustee 5"],
        False,
    )
    party.decrypt(holders[3], tally=tally)
    said = party.refused("contest annul", "03-06T22:00", *WHY, "--walked-out")
    assert said.startswith("Trustee 3 (Ada) and Trustee 5 (Bo) have not decrypted, and those who have are enough")


ON_WALK_OUT = """
[[reading.walk-out]]
clause   = "keys"
question = "A trustee has not decrypted: is the ballot counted without them?"

[reading.walk-out.choices]
spared = "Yes: the others open it."
again  = "No: it is held again."
"""
RULED = '"ruling"\nruled_by = "ruling"\nruled_on = { reading = "walk-out", counted = "spared" }'


@pytest.fixture(scope="module")
def waiting(tmp_path_factory: pytest.TempPathFactory) -> Party:
    """Voting is closed, one of Ada's trustees has not decrypted, and the rules have the committee rule on it."""
    party = Party(tmp_path_factory.mktemp("waiting"))
    text = rules(walked_out=RULED).replace('readings  = ["paid"]', 'readings  = ["paid", "walk-out"]') + ON_WALK_OUT
    party.begin(rules=text)
    party.nominate()
    party.announce()
    holders = party.set_up(((1, 1), (2, 1)))
    party.open("03-06T10:00", CAMPS[:3], *CY, *BO)
    tally = closed(party, (2,))
    party.decrypt(holders[0], holders[1], tally=tally)
    return party


def ruled(party: Party, reading: str, choice: str) -> str:
    """The committee rules after the close; the number of the minute."""
    party.act("ruling put", "03-06T21:00", "--procedure", "ruling", "--on", reading, "--asked-by", "Cy")
    party.act("ruling decide", "03-06T21:30", "--choice", choice, "--reasons", "As it was asked.")
    return str(party.minutes[-1]["number"])


def test_a_ruling_lets_a_count_go_on_and_its_overturning_lists_the_count(waiting: Party, tmp_path: Path) -> None:
    party = waiting.copied(tmp_path)
    said = party.refused("contest tally", "03-06T21:00")
    assert said.startswith("Trustee 3 (Ada) has not decrypted; 'ruling' rules on 'walk-out' first, after the close")
    assert said.endswith("(--ruling MINUTE; of an annulment --ground MINUTE) (clause 9)")
    number = ruled(party, "walk-out", "spared")
    assert "rules on 'walk-out' first" in party.refused("contest tally", "03-06T22:00", "--ruling", "1")
    said = party.refused("contest annul", "03-06T22:00", *WHY, "--walked-out", "--ground", number)
    assert said.startswith(f"minute {number} rules 'spared' on 'walk-out'; by that the ballot is counted")
    tallied = party.act("contest tally", "03-06T22:00", "--ruling", number)
    assert tallied["walked_out"]["ruling"] == int(number)
    assert int(number) in tallied["hangs_on"]["minutes"]
    why = ("--authority", "The committee", "--reasons", "It was hasty.")
    assert "contest.tally" in tellers("case", "ruling", "overturn", party.case, "--at", "2024-03-07T09:00", *why)


def test_a_ruling_on_another_question_lets_no_count_go_on(waiting: Party, tmp_path: Path) -> None:
    party = waiting.copied(tmp_path)
    number = ruled(party, "paid", "grace")
    said = party.refused("contest tally", "03-06T22:00", "--ruling", number)
    assert said.startswith("Trustee 3 (Ada) has not decrypted; 'ruling' rules on 'walk-out' first")


def test_a_ruling_that_the_ballot_is_held_again_lets_it_be_annulled_and_not_counted(
    waiting: Party, tmp_path: Path
) -> None:
    party = waiting.copied(tmp_path)
    number = ruled(party, "walk-out", "again")
    said = party.refused("contest tally", "03-06T22:00", "--ruling", number)
    assert said.startswith(f"minute {number} rules 'again' on 'walk-out'; only by 'spared' is the ballot counted")
    assert party.act("contest annul", "03-06T22:00", *WHY, "--walked-out", "--ground", number)["walked_out"]["enough"]
