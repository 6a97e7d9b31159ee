"""`tellers count` from the shell's side: what it prints, what it writes and how it exits.

The figures of the small council were worked out by hand; those of real contests are in tests/real.
"""

import csv
import gzip
import json
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from tellers.cli.main import run

COUNCIL = """3 1
5 1 0
4 2 1 0
2 3 2 0
3 0
0
"Ann"
"Bob"
"Cat"
"Council"
"""
TIED = '2 1\n3 1 0\n3 2 0\n0\n"Ann"\n"Bob"\n"Chair"\n'


@pytest.fixture
def council(tmp_path: Path) -> str:
    path = tmp_path / "council.blt"
    path.write_text(COUNCIL, "utf-8")
    return str(path)


@pytest.fixture
def tied(tmp_path: Path) -> str:
    path = tmp_path / "tied.blt"
    path.write_text(TIED, "utf-8")
    return str(path)


def test_the_winner_stands_first(council: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["count", council, "--method", "av"]) == 0
    assert capsys.readouterr().out.startswith(
        "ELECTED: Bob\n\nCouncil\n1 place, 3 candidates; 11 valid papers, 3 blank"
    )


def test_json_has_every_stage_in_exact_strings(council: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["count", council, "--method", "av", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["method"], found["seats"], found["elected"]) == ("av", 1, ["Bob"])
    assert found["stages"][0]["tally"] == {"Ann": "5", "Bob": "4", "Cat": "2"}
    assert found["stages"][-1]["tally"]["Bob"] == "6"
    assert found["papers"] == {"valid": 11, "blank": 3, "spoiled": 0}


def test_csv_has_a_row_for_every_candidate_at_every_stage(council: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["count", council, "--method", "av", "--csv"]) == 0
    rows = list(csv.DictReader(capsys.readouterr().out.splitlines()))
    assert [row["votes"] for row in rows if row["stage"] == "1"] == ["5", "4", "2", "0"]


def test_nist_results_have_a_round_for_every_stage(council: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["count", council, "--method", "av", "--nist"]) == 0
    contest = json.loads(capsys.readouterr().out)["Election"][0]["Contest"][0]
    assert [one["Count"] for one in contest["ContestSelection"][1]["VoteCounts"]] == [4, 6]


def test_files_are_written_beside_what_is_printed(council: str, tmp_path: Path) -> None:
    chart, papers = tmp_path / "out.svg", tmp_path / "out.blt"
    assert run(["count", council, "--method", "av", "--chart", str(chart), "--blt-out", str(papers)]) == 0
    assert ET.fromstring(chart.read_text("utf-8")).tag.endswith("svg")  # noqa: S314 — our own file
    assert papers.read_text("utf-8") == ('3 1\n5 1 0\n4 2 1 0\n3 0\n2 3 2 0\n0\n"Ann"\n"Bob"\n"Cat"\n"Council"\n')
    assert sorted(path.name for path in tmp_path.iterdir()) == ["council.blt", "out.blt", "out.svg"]


def test_blt_goes_to_the_terminal_where_no_file_is_named(council: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["count", council, "--method", "av", "--blt-out"]) == 0
    assert capsys.readouterr().out.startswith("3 1\n5 1 0\n")


def test_a_file_packed_by_gzip_is_unpacked(council: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    packed = tmp_path / "council.blt.gz"
    packed.write_bytes(gzip.compress(COUNCIL.encode()))
    assert run(["count", str(packed), "--method", "av"]) == 0
    assert "ELECTED: Bob" in capsys.readouterr().out
    packed.write_bytes(gzip.compress(COUNCIL.encode())[:-9])
    assert run(["count", str(packed), "--method", "av"]) == 2
    assert "packed by gzip, and broken" in capsys.readouterr().err
    assert council


def test_an_undecided_tie_exits_1_with_every_result(tied: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["count", tied, "--method", "av", "--json"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert (found["elected"], sorted(found["possible"])) == ([], [["Ann"], ["Bob"]])


def test_a_tie_falls_by_decision_or_by_a_lot_that_can_be_drawn_again(
    tied: str, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, out in (("Ann", "Bob"), ("Bob", "Ann")):
        assert run(["count", tied, "--method", "av", "--decide", name, "--json"]) == 0
        found = json.loads(capsys.readouterr().out)
        assert found["ties"][0]["chosen"] == [name]
        assert found["elected"] in ([name], [out])
    drawn = []
    for _ in range(2):
        assert run(["count", tied, "--method", "av", "--seed", "1 May 2026", "--json"]) == 0
        drawn.append(json.loads(capsys.readouterr().out)["elected"])
    assert drawn[0] == drawn[1]


def test_a_candidate_withdraws_before_the_count(council: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["count", council, "--method", "av", "--withdraw", "Bob", "--json"]) == 0
    first = json.loads(capsys.readouterr().out)["stages"][0]["tally"]
    assert (first["Ann"], first["Cat"], first.get("Bob", "0")) == ("9", "2", "0")


def test_compare_shows_where_two_rule_sets_part(council: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["count", council, "--compare", "av,plurality"]) == 1
    assert capsys.readouterr().out.startswith("DIFFERENT CANDIDATES ARE ELECTED\n")
    assert run(["count", council, "--compare", "av,av-down-to-two", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["same"] is True


def test_names_of_numbers_come_from_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "votes.csv").write_text("rank1,rank2\n1,2\n1,\n2,1\n", "utf-8")
    (tmp_path / "names.txt").write_text("Ann\nBob\n", "utf-8")
    files = [str(tmp_path / "votes.csv"), "--names", str(tmp_path / "names.txt")]
    assert run(["count", *files, "--method", "av"]) == 0
    assert "ELECTED: Ann" in capsys.readouterr().out


def test_bad_lines_exit_2_and_are_all_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bad = tmp_path / "bad.blt"
    bad.write_text(COUNCIL.replace("5 1 0", "5 9 0").replace("2 3 2 0", "2 3 2"), "utf-8")
    assert run(["count", str(bad), "--method", "av"]) == 2
    message = capsys.readouterr().err
    assert "2 bad lines; nothing was counted" in message
    assert "line 2: '9' is not one of 3 candidates" in message
    assert "line 4: it does not end in 0" in message
    assert run(["count", str(bad), "--method", "av", "--set-aside", "--json"]) == 0
    told = capsys.readouterr()
    assert json.loads(told.out)["papers"] == {"valid": 4, "blank": 3, "spoiled": 7}
    assert told.err == (
        "refused: 5 papers at line or record 2: '9' is not one of 3 candidates\n"
        "refused: 2 papers at line or record 4: it does not end in 0; a part of it may be missing\n"
    )


@pytest.mark.parametrize(
    ("more", "code", "message"),
    [
        (["--method", "nonsense"], 1, "no method nonsense"),
        (["--method", "av", "--seats", "2"], 1, "2 places to fill; av fills one"),
        ([], 2, "how to count? Give --method"),
        (["--method", "av", "--withdraw", "Zoe"], 2, "nobody of this name stands; expected one of Ann, Bob, Cat"),
        (["--method", "av", "--decide", "Ann", "--seed", "x"], 2, "--decide and --seed exclude each other"),
        (["--method", "av", "--json", "--csv"], 2, "exclude each other: one is printed"),
        (["--method", "av", "--format", "csv"], 2, "bad lines; nothing was counted"),
        (["--compare", "av"], 2, "expected two methods with a comma"),
        (["--compare", "av,schulze", "--method", "av"], 2, "leave --method out"),
        (["--compare", "av,schulze", "--csv"], 2, "--compare prints text or --json"),
        (["--method", "av", "--seats", "0"], 2, "--seats"),
    ],
)
def test_a_mistake_is_a_message_and_an_exit_code(
    council: str, more: list[str], code: int, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["count", council, *more]) == code
    told = capsys.readouterr().err
    assert message in told
    assert "Traceback" not in told


def test_the_file_of_the_ballots_is_never_written_over(council: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["count", council, "--method", "av", "--blt-out", council]) == 2
    assert "holds the ballots" in capsys.readouterr().err
    assert Path(council).read_text("utf-8") == COUNCIL


def test_a_file_that_is_not_there_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    missing = tmp_path / "missing.blt"
    assert run(["count", str(missing), "--method", "av"]) == 2
    assert f"{missing}: No such file" in capsys.readouterr().err
