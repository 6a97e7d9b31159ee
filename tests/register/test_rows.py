"""Rows of a register: one row is one member, or is refused with every reason.

What a column means is written in docs/formats/register.md; accents and look-alikes follow Unicode NFC and NFKC.
"""

from datetime import date

import pytest

from tellers.register.csv import BadRows, parse_register


def reason_of(row: str, header: str = "id,name,weight,since,until,email,paper") -> str:
    with pytest.raises(BadRows) as refused:
        parse_register(f"{header}\nM0,Good Row,,,,,\n{row}\n".encode(), "register.csv")
    (bad,) = refused.value.rows
    assert bad.line == 3
    return bad.reason


def test_a_full_row_becomes_a_member() -> None:
    text = (
        "Membership number,Name,E-mail address,Email,Section,Weight,Since,Until,Paper,House,Whip\n"
        "M7,Ann Arkwright,,ann@example.org,North,3,2015-05-08,2016-06-28,yes,Commons,Yes\n"
    )
    (member,) = parse_register(text.encode(), "register.csv").members
    assert (member.id, member.name, member.email) == ("M7", "Ann Arkwright", "ann@example.org")
    assert (member.section, member.weight, member.paper) == ("North", 3, True)
    assert (member.since, member.until) == (date(2015, 5, 8), date(2016, 6, 28))
    assert member.standing == (("e-mail address", ""), ("house", "Commons"), ("whip", "Yes"))


def test_what_is_left_empty_has_its_usual_meaning() -> None:
    text = "number;name;email;section;weight;since;until;paper\nM1;Ann;;;;;;\n"
    (member,) = parse_register(text.encode(), "register.csv").members
    assert (member.email, member.section, member.weight, member.paper) == (None, None, 1, False)
    assert (member.since, member.until, member.standing) == (None, None, ())


@pytest.mark.parametrize(
    ("row", "says"),
    [
        (",Ann,,,,,", "id is empty"),
        ("M1,  ,,,,,", "name is empty"),
        ("M1,Ann,0,,,,", "weight '0' is not a whole number"),
        ("M1,Ann,-1,,,,", "weight '-1' is not a whole number"),
        ("M1,Ann,1.5,,,,", "weight '1.5' is not a whole number"),
        ("M1,Ann,1e3,,,,", "weight '1e3' is not a whole number"),
        ("M1,Ann,1_000,,,,", "weight '1_000' is not a whole number"),
        ("M1,Ann,\u0663,,,,", "weight '\u0663' is not a whole number"),
        ("M1,Ann,1000000001,,,,", "weight '1000000001' is not a whole number from 1 to 1000000000"),
        (f"M1,Ann,{'9' * 5000},,,,", "is not a whole number"),
        ("M1,Ann,,28/06/2016,,,", "since '28/06/2016' is not a date; expected year-month-day"),
        ("M1,Ann,,20160628,,,", "since '20160628' is not a date"),
        ("M1,Ann,,2016-W26-2,,,", "is not a date"),
        ("M1,Ann,,2016-6-28,,,", "is not a date"),
        ("M1,Ann,,,2015-02-29,,", "until '2015-02-29' is no day of the calendar"),
        ("M1,Ann,,0000-01-01,,,", "is no day of the calendar"),
        ("M1,Ann,,2016-06-28,2016-06-27,,", "until 2016-06-27 is before since 2016-06-28"),
        ("M1,Ann,,,,nobody,", "email 'nobody' is not one e-mail address"),
        ("M1,Ann,,,,a@b@c,", "is not one e-mail address"),
        ('M1,Ann,,,,"a@b.org, c@d.org",', "is not one e-mail address"),
        ("M1,Ann,,,,,maybe", "paper 'maybe' is neither yes nor no"),
        ("M1,Ann,,,,", "6 cells, expected 7"),
        ("M1,Ann,,,,,,", "8 cells, expected 7"),
        ("M0,Ann,,,,,", "id 'M0' is already on line 2"),
        ("m0,Ann,,,,,", "id 'm0' is already on line 2"),
        ("\uff2d0,Ann,,,,,", "is already on line 2"),
        ("M\u200b0,Ann,,,,,", "id holds the character U+200B"),
        ("M1,Ann\u202enn,,,,,", "name holds the character U+202E"),
        ("M1,A\x1b[31mnn,,,,,", "name holds the character U+001B"),
        ('M1,"Ann\nArkwright",,,,,', "name holds the character U+000A"),
        ('M1,"Ann,,,,,', "a quote is opened and never closed"),
        ('M1,"Ann"Arkwright,,,,,', "text stands right after a closing quote"),
    ],
)
def test_a_bad_row_says_why(row: str, says: str) -> None:
    assert says in reason_of(row)


def test_a_row_is_refused_with_every_reason_at_once() -> None:
    reason = reason_of("M1,,0,tomorrow,2015-02-29,nobody,maybe")
    assert [part.split()[0] for part in reason.split("; ") if "expected" not in part] == [
        "since",
        "until",
        "name",
        "weight",
        "email",
        "paper",
    ]


def test_the_edges_of_what_is_allowed_are_allowed() -> None:
    text = "id,name,weight,since,until\nM1,Ann,1000000000,2016-06-28,2016-06-28\n"
    (member,) = parse_register(text.encode(), "register.csv").members
    assert (member.weight, member.since, member.until) == (10**9, date(2016, 6, 28), date(2016, 6, 28))


def test_standing_may_have_lines_and_no_other_control() -> None:
    text = 'id,name,address\nM1,Ann,"1 High Street\r\n\tLeeds"\nM2,Ben,1 High\x07Street\n'
    with pytest.raises(BadRows, match=r"line 4: address holds the character U\+0007"):
        parse_register(text.encode(), "register.csv")


def test_a_message_quotes_forty_characters_of_a_cell_and_no_more() -> None:
    assert f"weight '{'x' * 40}' is" in reason_of(f"M1,Ann,{'x' * 40},,,,")
    assert f"weight '{'x' * 40}…' is" in reason_of(f"M1,Ann,{'x' * 41},,,,")


def test_a_message_quotes_a_cell_short_and_obeys_nothing_in_it() -> None:
    reason = reason_of("M1,Ann," + "\x1b]0;owned\x07" + "9" * 500 + ",,,,")
    assert "\x1b" not in reason
    assert len(reason) < 200


def test_equal_looks_are_equal_text() -> None:
    # Unicode NFC: e + combining acute, as macOS writes file names, is é.
    text = "id,name,section\nM1,Rene\u0301e,I\u0302le\nM2,Ren\u00e9e,\u00cele\n"
    first, second = parse_register(text.encode(), "register.csv").members
    assert (first.name, first.section) == (second.name, second.section)


def test_a_greek_question_mark_separates_nothing() -> None:
    # Unicode NFC turns U+037E into a semicolon; a file composed before it is split would gain a cell.
    (member,) = parse_register("id;name\nM1;\u03a4\u03b9\u037e\n".encode(), "register.csv").members
    assert member.name == "\u03a4\u03b9;"


def test_scripts_that_need_invisible_joiners_can_be_written() -> None:
    name = "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645"  # Persian, with a zero width non-joiner
    (member,) = parse_register(f"id,name\nM1,{name}\n".encode(), "register.csv").members
    assert member.name == name
