"""What could follow, as known on a day.

Truth: 229 MPs with the whip and 20 MEPs make 249, of which a fifth is 49.8 and fifteen per cent 37.35; the
committee ruled on 12 July 2016, the court in Foster v McNicol on 28 July 2016.
"""

from datetime import date

import pytest
from tests.rulebook.samples import DAY, labour, small, society

from tellers.decisions.follow import could_follow
from tellers.decisions.next_steps import NextStep

BOOK = labour()
MOTION = BOOK.motion("no-confidence", on=DAY)
CHALLENGERS_ONLY = "Only challengers need nominations: the leader is on the ballot without any."
ALL_CANDIDATES = "Every candidate needs nominations: the leader must reach the same number to be on the ballot."
SIZES = {"plp": 229, "eplp": 20}
MAJORITY = 'threshold = "for > 1/2 of valid"'


def test_on_28_june_a_challenge_needs_50_of_249_and_both_readings_are_live() -> None:
    challenge, vacancy = could_follow(BOOK, MOTION, DAY, SIZES, "Jeremy Corbyn")
    assert challenge.text == "Challenge to the leader: 50 of 249 nominations needed (clause 4.II.2.B.ii)"
    assert challenge.applies
    assert challenge.lines == tuple(
        f"{choice} (open; clause 4.II.2.B.ii)" for choice in (CHALLENGERS_ONLY, ALL_CANDIDATES)
    )
    assert (vacancy.needed, vacancy.base_size, vacancy.applies) == (38, 249, False)
    assert vacancy.condition == "only while the office of Leader of the Labour Party is vacant"
    assert vacancy.lines == ()


@pytest.mark.parametrize(
    ("on", "says"),
    [
        (date(2016, 7, 11), ["open", "open"]),
        (date(2016, 7, 12), ["National Executive Committee, 12 July 2016"]),
        (date(2016, 7, 27), ["National Executive Committee, 12 July 2016"]),
        (date(2016, 7, 28), ["National Executive Committee, 12 July 2016, upheld by High Court, 28 July 2016"]),
    ],
)
def test_a_ruling_exists_from_its_day_and_not_before(on: date, says: list[str]) -> None:
    challenge, _ = could_follow(BOOK, MOTION, on, SIZES, "Jeremy Corbyn")
    lines = [line for line in challenge.lines if line.startswith((CHALLENGERS_ONLY, ALL_CANDIDATES))]
    assert [line.split("(")[1].removesuffix("; clause 4.II.2.B.ii)") for line in lines] == says
    text = str(challenge.to_json())
    assert ("High Court" in text) == (on >= date(2016, 7, 28))
    assert ("2016-07-12" in text) == (on >= date(2016, 7, 12))


def test_the_json_of_a_step_has_the_threshold_its_clause_and_the_live_choices() -> None:
    challenge, _ = could_follow(BOOK, MOTION, DAY, SIZES, "Jeremy Corbyn")
    found = challenge.to_json()
    assert found["threshold"] == {
        "text": "nominations >= 1/5 of entitled",
        "count": "nominations",
        "op": ">=",
        "fraction": "1/5",
        "base": "entitled",
        "base_size": 249,
        "needed": 50,
        "clause": "4.II.2.B.ii",
        "assumed": None,
    }
    assert found["readings"] == [
        {
            "reading": "incumbent",
            "question": "When the leader is challenged, does the leader need nominations too?",
            "clause": "4.II.2.B.ii",
            "live": [
                {"choice": "challengers-only", "text": CHALLENGERS_ONLY},
                {"choice": "all-candidates", "text": ALL_CANDIDATES},
            ],
            "rulings": [],
        }
    ]
    assert found["missing"] == []


def test_a_size_given_for_the_union_itself_counts_before_its_parts() -> None:
    challenge, _ = could_follow(BOOK, MOTION, DAY, {**SIZES, "nominators": 251}, "Jeremy Corbyn")
    assert (challenge.needed, challenge.base_size) == (51, 251)


@pytest.mark.parametrize("sizes", [{}, {"plp": 229}])
def test_a_size_that_is_not_known_is_named_and_not_guessed(sizes: dict[str, int]) -> None:
    challenge, _ = could_follow(BOOK, MOTION, DAY, sizes, "Jeremy Corbyn")
    assert (challenge.needed, challenge.base_size) == (None, None)
    assert challenge.missing == ("the size of the body `nominators`",)
    assert challenge.text == "Challenge to the leader: nominations >= 1/5 of entitled (clause 4.II.2.B.ii)"


def test_parts_that_may_share_members_are_not_added_up() -> None:
    book = small(
        'threshold = "for > 1/2 of valid"',
        'threshold = "for > 1/2 of valid"\nfollows = ["challenge"]',
        more="\n[[body.old]]\nname = 'Old'\nmembers = { age = ['old'] }\nclause = 'all'\n"
        "\n[[body.paid]]\nname = 'Paid'\nmembers = { fee = ['paid'] }\nclause = 'all'\n"
        "\n[[body.either]]\nname = 'Either'\nunion = ['old', 'paid']\nclause = 'all'\n"
        "\n[[procedure.challenge]]\nkind = 'nomination'\nwhen = 'challenge'\ntitle = 'Challenge'\nclause = 'all'\n"
        "body = 'either'\noffice = 'chair'\nthreshold = 'nominations >= 1/10 of entitled'\n",
    )
    (step,) = could_follow(book, book.motion("motion", on=DAY), DAY, {"old": 60, "paid": 80}, "A chair")
    assert (step.base_size, step.missing) == (None, ("the size of the body `either`",))


def test_when_the_office_is_vacant_the_other_procedure_applies() -> None:
    challenge, vacancy = could_follow(BOOK, MOTION, DAY, SIZES, None)
    assert (challenge.applies, vacancy.applies) == (False, True)


def test_a_body_of_nobody_needs_no_nominations_by_arithmetic() -> None:
    # 0 >= 1/5 of 0: the number is what the clause says, and a size of 0 is a size.
    challenge, _ = could_follow(BOOK, MOTION, DAY, {"plp": 0, "eplp": 0}, None)
    assert (challenge.needed, challenge.base_size) == (0, 0)


def test_in_the_society_an_election_follows_the_chair() -> None:
    book = society()
    (election,) = could_follow(
        book, book.motion("confidence", on=date(2024, 5, 1)), date(2024, 5, 1), {"members": 101}, None
    )
    assert (election.text, election.applies) == (
        "Nomination for chair: 11 of 101 nominations needed (clause 8.2)",
        True,
    )


READINGS = """
[[body.half]]
name    = "Half"
members = { half = ["first"] }
clause  = "all"
[[reading.who]]
clause   = "all"
question = "Who nominates?"
choices  = { everyone = "Everyone.", half = "Half." }
[[reading.share]]
clause   = "all"
question = "A fifth, rounded?"
choices  = { exact = "At least a fifth.", cut-off = "A fifth, cut off.", none = "A fifth, at least." }
[[reading.holder]]
clause   = "all"
question = "Does the holder need nominations too?"
choices  = { no = "No.", yes = "Yes." }
[[procedure.challenge]]
kind      = "nomination"
title     = "Challenge"
clause    = "all"
office    = "chair"
when      = "challenge"
body      = { reading = "who", by = { everyone = "members", half = "half" } }
incumbent = { reading = "holder", by = { no = "exempt", yes = "same" } }

[procedure.challenge.threshold]
reading = "share"
[procedure.challenge.threshold.by]
exact   = "nominations >= 1/5 of entitled"
cut-off = "nominations >= down(1/5 of entitled)"
none    = "nominations >= 1/5 of entitled"
"""


def disputed(sizes: dict[str, int]) -> NextStep:
    book = small(MAJORITY, f'{MAJORITY}\nfollows = ["challenge"]', more=READINGS)
    (step,) = could_follow(book, book.motion("motion", on=DAY), DAY, sizes, "A chair")
    return step


def test_a_number_that_turns_on_readings_is_told_under_each_of_them() -> None:
    step = disputed({"members": 249, "half": 121})
    assert step.text == "Challenge: 49 or 50 of 249 nominations, or 24 or 25 of 121 nominations needed (clause 1)"
    assert [(dict(way.choices), way.needed) for way in step.ways] == [
        ({"who": "everyone"}, 50),
        ({"who": "everyone", "share": "cut-off"}, 49),
        ({"who": "half"}, 25),
        ({"who": "half", "share": "cut-off"}, 24),
    ]
    assert (step.needed, step.base_size) == (None, None)
    assert len(step.readings) == 3


def test_the_json_of_a_disputed_number_has_every_way_and_no_threshold_of_its_own() -> None:
    found = disputed({"members": 249, "half": 121}).to_json()
    assert found["threshold"] is None
    ways = found["ways"]
    assert isinstance(ways, list)
    assert ways[1] == {
        "readings": {"who": "everyone", "share": "cut-off"},
        "body": "members",
        "threshold": {
            "text": "nominations >= down(1/5 of entitled)",
            "count": "nominations",
            "op": ">=",
            "fraction": None,
            "base": None,
            "base_size": 249,
            "needed": 49,
            "clause": "1",
            "assumed": None,
        },
    }


def test_a_way_whose_body_has_no_known_size_is_told_by_its_rule() -> None:
    step = disputed({"members": 249})
    assert step.missing == ("the size of the body `half`",)
    assert step.number.endswith(", or nominations >= 1/5 of entitled, or nominations >= down(1/5 of entitled)")


def test_a_step_that_needs_nobody_to_begin_it_has_no_number() -> None:
    contest = (
        "\n[[procedure.vote]]\nkind = 'contest'\ntitle = 'Election'\nclause = 'all'\nbody = 'members'\nmethod = 'av'\n"
    )
    book = small(MAJORITY, f'{MAJORITY}\nfollows = ["vote"]', more=contest)
    (step,) = could_follow(book, book.motion("motion", on=DAY), DAY, {}, None)
    assert (step.text, step.applies, step.missing) == ("Election (clause 1)", True, ())
    assert step.to_json()["threshold"] is None


def test_seats_and_sizes_of_other_bodies_are_known_from_the_book_and_the_roll() -> None:
    text = "signatures >= max(1/2 of seats, 1/3 of size of members)"
    more = (
        "\n[[body.council]]\nname = 'Council'\nseats = 9\nclause = 'all'\n"
        "\n[[procedure.call]]\nkind = 'petition'\ntitle = 'Call'\nclause = 'all'\nbody = 'council'\n"
        f"threshold = '{text}'\n"
    )
    book = small(MAJORITY, f'{MAJORITY}\nfollows = ["call"]', more=more)
    motion = book.motion("motion", on=DAY)
    (known,) = could_follow(book, motion, DAY, {"members": 9}, None)
    (unknown,) = could_follow(book, motion, DAY, {}, None)
    assert known.text == "Call: 5 signatures needed (clause 1)"
    assert unknown.missing == ("the size of the body `members`",)
