"""How a check of an audit reads in a terminal."""

from collections.abc import Sequence

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


def case_lines(checks: Sequence[CheckResult], *, of_motion: bool) -> list[str]:
    """The checks of a case, one a line; where there is no motion, those of one are told in a single last line."""
    idle = [] if of_motion else [check.name for check in checks if check.ok and check.detail == evidence.NOT_YET]
    lines = [check_line(check) for check in checks if check.name not in idle]
    return [*lines, f"-----  {', '.join(idle)}: no motion in this case"] if idle else lines
