"""The rule of tests/conftest.py: what may be skipped on a user's machine fails where everything is required."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LINE = "the tool is not here: `make reference-tool` gets it"


@pytest.mark.parametrize(("require", "code", "says"), [("", 0, "1 skipped"), ("all", 1, "1 failed")])
def test_a_skip_is_a_failure_only_where_everything_is_required(
    tmp_path: Path, require: str, code: int, says: str
) -> None:
    test = tmp_path / "test_that_skips.py"
    test.write_text(f"import pytest\n\ndef test_it() -> None:\n    pytest.skip({LINE!r})\n")
    environment = os.environ | {"TELLERS_REQUIRE": require, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "pytest", "-rsf", "-p", "tests.conftest", "-c", os.devnull, str(test)]
    done = subprocess.run(command, capture_output=True, cwd=tmp_path, env=environment, check=False)
    assert done.returncode == code
    assert says in done.stdout.decode()
    assert LINE in done.stdout.decode()
