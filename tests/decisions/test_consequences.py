"""The tree of consequences. Expected are what the half books' own tables say, and the rules as told of real ones."""

from datetime import date

import pytest
from tests.decisions.elections import book
from tests.rulebook.half_books import CARRIED, ELECTION, MOTION, PETITION, WHOLE, changed, effect, silent
from tests.rulebook.samples import of_file

from tellers.decisions.consequences import consequences
from tellers.decisions.tree import Kind, Node, Tree
from tellers.errors import RuleBookError
from tellers.rulebook.parsing import parse

DAY = date(2016, 6, 28)
OPENS = effect("motion", "carried", 'does = "opens"', 'procedure = "names"', "within_days = 28")
READING = """
[[reading.r]]
clause   = "all"
question = "Which?"
[reading.r.choices]
one = "One."
two = "Two."
"""
TURNING = (
    'threshold   = "for > 1/2 of valid"',
    'threshold   = { reading = "r", by = { one = "for > 1/2 of valid", two = "for > 1/2 of papers" } }',
)
RULING = '\n[[ruling]]\nreading = "r"\nchoice = "one"\nauthority = "Chair"\non = 2016-01-01\nsource = "Letter"\n'


def tree(text: str = WHOLE, procedure: str = "motion", on: date = DAY, depth: int = 3) -> Tree:
    return consequences(parse(text, "club.toml"), procedure, on, depth)


def ending(text: str, id_: str, procedure: str = "motion", depth: int = 3) -> Node:
    (found,) = (node for node in tree(text, procedure, depth=depth).root.below if node.id == id_)
    return found


def everything(node: Node) -> list[Node]:
    return [node, *(one for child in node.below for one in everything(child))]


def said(node: Node, kind: Kind) -> list[str]:
    return [one.text for one in everything(node) if one.kind is kind]


def test_the_endings_of_a_motion_are_all_there_with_how_they_come_about() -> None:
    told = {node.id: node.text for node in tree().root.below}
    assert told == {
        "carried": "if for > 1/2 of valid",
        "lost": "otherwise",
        "tied": "if as many are for as against",
        "refused": "if fewer than 2 of Members propose it; or notice is shorter than 7 clear days",
        "withdrawn": "if it is withdrawn before it is decided",
        "target-resigns": "if the holder resigns before it is decided",
        "second": "if the same is started a second time",
    }


def test_an_earlier_stage_that_can_elect_says_so() -> None:
    # As in elections of a head of state: two thirds elect in the first ballots, a majority later
    text = book("""
sole = "ballot"
[[procedure.election.stage]]
id = "first"
title = "The first ballots"
method = "exhaustive"
out_from = "never"
ballots = 3
threshold = "votes >= 2/3 of entitled"
seats = "all"
[[procedure.election.stage]]
id = "later"
method = "plurality"
threshold = "votes > 1/2 of entitled"
""")
    elected = ending(text, "elected", "election")
    assert elected.text == "if plurality fills the seat with votes > 1/2 of entitled"
    assert "The first ballots: whoever has votes >= 2/3 of entitled is elected there and then." in said(
        elected, Kind.NOTE
    )


def test_an_effect_says_for_whom_by_when_and_by_which_clause() -> None:
    (vacates, opens) = ending(changed(more=OPENS), "carried").below
    assert (vacates.label, vacates.whom, vacates.id) == ("binding", "Chair", "vacates")
    assert vacates.grounds is not None
    assert vacates.grounds.clause == "1"
    assert (opens.by, opens.until) == ("within 28 days of the declaration", None)


def test_an_office_that_falls_takes_others_with_it_and_somebody_acts() -> None:
    text = changed(
        ('acting      = "deputy"', 'acting      = "deputy"\nex_officio  = ["host"]'),
        more='\n[[office.host]]\ntitle = "Host"\nfilled_by = "the chair"\nclause = "all"\n',
    )
    assert said(ending(text, "carried"), Kind.CASCADE)[:2] == [
        "Host falls vacant with it.",
        "Deputy acts as Chair until it is filled.",
    ]


def test_an_office_that_comes_with_another_is_filled_with_that_and_not_by_itself() -> None:
    text = changed(
        ('acting      = "deputy"', 'acting      = "deputy"\nex_officio  = ["host"]'),
        (CARRIED, effect("motion", "carried", 'does = "vacates"', 'office = "host"')),
        more='\n[[office.host]]\ntitle = "Host"\nfilled_by = "the chair"\nclause = "all"\n',
    )
    assert said(ending(text, "carried"), Kind.CASCADE) == [
        "It comes with the office of Chair: whoever holds that holds it."
    ]
    assert said(ending(text, "carried"), Kind.HOLE) == []


def test_whoever_should_act_and_falls_too_leaves_a_hole_and_so_does_a_book_that_names_nobody() -> None:
    falls = changed(('acting      = "deputy"', 'acting      = "deputy"\nex_officio  = ["deputy"]'))
    assert said(ending(falls, "carried"), Kind.HOLE) == [
        "Deputy would act as Chair, and falls vacant with it: nobody is left to act."
    ]
    nobody = changed(('acting      = "deputy"\n', ""))
    assert said(ending(nobody, "carried"), Kind.HOLE) == [
        "The rule book names nobody who acts while the office of Chair is vacant."
    ]


def test_what_could_fill_a_vacant_office_is_told_where_nothing_is_opened() -> None:
    (could,) = (node for node in everything(ending(WHOLE, "carried")) if node.id == "names")
    assert (could.kind, could.label) == (Kind.PROCEDURE, "could follow, only while the office is vacant")
    opened = [node.label for node in everything(ending(changed(more=OPENS), "carried")) if node.id == "names"]
    assert opened == ["opens"]


def test_an_office_that_nothing_fills_is_a_hole() -> None:
    text = WHOLE[: WHOLE.index("\n[[procedure.names]]")]
    assert "No procedure of the rule book fills it. It says in words: election." in said(
        ending(text, "carried"), Kind.HOLE
    )


def test_a_procedure_that_is_opened_is_followed_to_its_own_endings() -> None:
    (names,) = (node for node in everything(ending(changed(more=OPENS), "carried")) if node.id == "names")
    assert [node.id for node in names.below] == ["admitted", "refused"]
    (election,) = names.below[0].below
    assert (election.id, election.label) == ("election", "opens")
    assert [node.id for node in election.below] == ["elected", "unfilled", "tied"]


def test_a_circle_is_named_and_followed_no_further() -> None:
    again = effect("election", "unfilled", 'does = "opens"', 'procedure = "names"')
    text = changed((silent("election", "unfilled"), again))
    (circle,) = (node for node in everything(tree(text, "names").root) if node.kind is Kind.CIRCLE)
    assert (circle.id, circle.below) == ("names", ())
    assert circle.text == "Nomination again: from here the rule book goes round."


def test_the_tree_stops_at_its_depth_and_says_so() -> None:
    text = changed(more=OPENS)
    shallow = [node for node in everything(tree(text, depth=1).root) if node.kind is Kind.ELSEWHERE]
    assert shallow[0].text == "Nomination: its own tree tells what follows from it."
    assert all(not node.below for node in shallow)


def test_what_comes_twice_is_told_once() -> None:
    text = changed(('tie         = "lost"', 'tie         = "lost"\nfollows     = ["names"]'), more=OPENS)
    told = [node for node in everything(tree(text).root) if node.id == "names"]
    assert [node.kind for node in told].count(Kind.PROCEDURE) == 1
    assert told[-1].text == "Nomination: told above."


@pytest.mark.parametrize(
    ("rule", "says"),
    [
        ('"lost"', "Equal votes: the same follows as if it were lost."),
        ('"again"', "Equal votes: the vote is held again."),
        ('"lot"', "Equal votes: a lot decides whether it is carried or lost."),
        (
            '"casting-vote"\ncasting     = "deputy"',
            "Equal votes: the casting vote of the Deputy decides whether it is carried or lost.",
        ),
    ],
)
def test_equal_votes_follow_the_tie_rule(rule: str, says: str) -> None:
    assert said(ending(changed(('tie         = "lost"', f"tie         = {rule}")), "tied"), Kind.NOTE) == [says]


def test_there_is_no_tie_where_equal_votes_always_decide_and_no_quorum_that_is_not_asked_for() -> None:
    ids = [node.id for node in tree(changed(("> 1/2 of valid", ">= 1/2 of valid"))).root.below]
    assert "tied" not in ids
    assert "inquorate" not in ids
    quorum = changed(('"none"', '"papers >= 10"'))
    assert ending(quorum, "inquorate").text == "unless papers >= 10"
    assert said(ending(quorum, "inquorate"), Kind.HOLE) == [
        "The rule book says nothing of what follows when No confidence ends so."
    ]


def test_an_ending_of_which_the_book_is_silent_is_a_hole() -> None:
    text = changed((silent("motion", "withdrawn", "target-resigns"), ""))
    assert said(ending(text, "withdrawn"), Kind.HOLE)[0].startswith("The rule book does not say whether it may be")
    assert "does not say whether the proceeding goes on" in said(ending(text, "target-resigns"), Kind.HOLE)[0]
    assert "Deputy acts as Chair until it is filled." in said(ending(text, "target-resigns"), Kind.CASCADE)


def test_a_second_motion_is_refused_for_as_long_as_the_book_says() -> None:
    assert said(ending(WHOLE, "second"), Kind.HOLE) == [
        "The rule book does not say when the same may be put again: it may be at once."
    ]
    immune = effect("motion", "lost", 'does = "immunity"', "for_months = 12")
    refused, note = ending(changed(more=immune), "second").below
    assert (refused.text, refused.until) == (
        "After No confidence ends as lost: x",
        "for 12 months from the declaration",
    )
    assert note.text == "After any other end nothing in the rule book forbids it."
    assert "the holder is immune" in ending(changed(more=immune), "refused").text


def test_a_petition_that_opens_the_motion_and_is_barred_bars_a_second_motion_too() -> None:
    endings = silent("petition", "not-triggered", "withdrawn", "target-resigns")
    immune = effect("motion", "lost", 'does = "immunity"', 'procedure = "petition"', "for_months = 12")
    text = changed(more=PETITION + endings + immune)
    assert len(ending(text, "second").below) == 2
    assert len(ending(text, "second", "petition").below) == 2
    assert [node.id for node in ending(text, "triggered", "petition").below] == ["motion"]


def test_live_readings_are_told_apart_and_what_they_share_is_told_once() -> None:
    text = changed(TURNING, more=READING)
    dispute, *endings = tree(text).root.below
    assert dispute.label == "clause 1 can be read in 2 ways"
    assert [choice.text for choice in dispute.below] == ["One.", "Two."]
    carried = endings[0]
    assert (carried.id, carried.text, carried.readings) == ("carried", "", ())
    assert [(node.text, [str(held) for held in node.readings]) for node in carried.below[:2]] == [
        ("If for > 1/2 of valid.", ["if clause 1 is read as one"]),
        ("If for > 1/2 of papers.", ["if clause 1 is read as two"]),
    ]
    assert [node.id for node in endings].count("carried") == 1
    assert carried.below[2].readings == ()


def test_an_ending_that_one_reading_alone_has_carries_it() -> None:
    quorum = ('quorum      = "none"', 'quorum = { reading = "r", by = { one = "none", two = "papers >= 9" } }')
    inquorate = ending(changed(quorum, more=READING + silent("motion", "inquorate")), "inquorate")
    assert [held.choice for held in inquorate.readings] == ["two"]


def test_a_ruling_leaves_one_reading_and_does_not_exist_before_its_day() -> None:
    text = changed(TURNING, more=READING + RULING)
    assert tree(text).root.below[0].id == "carried"
    assert tree(text, on=date(2015, 12, 31)).root.below[0].label == "clause 1 can be read in 2 ways"


def test_who_takes_an_office_takes_what_comes_with_it() -> None:
    text = changed(
        ('acting      = "deputy"', 'acting      = "deputy"\nex_officio  = ["host"]\nincompatible = ["deputy"]'),
        more='\n[[office.host]]\ntitle = "Host"\nfilled_by = "the chair"\nclause = "all"\n',
    )
    assert said(ending(text, "elected", "election"), Kind.CASCADE) == [
        "Whoever takes it is Host too.",
        "Whoever takes it cannot be Deputy as well.",
    ]


def test_a_sole_candidate_and_a_tie_are_told_by_their_rules() -> None:
    assert "If no more stand than there are seats they are elected without a ballot." in said(
        ending(WHOLE, "elected", "election"), Kind.NOTE
    )
    assert said(ending(WHOLE, "tied", "election"), Kind.NOTE) == ["Election: a lot is drawn."]
    assert said(ending(WHOLE, "annulled", "election"), Kind.HOLE)


def test_the_days_asked_about_decide_which_rules_there_are() -> None:
    later = MOTION.replace("clause      =", "since = 2020-01-01\nclause      =", 1).replace(
        "1/2 of valid", "2/3 of valid"
    )
    text = changed((ELECTION, later + CARRIED + ELECTION))
    assert tree(text, on=date(2019, 12, 31)).root.below[0].text == "if for > 1/2 of valid"
    assert tree(text, on=date(2020, 1, 1)).root.below[0].text == "if for > 2/3 of valid"


@pytest.mark.parametrize(("procedure", "on"), [("nothing", DAY), ("motion", date(2009, 1, 1))])
def test_a_procedure_or_a_day_that_is_not_in_the_book_is_refused_by_name(procedure: str, on: date) -> None:
    with pytest.raises(RuleBookError) as refused:
        tree(WHOLE, procedure, on)
    assert procedure in str(refused.value) or str(on) in str(refused.value)


def test_the_motion_of_june_2016_moved_no_office_and_a_challenge_could_follow() -> None:
    root = consequences(of_file("labour"), "no-confidence", DAY).root
    carried = next(node for node in root.below if node.id == "carried")
    assert [(node.label, node.binding) for node in carried.below] == [("advisory", False)]
    assert {node.id for node in root.below if node.label.startswith("could follow")} == {"challenge", "vacancy"}


def test_failure_topples_the_accuser() -> None:
    root = consequences(of_file("ukip"), "nec-no-confidence", date(2018, 1, 21)).root
    (endorsement,) = (node for node in everything(root) if node.id == "endorsement" and node.below)
    lost = next(node for node in endorsement.below if node.id == "lost")
    assert (lost.below[0].id, lost.below[0].whom) == ("dissolves", "National Executive Committee")


def test_every_procedure_of_the_tree_says_the_same_in_json() -> None:
    value = tree(changed(TURNING, more=READING)).to_json()
    assert value["procedure"] == "motion"
    root = value["tree"]
    assert isinstance(root, dict)
    assert set(root) == {
        "kind", "label", "text", "id", "binding", "for", "by", "until", "clause", "assumed", "readings", "below",
    }  # fmt: skip


def test_a_circle_of_many_procedures_ends() -> None:
    many = 40
    petitions = "".join(
        PETITION[: PETITION.index("\n[[procedure.petition.clock]]")]
        .replace("procedure.petition", f"procedure.p{number}")
        .replace('["motion"]', str([f"p{other}" for other in range(many) if other != number]).replace("'", '"'))
        for number in range(many)
    )
    nodes = everything(tree(changed(more=petitions), "p0").root)
    assert len(nodes) < 20_000
    assert any("its own tree tells" in node.text for node in nodes)


def test_a_ruling_says_what_it_may_rule_on_and_where_an_appeal_lies() -> None:
    rules = 'kind = "ruling"\ntitle = "Court"\nclause = "all"\nauthority = "Court"\nreadings = ["r"]\n'
    court = f"\n[[procedure.court]]\n{rules}"
    board = court.replace("procedure.court", "procedure.board").replace('authority = "Court"', 'body = "board"')
    text = changed(more=READING + court + board + 'appeal_to = ["court"]\n')
    question, *_, appeal = tree(text, "board").root.below
    assert (question.label, question.text) == ("may rule on clause 1", "Which?")
    assert [choice.id for choice in question.below] == ["one", "two"]
    assert (appeal.label, appeal.id) == ("an appeal lies to", "court")
    assert [node.id for node in tree(text, "court").root.below] == ["r", "upheld", "overturned"]
