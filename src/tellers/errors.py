"""The one tree of errors: what was found, what was expected, under which clause, and what to do next.

TellersError
├── Unreadable        a file or an argument that could not be read: names the file and the line
│   └── RuleBookError a rule book that does not say what it must: names the file and the line
├── Refused           a clause, or a move that the life cycle does not have, says no: names the clause
├── NotProven         evidence fails: names the check and the culprit
└── RecordBroken      the minute book or the case does not hold together: names the entry

The command exits 2 for what is unreadable and 1 for the rest. A mistake of our own code is none of these.
"""


class TellersError(Exception):
    """Something a person did, gave or published does not hold, and the message says what to do."""


class Unreadable(TellersError):  # noqa: N818 — the field's word, not "...Error"
    """Input that could not be read, with the place of the mistake."""

    def __init__(self, message: str, *, source: str, line: int | None = None) -> None:
        place = source if line is None else f"{source}, line {line}"
        super().__init__(f"{place}: {message}")
        self.source = source
        self.line = line


class RuleBookError(Unreadable):
    """A rule book that breaks its own format or contradicts itself."""


class Refused(TellersError):  # noqa: N818 — the field's word
    """An act that the rules do not allow now; `clause` is None when the life cycle itself refuses."""

    def __init__(self, message: str, *, clause: str | None = None) -> None:
        super().__init__(message if clause is None else f"{message} (clause {clause})")
        self.clause = clause


class NotProven(TellersError):  # noqa: N818 — the field's word
    """Evidence that does not support what it is offered for."""

    def __init__(self, check: str, *, culprit: str, detail: str = "") -> None:
        super().__init__(f"{check}: {culprit}" + (f": {detail}" if detail else ""))
        self.check = check
        self.culprit = culprit
        self.detail = detail


class RecordBroken(TellersError):  # noqa: N818 — the field's word
    """A record that does not follow from itself; `entry` is the first that does not."""

    def __init__(self, message: str, *, entry: str) -> None:
        super().__init__(f"{entry}: {message}")
        self.entry = entry
