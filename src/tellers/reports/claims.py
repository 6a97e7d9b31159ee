"""Holds the claims of news reports against a record, and prints the verdicts."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from msgspec.structs import replace

from tellers.canonical import Json
from tellers.proceedings.declaration import Declaration
from tellers.reports import judging
from tellers.reports.claim import (
    AnyClaim,
    BindingClaim,
    CandidateClaim,
    CountClaim,
    DisputedClaim,
    EveryoneClaim,
    NeededClaim,
    OtherVoteClaim,
    PairClaim,
    ShareClaim,
    SupportClaim,
    parse_claims,
)
from tellers.reports.judging import NAMES, Judgement, Word
from tellers.reports.judging_candidates import judge_candidate
from tellers.reports.judging_numbers import judge_needed, judge_pair
from tellers.reports.layout import Column, paragraph, table
from tellers.reports.told import Told, told_of

__all__ = ["Verdict", "claims_table", "judged", "parse_claims", "verdicts", "verdicts_json"]

JUDGES: dict[type, Callable[[Any, Told], Judgement]] = {
    CountClaim: judging.judge_count,
    ShareClaim: judging.judge_share,
    EveryoneClaim: judging.judge_everyone,
    NeededClaim: judge_needed,
    PairClaim: judge_pair,
    SupportClaim: judging.judge_support,
    BindingClaim: judging.judge_binding,
    DisputedClaim: judging.judge_disputed,
    CandidateClaim: judge_candidate,
    OtherVoteClaim: judging.judge_other_vote,
}
"""How each kind of claim is held against the record."""

COLUMNS = (Column(13), Column(65))


@dataclass(frozen=True)
class Verdict:
    """A claim, and what the record makes of it."""

    claim: AnyClaim
    judgement: Judgement

    @property
    def word(self) -> Word:
        """Right, wrong, right on which base, inconsistent or not settled."""
        return self.judgement.word

    def to_json(self) -> dict[str, Json]:
        """One entry of `claims`, as docs/formats/claims.md has it."""
        found = self.judgement
        return {
            "report": self.claim.report,
            "text": self.claim.words,
            "figure": self.claim.figure or None,
            "verdict": found.word.value,
            "record": found.record,
            "base": found.base,
            "source": found.source,
            "why": found.why,
        }


def verdicts(declaration: Declaration, claims: Iterable[AnyClaim]) -> tuple[Verdict, ...]:
    """The verdict on each claim, in the order of the claims."""
    told = told_of(declaration)
    return tuple(Verdict(claim, judged(claim, told)) for claim in claims)


def judged(claim: AnyClaim, told: Told) -> Judgement:
    """What one claim turns out to be against a record of whatever form."""
    return JUDGES[type(claim)](claim, told)


def verdicts_json(found: Iterable[Verdict]) -> dict[str, Json]:
    """The verdicts for programs."""
    return {"claims": [verdict.to_json() for verdict in found]}


def claims_table(found: Iterable[Verdict]) -> str:
    """The verdicts in 80 columns: each claim once with the reports that make it, and below it what the record says."""
    listed = tuple(found)
    lines: list[str] = []
    for verdict, reports in _gathered(listed):
        word = verdict.word.value.upper()
        lines += table([(word, f"{verdict.claim.words} ({reports})")], COLUMNS, indent=0)
        lines += table([("", f"{verdict.judgement.why} [{verdict.judgement.source}]")], COLUMNS, indent=0)
    lines += ["", *paragraph(_totals(listed), indent=0)]
    return "\n".join(lines) + "\n"


def _gathered(found: tuple[Verdict, ...]) -> list[tuple[Verdict, str]]:
    """Each claim once, by kind and class, beside the names of the reports that make it in whatever words."""
    groups: dict[AnyClaim, list[Verdict]] = {}
    for verdict in found:
        groups.setdefault(replace(verdict.claim, report="-", words="-"), []).append(verdict)
    order = list(JUDGES)
    ordered = sorted(groups.values(), key=lambda group: (order.index(type(group[0].claim)), _class(group[0].claim)))
    return [(group[0], ", ".join(dict.fromkeys(one.claim.report for one in group))) for group in ordered]


def _class(claim: AnyClaim) -> int:
    return list(NAMES).index(claim.counts) if isinstance(claim, CountClaim) else 0


def _totals(found: tuple[Verdict, ...]) -> str:
    sizes = ((word, sum(verdict.word is word for verdict in found)) for word in Word)
    return f"{len(found)} claims: " + ", ".join(f"{size} {word.value}" for word, size in sizes if size) + "."
