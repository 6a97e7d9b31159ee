"""What `tellers doctor` says; the truth about a machine is what is importable and on its path."""

import json
from pathlib import Path

import pytest

from tellers.cli import doctor
from tellers.cli.main import run


def test_a_machine_that_runs_the_tests_is_healthy(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["doctor", "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["ok"] is True
    assert {one["name"] for one in said["findings"] if one["required"] and one["found"]} >= {"Ed25519", "PyNaCl"}


def test_a_missing_library_is_named_with_how_to_get_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(doctor, "LIBRARIES", (*doctor.LIBRARIES, "no-such-library"))
    assert run(["doctor"]) == 1
    assert "MISSING  no-such-library: pip install no-such-library" in capsys.readouterr().out


def test_an_absent_tool_is_no_illness_and_says_how_to_get_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert run(["doctor"]) == 0
    assert (
        "absent   chromium: opens the pages in the tests; on Debian: apt-get install chromium"
        in capsys.readouterr().out
    )
