"""docs/formats/case.md and acts.md: the commands of the page are run, and its tables are those of the code."""

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import msgspec
import pytest
from tests.cases.samples import Play, verified

from tellers.minutes.store import read_key
from tellers.proceedings.motion import FACTS, Act
from tellers.register.csv import read_register

ROOT = Path(__file__).parents[2]
CASE = (ROOT / "docs" / "formats" / "case.md").read_text("utf-8")
ACTS = (ROOT / "docs" / "formats" / "acts.md").read_text("utf-8")


def sections(page: str) -> dict[str, str]:
    parts = re.split(r"^## (.+)$", page, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def words_of_first_column(text: str) -> list[str]:
    return [word for row in re.findall(r"^\| (`.+?) \|", text, re.MULTILINE) for word in re.findall(r"`([^`]+)`", row)]


def test_each_act_has_its_section_with_exactly_its_facts() -> None:
    described = {re.match(r"`([a-z-]+)`", title)[1]: body for title, body in sections(ACTS).items()}  # type: ignore[index]
    assert list(described) == [act.value for act in Act]
    for act in Act:
        fields = [field.encode_name for field in msgspec.structs.fields(FACTS[act])]
        assert sorted(words_of_first_column(described[act.value])) == sorted(fields), act


def test_the_checks_stand_on_the_page_in_their_order(stages: dict[str, Play]) -> None:
    finished = stages["cosign"].folder
    checks = [check.name for check in verified(finished, finished).checks]
    table = sections(CASE)["What verify checks"].split("The command exits")[0]
    assert words_of_first_column(table) == checks


def test_the_json_of_verify_has_the_names_of_the_page(stages: dict[str, Play]) -> None:
    table = sections(CASE)["What verify checks"].split("The command exits")[1]
    assert words_of_first_column(table) == list(verified(stages["cosign"].folder).to_json())


def test_the_files_of_a_case_are_those_of_the_page(stages: dict[str, Play]) -> None:
    folder = stages["cosign"].folder
    named = {re.sub(r"UUID|COMMITMENT", "*", name) for name in words_of_first_column(sections(CASE)["The files"])}
    named = {f"declaration{name}" if name.startswith(".") else name for name in named} - {"claims.toml"}
    found = {path.relative_to(folder.root) for path in folder.root.rglob("*") if path.is_file()}
    assert {path for path in found if not any(path.match(pattern) for pattern in named)} == set()
    assert {pattern for pattern in named if not any(path.match(pattern) for path in found)} == set()


def test_the_commands_of_the_page_run_a_whole_sealed_vote(tmp_path: Path) -> None:
    _desk(tmp_path)
    blocks = re.findall(r"^```bash\n(.*?)^```", CASE, re.MULTILINE | re.DOTALL)
    for number, block in enumerate(blocks):
        if "generate-ballot" in block:
            _hand_out_credentials(tmp_path)
        done = subprocess.run(  # the page's own commands
            ["/bin/bash", "-euc", _variables(tmp_path) + block + '\n[ -z "${UUID-}" ] || echo "$UUID" > uuid'],
            cwd=tmp_path,
            env=os.environ | {"PATH": f"{tmp_path / 'bin'}:{os.environ['PATH']}"},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"block {number}: {done.stderr}"
    assert "Everything holds: the motion is declared." in done.stdout


def _desk(desk: Path) -> None:
    """What the page takes for granted: the register, the rule books, the command itself."""
    rows = "".join(f"M{at},Member {at},commons,yes,{'yes' if at > 12 else 'no'}\n" for at in range(1, 16))
    (desk / "members.csv").write_text("number,name,house,whip,paper\n" + rows)
    assert len(read_register(desk / "members.csv").members) == 15
    (desk / "statement.txt").write_text("I ask you to vote against.\n")
    (desk / "rulebooks").symlink_to(ROOT / "rulebooks")
    (desk / "bin").mkdir()
    command = desk / "bin" / "tellers"
    command.write_text(f'#!/bin/sh\nexec {sys.executable} -m tellers "$@"\n')
    command.chmod(0o755)


def _hand_out_credentials(desk: Path) -> None:
    (private,) = (desk / "registrar").glob("*.privcreds")
    (desk / "credential").write_text(re.findall(r'"([^"]+)"', private.read_text())[1])
    (desk / "choice").write_text("[[0,1,0]]")


def _variables(desk: Path) -> str:
    """The lines that people copy from one place to the next."""
    settings, key, uuid = desk / "motion" / "case.toml", desk / "agent.key", desk / "uuid"
    known = {
        "SECRETARY": tomllib.loads(settings.read_text())["key"] if settings.exists() else None,
        "AGENT": _public(key) if key.exists() else None,
        "UUID": uuid.read_text().strip() if uuid.exists() else None,
    }
    return "".join(f"{name}='{value}'\n" for name, value in known.items() if value)


def _public(key: Path) -> str:
    return str(read_key(key).verifier)


@pytest.mark.parametrize("word", ["register", "secrets"])
def test_the_page_says_what_is_private(word: str) -> None:
    rows = [line for line in sections(CASE)["The files"].splitlines() if line.startswith(f"| `{word}/")]
    assert rows
    assert all(row.endswith("| **no** |") for row in rows)
