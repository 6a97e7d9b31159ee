"""Rules that turn on a reading; the book, its readings and rulings are invented."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.rulebook.samples import DAY, procedure, refused, small

from tellers.errors import RuleBookError
from tellers.rulebook.motions import Motion
from tellers.rulebook.turning import MOST, weight

READINGS = """
[[clause.base]]
number = "9"
source = "The base"
[[reading.base]]
clause = "base"
question = "Of what?"
[reading.base.choices]
cast = "Of the votes cast."
members = "Of the members."
[[reading.day]]
clause = "all"
question = "When?"
[reading.day.choices]
notice = "At the notice."
ballot = "At the ballot."
"""
BY_BASE = 'threshold = { reading = "base", by = { cast = "for > 1/2 of valid", members = "for > 1/2 of entitled" } }'
BY_DAY = 'measured = { reading = "day", by = { notice = "notice", ballot = "ballot" } }'
RULING = '\n[[ruling]]\nreading = "base"\nchoice = "cast"\nauthority = "Chair"\non = 2016-07-12\nsource = "Letter"\n'


def turning(keys: str) -> str:
    return READINGS + procedure("motion", f'body = "members"\noffice = "chair"\n{keys}')


def test_a_procedure_is_read_once_for_every_combination_of_choices() -> None:
    variants = small(more=turning(f"{BY_BASE}\n{BY_DAY}")).variants("p", on=DAY)
    read = {}
    for variant in variants:
        assert isinstance(variant.procedure, Motion)
        read[variant.readings] = (str(variant.procedure.threshold.value), variant.procedure.measured.value)
    assert read == {
        (("base", "cast"), ("day", "notice")): ("for > 1/2 of valid", "notice"),
        (("base", "cast"), ("day", "ballot")): ("for > 1/2 of valid", "ballot"),
        (("base", "members"), ("day", "notice")): ("for > 1/2 of entitled", "notice"),
        (("base", "members"), ("day", "ballot")): ("for > 1/2 of entitled", "ballot"),
    }


def test_a_rule_that_turns_on_a_reading_rests_on_the_clause_of_the_reading() -> None:
    (first, *_) = small(more=turning(BY_BASE)).variants("p", on=DAY)
    assert isinstance(first.procedure, Motion)
    assert (first.procedure.threshold.grounds.clause, first.procedure.threshold.grounds.source) == ("9", "The base")
    assert first.procedure.grounds.clause == "1"
    assert first.procedure.tie.grounds.left_out


def test_a_choice_may_have_grounds_of_its_own() -> None:
    keys = BY_BASE.replace(
        'cast = "for > 1/2 of valid"', 'cast = { rule = "for > 1/2 of valid", assumed = "so it is" }'
    )
    cast, members = small(more=turning(keys)).variants("p", on=DAY)
    assert isinstance(cast.procedure, Motion)
    assert isinstance(members.procedure, Motion)
    assert cast.procedure.threshold.grounds.assumed == "so it is"
    assert members.procedure.threshold.grounds.clause == "9"


def test_only_the_choices_that_are_live_on_the_day_are_answered() -> None:
    book = small(more=turning(BY_BASE) + RULING)
    assert len(book.variants("p", on=date(2016, 7, 11))) == 2
    assert [variant.readings for variant in book.variants("p", on=date(2016, 7, 12))] == [(("base", "cast"),)]
    assert str(book.motion("p", on=date(2016, 7, 12)).threshold.value) == "for > 1/2 of valid"


def test_a_procedure_asked_for_while_its_reading_is_open_is_refused_by_the_name_of_the_reading() -> None:
    book = small(more=turning(f"{BY_BASE}\n{BY_DAY}") + RULING)
    with pytest.raises(RuleBookError, match="turns on `base`, `day`, which no ruling has settled by 2016-06-28"):
        book.procedure("p", on=DAY)
    with pytest.raises(RuleBookError, match="turns on `day`, which no ruling has settled by 2016-07-12"):
        book.motion("p", on=date(2016, 7, 12))


def test_choices_that_say_the_same_are_no_dispute() -> None:
    same = 'title = { reading = "base", by = { cast = "One name", members = "One name" } }'
    more = turning(BY_DAY.replace('"notice"', '"ballot"')).replace('title = "A procedure"', same)
    book = small(more=more)
    assert len(book.variants("p", on=DAY)) == 4
    assert book.procedure("p", on=DAY).title == "One name"


def test_names_lists_and_tables_can_turn_on_a_reading() -> None:
    keys = """
follows = { reading = "base", by = { cast = ["motion"], members = ["p"] } }
propose = { reading = "base", by = { cast = { number = 3, body = "members" }, members = { body = "members" } } }
clock = { reading = "base", by = { cast = [], members = [ { from = "notice", to = "ballot", within = "7 days" } ] } }
[[procedure.p.effect.carried]]
text = { reading = "base", by = { cast = "One.", members = "Two." } }
binding = true
clause = "all"
"""
    cast, members = (variant.procedure for variant in small(more=turning(keys)).variants("p", on=DAY))
    assert isinstance(cast, Motion)
    assert isinstance(members, Motion)
    assert (cast.follows, members.follows) == (("motion",), ("p",))
    assert (cast.propose.value.number, members.propose.value.number) == (3, 1)
    assert members.propose.grounds.clause == "9"
    assert (cast.clocks, members.clocks[0].grounds.clause) == ((), "9")
    assert [one.branches[0].effects[0].text for one in (cast, members)] == ["One.", "Two."]


def test_a_reading_within_a_choice_of_another_is_one_more_combination() -> None:
    inner = '{ reading = "day", by = { notice = "for > 1/2 of entitled", ballot = "for > 1/2 of papers" } }'
    keys = BY_BASE.replace('"for > 1/2 of entitled"', inner)
    variants = small(more=turning(keys)).variants("p", on=DAY)
    assert [str(v.procedure.threshold.value) for v in variants if isinstance(v.procedure, Motion)] == [
        "for > 1/2 of valid",
        "for > 1/2 of valid",
        "for > 1/2 of entitled",
        "for > 1/2 of papers",
    ]
    (grounds,) = {v.procedure.threshold.grounds.clause for v in variants[2:] if isinstance(v.procedure, Motion)}
    assert grounds == "1"


@pytest.mark.parametrize(
    ("keys", "at", "says"),
    [
        (BY_BASE.replace('"base"', '"bass"'), "threshold", "there is no reading `bass` .*did you mean `base`"),
        (BY_BASE.replace("cast =", "caste ="), "threshold", "`caste` is not a choice .*did you mean `cast`"),
        (BY_BASE.replace('cast = "for > 1/2 of valid", ', ""), "threshold", "no value for the choice `cast`"),
        ('threshold = { reading = "base" }', "threshold", "needs its values; write by ="),
        (BY_BASE.replace("by =", 'why = "so", by ='), "threshold", "`why` is not known"),
        (BY_BASE.replace('reading = "base", ', ""), "threshold", "has no `reading`"),
        (BY_BASE.replace("of valid", "of vaild"), "threshold", "did you mean `valid`"),
        (BY_BASE.replace("of entitled", "of entitlde"), "threshold", "did you mean `entitled`"),
        ('follows = { reading = "base", by = { cast = ["motion"], members = ["moton"] } }', "follows", "`moton`"),
    ],
)
def test_what_is_wrong_under_any_choice_is_refused_with_its_line(keys: str, at: str, says: str) -> None:
    refused(turning(keys), at, says)


def test_the_line_is_that_of_the_choice_where_choices_have_lines() -> None:
    keys = """
[procedure.p.threshold]
reading = "base"
[procedure.p.threshold.by]
cast    = "for > 1/2 of valid"
members = "for > 1/2 of everyone"
"""
    refused(turning(keys), 'members = "for > 1/2 of everyone"', "`everyone` is not a known quantity")


def test_a_kind_cannot_turn_on_a_reading() -> None:
    kind = 'kind = { reading = "base", by = { cast = "motion", members = "motion" } }'
    refused(turning("").replace('kind = "motion"', kind), "kind =", "`kind` is a table; expected text")


def test_a_reading_that_is_not_there_on_every_day_is_refused() -> None:
    refused(
        turning(BY_BASE).replace("[[reading.base]]\n", "[[reading.base]]\nsince = 2012-01-01\n"),
        "threshold =",
        "the reading `base` is not in force on every day on which this is",
    )


def test_a_reading_has_its_days_and_before_them_nobody_asks() -> None:
    book = small(
        more=READINGS.replace("[[reading.day]]\n", "[[reading.day]]\nsince = 2012-01-01\nuntil = 2013-12-31\n")
    )
    asked = [[one.reading.id for one in book.readings(on=date(year, 6, 1))] for year in (2011, 2012, 2013, 2014)]
    assert asked == [["base"], ["base", "day"], ["base", "day"], ["base"]]


def many(number: int) -> tuple[str, str]:
    """So many readings of two choices, and as many clocks that turn on them."""
    readings = "".join(
        f'\n[[reading.r{n}]]\nclause = "all"\nquestion = "?"\nchoices = {{ a = "A.", b = "B." }}\n'
        for n in range(number)
    )
    clocks = "".join(
        f'\n[[procedure.p.clock]]\nfrom = "notice"\nto = {{ reading = "r{n}", by = {{ a = "x", b = "y" }} }}\n'
        'within = "7 days"\n'
        for n in range(number)
    )
    return readings, clocks


def test_sixty_four_combinations_are_read_and_more_are_refused() -> None:
    readings, clocks = many(6)
    assert len(small(more=readings + procedure("motion", f'body = "members"\n{clocks}')).variants("p", on=DAY)) == MOST
    readings, clocks = many(7)
    more = readings + procedure("motion", f'body = "members"\n{clocks}')
    refused(more, "[[procedure.p]]", "turns on 7 readings in 128 ways; expected at most 64")


def test_a_book_that_would_be_read_over_again_without_end_is_refused() -> None:
    readings, clocks = many(6)
    days = "".join(f"\n[[clause.c]]\nnumber = 'x'\nsince = {2011 + n // 12}-{n % 12 + 1:02}-01\n" for n in range(190))
    effects = "[procedure.p.effect]\ncarried = [\n" + '{ text = "x", binding = true, clause = "all" },\n' * 60 + "]\n"
    more = readings + procedure("motion", f'body = "members"\n{clocks}{effects}') + days
    with pytest.raises(RuleBookError, match="too much of this book, over too many changes and readings"):
        small(more=more)


@given(st.sampled_from(["cast", "members"]), st.integers(1, 99))
def test_the_value_of_the_choice_is_what_the_same_book_without_readings_says(choice: str, percent: int) -> None:
    ways = {"cast": f"for >= {percent}% of valid", "members": f"for >= {percent}% of entitled"}
    by = ", ".join(f'{id_} = "{text}"' for id_, text in ways.items())
    turned = small(more=turning(f'threshold = {{ reading = "base", by = {{ {by} }} }}'))
    plain = small(more=turning(f'threshold = "{ways[choice]}"')).motion("p", on=DAY)
    (variant,) = (one for one in turned.variants("p", on=DAY) if one.readings == (("base", choice),))
    assert isinstance(variant.procedure, Motion)
    assert variant.procedure.threshold.value == plain.threshold.value


def test_the_weight_of_a_value_is_how_many_values_are_in_it() -> None:
    assert weight({"a": [1, 2, {"b": 3}], "c": {}}) == 7
