"""Books as short as can be for procedures of bodies that have no book here, and what is decided by them."""

import json
from typing import Any

from tests.decisions.elections import TOP

from tellers.decisions.decide import decide
from tellers.decisions.finding import Decision, Finding
from tellers.decisions.record import read_record
from tellers.rulebook.parsing import parse

FROM_1832 = TOP.replace("since        = 2000-01-01", "since        = 1832-01-01")


def decided(kind: str, keys: str, **facts: Any) -> Decision:  # noqa: ANN401 — JSON
    """What is decided of one procedure with these keys, in a book that has nothing else."""
    procedure = f'[[procedure.election]]\nkind = "{kind}"\ntitle = "It"\nclause = "rule"\nbody = "members"\n{keys}'
    raw = json.dumps({"format": 1, "on": "2020-06-01", **facts}).encode()
    book = parse(f"{FROM_1832}\n{procedure}", "book.toml")
    return decide(book, "election", read_record(raw, "facts.json", lambda _: b""))


def only(decision: Decision) -> Finding:
    """Its one finding."""
    (finding,) = decision.findings
    return finding


def outcome(finding: Finding) -> str | None:
    """The outcome by its word."""
    return None if finding.outcome is None else finding.outcome.value


def clashes(decision: Decision) -> list[str]:
    """What its contradictions say."""
    return [one.text for one in decision.contradictions]
