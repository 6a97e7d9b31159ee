"""A finding in words: the outcome, and each threshold with its numbers, its base and its clause."""

from collections.abc import Iterator

from tellers.proceedings.finding import Found, FoundEffect, FoundThreshold


def finding_lines(found: Found) -> Iterator[str]:
    """The lines of a finding, the outcome first."""
    yield found.ended
    for candidate in found.candidates:
        yield f"  {candidate.name}: {candidate.outcome or 'not known'}"
        yield from (f"    {threshold_line(one)}" for one in candidate.thresholds)
    held = {one for candidate in found.candidates for one in candidate.thresholds}
    yield from (f"  {threshold_line(one)}" for one in found.thresholds if one not in held)
    yield from (f"  {effect_line(one)}" for one in found.effects)


def effect_line(one: FoundEffect) -> str:
    """One consequence: `A vote is held, by 2024-04-03 (clause 4)`."""
    due = f" (by {one.due})" if one.due is not None else ""
    advisory = "" if one.binding else ", advisory"
    return f"{one.text}{due} ({_grounds(one)}{advisory})"


def threshold_line(one: FoundThreshold) -> str:
    """One threshold: `signatures 4, 3 needed of 15 entitled (clause 8): met`."""
    base = f" of {one.base_size} {one.base}" if one.base is not None else ""
    needed = f", {one.needed} needed{base}" if one.needed is not None else f", {one.text}"
    met = {True: "met", False: "not met", None: "not known"}[one.met]
    return f"{one.count} {one.count_size}{needed} ({_grounds(one)}): {met}"


def _grounds(one: FoundThreshold | FoundEffect) -> str:
    return f"clause {one.clause}" if one.clause is not None else f"assumed: {one.assumed}"
