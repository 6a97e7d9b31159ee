"""The process is killed at every durable write of a case's life: nothing acknowledged is lost, the rest is made up.

Killed means SIGKILL, before the write, or when half of it is done; what the system has taken is then on the disk. The
promise is docs/formats/case.md, "After a crash".
"""

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from tests.journeys.commands import Exited, exit_code, tellers
from tests.journeys.society import Step, prepared, steps

from tellers.ballots.archive import ArchiveFile

WRITES = ("fsync", "replace", "rename", "mkdir", "unlink", "rmdir", "write")
"""The calls by which a byte or a name reaches the disk."""

UNFINISHED = {
    "checkpoint": "`tellers case checkpoint` signs",
    "minute book": "no whole minute; a crash cut an act short",
    "roll": "the minutes have",
    "files": "nothing in the minutes speaks of it",
    "archive": "a crash cut a write short",
    "running archive": "cut `tellers case close` short",
    "witnesses": "not co-signed",
}
"""What a case may say of itself after a crash, by check; everything else would be a loss."""


def killed_at(number: int, act: Callable[[], object]) -> bool:
    """Do an act in a process that is killed at its write of that number; False where it made fewer."""
    child = os.fork()
    if not child:
        _die_at(number)
        try:
            act()
            os._exit(0)
        finally:
            os._exit(1)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) or status == 0, "the act failed by itself"
    return os.WIFSIGNALED(status)


def _die_at(number: int) -> None:
    """Let writes pass until that one, of which half is done."""
    made = 0

    def counted(call: Callable[..., object], half: Callable[..., object], *given: object, **named: object) -> object:
        nonlocal made
        made += 1
        if made == number:
            half(*given)
            os.kill(os.getpid(), signal.SIGKILL)
        return call(*given, **named)

    write = os.write
    halves: dict[str, Callable[..., object]] = {"write": lambda to, raw: write(to, raw[: len(raw) // 2])}
    for name in WRITES:
        setattr(os, name, partial(counted, getattr(os, name), halves.get(name, lambda *_: None)))

    def half_an_event(file: ArchiveFile, raw: bytes) -> None:
        write(file._file.fileno(), raw[: len(raw) // 2])

    whole_event = ArchiveFile._write
    ArchiveFile._write = lambda *given: counted(whole_event, half_an_event, *given)  # type: ignore[method-assign,assignment]


@pytest.fixture(autouse=True)
def no_waiting_for_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """A kill takes nothing back that the system has been given, so here a sync is counted and not waited for."""
    monkeypatch.setattr(os, "fsync", lambda _descriptor: None)


class Life:
    """A case's life, with a copy of the world before each command."""

    def __init__(self, root: Path) -> None:
        self.root = root
        world = root / "world"
        world.mkdir()
        prepared(world)
        self.moments: list[tuple[Step, Path]] = []
        for number, each in enumerate(steps(world)):
            if isinstance(each, Step):
                before = root / f"{number}-{each.name}"
                shutil.copytree(world, before)
                self.moments.append((each, before))
                each.run(world)
            else:
                each(world)
        self.moments.append((Step("the end", ()), world))

    def after(self, number: int) -> Path:
        """The world after a command."""
        return self.moments[number + 1][1]


@pytest.fixture(scope="module")
def life(tmp_path_factory: pytest.TempPathFactory) -> Life:
    return Life(tmp_path_factory.mktemp("life"))


NAMES = (
    "new", "propose", "notice", "statement", "freeze", "amend", "amend", "open", "ballot", "ballot", "ballot",
    "ballot", "checkpoint", "close", "paper", "paper", "agent", "agent", "part", "part", "tally", "declare",
)  # fmt: skip


def test_the_life_is_the_whole_life(life: Life) -> None:
    assert tuple(step.name for step, _ in life.moments[:-1]) == NAMES


FIRST_OF_EACH = [number for number, name in enumerate(NAMES) if name not in NAMES[:number] or name == "paper"]


@pytest.mark.parametrize("number", FIRST_OF_EACH, ids=lambda number: f"{number}-{NAMES[number]}")
def test_a_crash_at_any_write_loses_nothing_and_the_command_done_again_completes_it(
    number: int, life: Life, tmp_path: Path
) -> None:
    step, before = life.moments[number]
    world, write = tmp_path / "world", 0
    while True:
        write += 1
        shutil.rmtree(world, ignore_errors=True)
        shutil.copytree(before, world)
        if not killed_at(write, partial(step.run, world)):
            break
        says_what_is_unfinished(world / "case")
        nothing_is_lost(before, world)
        done_again(step, world)
        as_if_nothing_had_happened(world, life.after(number))
    assert write > 2, "the act writes, and was killed at none of its writes"


def says_what_is_unfinished(case: Path) -> None:
    """The case holds so far, or names what is unfinished; or it does not exist yet."""
    if not case.exists():
        return
    assert "format = 1" in (case / "case.toml").read_text()
    try:
        tellers("verify", case, "--json")
    except Exited as exited:
        checks = json.loads(exited.said.splitlines()[-1])["checks"]
        failed = [check for check in checks if not check["ok"] and not check["detail"].startswith("not reached")]
        for check in failed:
            assert UNFINISHED.get(check["name"], "\0") in check["detail"], check


def nothing_is_lost(before: Path, world: Path) -> None:
    """Every minute and every event that was there is there."""
    for path in before.glob("case/**/*"):
        if path.suffix in {".jsonl", ".bel"}:
            assert (world / path.relative_to(before)).read_bytes().startswith(path.read_bytes())


def done_again(step: Step, world: Path) -> None:
    """The same command either does the act, or is refused because it was done; a checkpoint then covers it."""
    minutes, ballots = counted(world)
    code = exit_code(*(word.replace("{world}", str(world)) for word in step.words), stdin=given(step, world))
    if code:
        assert code == 1
        assert counted(world) >= (minutes, ballots)
    tellers("case", "checkpoint", world / "case")


def given(step: Step, world: Path) -> bytes:
    return b"" if step.stdin is None else (world / step.stdin).read_bytes()


def counted(world: Path) -> tuple[int, int]:
    """How many minutes there are, and how many bytes of archives."""
    minutes = world / "case" / "minutes.jsonl"
    size = sum(path.stat().st_size for path in (world / "case").glob("archive/*.bel"))
    return (minutes.read_bytes().count(b"\n") if minutes.exists() else 0, size)


def as_if_nothing_had_happened(world: Path, expected: Path) -> None:
    """The case holds, with as many minutes, ballots and files as in a life without a crash."""
    try:
        tellers("verify", world / "case", "--json")
    except Exited as exited:
        checks = json.loads(exited.said.splitlines()[-1])["checks"]
        assert [check["name"] for check in checks if not check["ok"]] == ["witnesses"]
    assert counted(world) == counted(expected)
    assert files(world) == files(expected)


def files(world: Path) -> list[str]:
    """The public files, by folder and kind; a sheet is called by its commitment, which differs from life to life."""
    case = world / "case"
    found = (path.relative_to(case) for path in case.rglob("*") if path.is_file())
    public = (path for path in found if path.parts[0] not in {"secrets", "register"})
    return sorted(f"{path.parent}/*{path.suffix}" if path.parent.name == "paper" else str(path) for path in public)


def test_a_demonstration_killed_at_any_moment_says_what_it_is_and_another_runs_beside_it(tmp_path: Path) -> None:
    write, states = 1, set()
    while killed_at(write, partial(tellers, "demo", tmp_path / str(write), "--votes", "3,1,1,0")):
        folder = tmp_path / str(write)
        states.add(state_of(folder))
        says_what_is_unfinished(folder)
        write += 11
    assert states >= {"no case yet", "PROPOSED", "FROZEN", "OPEN", "CLOSED", "COUNTED", "DECLARED"}
    tellers("demo", tmp_path / "another", "--votes", "3,1,1,0")
    assert exit_code("verify", tmp_path / "another") == 0


def state_of(folder: Path) -> str:
    """What the folder says of itself, in the words of `tellers case show`."""
    if not folder.exists():
        return "no case yet"
    assert 'title = "Motion of no confidence in the leader"' in (folder / "case.toml").read_text()
    return str(json.loads(tellers("case", "show", folder, "--json"))["state"]).upper()


def test_a_folder_in_which_a_demonstration_was_killed_is_not_played_over(tmp_path: Path) -> None:
    assert killed_at(100, partial(tellers, "demo", tmp_path / "case", "--votes", "3,1,1,0"))
    before = files(tmp_path)
    with pytest.raises(Exited, match=r"exit 1: .*exists and is not an empty folder; name another"):
        tellers("demo", tmp_path / "case", "--votes", "3,1,1,0")
    assert files(tmp_path) == before


@pytest.mark.parametrize(
    ("teller_finds", "said"), [("1", "agree, and are entered"), ("0", "differ on: for; both are void")]
)
def test_two_counts_whose_comparison_a_crash_prevented_are_compared_by_the_next_act(
    teller_finds: str, said: str, life: Life, tmp_path: Path
) -> None:
    step, before = life.moments[NAMES.index("paper") + 1]
    words = [teller_finds if step.words[at - 1] == "--for" else word for at, word in enumerate(step.words)]
    second, world = replace(step, words=tuple(words)), tmp_path / "world"
    shutil.copytree(before, world)
    write = 1
    while counted(world)[0] == counted(before)[0]:
        shutil.rmtree(world)
        shutil.copytree(before, world)
        assert killed_at(write, partial(second.run, world))
        write += 1
    done = subprocess.run(
        [sys.executable, "-m", "tellers", "case", "checkpoint", world / "case", "--at", "2021-03-29T18:20"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert f"The counts of Tess and Tim {said}" in done.stderr
    assert exit_code("verify", world / "case") == 0
