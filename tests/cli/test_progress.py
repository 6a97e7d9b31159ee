"""Progress: honest figures, only where somebody looks; and Ctrl-C in the middle of work leaves whole files.

Truth: the arithmetic of rates, and the files that were there before.
"""

import os
import pty
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.ballots.samples import made

from tellers.ballots.chain import begin_archive, next_entry
from tellers.ballots.events import EventType
from tellers.ballots.steps import Setup
from tellers.cli import progress
from tellers.cli.progress import Display, Meter, duration


class Clock:
    """A steady clock that the test moves."""

    def __init__(self) -> None:
        self.now = 100.0

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr(progress, "time", made)
    monkeypatch.setenv("TELLERS_PROGRESS", "1")
    return made


def run_work(clock: Clock, display: Display, total: int, seconds: float) -> None:
    for done in range(1, total + 1):
        clock.now += seconds
        display.show("ballots checked", done, total)


def test_work_under_two_seconds_says_nothing(clock: Clock, capsys: pytest.CaptureFixture[str]) -> None:
    run_work(clock, Display(), 100, 0.019)
    assert capsys.readouterr().err == ""


def test_longer_work_says_how_many_how_fast_and_how_long_the_rest_takes(
    clock: Clock, capsys: pytest.CaptureFixture[str]
) -> None:
    run_work(clock, Display(), 1000, 1 / 16)
    first, *others = capsys.readouterr().err.splitlines()
    assert first == "ballots checked: 33 of 1,000 (3%), 16 a second, 1 min 1 s left"
    assert others[-1].startswith("ballots checked: 1,000 of 1,000 (100%), 16 a second")
    assert len(others) < 10  # elsewhere than on a terminal, a line in ten seconds


def test_the_rate_is_that_of_the_last_minute_and_not_of_a_slow_beginning() -> None:
    meter = Meter("work", 0.0)
    meter.mark(0.0, 0)
    for second in range(1, 101):
        meter.mark(float(second), second)
    for second in range(101, 201):
        meter.mark(float(second), 100 + (second - 100) * 50)
    assert "50 a second" in meter.line(201.0, 5150, 10_150)
    assert meter.line(201.0, 5150, 10_150).endswith("1 min 41 s left")


def test_work_that_stands_still_promises_nothing() -> None:
    meter = Meter("work", 0.0)
    meter.mark(5.0, 7)
    assert meter.line(9.0, 7, 10) == "work: 7 of 10 (70%)"


@pytest.mark.parametrize(
    ("seconds", "said"), [(0, "1 s"), (58.5, "59 s"), (59, "1 min 0 s"), (3599, "1 h 0 min"), (90_000, "25 h 0 min")]
)
def test_a_wait_is_said_in_two_units_and_never_too_short(seconds: float, said: str) -> None:
    assert duration(seconds) == said


@pytest.mark.parametrize("forced", [None, "0"])
def test_nothing_is_shown_where_nobody_looks(
    clock: Clock, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, forced: str | None
) -> None:
    monkeypatch.delenv("TELLERS_PROGRESS")
    if forced:
        monkeypatch.setenv("TELLERS_PROGRESS", forced)
    run_work(clock, Display(), 1000, 0.05)
    assert capsys.readouterr().err == ""


def test_the_next_piece_of_work_begins_anew(clock: Clock, capsys: pytest.CaptureFixture[str]) -> None:
    display = Display()
    run_work(clock, display, 1000, 1 / 16)
    capsys.readouterr()
    run_work(clock, display, 1000, 1 / 16)
    assert capsys.readouterr().err.startswith("ballots checked: 33 of 1,000")


def test_work_without_a_measure_says_how_long_it_has_gone_on(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TELLERS_PROGRESS", "1")
    monkeypatch.setattr(progress, "SHOWN_AFTER", 0.05)
    with Display().working("shuffling"):
        time.sleep(0.4)
    assert capsys.readouterr().err == "shuffling: 1 s so far\n"


# The command itself, in a process of its own.


def long_archive(path: Path, ballots: int = 20_000) -> Path:
    """An archive that takes some seconds to verify: one ballot over and over, which is a fault named at the end."""
    ours, raw = made(), made().ballot(0, [0, 1, 0]).raw
    begun = begin_archive(Setup(ours.election.raw, ours.trustees.encode(), ours.credentials.encode()).records(), 1)
    last = begun.entries[-1].event
    with path.open("wb") as file:
        file.write(begun.encode())
        for _ in range(ballots):
            entry = next_entry(last, EventType.BALLOT, [raw])
            last = entry.event
            file.write(entry.encode(1))
    return path


def test_on_a_terminal_verify_shows_one_line_with_rate_and_time_left_and_ctrl_c_ends_it(tmp_path: Path) -> None:
    archive = long_archive(tmp_path / f"{made().election.uuid}.bel")
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "tellers", "verify", str(archive)]
    with subprocess.Popen(command, stderr=theirs, stdout=subprocess.PIPE) as process:
        os.close(theirs)
        said = b""
        while not (b"ballots checked" in said and said.endswith(b"left\x1b[K")):
            said += os.read(ours, 1000)
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=60) == 130
        said += os.read(ours, 1000)
    os.close(ours)
    text = said.decode()
    assert "\rballots checked: " in text
    assert "a second" in text
    assert "\nStopped. What was written before stands" in text.replace("\r\n", "\n")


@pytest.mark.parametrize("wait", [0.5, 1.5])
def test_ctrl_c_while_credentials_are_made_leaves_no_file(tmp_path: Path, wait: float) -> None:
    options = ["--uuid", "A" * 14, "--group", "Ed25519", "--count", "200000"]
    command = [sys.executable, "-m", "tellers", "election", "generate-credentials", *options, "--dir", str(tmp_path)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        time.sleep(wait)
        process.send_signal(signal.SIGINT)
        out, said = process.communicate(timeout=60)
    assert (process.returncode, out) == (130, "") or process.returncode == -signal.SIGINT  # before it had begun
    assert "Traceback" not in said or process.returncode != 130
    assert list(tmp_path.iterdir()) == []


def test_ctrl_c_in_the_middle_of_a_write_leaves_the_file_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tellers.ballots.steps import begin_election, open_box  # noqa: PLC0415 — next to its only use
    from tellers.cli.election.folder import write_new  # noqa: PLC0415 — the same
    from tellers.minutes import store  # noqa: PLC0415 — the same

    def stopped(_: int) -> None:
        raise KeyboardInterrupt

    ours = made()
    archive, note = tmp_path / f"{ours.election.uuid}.bel", tmp_path / "note"
    begin_election(archive, Setup(ours.election.raw, ours.trustees.encode(), ours.credentials.encode()), 1)
    note.write_bytes(b"as it was")
    whole = archive.read_bytes()
    monkeypatch.setattr(os, "fsync", stopped)
    with open_box(archive) as box, pytest.raises(KeyboardInterrupt):
        box.cast(ours.ballot(0, [0, 1, 0]).raw)
    with pytest.raises(KeyboardInterrupt):
        store.replace_file(note, b"as it shall be")
    with pytest.raises(KeyboardInterrupt):
        write_new(tmp_path / "new", b"new")
    assert archive.read_bytes() == whole
    assert note.read_bytes() == b"as it was"
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([archive.name, "note"])
