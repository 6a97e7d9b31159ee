"""What an audit of an archive found: a verdict, what it rests on, and every check by name."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from tellers.ballots.chain import Archive
from tellers.ballots.evidence import Evidence
from tellers.ballots.generation import Generation, generation_of
from tellers.ballots.result import Result
from tellers.ballots.trustees import Trustees
from tellers.canonical import Json
from tellers.errors import NotProven, RecordBroken, TellersError, Unreadable

Ground = TypeVar("Ground")
Found = TypeVar("Found")


@dataclass(frozen=True)
class CheckResult:
    """One check: whether it holds, who is to blame if not, and what there is to say."""

    name: str
    ok: bool
    culprit: str | None = None
    detail: str = ""

    def to_json(self) -> Json:
        """The check as JSON."""
        return {"name": self.name, "ok": self.ok, "culprit": self.culprit, "detail": self.detail}


class Audit:
    """The results of the checks so far; `findings` are the errors that make a check fail, and others go up.

    A check whose ground has given way is reported as not reached, never as passed.
    """

    def __init__(self, findings: type[TellersError]) -> None:
        self.results: list[CheckResult] = []
        self._findings = findings

    def attempt(self, name: str, ground: Ground | None, check: Callable[[Ground], Found], *needs: str) -> Found | None:
        """Run a check on its ground and note how it came out; return what it found, or None."""
        failed = [result.name for result in self.results if not result.ok]
        missing = [need for need in needs if need in failed]
        if ground is None or missing:
            detail = f"not reached: {(missing or failed)[0]} does not hold"
            self.results.append(CheckResult(name, ok=False, detail=detail))
            return None
        try:
            found = check(ground)
        except self._findings as error:
            culprit = _culprit(error)
            self.results.append(CheckResult(name, ok=False, culprit=culprit or name, detail=_detail(error, name)))
            return None
        self.results.append(CheckResult(name, ok=True, detail=found if isinstance(found, str) else ""))
        return found


@dataclass(frozen=True)
class Report:
    """The findings of one audit; what could not be read is None.

    A running archive may verify, and is never called complete; a result stands here only if it is proved.
    """

    checks: tuple[CheckResult, ...]
    complete: bool | None = None
    fingerprint: str | None = None
    head: str | None = None
    group: str | None = None
    ballots: int | None = None
    counted: int | None = None
    result: Result | None = None
    generation: Generation | None = None

    @property
    def ok(self) -> bool:
        """Whether every check holds."""
        return all(check.ok for check in self.checks)

    @property
    def superseded(self) -> int | None:
        """How many ballots a later one of the same credential replaced."""
        return None if self.ballots is None or self.counted is None else self.ballots - self.counted

    @property
    def failed(self) -> CheckResult | None:
        """The first check that does not hold."""
        return next((check for check in self.checks if not check.ok), None)

    def to_json(self) -> Json:
        """The report as JSON, as docs/formats describes it."""
        state = None if self.complete is None else "complete" if self.complete else "running"
        return {
            "ok": self.ok,
            "state": state,
            "fingerprint": self.fingerprint,
            "head": self.head,
            "group": self.group,
            "generation": None if self.generation is None else self.generation.to_json(),
            "ballots": self.ballots,
            "counted": self.counted,
            "superseded": self.superseded,
            "result": None if self.result is None else self.result.to_json(),
            "checks": [check.to_json() for check in self.checks],
        }


def make_report(archive: Archive | None, evidence: Evidence | None, checks: tuple[CheckResult, ...]) -> Report:
    """The report of what was read of an archive and how its checks came out."""
    if archive is None:
        return Report(checks)
    if evidence is None:
        return Report(checks, head=archive.head)
    proved = next((check.ok for check in checks if check.name == "result"), False)
    return Report(
        checks,
        evidence.complete,
        evidence.election.fingerprint,
        archive.head,
        evidence.election.group.name,
        len(evidence.box),
        evidence.box.look().counted,
        evidence.result.value if evidence.result and proved else None,
        _generation(evidence),
    )


def _generation(evidence: Evidence) -> Generation | None:
    trustees = evidence.trustees.found
    if not isinstance(trustees, Trustees):
        return None
    return generation_of(evidence.election, trustees, has_certificate=evidence.has_certificate)


def _culprit(error: TellersError) -> str | None:
    match error:
        case NotProven(culprit=str(culprit)):
            return culprit
        case RecordBroken(entry=str(entry)):
            return entry
        case Unreadable(source=str(source), line=line):
            return source if line is None else f"{source}, line {line}"
    return None


def _detail(error: TellersError, name: str) -> str:
    if isinstance(error, NotProven):
        return error.detail if error.check == name else f"{error.check}: {error.detail}"
    return str(error).removeprefix(f"{_culprit(error)}: ")
