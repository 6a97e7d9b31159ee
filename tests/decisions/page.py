"""docs/formats/facts.md as the tests read it: its examples, each with the outcome that the page gives."""

import re
from pathlib import Path

from tests.rulebook.page import EXAMPLE

from tellers.decisions.decide import decide
from tellers.decisions.finding import Decision
from tellers.decisions.record import Record, read_record
from tellers.rulebook.parsing import parse

PAGE = (Path(__file__).parents[2] / "docs" / "formats" / "facts.md").read_text("utf-8")

EXAMPLES = re.findall(r"```json facts\n(.*?)```\n\nOutcome: (.*?)\.\n", PAGE, re.DOTALL)
"""The facts of each example, and the sentence that says what follows."""

BALLOTS = re.findall(r"```json ballot\n(.*?)```", PAGE, re.DOTALL)

CLUB = parse(EXAMPLE, "the club of docs/formats/rulebook.md")


def no_files(name: str) -> bytes:
    raise FileNotFoundError(2, "No such file", name)


def read(facts: str | bytes) -> Record:
    raw = facts if isinstance(facts, bytes) else facts.encode()
    return read_record(raw, "facts.json", no_files)


def decided(facts: str) -> Decision:
    record = read(facts)
    return decide(CLUB, str(record.facts.procedure), record)


def told(decision: Decision) -> str:
    """A decision as the page tells it: "`carried`", "`carried` if papers.for is `30`, `lost` if …"."""
    ends = []
    for finding in decision.findings:
        outcome = "not decided" if finding.outcome is None else finding.outcome.value
        open_ = [f"{one.label} is `{one.choice}`" for one in finding.readings if one.live]
        facts = [f"{one.fact} is `{one.value}`" for one in finding.accounts]
        condition = " and ".join([*open_, *facts])
        ends.append(f"`{outcome}`" + (f" if {condition}" if condition else ""))
    winners = "".join(f", `{name}`" for name in decision.findings[0].verdict.winners).removeprefix(",")
    missing = "".join(f", `{fact}`" for fact in decision.missing).removeprefix(",")
    return ", ".join(ends) + (f", winners{winners}" if winners else "") + (f", missing{missing}" if missing else "")
