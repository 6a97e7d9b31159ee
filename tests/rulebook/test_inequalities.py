"""Inequalities: what can be satisfied is checked against a search through all small fractions."""

from fractions import Fraction
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from tellers.rulebook.inequalities import Inequality, Linear, above, at_least, equal, known, satisfiable, unknown

X, Y = unknown("x"), unknown("y")
FACTORS = st.integers(-3, 3).map(Fraction)
INEQUALITIES = st.builds(
    lambda x, y, constant, strict: Inequality(Linear({"x": x, "y": y}, constant), strict=strict),
    FACTORS,
    FACTORS,
    FACTORS,
    st.booleans(),
)
GRID = [Fraction(number, 6) for number in range(61)]


def holds(one: Inequality, x: Fraction, y: Fraction) -> bool:
    value = one.sum.factors.get("x", 0) * x + one.sum.factors.get("y", 0) * y + one.sum.constant
    return value > 0 if one.strict else value >= 0


def test_two_lines_that_leave_room_can_be_met_and_two_that_do_not_cannot() -> None:
    assert satisfiable([at_least(X, known(3)), at_least(known(3), X)])
    assert not satisfiable([at_least(X, known(3)), above(known(3), X)])
    assert not satisfiable([above(X, Y), above(Y, X)])
    assert satisfiable([above(X + Y, known(1)), *equal(X, Y)])


def test_amounts_are_never_below_nothing() -> None:
    assert not satisfiable([above(known(0), X)])
    assert satisfiable([at_least(known(0), X)])
    assert not satisfiable([at_least(known(Fraction(1, 2)), X + Y), above(X, known(Fraction(1, 2)))])


def test_a_number_alone_holds_or_does_not() -> None:
    assert satisfiable([])
    assert satisfiable([at_least(known(0), known(0))])
    assert not satisfiable([above(known(0), known(0))])


@given(st.lists(INEQUALITIES, max_size=4))
def test_whatever_a_search_finds_is_satisfiable(inequalities: list[Inequality]) -> None:
    found = any(all(holds(one, x, y) for one in inequalities) for x, y in product(GRID[::3], GRID[::3]))
    if found:
        assert satisfiable(inequalities)


@given(st.lists(INEQUALITIES, max_size=2), FACTORS, FACTORS)
def test_where_a_corner_decides_no_answer_of_no_is_wrong(
    inequalities: list[Inequality], x: Fraction, y: Fraction
) -> None:
    """The inequalities are moved until a point of ours satisfies them; then they must be satisfiable."""
    point = abs(x), abs(y)
    moved = [
        one if holds(one, *point) else Inequality(one.sum + known(100), strict=one.strict) for one in inequalities
    ]
    assert all(holds(one, *point) for one in moved)
    assert satisfiable(moved)


@given(st.lists(INEQUALITIES, max_size=3), INEQUALITIES)
def test_nothing_satisfies_a_line_and_its_opposite(inequalities: list[Inequality], one: Inequality) -> None:
    opposite = Inequality(one.sum.times(Fraction(-1)), strict=not one.strict)
    assert not satisfiable([*inequalities, one, opposite])
    assert satisfiable([one]) or satisfiable([opposite])


def test_too_many_inequalities_may_be_satisfiable() -> None:
    """Each is contradicted by another, which is not found out: a yes is no promise."""
    many = [unknown(f"x{number}") for number in range(60)]
    lines = [above(one, other) for one in many for other in many if one is not other]
    assert satisfiable(lines)
