"""Progress on long work: one line on standard error, with rate and time left, where a person is looking.

It appears once a piece of work has taken two seconds. The environment variable TELLERS_PROGRESS says otherwise than
the terminal: 1 shows it everywhere, as lines, 0 nowhere.
"""

import os
import sys
import threading
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import click

SHOWN_AFTER = 2.0
"""Seconds of work before the first line."""

BETWEEN = 0.5
"""Seconds between two lines that replace one another on a terminal."""

BETWEEN_LINES = 10.0
"""Seconds between two lines elsewhere."""

WINDOW = 60.0
"""The rate is that of so many last seconds, so that a slow beginning is forgotten."""

_MINUTE, _HOUR = 60, 3600


@dataclass
class Meter:
    """One piece of work: when it began, and how far it was at some moments since (seconds of a steady clock)."""

    what: str
    began: float
    marks: deque[tuple[float, int]] = field(default_factory=deque)

    def mark(self, moment: float, done: int) -> None:
        """Note how far it is."""
        while len(self.marks) > 1 and moment - self.marks[0][0] > WINDOW:
            self.marks.popleft()
        self.marks.append((moment, done))

    def line(self, moment: float, done: int, total: int) -> str:
        """What is said: how many are done, how fast, and how long the rest takes at that rate."""
        percent = f"{self.what}: {done:,} of {total:,} ({done * 100 // total}%)"
        earlier, before = self.marks[0]
        if done <= before or moment <= earlier:
            return percent
        rate = (done - before) / (moment - earlier)
        return f"{percent}, {_per_second(rate)}, {duration((total - done) / rate)} left"


class Display:
    """Shows the progress of one piece of work after another."""

    def __init__(self) -> None:
        self._meter: Meter | None = None
        self._last_done = 0
        self._next = 0.0
        self._open = False

    def show(self, what: str, done: int, total: int) -> None:
        """Say how far a piece of work is, if somebody looks and it is time."""
        if not _wanted():
            return
        moment = time.monotonic()
        if self._meter is None or self._meter.what != what or done < self._last_done:
            self.end()
            self._meter = Meter(what, moment, deque([(moment, done)]))
            self._next = moment + SHOWN_AFTER
        self._last_done = done
        if done >= total:
            if self._open:
                self._say(self._meter, moment, done, total)
            self.end()
        elif moment >= self._next and done < total:
            self._say(self._meter, moment, done, total)

    def end(self) -> None:
        """End the line, so that what comes next begins on its own."""
        if self._open and sys.stderr.isatty():
            click.echo(err=True)
        self._meter, self._open = None, False

    @contextmanager
    def working(self, what: str) -> Iterator[None]:
        """Say from time to time that work goes on, of which nobody knows how much is left, where no other line is."""
        over = threading.Event()
        beat = threading.Thread(target=self._beat, args=(what, over), daemon=True)
        if _wanted():
            beat.start()
        try:
            yield
        finally:
            over.set()
            if beat.ident is not None:
                beat.join()
            self.end()

    def _beat(self, what: str, over: threading.Event) -> None:
        began, wait = time.monotonic(), SHOWN_AFTER
        while not over.wait(wait):
            if self._meter is None:
                self._write(f"{what}: {duration(time.monotonic() - began)} so far")
            wait = BETWEEN if sys.stderr.isatty() else BETWEEN_LINES

    def _say(self, meter: Meter, moment: float, done: int, total: int) -> None:
        self._write(meter.line(moment, done, total))
        meter.mark(moment, done)
        self._next = moment + (BETWEEN if sys.stderr.isatty() else BETWEEN_LINES)

    def _write(self, line: str) -> None:
        terminal = sys.stderr.isatty()
        click.echo(f"\r{line}\x1b[K" if terminal else line, err=True, nl=not terminal)
        self._open = True


def duration(seconds: float) -> str:
    """A time to wait, in the two largest units."""
    whole = int(seconds) + 1
    if whole < _MINUTE:
        return f"{whole} s"
    if whole < _HOUR:
        return f"{whole // _MINUTE} min {whole % _MINUTE} s"
    return f"{whole // _HOUR} h {whole % _HOUR // _MINUTE} min"


def _per_second(rate: float) -> str:
    return f"{rate:,.0f} a second" if rate >= 10 else f"{rate:.1f} a second"  # noqa: PLR2004 — two digits are enough


def _wanted() -> bool:
    forced = os.environ.get("TELLERS_PROGRESS")
    return sys.stderr.isatty() if forced not in {"0", "1"} else forced == "1"


_display = Display()
show_progress = _display.show
working = _display.working
end_progress = _display.end
