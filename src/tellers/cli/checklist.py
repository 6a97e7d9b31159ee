"""How a check of an audit reads in a terminal."""

from tellers.ballots.checks import NOT_YET
from tellers.ballots.report import CheckResult
from tellers.cases import evidence
from tellers.words import visible


def check_line(check: CheckResult) -> str:
    """One check as a line for people."""
    mark = "FAILS" if check.culprit else "-----"
    if check.ok:
        mark = "later" if check.detail in {NOT_YET, evidence.NOT_YET} else "holds"
    said = ": ".join(part for part in (check.culprit, check.detail) if part)
    return visible(f"{mark}  {check.name}" + (f": {said}" if said else ""))
