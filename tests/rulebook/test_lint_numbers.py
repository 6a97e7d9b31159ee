"""Numbers that cannot be meant. Each is checked by hand in its line; a slow search through small votes agrees."""

from fractions import Fraction
from itertools import product

import pytest
from tests.rulebook.half_books import ELECTION, MOTION, PETITION, WHOLE, changed, silent, told

from tellers.rulebook.conditions import Condition, Every, thresholds_of
from tellers.rulebook.grammar import parse_condition
from tellers.rulebook.holes import Severity
from tellers.rulebook.reach import Claim, Scene, equal_votes, possible
from tellers.rulebook.scenes import minority_carries, no_helps_yes
from tellers.rulebook.thresholds import Quantity, met, value

VOTE = Scene(body="members", places=None, bodies={}, counts={})
MOST = 6


def condition(text: str) -> Condition:
    return parse_condition(text, "club.toml")


def motion(threshold: str, quorum: str = "none", tie: str = "lost", body: str = "members") -> str:
    ends = silent("motion", "inquorate") if quorum != "none" else ""
    return changed(
        ('threshold   = "for > 1/2 of valid"', f'threshold   = "{threshold}"'),
        ('quorum      = "none"', f'quorum      = "{quorum}"'),
        ('tie         = "lost"', f'tie         = "{tie}"'),
        ('body        = "members"', f'body        = "{body}"'),
        more=ends,
    )


@pytest.mark.parametrize(
    ("threshold", "body", "says"),
    [
        ("for >= 8", "board", "nobody can meet the majority of motion: `for >= 8`"),
        ("for > 7", "board", "nobody can meet the majority of motion: `for > 7`"),
        ("for >= 1/2 of entitled + 1/2 of papers + 1", "members", "nobody can meet"),
        ("for > 1/2 of valid and against > 1/2 of valid", "members", "the parts of"),
        ("for >= 20 and for < 10", "members", "the parts of"),
    ],
)
def test_a_majority_that_nobody_can_reach_is_named(threshold: str, body: str, says: str) -> None:
    (first, *_) = told(motion(threshold, body=body), Severity.CONTRADICTION)
    assert says in first


@pytest.mark.parametrize(
    ("threshold", "body"),
    [
        ("for >= 7", "board"),
        ("for >= 3/4 of seats", "board"),
        ("for > 1/2 of valid and for >= 2/5 of entitled", "members"),
        ("for >= 60 and for > against", "members"),
        ("for >= 1/2 of entitled + 1", "members"),
        ("for > 1/2 of papers", "members"),
    ],
)
def test_a_majority_that_can_be_reached_is_not_named(threshold: str, body: str) -> None:
    assert told(motion(threshold, body=body), Severity.CONTRADICTION) == []


def test_more_nominations_than_a_body_has_seats_are_named() -> None:
    board = WHOLE.replace(ELECTION, ELECTION.replace('body      = "members"', 'body      = "board"', 1))
    assert told(board, Severity.CONTRADICTION) == []
    assert told(board.replace("nominations >= 2", "nominations >= 60"), Severity.CONTRADICTION) == [
        "nobody can meet the threshold of names: `nominations >= 60`"
    ]


def test_a_quorum_above_the_seats_of_the_body_is_named() -> None:
    assert "nobody can meet the quorum of motion: `papers >= 8`" in told(
        motion("for > 1/2 of valid", "papers >= 8", body="board"), Severity.CONTRADICTION
    )
    assert told(motion("for > 1/2 of valid", "papers >= 7", body="board"), Severity.CONTRADICTION) == []


def test_what_everybody_meets_is_noticed() -> None:
    assert told(motion("for > 1/2 of valid", "papers >= 1/2 of valid"), Severity.NOTICE) == [
        "everybody meets the quorum of motion: `papers >= 1/2 of valid` asks for nothing"
    ]
    endings = silent("petition", "not-triggered", "withdrawn", "target-resigns")
    petition = PETITION.replace("signatures >= 10", "signatures >= min(10, size of members - entitled)") + endings
    assert told(changed(more=petition), Severity.NOTICE) == []


def test_a_vote_against_that_helps_is_noticed_unless_the_majority_brings_the_quorum_with_it() -> None:
    (what,) = told(motion("for > 1/2 of valid", "papers >= 1/4 of entitled"), Severity.NOTICE)
    assert what.startswith("a vote against can help motion: it counts towards the quorum `papers >= 1/4 of entitled`")
    assert told(motion("for > 1/2 of entitled", "papers >= 1/2 of entitled"), Severity.NOTICE) == []
    assert told(motion("for > 1/2 of valid", "for >= 1/4 of entitled"), Severity.NOTICE) == []


def test_a_minority_that_can_carry_is_noticed() -> None:
    assert told(motion("for >= 1/3 of valid"), Severity.NOTICE) == [
        "motion can be carried with more votes against than for, by `for >= 1/3 of valid`"
    ]


def test_equal_votes_that_meet_the_majority_contradict_a_tie_rule_and_an_assumed_one_is_noticed() -> None:
    says = "equal votes can meet the majority of motion, `for >= 1/2 of valid`, and its tie rule says `lost`"
    assert told(motion("for >= 1/2 of valid"), Severity.CONTRADICTION) == [says]
    assumed = motion("for >= 1/2 of valid").replace('"lost"', '{ rule = "lost", assumed = "custom" }', 1)
    assert told(assumed, Severity.CONTRADICTION) == []
    assert says in told(assumed, Severity.NOTICE)
    assert told(motion("for >= up(1/2 of seats)", body="board"), Severity.CONTRADICTION) == []


def votes() -> list[dict[str, int]]:
    """Every small vote: for, against, blank, and who did not vote."""
    rows = []
    for for_, against, blank, away in product(range(MOST), repeat=4):
        papers = for_ + against + blank
        rows.append(
            {"for": for_, "against": against, "valid": for_ + against, "blank": blank, "spoiled": 0, "papers": papers}
            | {"entitled": papers + away}
        )
    return rows


VOTES = votes()
CONDITIONS = (
    "for > 1/2 of valid",
    "for >= 2/3 of papers",
    "for > against + 2",
    "for >= max(2, 1/3 of entitled)",
    "for >= min(3, 1/2 of valid)",
    "for >= up(1/2 of entitled)",
    "for > down(1/2 of valid)",
    "papers >= 1/2 of entitled and for > against",
    "for >= 40% of entitled or for > 2 times against",
    "for > against and against > for",
    "for >= papers + 1",
    "papers >= valid",
)


def holds(one: Condition, vote: dict[str, int]) -> bool:
    def size(quantity: Quantity) -> Fraction:
        return Fraction(vote[quantity.word])

    results = [met(size(part.quantity), part.op, value(part.line, size)) for part in thresholds_of(one)]
    if isinstance(one, Every):
        return all(holds(part, vote) for part in one.parts)
    return any(holds(part, vote) for part in one.parts) if hasattr(one, "parts") else results[0]


@pytest.mark.parametrize("text", CONDITIONS)
def test_a_search_through_small_votes_finds_only_what_is_possible(text: str) -> None:
    one = condition(text)
    if any(holds(one, vote) for vote in VOTES):
        assert possible(Claim(one, VOTE))
    if any(not holds(one, vote) for vote in VOTES):
        assert possible(Claim(one, VOTE, met=False))
    tied = [vote for vote in VOTES if vote["for"] == vote["against"] >= 1]
    if any(holds(one, vote) for vote in tied):
        assert possible(Claim(one, VOTE), besides=equal_votes(VOTE))


@pytest.mark.parametrize("text", CONDITIONS)
def test_what_is_never_possible_is_found_by_no_search_and_what_is_can_be_found(text: str) -> None:
    found = any(holds(condition(text), vote) for vote in VOTES)
    assert possible(Claim(condition(text), VOTE)) is found


@pytest.mark.parametrize("text", CONDITIONS)
@pytest.mark.parametrize("quorum", ["papers >= 1/2 of entitled", "valid >= 3", "for >= 1/3 of entitled"])
def test_a_search_finds_votes_against_that_help_only_where_they_are_said_to(text: str, quorum: str) -> None:
    majority, asked = condition(text), condition(quorum)

    def carried(vote: dict[str, int]) -> bool:
        return holds(majority, vote) and holds(asked, vote)

    def with_one_more_against(vote: dict[str, int]) -> dict[str, int]:
        more = {name: vote[name] + 1 for name in ("against", "valid", "papers")}
        return {**vote, **more}

    helped = any(
        holds(majority, vote) and not carried(vote) and carried(with_one_more_against(vote))
        for vote in VOTES
        if vote["entitled"] > vote["papers"]
    )
    if helped:
        assert no_helps_yes(asked, majority, VOTE)


def test_no_majority_of_the_valid_votes_is_carried_by_a_minority() -> None:
    assert not minority_carries(condition("for > 1/2 of valid"), VOTE)
    assert minority_carries(condition("for >= 10"), VOTE)


def test_the_motion_of_these_tests_is_that_of_the_half_books() -> None:
    assert 'threshold   = "for > 1/2 of valid"' in MOTION


def test_a_quorum_and_a_majority_that_no_vote_meets_together_are_named() -> None:
    text = motion("for >= 3 and for > against", "against > 1/2 of valid")
    (what,) = told(text, Severity.CONTRADICTION)
    assert what.startswith("no vote meets both the quorum of motion, `against > 1/2 of valid`, and its majority, `for")


@pytest.mark.parametrize(
    ("quantity", "reached"),
    [
        ("nominations from board >= 7", True),
        ("nominations from board >= 8", False),
        ("nominations from board > size of board", False),
        ("nominations >= nearest(1/2 of entitled) and nominations >= up(1/2 of entitled)", True),
        ("weight from board > weight of board", False),
    ],
)
def test_nominations_from_a_body_are_never_more_than_it_has(quantity: str, *, reached: bool) -> None:
    text = WHOLE.replace("nominations >= 2", quantity)
    assert (told(text, Severity.CONTRADICTION) == []) is reached


def test_a_count_of_the_book_is_as_large_as_its_parts() -> None:
    count = '\n[[count.cast]]\nname = "cast"\nsum = ["for", "against", "spoiled"]\nclause = "all"\n'
    assert told(motion("for > 1/2 of cast") + count, Severity.CONTRADICTION) == []
    assert told(motion("for > 1/2 of valid and spoiled > cast - for") + count, Severity.CONTRADICTION) != []


def test_a_share_of_a_college_is_at_most_one_and_a_root_may_be_anything() -> None:
    college = ELECTION.replace('"plurality"', '"weighted-sections"\nthreshold   = "share > 1/2"').replace(
        "notice_days", 'sections = [ { id = "a", weight = "1/2" }, { id = "b", weight = "1/2" } ]\nnotice_days'
    )
    assert told(WHOLE.replace(ELECTION, college), Severity.CONTRADICTION) == []
    rooted = ELECTION.replace('"plurality"', '"plurality"\nthreshold   = "votes >= 3/2 of sqrt(entitled)"')
    assert told(WHOLE.replace(ELECTION, rooted), Severity.CONTRADICTION) == []


def test_votes_of_a_section_are_a_part_of_all() -> None:
    sections = 'sections = [ { id = "staff" }, { id = "others" } ]\ntie         = "lost"'
    whole: tuple[str, list[str]] = ("for > 1/2 of valid in staff and for > 1/2 of valid", [])
    halves = "for in staff > 1/2 of papers and against in staff > 1/2 of papers"
    shut = (halves, [f"nobody can meet the majority of motion: the parts of `{halves}` shut each other out"])
    for threshold, says in (whole, shut):
        text = motion(threshold).replace('tie         = "lost"', sections, 1)
        assert told(text, Severity.CONTRADICTION) == says


def test_parts_that_only_a_vote_of_nobody_meets_shut_each_other_out() -> None:
    # with no vote at all both shares are of nothing, and nothing is carried
    both = "for >= 3/4 of valid and against >= 1/3 of valid"
    says = f"nobody can meet the majority of motion: the parts of `{both}` shut each other out"
    assert says in told(motion(both), Severity.CONTRADICTION)
    assert told(motion("for >= 2/3 of valid and against <= 1/3 of valid"), Severity.CONTRADICTION) == []


def houses(threshold: str, *ids: str) -> str:
    """A motion by sections, without a tie rule."""
    sections = ", ".join(f'{{ id = "{id_}" }}' for id_ in ids)
    return motion(threshold).replace('tie         = "lost"', f"sections = [ {sections} ]", 1)


def test_a_vote_by_houses_is_carried_by_no_minority_where_a_majority_is_asked_of_every_house() -> None:
    every = " and ".join(f"for in {one} >= 2/3 of valid in {one}" for one in ("bishops", "clergy", "laity"))
    assert told(houses(every, "bishops", "clergy", "laity"), Severity.NOTICE) == []
    # five in a house of which nothing is asked can vote it down
    assert told(houses(every, "bishops", "clergy", "laity", "others"), Severity.NOTICE) == [
        f"motion can be carried with more votes against than for, by `{every}`"
    ]
    whole = f"for > 1/2 of valid and {every}"
    assert told(houses(whole, "bishops", "clergy", "laity", "others"), Severity.NOTICE) == []


def test_a_condition_too_long_to_work_out_is_taken_to_be_possible_and_at_once() -> None:
    wide = " and ".join(f"(for > {number} or against > {number})" for number in range(2, 18))
    deep = f"for > max({', '.join(f'{number} + max(against, blank, {number})' for number in range(2, 12))})"
    for text in (wide, deep):
        assert possible(Claim(condition(text), VOTE))
        assert possible(Claim(condition(text), VOTE, met=False))


def test_shares_of_one_support_that_are_rounded_differently_are_noticed() -> None:
    """37 and 51 nominations, printed together in June 2016, are 15 and 20 per cent of no number by one rounding."""
    names = ELECTION[: ELECTION.index("\n[[procedure.election]]")].replace("procedure.names", "procedure.against")
    against = names.replace('"vacancy"', '"challenge"\nincumbent = "exempt"') + silent(
        "against", "not-triggered", "target-resigns"
    )
    cut_off = changed(("nominations >= 2", "nominations >= down(15% of entitled)"))
    rounded = [
        told(cut_off + against.replace("nominations >= 2", f"nominations >= {line}"), Severity.NOTICE)
        for line in ("20% of entitled", "up(20% of entitled)", "down(20% of entitled)", "9")
    ]
    says = ["against rounds its share of nominations up, and names down: no one rule gives both numbers"]
    assert rounded == [says, says, [], []]
