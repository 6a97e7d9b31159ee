"""The commands of docs/verification.md do what the page says, on an archive of the reference tool.

Truth: `checksums.json` of that archive, by the tool's own compute-checksums, and its ballots.
"""

import base64
import json
import os
import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
from tests.ballots.samples import ARCHIVES, archived, members
from tests.ballots.test_lessons import __file__ as lessons_of_ballots

from tellers.ballots.verifier import verify_archive

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/verification.md").read_text("utf-8")
BLOCK = re.compile(r"^```(sh|belenios)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
FOLDER = ARCHIVES["3.3.0"]
REFERENCE = ROOT / ".reference" / "belenios-tool-sid"


def blocks(kind: str) -> list[str]:
    return [body for found, body in BLOCK.findall(PAGE) if found == kind]


@cache
def checksums() -> dict[str, str]:
    values: dict[str, str] = json.loads((FOLDER / "checksums.json").read_text())
    return values


@pytest.fixture
def auditor(tmp_path: Path) -> Path:
    """A folder with the archive, an older copy of it, and the commands of the page on the path."""
    (archive,) = FOLDER.glob("*.bel")
    raw = archive.read_bytes()
    (tmp_path / "archive.bel").write_bytes(raw)
    sizes = [len(body) for _, body in members(raw)]
    older = sum(512 + -(-size // 512) * 512 for size in sizes[:16])
    (tmp_path / "older.bel").write_bytes(raw[:older])
    (tmp_path / "bin").mkdir()
    starts = {"tellers": f'exec "{sys.executable}" -m tellers "$@"', "belenios-tool": f'exec "{REFERENCE}" "$@"'}
    for name, start in starts.items():
        command = tmp_path / "bin" / name
        command.write_text(f"#!/bin/sh\n{start}\n")
        command.chmod(0o755)
    return tmp_path


def run(script: str, folder: Path) -> subprocess.CompletedProcess[str]:
    (archive,) = FOLDER.glob("*.bel")
    path = f"{folder / 'bin'}:{os.environ['PATH']}"
    env = os.environ | {"PATH": path, "PYTHONPATH": str(ROOT / "src"), "UUID": archive.stem}
    command = ["/bin/bash", "-euo", "pipefail", "-c", script]
    return subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, check=False)


def said(folder: Path, holding: str) -> str:
    """What the one block that holds a word prints, after the archive was unpacked as the page says."""
    unpack, *_ = [block for block in blocks("sh") if "tar -xf" in block]
    assert run(unpack, folder).returncode == 0
    (script,) = [block for block in blocks("sh") if holding in block]
    ran = run(script, folder)
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


def test_every_block_of_the_page_runs(auditor: Path) -> None:
    verifying, unpacking, *others = blocks("sh")
    for script in (unpacking, verifying, *others):
        ran = run(script, auditor)
        assert ran.returncode == 0, (script, ran.stderr)
        assert ran.stderr == ""


def test_the_archive_verifies_and_extends_its_older_copy(auditor: Path) -> None:
    printed = said(auditor, "tellers verify")
    assert printed.count("All checks passed") == 2
    assert "Written as by 3.0 to 3.3" in printed


def test_the_hashes_of_the_parts_are_their_names_and_one_that_is_not_is_named(auditor: Path) -> None:
    assert said(auditor, "sha256sum") == ""
    unpack = next(block for block in blocks("sh") if "sha256sum" in block)
    (part, *_) = (auditor / "parts").glob("*.data.json")
    part.write_bytes(part.read_bytes() + b" ")
    ran = run(unpack.replace("tar -xf archive.bel -C parts", "true"), auditor)
    assert (ran.returncode, ran.stdout) == (1, f"WRONG {part.name}\n")


def test_the_chain_is_whole_and_a_broken_link_is_named(auditor: Path) -> None:
    assert said(auditor, "BROKEN") == ""
    script = next(block for block in blocks("sh") if "BROKEN" in block)
    third = sorted((auditor / "parts").glob("*.event.json"))[3]
    third.write_text(third.read_text().replace('"parent":"', '"parent":"0'))
    assert "BROKEN before" in run(script, auditor).stdout


def test_head_fingerprint_and_tally_are_those_that_the_reference_tool_gives(auditor: Path) -> None:
    sums = checksums()
    assert said(auditor, "tail -n 1") == f"{sums['final']}\n"
    expected = base64.b64encode(bytes.fromhex(sums["election"])).decode().rstrip("=")
    assert said(auditor, '"Setup"') == f"{expected}\n"
    assert said(auditor, "encrypted_tally") == f"{sums['encrypted_tally']}\n"


def test_the_trackers_are_those_of_the_ballots(auditor: Path) -> None:
    assert said(auditor, '"Ballot"').split() == [ballot.tracker for ballot in archived("3.3.0").ballots]


def test_an_older_copy_that_is_no_beginning_is_told(auditor: Path) -> None:
    assert said(auditor, "cmp") == ""
    older = bytearray((auditor / "older.bel").read_bytes())
    older[9_000] ^= 1
    (auditor / "older.bel").write_bytes(older)
    script = next(block for block in blocks("sh") if "cmp" in block)
    assert run(script, auditor).returncode == 1


def test_the_other_program_verifies_it_as_the_page_says(auditor: Path) -> None:
    if not REFERENCE.exists():
        pytest.skip("belenios-tool 3.3.0 is not here: `make reference-tool` gets it (on Debian)")
    (script,) = blocks("belenios")
    ran = run(script, auditor)
    assert ran.returncode == 0, ran.stderr
    assert "all checks passed" in ran.stderr
    assert json.loads(ran.stdout.strip().splitlines()[-1])["final"] == checksums()["final"]


def test_the_lessons_of_the_page_are_the_tests_by_name() -> None:
    section = PAGE.partition("## Lessons")[2].partition("## Fuzzing")[0]
    listed = {int(number) for number in re.findall(r"^\| (\d+) \|", section, re.MULTILINE)}
    files = (Path(lessons_of_ballots), ROOT / "tests/cases/test_lessons.py")
    tested = {int(number) for file in files for number in re.findall(r"def test_lesson_(\d+)_", file.read_text())}
    assert listed == tested == {1, 2, 3, 4, 5, 6, 7, 8, 10, 11}


def test_the_checks_of_the_page_are_those_of_the_verifier_in_their_order() -> None:
    (archive,) = FOLDER.glob("*.bel")
    raw = archive.read_bytes()
    names = [check.name for check in verify_archive(raw, "x", earlier=raw).checks]
    section = PAGE.partition("## What is checked")[2].partition("```sh")[0]
    assert re.findall(r"^\| ([a-z ]+) \|", section, re.MULTILINE)[1:] == names
