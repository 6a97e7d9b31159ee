"""Bodies over a register.

The official figures: on 28 June 2016 the PLP had 229 Commons members (172 + 40 + 4 + 13; New Statesman of that
day), two more were suspended from the whip, and the EPLP had 20.
"""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.register.samples import DAY, person

from tellers.errors import Unreadable
from tellers.register.csv import parse_register
from tellers.register.members import Member, Register
from tellers.rulebook.bodies import Predicate

PLP = Predicate((("house", ("commons",)), ("whip", ("yes",))))
EPLP = Predicate((("house", ("europe",)),))


def labour() -> Register:
    rows = [f"M{at},Member {at},Commons,yes" for at in range(229)]
    rows += [f"S{at},Suspended {at},Commons,no" for at in range(2)]
    rows += [f"E{at},European {at},Europe," for at in range(20)]
    return parse_register("\n".join(["number,name,House,Whip", *rows]).encode(), "register.csv")


def test_a_body_is_those_whose_standing_agrees_in_every_column() -> None:
    assert len(labour().matching([PLP], DAY)) == 229


def test_a_joint_body_is_those_of_any_of_its_bodies() -> None:
    body = labour().electorate("nominators", [PLP, EPLP], DAY)
    assert (body.body, body.on, len(body.members)) == ("nominators", DAY, 249)


def test_a_member_of_two_bodies_is_once_in_their_union() -> None:
    commons = Predicate((("house", ("commons",)),))
    assert len(labour().matching([PLP, commons, PLP], DAY)) == 231


def test_a_predicate_without_conditions_is_everybody_and_none_is_nobody() -> None:
    assert len(labour().matching([Predicate(())], DAY)) == 251
    assert labour().matching([], DAY) == ()


@pytest.mark.parametrize(
    ("day", "belongs"),
    [
        (date(2015, 5, 7), False),
        (date(2015, 5, 8), True),
        (date(2016, 6, 28), True),
        (date(2016, 6, 29), False),
    ],
)
def test_the_first_and_the_last_day_belong_to_a_membership(day: date, *, belongs: bool) -> None:
    member = replace(person(1), since=date(2015, 5, 8), until=date(2016, 6, 28))
    register = Register((member,), (), "register.csv")
    assert (register.on(day) == (member,)) is belongs
    assert (register.matching([Predicate(())], day) == (member,)) is belongs


@given(st.dates(), st.none() | st.dates(), st.none() | st.dates())
def test_a_day_counts_as_in_a_list_of_all_days(day: date, since: date | None, until: date | None) -> None:
    # The slow twin: what lies between two dates, told by arithmetic on ordinals.
    member = replace(person(1), since=since, until=until)
    first = since.toordinal() if since else 0
    last = until.toordinal() if until else date.max.toordinal() + 1
    assert member.belongs_on(day) is (day.toordinal() in range(first, last + 1))


def test_an_open_membership_has_no_first_or_last_day() -> None:
    assert person(1).belongs_on(date.min)
    assert person(1).belongs_on(date.max)
    assert not replace(person(1), until=DAY).belongs_on(DAY + timedelta(days=1))


def test_a_section_is_standing_where_the_register_has_one() -> None:
    register = parse_register(b"id,name,section\nM1,Ann,North\nM2,Ben,South\nM3,Cat,\n", "register.csv")
    (member,) = register.matching([Predicate((("Section", ("north",)),))], DAY)
    assert member.id == "M1"
    with pytest.raises(Unreadable, match="'section', which the register does not have"):
        labour().matching([Predicate((("section", ("North",)),))], DAY)


def test_a_column_the_register_lacks_is_named_with_those_it_has() -> None:
    with pytest.raises(Unreadable) as refused:
        labour().matching([PLP, Predicate((("wip", ("yes",)),))], DAY)
    assert "register.csv, line 1" in str(refused.value)
    assert "'wip', which the register does not have (it has: house, whip)" in str(refused.value)
    bare = parse_register(b"id,name\nM1,Ann\n", "register.csv")
    with pytest.raises(Unreadable, match=r"it has: none"):
        bare.electorate("plp", [PLP], DAY)


@pytest.mark.parametrize("column", ["id", "name", "email", "Name"])
def test_no_body_is_defined_by_who_a_member_is(column: str) -> None:
    with pytest.raises(Unreadable, match="who a member is, not where they stand"):
        labour().matching([Predicate(((column, ("M1",)),))], DAY)


@pytest.mark.parametrize("column", ["weight", "since", "until", "paper"])
def test_no_body_is_defined_by_a_column_that_has_another_meaning(column: str) -> None:
    register = parse_register(b"id,name,weight,since,until,paper\nM1,Ann,1,,,\n", "register.csv")
    with pytest.raises(Unreadable, match="which the register does not have"):
        register.matching([Predicate(((column, ("1",)),))], DAY)


def test_a_member_is_found_by_number() -> None:
    assert labour().member("E3").standing == (("house", "Europe"), ("whip", ""))
    with pytest.raises(Unreadable, match="no member has the number 'e3'"):
        labour().member("e3")


def test_a_member_weighs_one_unless_the_register_says_otherwise() -> None:
    assert Member("M1", "Ann Arkwright").weight == 1
    assert [member.weight for member in labour().members] == [1] * 251


def test_no_member_is_told_by_a_printed_register() -> None:
    member = person(1, "North")
    printed = repr(member) + repr(Register((member,), ("house",), "register.csv"))
    for secret in (member.id, member.name, member.email):
        assert secret is not None
        assert secret not in printed
