"""What is had from a web server, in bounded time and size, whoever runs it."""

import io
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.client import HTTPConnection, HTTPException, HTTPMessage, HTTPResponse, HTTPSConnection
from socket import socket
from typing import IO, Any, BinaryIO
from urllib.error import HTTPError
from urllib.request import (
    HTTPDefaultErrorHandler,
    HTTPErrorProcessor,
    HTTPHandler,
    HTTPRedirectHandler,
    HTTPSHandler,
    OpenerDirector,
    ProxyHandler,
    Request,
    UnknownHandler,
)

from tellers.ballots.progress import Progress
from tellers.cli.watching.boards import OutOfReach

TIMEOUT = 30
"""Seconds of silence after which a board counts as out of reach."""

PATIENCE = 60
"""Seconds that one visit may wait for a board, besides what its bytes take at the slowest speed."""

SLOWEST = 2**14
"""Bytes a second; what comes slower for long is out of reach."""

AT_ONCE = 2**20


class Patience:
    """How long one visit has waited for a board, and how much came meanwhile."""

    def __init__(self) -> None:
        self._spent = 0.0
        self._came = 0
        self._since = 0.0
        self._most = 0

    def begin(self) -> None:
        """A new visit, with all its patience."""
        self._spent, self._came = 0.0, 0

    @contextmanager
    def waiting(self) -> Iterator[None]:
        """Wait for the board meanwhile; what is done with its answer between two waits is not held against it."""
        self._since = time.monotonic()
        try:
            yield
        finally:
            self._spent += time.monotonic() - self._since

    def expect(self, largest: int) -> None:
        """The next answer is of so many bytes at most, and what the protocol puts around them."""
        self._most = self._came + 2 * largest + AT_ONCE

    def came(self, size: int) -> None:
        """So many bytes more came; raises OSError where they are too many for any answer that is expected."""
        self._came += size
        if self._came > self._most:
            raise OSError("it does not end")

    @property
    def left(self) -> float:
        """Seconds that may pass in silence; raises TimeoutError where none are left."""
        spent = self._spent + time.monotonic() - self._since
        left = PATIENCE + self._came / SLOWEST - spent
        if left <= 0:
            raise TimeoutError(f"it is too slow: {self._came} bytes in {round(spent)} seconds")
        return min(left, TIMEOUT)


class _Bounded(io.RawIOBase):
    """What a server sends, as long as it does not try the patience."""

    def __init__(self, connected: socket, patience: Patience) -> None:
        super().__init__()
        self._socket, self._patience = connected, patience
        self._raw = connected.makefile("rb", buffering=0)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any, /) -> int | None:  # noqa: ANN401 — a buffer, as the library has it
        self._socket.settimeout(self._patience.left)
        count = self._raw.readinto(buffer)
        self._patience.came(count or 0)
        return count

    def close(self) -> None:
        self._raw.close()
        super().close()


class _Answer(HTTPResponse):
    def __init__(self, sock: socket, *given: Any, patience: Patience, **named: Any) -> None:  # noqa: ANN401 — the library's
        super().__init__(sock, *given, **named)
        self.fp.close()
        self.fp = io.BufferedReader(_Bounded(sock, patience))


def _connection(kind: type[HTTPConnection], patience: Patience, host: str, **named: Any) -> HTTPConnection:  # noqa: ANN401 — the library's
    connection = kind(host, **named)
    vars(connection)["response_class"] = partial(_Answer, patience=patience)
    return connection


class _Plain(HTTPHandler):
    def __init__(self, patience: Patience) -> None:
        super().__init__()
        self._patience = patience

    def http_open(self, request: Request) -> HTTPResponse:
        return self.do_open(partial(_connection, HTTPConnection, self._patience), request)


class _Secure(HTTPSHandler):
    def __init__(self, patience: Patience) -> None:
        super().__init__()
        self._patience = patience

    def https_open(self, request: Request) -> HTTPResponse:
        return self.do_open(partial(_connection, HTTPSConnection, self._patience), request)


class _Redirects(HTTPRedirectHandler):
    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> Request | None:
        """The request to another address; never from https to one that anybody on the way can change."""
        fp.close()  # the library would read what comes with it to the end, however long that is
        if req.type == "https" and not newurl.lower().startswith("https://"):
            raise OutOfReach(f"it sends us on to {newurl}, which is not https", source=req.full_url)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


class Missing(OutOfReach):
    """The server answers, and not with the file."""

    def __init__(self, address: str, status: int) -> None:
        super().__init__(f"the server answers {status}", source=address)
        self.status = status


class TooLarge(OutOfReach):
    """There is more of it than is wanted."""


class Fetcher:
    """Fetches over http and https; raises OutOfReach for all that a server, or the way to it, can do."""

    def __init__(self, progress: Progress) -> None:
        self.patience = Patience()
        self._progress = progress
        self._opener = OpenerDirector()
        errors = (_Redirects(), HTTPDefaultErrorHandler(), HTTPErrorProcessor(), UnknownHandler())
        for handler in (ProxyHandler(), _Plain(self.patience), _Secure(self.patience), *errors):
            self._opener.add_handler(handler)

    def small(self, address: str, largest: int) -> bytes:
        """A file that is small enough to be held."""
        raw = io.BytesIO()
        self.into(raw, address, largest)
        return raw.getvalue()

    def into(self, file: BinaryIO, address: str, largest: int, start: int = 0) -> int:
        """Write a file's bytes from an offset on, or all where the server does not serve parts; return the status."""
        with self._opened(address, start) as answer:
            self.patience.expect(largest)
            size = _announced(answer)
            while part := self._part(answer, address):
                file.write(part)
                if size is not None:
                    self._progress("bytes fetched", min(file.tell(), size), size)
                if file.tell() > largest:
                    raise TooLarge(f"it has more than {largest} bytes", source=address)
            file.flush()
            _check_whole(answer, file.tell(), address)
            return answer.status

    def _opened(self, address: str, start: int) -> HTTPResponse:
        headers = {"User-Agent": "tellers-watch", "Cache-Control": "no-cache"}
        headers |= {"Range": f"bytes={start}-"} if start else {}
        self.patience.expect(0)
        with self.patience.waiting(), _reached(address):
            request = Request(address, headers=headers)  # noqa: S310 — the opener knows http and https alone
            answer: HTTPResponse = self._opener.open(request, timeout=self.patience.left)
        return answer

    def _part(self, answer: HTTPResponse, address: str) -> bytes:
        with self.patience.waiting(), _reached(address):
            return answer.read(AT_ONCE)


@contextmanager
def _reached(address: str) -> Iterator[None]:
    try:
        yield
    except HTTPError as error:
        error.close()
        raise Missing(address, error.code) from None
    except (OSError, HTTPException, ValueError) as error:  # what is no address is a ValueError
        raise OutOfReach(str(getattr(error, "reason", error)) or type(error).__name__, source=address) from None


def _check_whole(answer: HTTPResponse, size: int, address: str) -> None:
    """Refuse an answer that ended before it was whole: what is missing was not taken back by anybody."""
    announced = _announced(answer)
    if announced not in (None, size):
        raise OutOfReach(f"it ended after {size} of {announced} bytes", source=address)


def _announced(answer: HTTPResponse) -> int | None:
    """How many bytes a server says that it sends; None where it does not say."""
    announced = answer.headers.get("Content-Length", "")
    return int(announced) if re.fullmatch(r"[0-9]{1,18}", announced) else None
