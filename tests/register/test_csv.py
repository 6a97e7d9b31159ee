"""The register's file, as secretaries' spreadsheets write it and as it goes wrong.

The second implementation is Python's own `csv`: what it writes, the register reads back cell by cell.
"""

import csv
import io
import os
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tellers.errors import Unreadable
from tellers.register import csv as register_csv
from tellers.register.csv import BadRows, parse_register, read_register

PLAIN = "id,name\nM1,Ann Arkwright\n"


def lines_of(text: str) -> list[int]:
    with pytest.raises(BadRows) as refused:
        parse_register(text.encode(), "register.csv")
    return [row.line for row in refused.value.rows]


@pytest.mark.parametrize(
    "raw",
    [
        b"id,name,house\nM1,Ann,commons\nM2,Ben,lords\n",
        b"\xef\xbb\xbfid,name,house\nM1,Ann,commons\nM2,Ben,lords\n",
        b"id;name;house\r\nM1;Ann;commons\r\nM2;Ben;lords",
        b"\xef\xbb\xbfHOUSE;Name;Number\r\ncommons;Ann;M1\r\nlords;Ben;M2\r\n",
        b"id,name,house\rM1,Ann,commons\rM2,Ben,lords\r",
        b'"id" , "name" , " House "\n'.replace(b" , ", b",") + b'"M1","Ann",commons\nM2 , Ben,  lords\n',
        b"\n\nid,name,house\n\nM1,Ann,commons\n,,\n\nM2,Ben,lords\n\n ,  ,\n",
    ],
    ids=["plain", "bom", "semicolons", "columns moved", "old line ends", "quoted", "empty rows"],
)
def test_one_register_however_a_spreadsheet_writes_it(raw: bytes) -> None:
    register = parse_register(raw, "register.csv")
    assert [(member.id, member.name, member.standing) for member in register.members] == [
        ("M1", "Ann", (("house", "commons"),)),
        ("M2", "Ben", (("house", "lords"),)),
    ]
    assert register.columns == ("house",)


@pytest.mark.parametrize("header", ["id;name;a, b, c, d", '"id";"name";"a, b, c, d"', "id;name;a, b, c"])
def test_commas_in_a_header_do_not_hide_that_semicolons_separate(header: str) -> None:
    (member,) = parse_register(f'{header}\nM1;"Arkwright; Ann";x\n'.encode(), "register.csv").members
    assert member.name == "Arkwright; Ann"


def test_a_quoted_cell_keeps_its_separators_quotes_and_address_lines() -> None:
    text = 'id,name,address\nM1,"Arkwright, ""Ann""","1 High Street\nLeeds"\nM2,Ben,\n'
    first, second = parse_register(text.encode(), "register.csv").members
    assert first.name == 'Arkwright, "Ann"'
    assert first.standing == (("address", "1 High Street\nLeeds"),)
    assert second.id == "M2"


def test_sections_that_differ_by_their_capitals_are_one_section_written_twice() -> None:
    assert lines_of("id,name,section\nM1,Ann,North\nM2,Ben,NORTH\nM3,Cat,North\n") == [3]


def test_every_bad_row_is_reported_at_once_by_the_line_on_which_it_starts() -> None:
    text = (
        "id,name,weight,note\n"
        'M1,Ann,1,"two\nlines"\n'
        "M2,,1,\n"
        'M3,Cat,1,"three\n\nlines"\n'
        "M1,Dan,1,\n"
        "\n"
        'M4,"Eve"x,1,\n'
        "M5,Fay,none,\n"
        "M6,Gus,1,good\n"
    )
    assert lines_of(text) == [4, 8, 10, 11]


def test_a_quote_that_is_never_closed_is_reported_where_it_opens() -> None:
    with pytest.raises(BadRows) as refused:
        parse_register(b'id,name\nM1,Ann\nM2,"Ben\nM3,Cat\nM4,Dan\n', "register.csv")
    (bad,) = refused.value.rows
    assert bad.line == 3
    assert "takes in lines 3 to 5" in bad.reason


def test_an_open_quote_in_a_long_file_is_reported_where_it_opens() -> None:
    rows = "".join(f"M{number},Somebody\n" for number in range(1, 40_000))
    with pytest.raises(BadRows, match="is a quote not closed") as refused:
        parse_register(f'id,name\nM0,"Ann\n{rows}'.encode(), "register.csv")
    assert refused.value.rows[0].line == 2


def test_the_message_lists_twenty_rows_and_counts_the_rest() -> None:
    text = "id,name\n" + "".join(f"M{number},\n" for number in range(50))
    with pytest.raises(BadRows) as refused:
        parse_register(text.encode(), "register.csv")
    message = str(refused.value)
    assert message.startswith("register.csv: 50 bad rows; nothing was imported\n  line 2: name is empty\n")
    assert message.count("\n  line ") == 20
    assert message.endswith("and 30 more")
    assert len(refused.value.rows) == 50


@pytest.mark.parametrize(
    ("rows", "first", "last"),
    [
        (1, "register.csv: 1 bad row; nothing", "\n  line 2: name is empty"),
        (2, "register.csv: 2 bad rows; nothing", "\n  line 3: name is empty"),
        (20, "register.csv: 20 bad rows; nothing", "\n  line 21: name is empty"),
        (21, "register.csv: 21 bad rows; nothing", "\n  and 1 more"),
    ],
)
def test_the_message_counts_one_row_and_twenty_rightly(rows: int, first: str, last: str) -> None:
    text = "id,name\n" + "".join(f"M{number},\n" for number in range(rows))
    with pytest.raises(BadRows) as refused:
        parse_register(text.encode(), "register.csv")
    assert str(refused.value).startswith(first)
    assert str(refused.value).endswith(last)


@pytest.mark.parametrize(
    ("raw", "says", "line"),
    [
        (b"", "the file is empty", None),
        (b"\xef\xbb\xbf", "the file is empty", None),
        (b"\n ; \n", "the file is empty", None),
        (b"id,name\n", "no members", None),
        (b"name,house\nAnn,commons\n", "no column is the member's number", 1),
        (b"\nid,house\nM1,commons\n", "no column is the member's 'name'", 2),
        (b"id\tname\nM1\tAnn\n", "no column is the member's number", 1),
        (b"id,number,name\nM1,1,Ann\n", "several columns are the member's 'id'", 1),
        (b"id,name,House,house\nM1,Ann,a,b\n", "column 3 'house', column 4 'house'", 1),
        (b"id,name,\nM1,Ann,\n", "column 3 has no name", 1),
        (b"id,name\nM1,Ren\xe9e\n", "byte 0xe9 is not UTF-8", 2),
        (b"id,name\nM1,Ann\nM2,B\0n\n", "a NUL byte", 3),
        ("id,name\nM1,Ann\n".encode("utf-16"), "a NUL byte", 1),
        (b"\nid,n\0me\n", "a NUL byte", 2),
        (b"\n\nid,n\xe9me\n", "is not UTF-8", 3),
        (b"\xe9", "is not UTF-8", 1),
        (b'id,"name\nM1,Ann\n', "a quote is opened and never closed", None),
        (b"x" * 300_000, "a cell of over", None),
        (b"x," * 300_000, "no column is the member's number", 1),
    ],
)
def test_what_is_not_a_register_is_refused(raw: bytes, says: str, line: int | None) -> None:
    with pytest.raises(Unreadable, match=says) as refused:
        parse_register(raw, "register.csv")
    assert refused.value.line == line
    assert str(refused.value).startswith("register.csv")


CELL = st.text(st.characters(exclude_categories=("Cc", "Cs", "Cf", "Zl", "Zp", "Zs")), min_size=1, max_size=12)


@given(
    st.lists(st.tuples(CELL, CELL), min_size=1, max_size=8),
    st.sampled_from([",", ";"]),
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from([b"", b"\xef\xbb\xbf"]),
)
def test_what_another_writer_of_csv_writes_is_read_back(
    cells: list[tuple[str, str]], separator: str, line_end: str, mark: bytes
) -> None:
    file = io.StringIO()
    writer = csv.writer(file, delimiter=separator, lineterminator=line_end)
    writer.writerow(["house", "id", "name"])
    writer.writerows([house, f"M{at}", name] for at, (name, house) in enumerate(cells))
    raw = mark + file.getvalue().encode()
    register = parse_register(raw, "register.csv")
    assert [member.id for member in register.members] == [f"M{at}" for at in range(len(cells))]
    composed = [unicodedata.normalize("NFC", name) for name, _ in cells]
    assert [member.name for member in register.members] == composed


@given(st.binary(max_size=200) | st.text(alphabet='idname,;"\n\r0 é', max_size=80).map(str.encode))
def test_no_file_is_read_with_anything_but_members_or_a_reason(raw: bytes) -> None:
    for header in (b"", b"id,name\n", b"id;name;weight;since\n"):
        try:
            members = parse_register(header + raw, "register.csv").members
        except Unreadable:
            continue
        assert members
        assert all(member.id and member.name for member in members)


def test_a_file_is_read_from_its_path(tmp_path: Path) -> None:
    path = tmp_path / "register.csv"
    path.write_text(PLAIN)
    register = read_register(path)
    assert [member.id for member in register.members] == ["M1"]
    assert register.source == str(path)


def test_what_cannot_be_opened_is_named(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match=r"nowhere\.csv: cannot be read: No such file"):
        read_register(tmp_path / "nowhere.csv")
    with pytest.raises(Unreadable, match="not a file"):
        read_register(tmp_path)
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(Unreadable, match="not a file"):
        read_register(tmp_path / "pipe")


def test_a_file_larger_than_any_register_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "film.csv"
    with path.open("wb") as file:
        file.truncate(register_csv.LARGEST_FILE + 1)
    with pytest.raises(Unreadable, match=r"register has \d+ at most"):
        read_register(path)


def test_the_largest_register_is_still_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "register.csv"
    path.write_text(PLAIN)
    monkeypatch.setattr(register_csv, "LARGEST_FILE", len(PLAIN))
    assert len(read_register(path).members) == 1
    monkeypatch.setattr(register_csv, "LARGEST_FILE", len(PLAIN) - 1)
    with pytest.raises(Unreadable, match="the file has 25 bytes; a register has 24 at most"):
        read_register(path)


def test_fifty_megabytes_are_read_whole() -> None:
    # 250,000 members, more than a large party: anything quadratic would not come back.
    note = "x" * 180
    rows = "".join(f"M{number},Somebody {number},{number % 40},{note}\n" for number in range(250_000))
    raw = f"id,name,section,note\n{rows}".encode()
    assert len(raw) > 50_000_000
    register = parse_register(raw, "register.csv")
    assert len(register.members) == 250_000
    assert register.members[-1].section == "39"
