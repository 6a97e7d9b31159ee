"""The acts as commands: how moments, names and registers are given, and what comes next is said."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tests.cases.conftest import After
from tests.cases.samples import Play, refused, register, sheet, verified
from tests.journeys.commands import Exited, tellers
from tests.rulebook.samples import RULEBOOKS

from tellers.cases import founding, membership, notice, papers
from tellers.cases.founding import NewCase
from tellers.cases.sitting import Clerk
from tellers.cases.store import CaseFolder
from tellers.errors import Refused, Unreadable
from tellers.proceedings import facts
from tellers.register.csv import parse_register

AT = ("--at", "2016-06-28T08:30")


def fails(*words: str | Path) -> str:
    with pytest.raises(Exited) as exited:
        tellers(*words)
    return exited.value.said


# Moments


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        ("2024-05-13", "is a day; expected its time too, as 2024-05-13T22:00"),
        ("2024-W20-1T22:00", "is not a moment"),
        ("20240513T2200", "is not a moment"),
        ("2024-05-13T25:00", "is not a moment"),
        ("2024-02-30T10:00", "is not a moment"),
        ("0001-01-01T00:00+05:00", "is in the year 1; expected 1900 to 2200"),
        ("9999-12-31T23:59-05:00", "is in the year 9999; expected 1900 to 2200"),
        ("2021-03-28T01:30", "the clock of Europe/London goes forward over; say 2021-03-28T01:30+00:00 or 2021"),
        ("2021-10-31T01:30", "shows twice; say 2021-10-31T01:30+01:00 or 2021-10-31T01:30+00:00"),
        ("2200-01-01T00:00", "which has not come"),
    ],
)
def test_a_moment_has_a_day_a_time_and_a_place_on_the_clock(moment: str, said: str, after: After) -> None:
    assert said in fails("case", "propose", after("new").folder.root, "--text", "x", "--mover", "x", "--holder", "y",
                         "--at", moment)  # fmt: skip


@pytest.mark.parametrize("day", ["0001-01-01", "2016-W26-2", "20160628", "2016-06-31", "tomorrow"])
def test_a_day_is_a_day_of_the_calendar(day: str, after: After) -> None:
    assert "day" in (said := fails("case", "show", after("new").folder.root, "--on", day)) or "year" in said


def test_an_act_is_not_of_a_time_to_come_but_for_a_minute_between_two_clocks(after: After) -> None:
    play, clock = after("new"), datetime(2016, 6, 28, 8, 0, tzinfo=UTC)
    for ahead, fine in ((timedelta(minutes=1), True), (timedelta(minutes=1, seconds=1), False)):
        clerk = Clerk(clock + ahead, bytes, clock=clock)
        other = CaseFolder(play.folder.root.with_name(f"other {fine}"))
        new = NewCase((RULEBOOKS / "labour" / "book.toml").read_bytes(), "b", "no-confidence", register(), "m", "S")
        if fine:
            founding.found(other, new, clerk)
            continue
        with pytest.raises(Refused, match=r"which has not come: it is 2016-06-28T09:00:00\+01:00 by the clock"):
            founding.found(other, new, clerk)


# Words and names


def test_the_option_is_named_that_holds_no_words(tmp_path: Path) -> None:
    (tmp_path / "members.csv").write_bytes(register())
    words = (
        "--rulebook",
        RULEBOOKS / "labour",
        "--procedure",
        "no-confidence",
        "--register",
        tmp_path / "members.csv",
    )
    assert "the secretary is empty; expected words (--secretary)" in fails(
        "case", "new", tmp_path / "case", *words, "--secretary", " "
    )
    assert not (tmp_path / "case").exists()


def test_who_enters_an_act_is_named_or_not_given(after: After) -> None:
    play = after("new")
    words = ("--text", "x", "--mover", "Ann Member 0", "--holder", "H", "--at", "2016-06-28T08:10")
    assert "who enters the act is empty" in fails("case", "propose", play.folder.root, *words, "--by", "")


@pytest.mark.parametrize("mover", ["Ann Member 0", " ann  member 0", "#C-0"])
def test_a_mover_is_given_by_name_or_number_and_minuted_by_the_name_of_the_register(mover: str, after: After) -> None:
    with after("new").at("08:10") as held:
        assert notice.propose(held, "x", (mover,), "Hal").movers == ("Ann Member 0",)


def test_one_member_moves_once_by_name_and_by_number(after: After) -> None:
    with after("new").at("08:10") as held, pytest.raises(Refused, match=r"Ann Member 0 .#C-0. is named twice"):
        notice.propose(held, "x", ("Ann Member 0", "#C-0"), "Hal")


def test_names_are_minuted_without_the_spaces_around_them(after: After) -> None:
    play = after("close")
    words = ("--for", "0", "--against", "0", "--spoiled", "no mark=2", "--at", "2016-06-28T16:05", "--json")
    done = json.loads(tellers("case", "paper", play.folder.root, "--teller", " Tess ", *words))
    assert done["facts"]["teller"] == "Tess"
    assert "Tess has counted" in fails("case", "paper", play.folder.root, "--teller", "TESS", *words)


def test_members_of_one_name_are_told_apart_by_their_numbers(after: After) -> None:
    play = after("new")
    play.folder.register.write_bytes(register().replace(b"C-1,Ann Member 1", b"C-1,ann member 0"))
    with play.at("08:10") as held:
        with pytest.raises(Refused, match=r'2 members are called Ann Member 0; .*--mover "#C-0" or --mover "#C-1"'):
            notice.propose(held, "x", ("Ann Member 0",), "Hal")
        both = notice.propose(held, "x", ("#C-0", "#C-1"), "Hal")
    assert both.movers == ("Ann Member 0 (#C-0)", "ann member 0 (#C-1)")
    assert verified(play.folder).ok


def test_an_agent_signs_under_the_name_of_the_notice_and_the_later_word_is_declared(after: After) -> None:
    play = after("paper")
    for dissent in ("I saw no papers.", None):
        with play.at("16:10") as held:
            papers.attend(held, " ada", dissent)
    play.decrypt()
    play.tally()
    play.declare()
    declared = json.loads(play.folder.declaration("json").read_bytes())
    assert declared["agents"] == [{"agent": "Ada", "signs": True, "reason": None}]
    with play.at("23:00") as held:
        assert len(held.motion.every(facts.Attendance)) == 2


# The register


@pytest.mark.parametrize(
    ("change", "kind", "said"),
    [
        ((b",whip", b",hat"), Unreadable, "the rule book asks for the column 'whip'"),
        ((b"C-99,Sid Suspended,commons,no,no,1", b"C-99,Sid Suspended,commons,no,no,2"), Refused, "each weight is 1"),
    ],
)
def test_a_register_that_the_rule_book_cannot_use_is_not_taken(
    change: tuple[bytes, bytes], kind: type[Exception], said: str, after: After, tmp_path: Path
) -> None:
    bad = register().replace(*change)
    with pytest.raises(kind, match=said):
        Play(CaseFolder(tmp_path / "none")).new(members=bad)
    assert not (tmp_path / "none").exists()
    play = after("new")

    def renew() -> None:
        with play.at("08:05") as held:
            membership.renew(held, bad, "members.csv")

    refused(play, renew, said, kind)  # type: ignore[arg-type]


def test_a_register_is_renewed_until_voting_opens_and_says_what_changed(after: After, tmp_path: Path) -> None:
    play, file = after("notify"), tmp_path / "new.csv"
    rows = register().replace(b"C-3,Ann Member 3", b"C-3,Ann Other").replace(b"C-4,", b"C-44,")
    file.write_bytes(rows + b"C-50,New,commons,yes,no,1\n")
    done = json.loads(tellers("case", "register", play.folder.root, "--register", file, "--json", *AT))
    assert done == {"ok": True, "joined": 2, "left": 1, "edited": 1}
    assert play.folder.register.read_bytes() == file.read_bytes()
    assert oct(play.folder.register.stat().st_mode & 0o777) == "0o600"
    assert len(parse_register(file.read_bytes(), "new.csv").members) == 19
    assert verified(play.folder).ok


@pytest.mark.parametrize("stage", ["open", "close", "cosign"])
def test_a_register_is_not_renewed_once_voting_is_open(stage: str, after: After, tmp_path: Path) -> None:
    (tmp_path / "new.csv").write_bytes(register())
    said = fails("case", "register", after(stage).folder.root, "--register", tmp_path / "new.csv")
    assert "the register is renewed before voting opens" in said


# What comes next


@pytest.mark.parametrize(
    ("stage", "said"),
    [
        ("new", "1 minute; the motion is opened, with nothing moved"),
        ("new", "Next: propose the motion"),
        ("freeze", "Next: set up the election (docs/formats/case.md) and open voting at 2016-06-28T11:00:00+01:00"),
        ("vote", "Next: members vote; at 2016-06-28T16:00:00+01:00: tellers case close"),
        ("close", "Next: two tellers count the papers, each alone: tellers case paper; 3 trustees still to decrypt"),
        ("paper", "Next: 3 trustees still to decrypt: tellers election decrypt"),
        ("decrypt", "Next: add everything up: tellers case tally"),
        ("tally", "Next: declare"),
    ],
)
def test_show_says_what_is_missing(stage: str, said: str, after: After) -> None:
    assert said in tellers("case", "show", after(stage).folder.root)


def test_show_says_that_two_counts_that_differ_are_void(after: After) -> None:
    play = after("close")
    with play.at("16:05") as held:
        papers.enter_sheet(held, sheet("Tess", spoiled=2))
    assert "a second teller besides Tess counts the papers" in tellers("case", "show", play.folder.root)
    with play.at("16:05") as held, pytest.raises(Refused, match="both are void"):
        papers.enter_sheet(held, sheet("Tim", spoiled=1))
    said = tellers("case", "show", play.folder.root)
    assert "The counts of Tess and Tim did not agree and are void; both tellers count again." in said


def test_what_is_asked_too_early_says_what_to_do_first(after: After) -> None:
    play = after("new")
    assert "propose the motion first (tellers case propose)" in fails("case", "template", play.folder.root)
    assert "freeze it first (tellers case freeze)" in fails("case", "voters", play.folder.root)


@pytest.mark.parametrize("words", [("template",), ("voters",), ("contest", "template"), ("contest", "voters")])
def test_what_is_only_printed_takes_no_moment_and_nobody_who_enters_it(words: tuple[str, ...], after: After) -> None:
    folder = after("new").folder.root
    for option in (("--at", "2016-06-28T09:00"), ("--by", "Ada"), ("--json",)):
        assert f"No such option '{option[0]}'" in fails("case", *words, folder, *option)


def test_a_notice_reads_back_for_whom_each_agent_watches(after: After) -> None:
    play = after("propose")
    times = ("--opens", "2016-07-04T11:00", "--closes", "2016-07-04T16:00", "--at", "2016-06-28T08:30")
    said = tellers("case", "notice", play.folder.root, *times, "--agent", "Ada,yes", "--agent", "Abe,against")
    assert "Ada watches for the camp 'yes', without a key, so no witness." in said
    assert "Abe watches for the camp 'against'" in said


# Credentials


def test_a_list_of_voters_has_a_size(tmp_path: Path) -> None:
    uuid = ("--uuid", "kTuGdrEQqT2L3z", "--group", "Ed25519", "--dir", tmp_path)
    assert "1000001" in fails("election", "generate-credentials", *uuid, "--count", "1000001")
    (tmp_path / "voters.txt").write_text("ann\n" + "b" * 1001 + "\n")
    said = fails("election", "generate-credentials", *uuid, "--file", tmp_path / "voters.txt")
    assert "line 2: 1001 characters; a line has 1000 at most" in said
    (tmp_path / "voters.txt").write_text("\n" * 1_000_001)
    said = fails("election", "generate-credentials", *uuid, "--file", tmp_path / "voters.txt")
    assert "1000001 lines; a list has 1000000 voters at most" in said
