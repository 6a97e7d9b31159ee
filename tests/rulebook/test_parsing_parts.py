"""Bodies, offices and counts: what they can say, and each mistake by its line; the rules are invented."""

import pytest
from tests.rulebook.samples import DAY, refused, small

from tellers.rulebook.counts import Given

BODIES = """
[[body.all-mps]]
name    = "Elected"
members = { house = ["commons"] }
clause  = "all"
[[body.suspended]]
name    = "Suspended"
members = { whip = ["no"] }
clause  = "all"
[[body.plp]]
name    = "With the whip"
union   = ["all-mps"]
except  = ["suspended"]
weight  = true
seats   = 300
clause  = "all"
[[body.either]]
name    = "Either"
union   = ["plp", "lords"]
clause  = "all"
[[body.lords]]
name    = "Lords"
members = { house = ["lords"] }
clause  = "all"
[[body.court]]
name    = "Court"
seats   = 5
clause  = "all"
"""


@pytest.mark.parametrize(
    ("standing", "of"),
    [
        ({"house": "commons", "whip": "yes"}, ["members", "all-mps", "plp", "either"]),
        ({"house": "commons", "whip": "no"}, ["members", "all-mps", "suspended"]),
        ({"house": "lords", "whip": "no"}, ["members", "suspended", "either", "lords"]),
    ],
)
def test_whom_a_body_leaves_out_is_left_out_of_its_unions_too(standing: dict[str, str], of: list[str]) -> None:
    bodies = small(more=BODIES).on(DAY).bodies
    assert [id_ for id_, body in bodies.items() if body.includes(standing)] == of


def test_a_body_can_have_fixed_seats_and_weights() -> None:
    book = small(more=BODIES)
    plp, court = book.body("plp", on=DAY), book.body("court", on=DAY)
    assert (plp.seats, plp.weighted, plp.parts, plp.excluded) == (300, True, ("all-mps",), ("suspended",))
    assert (court.seats, court.weighted, court.predicates) == (5, False, ())
    assert not court.includes({})


def test_the_columns_of_those_left_out_are_asked_for_too() -> None:
    (predicate,) = small(more=BODIES).body("plp", on=DAY).predicates
    assert predicate.columns == ("house", "whip")
    assert str(predicate) == "house is commons, without whoever has (whip is no)"


def test_a_body_and_the_rest_of_it_have_nobody_in_common() -> None:
    book = small(
        more=BODIES
        + '\n[[body.rest]]\nname = "R"\nmembers = { house = ["commons"] }\nexcept = ["suspended"]\nclause = "all"'
    )
    (suspended,), (rest,) = (book.body(id_, on=DAY).predicates for id_ in ("suspended", "rest"))
    assert suspended.excludes(rest)
    assert rest.excludes(suspended)


@pytest.mark.parametrize(
    ("keys", "at", "says"),
    [
        ('except = ["plp"]', "[[body.b]]", "a body has either members"),
        ('seats = 7\nexcept = ["plp"]', "except", "this body has seats alone"),
        ('members = "all"\nexcept = ["pulp"]', "except", "did you mean `plp`"),
        ('members = "all"\nexcept = ["b"]', "except", "the except goes round in a circle: b → b"),
        ('members = "all"\nexcept = ["court"]', "except", "`court` has seats alone"),
        ('union = ["court"]', "union", "`court` has seats alone"),
        ('members = "all"\nseats = 0', "seats", "expected a whole number from 1"),
        ('members = "all"\nweight = "yes"', "weight", "expected true or false"),
        ('members = "all"\nquorum = 3', "quorum", "`quorum` is not known"),
    ],
)
def test_each_mistake_in_a_body_is_named_with_its_line(keys: str, at: str, says: str) -> None:
    refused(f'\n[[body.b]]\nname = "B"\nclause = "all"\n{keys}\n' + BODIES, at, says)


def test_a_body_told_by_more_conditions_than_anyone_reads_is_refused() -> None:
    ids = [f"b{number}" for number in range(80)]
    bodies = "".join(f'\n[[body.{id_}]]\nname = "B"\nmembers = {{ a = ["{id_}"] }}\nclause = "all"\n' for id_ in ids)
    listed = ", ".join(f'"{id_}"' for id_ in ids)
    most = f'\n[[body.most]]\nname = "M"\nclause = "all"\nunion = [{listed}]\nexcept = [{listed}]\n'
    refused(bodies + most, "except", "takes more than 5000 conditions")


OFFICES = """
[[office.leader]]
title        = "Leader"
filled_by    = "election"
ex_officio   = ["whip"]
seats        = 2
term_months  = 24
acting       = "deputy"
appointed_by = "chair"
dismissed_by = "chair"
incompatible = ["chair"]
clause       = "all"
[[office.deputy]]
title     = "Deputy"
filled_by = "election"
clause    = "all"
[[office.whip]]
title     = "Whip"
filled_by = "ex officio"
clause    = "all"
"""


def test_an_office_says_who_fills_it_empties_it_and_acts() -> None:
    leader, deputy = (small(more=OFFICES).office(id_, on=DAY) for id_ in ("leader", "deputy"))
    assert (leader.ex_officio, leader.seats, leader.term_months, leader.acting) == (("whip",), 2, 24, "deputy")
    assert (leader.appointed_by, leader.dismissed_by, leader.incompatible) == ("chair", "chair", ("chair",))
    assert (deputy.seats, deputy.term_months, deputy.acting, deputy.appointed_by) == (1, None, None, None)


@pytest.mark.parametrize(
    ("old", "new", "at", "says"),
    [
        (
            'acting       = "deputy"',
            'acting = "deputies"',
            "acting",
            "no other office `deputies`; .*did you mean `deputy`",
        ),
        ('acting       = "deputy"', 'acting = "leader"', "acting", "no other office `leader`"),
        ('appointed_by = "chair"', 'appointed_by = "king"', "appointed_by", "no other office `king`"),
        ('incompatible = ["chair"]', 'incompatible = ["whip"]', "incompatible", "comes with this office and cannot"),
        (
            'filled_by = "ex officio"',
            'filled_by = "x"\nex_officio = ["leader"]',
            "ex_officio",
            "comes with itself, or",
        ),
        ("seats        = 2", "seats = 0", "seats", "expected a whole number from 1"),
        ("seats        = 2", 'holder = "Ada"', "holder", "`holder` is not known"),
    ],
)
def test_each_mistake_in_an_office_is_named_with_its_line(old: str, new: str, at: str, says: str) -> None:
    assert old in OFFICES
    refused(OFFICES.replace(old, new), at, says)


def test_offices_that_come_with_one_another_in_a_long_row_are_refused() -> None:
    row = "".join(
        f'\n[[office.o{n}]]\ntitle = "O"\nfilled_by = "x"\nclause = "all"\nex_officio = ["o{n + 1}"]\n'
        for n in range(21)
    )
    last = '\n[[office.o21]]\ntitle = "O"\nfilled_by = "x"\nclause = "all"\n'
    assert len(small(more=row.split("[[office.o2]]")[0].replace("o2", "chair")).on(DAY).offices) == 3
    refused(row + last, 'ex_officio = ["o1"]', "with over 20 others one after another")


def count(keys: str, id_: str = "cast") -> str:
    return f'\n[[count.{id_}]]\nname = "Votes cast"\nclause = "all"\n{keys}\n'


def test_a_count_is_a_sum_or_given_by_the_facts() -> None:
    cast = small(more=count('sum = ["for", "against", "spoiled"]')).count("cast", on=DAY)
    given = small(more=count('given = "candidate"')).count("cast", on=DAY)
    assert (cast.sum, cast.given) == (("for", "against", "spoiled"), None)
    assert (given.sum, given.given) == ((), Given.CANDIDATE)


@pytest.mark.parametrize(
    ("keys", "id_", "at", "says"),
    [
        ('sum = ["for"]', "papers", "[[count.papers]]", "`papers` is a word of the language"),
        ('sum = ["for"]', "and", "[[count.and]]", "`and` is a word of the language"),
        ('sum = ["for"]', "50", "[[count.50]]", "`50` is a word of the language"),
        ("", "cast", "[[count.cast]]", "a count has either sum"),
        ('sum = ["for"]\ngiven = "procedure"', "cast", "[[count.cast]]", "a count has either sum"),
        ('sum = ["for", "agianst"]', "cast", "sum", "`agianst` is no class of papers; .*did you mean `against`"),
        ('sum = ["for", "valid"]', "cast", "sum", "`valid` is in the sum twice"),
        ('sum = ["papers", "blank"]', "cast", "sum", "`blank` is in the sum twice"),
        ('given = "member"', "cast", "given", "expected one of candidate, procedure"),
    ],
)
def test_each_mistake_in_a_count_is_named_with_its_line(keys: str, id_: str, at: str, says: str) -> None:
    refused(count(keys, id_), at, says)
