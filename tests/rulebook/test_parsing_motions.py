"""What a motion can say, and each contradiction in it by its line; the rules are invented."""

from fractions import Fraction

import pytest
from tests.rulebook.samples import DAY, procedure, refused, small

from tellers.rulebook.basis import Form, Proposers
from tellers.rulebook.clocks import Span, Unit
from tellers.rulebook.effects import Does, Effect
from tellers.rulebook.motions import Motion, TieRule
from tellers.rulebook.outcomes import Ending, Outcome
from tellers.rulebook.procedures import kind_of, rules_of

COUNTS = """
[[count.votes-cast]]
name   = "votes cast, illegal ones among them"
sum    = ["for", "against", "spoiled"]
clause = "all"
[[count.heads]]
name   = "heads"
given  = "candidate"
clause = "all"
[[body.council]]
name   = "Council"
seats  = 7
clause = "all"
"""
SECTIONS = 'sections = [ { id = "mps", weight = "1/3" }, { id = "members", title = "Members", weight = "2/3" } ]'


def motion(keys: str, *, body: str = "members") -> Motion:
    return small(more=COUNTS + procedure("motion", f'body = "{body}"\n{keys}')).motion("p", on=DAY)


def wrong(keys: str, at: str, says: str, *, body: str = "members") -> None:
    refused(COUNTS + procedure("motion", f'body = "{body}"\n{keys}'), at, says)


@pytest.mark.parametrize(
    "text",
    [
        "for > 1/2 of votes-cast",
        "papers >= 1/2 of entitled and for > 1/2 of valid",
        "for > against",
        "for >= 3/4 of present",
        "entitled > 3 times against",
        "for >= 2/3 of size of council",
    ],
)
def test_a_majority_is_any_condition_about_votes(text: str) -> None:
    assert str(motion(f'threshold = "{text}"').threshold.value) == text


def test_a_body_of_fixed_seats_can_be_the_base() -> None:
    assert str(motion('threshold = "for > 1/2 of seats"', body="council").threshold.value) == "for > 1/2 of seats"


@pytest.mark.parametrize(
    ("keys", "at", "says"),
    [
        ('threshold = "papers >= 1/2 of entitled"', "threshold", "can be met without a look at `for`, `against`"),
        ('threshold = "for > 7 or papers > 9"', "threshold", "can be met without a look at `for`"),
        ('threshold = "for > 1/2 of heads"', "threshold", "`heads` is not a known quantity"),
        (
            'threshold = "for > 1/2 of seats"',
            "threshold",
            "`seats` is the fixed size of a body, and `members` has none",
        ),
        ('threshold = "for in mps > 3"', "threshold", "there is no section `mps`; there is none"),
        ('threshold = "none"', "threshold", "`none` is not a known quantity"),
        ('tie = "carried"\nthreshold = "for >= 2/3 of valid"', "tie", "equal votes cannot carry"),
        ('tie = "casting-vote"', "tie", "a casting vote is somebody's; write casting ="),
        ('casting = "chair"', "casting", "the tie rule is `lost`; write tie ="),
        ('tie = "casting-vote"\ncasting = "char"', "casting =", "there is no office `char` .*did you mean `chair`"),
        ("holder = { notice = true, statement = true }", "holder", "`holder` needs an `office`"),
        ('secret = false\nforms = ["sealed"]', "forms", "an open vote, which has no sealed papers"),
        ('second = { body = "member" }', "second", "there is no body `member`"),
        ('meeting = "p"', "meeting", "there is no procedure of kind meeting `p`"),
        ('opens = ["p", "q"]', "opens", "there is no procedure `q`"),
        ('measured = "The ballot"', "measured", "cannot be a moment"),
        ("successor = 1", "successor", "expected true or false"),
        (SECTIONS.replace("2/3", "1/3"), "sections", "add up to 2/3; expected 1"),
        (SECTIONS.replace(', weight = "2/3"', ""), "sections", "some sections have a weight and some have none"),
        (SECTIONS.replace('"members"', '"mps"'), "sections", "two sections have the same id"),
        (SECTIONS.replace('"1/3"', '"0.3"'), "sections", "no fraction above nothing"),
        (SECTIONS.replace('"mps"', '"M Ps"'), "sections", "cannot be an id"),
        ("proxy = true", "proxy", "votes by proxy are not supported; docs/limits.md says why"),
        ("delegation = true", "delegation", "delegated votes are not supported"),
        ('formula = "x"', "formula", "nothing in a rule book is run"),
        ('trigger = "x"', "trigger", "`trigger` is not known"),
    ],
)
def test_each_contradiction_is_named_with_its_line(keys: str, at: str, says: str) -> None:
    wrong(keys, at, says)


def test_the_new_rules_of_a_motion_are_read() -> None:
    read = motion(
        'office = "chair"\nsecret = false\nforms = ["paper"]\ntie = "casting-vote"\ncasting = "chair"\n'
        'second = { number = 2 }\nsuccessor = true\nmeasured = "notice"\nopens = ["motion"]\nfollows = ["p"]\n'
        f'quorum = "present >= 10 and papers >= 1/4 of entitled"\n{SECTIONS}'
    )
    assert (read.secret.value, read.forms.value, read.tie.value) == (False, (Form.PAPER,), TieRule.CASTING_VOTE)
    assert (read.casting, read.successor.value, read.measured.value) == ("chair", True, "notice")
    assert (read.opens, read.follows) == (("motion",), ("p",))
    assert read.second is not None
    assert read.second.value == Proposers("members", 2)
    assert str(read.quorum.value) == "present >= 10 and papers >= 1/4 of entitled"
    assert [(one.id, one.title, one.weight) for one in read.sections] == [
        ("mps", "mps", Fraction(1, 3)),
        ("members", "Members", Fraction(2, 3)),
    ]


def test_a_motion_about_no_office_may_say_that_nobody_is_told() -> None:
    read = motion('holder = { notice = false, statement = false, assumed = "about nobody" }')
    assert read.holder.grounds.assumed == "about nobody"


def test_a_quorum_can_be_none_in_words() -> None:
    assert motion('quorum = { rule = "none", assumed = "no clause states one" }').quorum.value is None


@pytest.mark.parametrize("majority", ["for > 1/2 of valid", "for > against", "papers > 3 and for > 50% of valid"])
def test_equal_votes_can_carry_where_more_votes_for_than_against_do(majority: str) -> None:
    assert motion(f'tie = "carried"\nthreshold = "{majority}"').tie.value is TieRule.CARRIED


def test_equal_votes_without_effects_of_their_own_follow_the_tie_rule_lost_or_carried() -> None:
    effects = "".join(
        f'[[procedure.p.effect.{outcome}]]\ntext = "{outcome}"\nbinding = true\nclause = "all"\n'
        for outcome in ("carried", "lost", "withdrawn", "target-resigns")
    )
    for tie, told in (("lost", ["lost"]), ("carried", ["carried"]), ("again", []), ("lot", [])):
        read = motion(f'tie = "{tie}"\n{effects}')
        assert [effect.text for effect in read.effects(Outcome.TIED)] == told
    assert [effect.text for effect in read.effects(Ending.WITHDRAWN)] == ["withdrawn"]


def test_every_rule_is_listed_by_its_key() -> None:
    read = motion("")
    assert {"threshold", "quorum", "tie", "secret", "statutory", "measured", "successor"} <= rules_of(read).keys()
    assert kind_of(read) == "motion"


def effect(keys: str) -> Effect:
    head = 'binding = true\ntext = "x"\nclause = "all"\n'
    more = COUNTS + procedure("motion", f'body = "members"\n[[procedure.p.effect.carried]]\n{head}{keys}')
    return small(more=more).motion("p", on=DAY).branches[0].effects[0]


def test_an_effect_says_what_it_does_by_when_and_for_how_long() -> None:
    read = effect(
        'does = "bars"\nprocedure = "motion"\nfor_months = 12\nfrom = "ballot"\nbody = "council"\noffice = "chair"'
    )
    assert (read.does, read.procedure, read.body, read.office) == (Does.BARS, "motion", "council", "chair")
    assert (read.due, read.lasts, read.start) == (None, Span(12, Unit.MONTHS), "ballot")
    assert effect("within_days = 28").due == Span(28, Unit.DAYS)
    assert (effect("within_months = 1").due, effect("").start) == (Span(1, Unit.MONTHS), "declaration")


def test_an_immunity_is_from_its_own_procedure_where_it_names_none() -> None:
    assert effect('does = "immunity"\nfor_months = 12').procedure == "p"
    assert effect('does = "immunity"\nprocedure = "motion"\nfor_days = 90').procedure == "motion"


@pytest.mark.parametrize(
    ("keys", "at", "says"),
    [
        ('does = "vacate"', "does", "did you mean `vacates`"),
        ('does = "vacates"', "does", 'needs an office; write office = "ID"'),
        ('does = "elects"', "does", "needs an office"),
        ('does = "removes"', "does", "needs an office"),
        ('does = "dissolves"', "does", "needs what is dissolved"),
        ('does = "opens"', "does", "needs a procedure"),
        ('does = "bars"', "does", "needs a procedure"),
        ('does = "immunity"', "does", "an immunity needs its length"),
        ('does = "opens"\nprocedure = "q"', 'procedure = "q"', "there is no procedure `q`"),
        ('body = "club"', 'body = "club"', "there is no body `club`"),
        ('reading = "r"', 'reading = "r"', "there is no reading `r`"),
        ("within_days = 3\nwithin_months = 1", "within_months", "contradict each other"),
        ("for_days = 3\nfor_months = 1", "for_months", "contradict each other"),
        ('from = "ballot"', "from", "since when, and nothing runs"),
        ("due_days = 3", "due_days", "`due_days` is not known; write within_days"),
    ],
)
def test_an_effect_that_says_too_little_or_too_much_is_refused(keys: str, at: str, says: str) -> None:
    head = 'binding = true\ntext = "x"\nclause = "all"\n'
    wrong(f"[[procedure.p.effect.carried]]\n{head}{keys}", at, says)
