"""Boards that tests keep, in folders and behind servers, and the watcher that looks at them."""

import contextlib
import http.server
import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from tests.ballots.forge import Plan, chained, events_of
from tests.ballots.world import UUID, world
from tests.minutes.samples import KEY, book_of, encoded, note_of

from tellers.ballots.chain import decode_archive
from tellers.cli.main import run

BOOK, FORGED = book_of(9), book_of(9, "forged")


def prefix(raw: bytes, events: int) -> bytes:
    archive = decode_archive(raw, "x")
    sizes = [len(entry.encode(archive.timestamp)) for entry in archive.entries]
    return raw[: len(raw) - sum(sizes[events:])]


TRUE = Plan.of(world()).archive()


def with_ballots(*order: int) -> bytes:
    """The archive with its four ballots in another order, or fewer, chained anew and still running."""
    events = events_of(TRUE)
    return chained([events[0], *(events[at] for at in order)])


def head(events: int) -> str:
    return decode_archive(prefix(TRUE, events), "x").head


@dataclass
class Watch:
    """One watcher with a folder of its own."""

    root: Path
    capsys: pytest.CaptureFixture[str]

    @property
    def state(self) -> Path:
        return self.root / "state"

    def look(self, *boards: object, options: tuple[str, ...] = ()) -> tuple[int, list[dict[str, Any]]]:
        """One visit: the exit code, and what was said."""
        arguments = [*map(str, boards), "--state", str(self.state), "--signer", str(KEY.verifier), *options]
        code = run(["watch", *arguments, "--once", "--json"])
        return code, [json.loads(line) for line in self.capsys.readouterr().out.splitlines()]

    def good(self, *boards: object, options: tuple[str, ...] = ()) -> list[dict[str, Any]]:
        code, said = self.look(*boards, options=options)
        assert code == 0, said
        return said

    def finding(self, *boards: object) -> tuple[str, Path]:
        """What was found, and the folder of evidence."""
        code, said = self.look(*boards)
        assert code == 1, said
        assert said[-1]["event"] == "finding", said
        return said[-1]["message"], Path(said[-1]["evidence"])


@dataclass(frozen=True)
class Shown:
    """A board that somebody keeps."""

    root: Path

    def show(self, raw: bytes, minutes: int = 0, book: Any = BOOK, archive: str | None = None) -> "Shown":  # noqa: ANN401 — a book
        (self.root / "archive").mkdir(parents=True, exist_ok=True)
        (self.root / "archive" / f"{UUID}.bel").write_bytes(raw)
        if minutes:
            begun = type(book)(book.minutes[:minutes])
            (self.root / "minutes.jsonl").write_bytes(encoded(begun))
            (self.root / "minutes.checkpoint").write_bytes(note_of(begun, archive))
        return self

    def __str__(self) -> str:
        return str(self.root)


class Ranges(http.server.SimpleHTTPRequestHandler):
    """A server that serves parts, as most do."""

    asked: list[str | None] = []  # noqa: RUF012 — the tests look into it

    def log_message(self, *_: object) -> None:
        pass

    def do_GET(self) -> None:
        asked = self.headers.get("Range")
        if self.path.endswith(".bel"):
            self.asked.append(asked)
        if asked is None or not self.path.endswith(".bel"):
            super().do_GET()
            return
        raw = Path(self.translate_path(self.path)).read_bytes()
        start = int(asked.removeprefix("bytes=").removesuffix("-"))
        if start >= len(raw):
            self.send_error(416)
            return
        self.send_response(206)
        self.send_header("Content-Length", str(len(raw) - start))
        self.end_headers()
        self.wfile.write(raw[start:])


class Whole(http.server.SimpleHTTPRequestHandler):
    """A server that knows no parts."""

    def log_message(self, *_: object) -> None:
        pass


@contextlib.contextmanager
def serving(root: Path, handler: type[http.server.SimpleHTTPRequestHandler]) -> Iterator[str]:
    def made(*given: Any, **named: Any) -> http.server.SimpleHTTPRequestHandler:  # noqa: ANN401 — the library's
        return handler(*given, directory=str(root), **named)

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), made) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
            thread.join()


def files_of(evidence: Path) -> dict[str, bytes]:
    """The evidence, by the names of its files."""
    return {path.name: path.read_bytes() for path in evidence.iterdir()}
