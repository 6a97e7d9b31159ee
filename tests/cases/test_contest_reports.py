"""`tellers report` on real cases with contests: which one, in which form, and what has become of it since.

The truth is the acts that the test enters; that what stands open is printed in each form is issue 6.
"""

import json
import re
from pathlib import Path

import pytest
from tests.cases.club import RULES, Club
from tests.cases.test_contest import DAYS, admitted, declared, figures, frozen
from tests.cases.test_nomination import BY_RIGHT, challenge
from tests.journeys.commands import Exited, exit_code, tellers

from tellers.reports.forms import BINARY, FORMS

__all__ = ["admitted", "declared", "frozen"]  # the fixtures of the contest's own tests

pytestmark = pytest.mark.filterwarnings(
    "ignore::pytest.PytestUnraisableExceptionWarning", "ignore::ResourceWarning"
)  # WeasyPrint leaves its colour profile open

WITHOUT = {"bench", "turnout"}
"""The forms that this contest has nothing for."""


def written(club: Club, form: str, *more: str) -> bytes:
    out = club.root.parent / f"out.{form}"
    tellers("report", club.root, "--form", form, "--out", out, *more)
    return out.read_bytes()


def said(club: Club, form: str, *more: str) -> str:
    return " ".join(written(club, form, *more).decode().split())


def test_each_form_of_a_contest_is_written_and_is_the_same_again(declared: Club) -> None:
    for form in sorted(FORMS.keys() - WITHOUT):
        first = written(declared, form)
        assert first, form
        assert written(declared, form, "--contest", "election-1") == first, form


def test_the_forms_say_who_is_elected(declared: Club) -> None:
    assert "ELECTED: Gus" in said(declared, "text")
    assert "<h1" in said(declared, "html")
    assert "Elected: Gus" in said(declared, "html")
    assert "Gus is ELECTED." in said(declared, "announcement")
    assert "Gus (elected) 4" in said(declared, "tellers")


def test_the_json_of_a_report_holds_the_file_of_the_declaration_and_what_stands_open(declared: Club) -> None:
    plain = json.loads(written(declared, "json"))
    file = declared.folder.contest_declaration("election-1", "json")
    assert plain["declaration"] == json.loads(file.read_bytes())
    assert [one["grade"] for one in plain["stands_open"]] == ["not witnessed"]


def test_of_papers_that_went_out_the_report_says_no_more_than_the_roll(declared: Club) -> None:
    """No minute of a contest without a sealed ballot has how many were handed out; its roll entitles eight."""
    told = said(declared, "scrutineer")
    assert "(s.52(1)(a)): the minutes do not say how many; the roll entitles 8. The scrutineer adds it." in told
    assert "No line to sign: no independent scrutineer is named." in told
    assert "Date: ____" not in told


def test_before_it_is_declared_there_is_no_result(frozen: Club) -> None:
    with pytest.raises(Exited) as refused:
        written(frozen, "text")
    assert "there is no result to report" in refused.value.said
    with pytest.raises(Exited) as refused:
        written(frozen, "text", "--contest", "election-1")
    assert "no contest 'election-1' is declared; declared are: none (--contest ID)" in refused.value.said


def test_a_contest_that_is_not_there_is_refused_with_those_that_are(declared: Club) -> None:
    with pytest.raises(Exited) as refused:
        written(declared, "text", "--contest", "election-9")
    assert "declared are: election-1" in refused.value.said


def test_an_annulled_contest_is_reported_as_annulled_in_every_form(declared: Club) -> None:
    declared.act("contest annul", "03-08T10:00", "--authority", "The committee", "--reason", "The roll was wrong.")
    why = "annulled by The committee: The roll was wrong."
    for form in sorted(FORMS.keys() - WITHOUT - BINARY - {"svg", "stages", "timeline", "scrutineer"}):
        assert why in said(declared, form), form
    for form in ("text", "html", "embed", "tellers", "scrutineer-not-satisfied", "nist", "svg", "stages"):
        assert re.search("ANNULLED. As it was declared: elected: gus", said(declared, form), re.IGNORECASE), form
    assert "ANNULLED. As it was declared: Gus is ELECTED." in said(declared, "announcement")
    for form in ("text", "html", "announcement"):
        assert "Annulled, it does none of what follows." in said(declared, form), form
    with pytest.raises(Exited) as refused:
        written(declared, "scrutineer")
    assert f"ANNULLED: Minute {len(declared.minutes) - 1}: {why}" in refused.value.said


def test_a_recount_that_is_asked_for_stops_satisfaction_until_it_is_refused(declared: Club) -> None:
    declared.act("contest ask-recount", "03-07T10:00", "--asker", "Bela", "--reason", "One vote between us.")
    assert "RECOUNT: " in said(declared, "announcement")
    assert exit_code("report", declared.root, "--form", "scrutineer") == 1
    words = ("--authority", "The committee", "--reason", "Both tellers agree.")
    declared.act("contest refuse-recount", "03-07T11:00", *words)
    assert "ANSWERED: " in said(declared, "announcement")
    assert exit_code("report", declared.root, "--form", "scrutineer") == 0


def test_a_recount_that_is_not_declared_again_is_said_to_be_so(declared: Club) -> None:
    declared.act("contest ask-recount", "03-07T10:00", "--asker", "Bela", "--reason", "One vote between us.")
    declared.act("contest recount", "03-07T12:00", "--stage", "ballot", *figures(declared, 4, 3))
    told = said(declared, "text")
    assert "ELECTED: Gus" in told
    assert "counted again since this declaration, and not yet declared again" in told
    declared.act("contest declare", "03-07T13:00")
    told = said(declared, "text")
    assert "ELECTED: Bela" in told
    assert "RECOUNT" not in told


def statutory(tmp_path: Path) -> Club:
    """The club under rules by which a law asks for an independent scrutineer."""
    rules = RULES.read_text("utf-8")
    rules = rules.replace('method      = "plurality"\n', 'method      = "plurality"\nstatutory   = true\n')
    (tmp_path / "statutory.toml").write_text(rules, "utf-8")
    club = challenge(tmp_path, BY_RIGHT, tmp_path / "statutory.toml")
    club.act("nomination consent", "03-02T11:00", "--candidate", "Gus")
    club.act("nomination close", "03-03T10:00")
    return club


def test_a_statutory_contest_has_a_scrutineer_who_makes_the_statements(tmp_path: Path) -> None:
    club, words = statutory(tmp_path), ("--procedure", "election", *DAYS)
    why = club.refused("contest announce", "03-03T11:00", *words)
    assert "no independent scrutineer is named; name the one appointed (--scrutineer)" in why
    for party in ("Sec", "Gus"):
        why = club.refused("contest announce", "03-03T11:00", *words, "--scrutineer", party)
        assert why == f"{party} is the secretary or a candidate; an independent scrutineer is neither (--scrutineer)"
    club.act("contest announce", "03-03T11:00", *words, "--scrutineer", "Sid Scrutineer")
    club.act("contest freeze", "03-04T10:00")
    club.act("contest enter", "03-06T21:00", *figures(club, 3, 4))
    club.act("contest declare", "03-06T22:00")
    club.holds()
    told = said(club, "scrutineer")
    assert "Independent scrutineer, by the minutes: Sid Scrutineer." in told
    assert "I am satisfied that:" in told


def test_an_objection_is_printed_with_the_contest_and_stops_satisfaction(declared: Club) -> None:
    words = ("--who", "Dara Rowe", "--text", "The box stood open at noon.", "--breach", "--about", "election-1")
    tellers("case", "object", declared.root, "--at", "2024-03-07T10:00", *words)
    assert "The box stood open at noon." in said(declared, "html")
    with pytest.raises(Exited) as refused:
        written(declared, "scrutineer")
    assert "BREACH: OPEN. Minute" in refused.value.said


def test_an_objection_to_another_contest_stops_no_satisfaction_here_and_one_to_the_nominations_does(
    declared: Club,
) -> None:
    """It stands in what is said of the whole case; who stands in this contest hangs on its nominations."""
    later = (
        "--opens",
        "2024-03-20T09:00",
        "--closes",
        "2024-03-21T20:00",
        "--id",
        "other",
        "--nomination",
        "challenge-1",
    )
    declared.act("contest annul", "03-08T10:00", "--authority", "The committee", "--reason", "The roll was wrong.")
    declared.act("contest announce", "03-10T11:00", "--procedure", "election", *later, "--rerun-of", "election-1")
    declared.act("contest freeze", "03-14T10:00")
    declared.act("contest enter", "03-21T21:00", "--id", "other", *figures(declared, 5, 2))
    declared.act("contest declare", "03-21T22:00", "--id", "other")
    words = ("--who", "Dara Rowe", "--text", "The box stood open at noon.", "--breach")
    declared.act("object", "03-22T10:00", *words, "--about", "election-1")
    assert "The box stood open" not in said(declared, "scrutineer", "--contest", "other")
    assert "The box stood open" in said(declared, "text", "--contest", "election-1")
    tellers("bundle", declared.root, "--out", declared.root.parent / "bundle", "--at", "2024-03-23T10:00")
    assert "The box stood open" in (declared.root.parent / "bundle" / "index.txt").read_text("utf-8")
    declared.act("object", "03-22T11:00", *words, "--about", "challenge-1")
    with pytest.raises(Exited) as refused:
        written(declared, "scrutineer", "--contest", "other")
    assert "BREACH: OPEN. Minute" in refused.value.said


def test_of_several_declared_contests_one_must_be_named(declared: Club) -> None:
    declared.act("contest annul", "03-08T10:00", "--authority", "The committee", "--reason", "The roll was wrong.")
    days = ("--opens", "2024-03-16T10:00", "--closes", "2024-03-16T20:00")
    words = ("--procedure", "election", *days, "--rerun-of", "election-1", "--nomination", "challenge-1")
    declared.act("contest announce", "03-10T11:00", *words)
    declared.act("contest freeze", "03-14T10:00")
    declared.act("contest enter", "03-16T21:00", "--id", "election-2", *figures(declared, 5, 2))
    declared.act("contest declare", "03-16T22:00", "--id", "election-2")
    with pytest.raises(Exited) as refused:
        written(declared, "text")
    assert "several contests are declared; say which (--contest ID): election-1, election-2" in refused.value.said
    assert "ELECTED: Bela" in said(declared, "text", "--contest", "election-2")
    assert "annulled by" in said(declared, "text", "--contest", "election-1")
    assert written(declared, "timeline")


def test_a_bundle_has_each_declared_contest_in_its_forms(declared: Club, tmp_path: Path) -> None:
    tellers("bundle", declared.root, "--out", tmp_path / "bundle", "--at", "2024-03-20T10:00")
    folder = tmp_path / "bundle" / "1-declaration"
    assert "ELECTED: Gus" in (folder / "election-1.txt").read_text("utf-8")
    assert (folder / "election-1.pdf").read_bytes().startswith(b"%PDF-")
    assert (folder / "election-1.stages.svg").is_file()
    assert not (folder / "declaration.txt").exists()
    assert "1-declaration/election-1.turnout.svg" in (tmp_path / "bundle" / "index.txt").read_text("utf-8")


SECTIONS = """\
minimum_cell = 5
method = "weighted-sections"
threshold = "share > 1/2"
sections = [
  { id = "staff", title = "Staff", weight = "1/3" },
  { id = "students", title = "Students", weight = "1/3" },
  { id = "fellows", title = "Fellows", weight = "1/3" },
]
"""


def by_sections(world: Path) -> Club:
    """Of 20 staff, 30 students and 6 fellows 12, 15 and 5 vote validly; it is annulled and held again, by all.

    The cell of this contest is five, and that of the book ten.
    """
    rules = world / "sections.toml"
    text = RULES.read_text("utf-8").replace('method      = "plurality"\n', SECTIONS)
    rules.write_text(text.replace("rule    = 2\n", "rule    = 10\n"), "utf-8")
    names = ("staff",) * 20 + ("students",) * 30 + ("fellows",) * 6
    rows = [f"M{at},Member {at},yes,no,{name}" for at, name in enumerate(names)]
    (world / "members.csv").write_text("\n".join(["number,name,paid,junior,section", *rows, ""]))
    club = Club(world / "case")
    words = ("--rulebook", rules, "--procedure", "challenge", "--register", world / "members.csv")
    tellers("case", "new", club.root, *words, "--secretary", "Sec", "--at", "2024-03-01T09:00")
    club.act("nomination open", "03-01T10:00", "--procedure", "challenge", "--holder", "Bela", *BY_RIGHT)
    for member in ("Member 1", "Member 2", "Member 3"):
        club.act("nomination nominate", "03-02T10:00", "--candidate", "Gus", "--member", member)
    club.act("nomination consent", "03-02T11:00", "--candidate", "Gus")
    club.act("nomination close", "03-03T10:00")
    announce, days = ("contest announce", "03-03T11:00", "--procedure", "election"), DAYS
    for number, votes in enumerate(((12, 15, 5), (20, 30, 6)), 1):
        again = () if number == 1 else ("--rerun-of", "election-1", "--nomination", "challenge-1")
        club.act(*announce, *days, *again)
        club.act("contest freeze", "03-04T10:00" if number == 1 else "03-14T10:00", "--id", f"election-{number}")
        sizes = zip(("staff", "students", "fellows"), votes, strict=True)
        split = {name: {"Bela": 1, "Gus": size - 1} for name, size in sizes}
        entered: tuple[str, ...] = ()
        for teller in ("Tess", "Tim"):
            file = world / f"{teller}.json"
            papers = {"returned": sum(votes), "blank": 0, "spoiled": 0}
            file.write_text(json.dumps({"sections": split, "papers": papers}))
            entered += ("--teller", teller, str(file))
        day = "03-06" if number == 1 else "03-16"
        club.act("contest enter", f"{day}T21:00", "--id", f"election-{number}", *entered)
        club.act("contest declare", f"{day}T22:00", "--id", f"election-{number}")
        if number == 1:
            why = ("--authority", "The committee", "--reason", "The roll was wrong.", "--id", "election-1")
            club.act("contest annul", "03-08T10:00", *why)
            announce = ("contest announce", "03-10T11:00", "--procedure", "election")
            days = ("--opens", "2024-03-16T10:00", "--closes", "2024-03-16T20:00")
    return club


def test_turnout_tells_two_contests_of_one_case_apart_and_no_section_below_the_cell_of_the_book(
    tmp_path: Path,
) -> None:
    """The cell is ten: fellows, and staff with whom they stand, are one group of 26, of whom 17 voted, then all."""
    told = said(by_sections(tmp_path), "turnout", "--contest", "election-2")
    for which, students, others in (
        ("election-1, annulled", "15 valid votes of 30 entitled, 50.0%", "17 valid votes of 26 entitled, 65.4%"),
        ("election-2", "30 valid votes of 30 entitled, 100.0%", "26 valid votes of 26 entitled, 100.0%"),
    ):
        assert f"{which}: students: {students}." in told
        assert f"{which}: Other sections, together: {others}." in told
    assert "fellows" not in told
