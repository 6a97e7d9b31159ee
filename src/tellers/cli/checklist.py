"""How a check of an audit reads in a terminal."""

from tellers.ballots.checks import NOT_YET
from tellers.ballots.report import CheckResult
from tellers.words import visible


def check_line(check: CheckResult, *not_yet: str) -> str:
    """One check as a line for people; `not_yet` is what other checks than an archive's say of what has not come."""
    mark = "FAILS" if check.culprit else "-----"
    if check.ok:
        mark = "later" if check.detail in {NOT_YET, *not_yet} else "holds"
    said = ": ".join(part for part in (check.culprit, check.detail) if part)
    return visible(f"{mark}  {check.name}" + (f": {said}" if said else ""))
