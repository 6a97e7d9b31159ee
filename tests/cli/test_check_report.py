"""`tellers check-report` and `tellers explain` at the front door; the record is 12 December 2018, 200 to 117."""

import json
from pathlib import Path

import pytest
from tests.reports.samples import declared
from tests.rulebook.samples import RULEBOOKS

from tellers.cli.main import run

FACTS = str(RULEBOOKS / "conservative" / "facts" / "2018-12-12-confidence.json")


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text("Theresa May won the confidence vote by 200 to 107.", "utf-8")
    return path


def test_facts_beside_their_rule_book_are_a_record(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check-report", str(report), FACTS, "--json"]) == 1
    claims = json.loads(capsys.readouterr().out)["claims"]
    assert [(one["figure"], one["verdict"], one["record"]) for one in claims] == [
        ("200", "right", "200"),
        ("107", "wrong", "117"),
    ]
    assert claims[1]["source"] == "2018-12-12-confidence.json, facts"
    assert claims[1]["sentence"][claims[1]["start"] : claims[1]["end"]] == "107"


def test_a_report_without_a_wrong_figure_is_0_and_the_page_is_written(report: Path, tmp_path: Path) -> None:
    report.write_text("Theresa May won the confidence vote by 200 to 117.", "utf-8")
    page = tmp_path / "page.html"
    assert run(["check-report", str(report), FACTS, "--html", str(page)]) == 0
    assert page.read_text("utf-8").startswith("<!DOCTYPE html>")


def test_a_declaration_alone_is_a_record_with_the_contests_shipped(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    declaration, text = tmp_path / "declaration.json", tmp_path / "report.txt"
    declaration.write_bytes(declared().encode())
    text.write_text("Corbyn lost the motion by 172 to 40. Last September Corbyn was elected leader with 58%.", "utf-8")
    assert run(["check-report", str(text), str(declaration), "--json"]) == 0
    found = [one["verdict"] for one in json.loads(capsys.readouterr().out)["claims"]]
    assert found == ["right", "right", "other-figure"]


@pytest.mark.parametrize(
    ("raw", "said"), [(b"\xff\n", "not UTF-8"), (b"a" * 300_001, "expected one news report as plain text")]
)
def test_what_is_no_text_is_named(raw: bytes, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "report.txt"
    path.write_bytes(raw)
    assert run(["check-report", str(path), FACTS]) == 2
    assert said in capsys.readouterr().err


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"no", "not JSON; expected a case's folder"),
        (b"{}", "no rule book lies beside them"),
        (b"[" * 90_000, "not JSON"),
    ],
)
def test_what_is_no_record_is_named(
    raw: bytes, said: str, report: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "record.json"
    path.write_bytes(raw)
    assert run(["check-report", str(report), str(path)]) == 2
    assert said in capsys.readouterr().err


def test_explain_names_the_figure_and_is_1_where_there_is_none(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain", "83", FACTS, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["matches"][0]["counts"] == "majority"
    assert run(["explain", "999983", FACTS]) == 1
    assert run(["explain", "eh", FACTS]) == 2
