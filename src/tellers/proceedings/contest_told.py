"""A contest as facts tell it to `decisions`, and which of its stages is counted next."""

from typing import Any

from tellers.canonical import Json
from tellers.proceedings.asked import Asked
from tellers.proceedings.contest import Contest
from tellers.proceedings.facts import moment
from tellers.proceedings.facts_contest import ByTellers
from tellers.rulebook.contests import Contest as Procedure
from tellers.rulebook.contests import Stage
from tellers.words import alike

AskedContest = Asked[Contest, Any]


def next_stage(contest: Contest, procedure: Procedure) -> Stage | None:
    """The first stage that is not counted yet; None where all are."""
    return next((stage for stage in procedure.stages if stage.id not in contest.tallies), None)


def counts_of_tellers(contest: Contest) -> dict[str, dict[str, int]]:
    """By candidate, in the form in which names are compared, what the tellers counted by the book's own counts."""
    found: dict[str, dict[str, int]] = {}
    for tally in contest.tallies.values():
        for name, counts in tally.counts.items() if isinstance(tally, ByTellers) else ():
            found.setdefault(alike(name), {}).update(counts)
    return found


def told(asked: AskedContest, procedure: Procedure) -> dict[str, Json]:
    """The contest as facts tell it."""
    contest = asked.life
    announced, entitled, counted = contest.announced, contest.entitled, counts_of_tellers(contest)
    closes = moment(announced.closes).astimezone(asked.at.tzinfo)
    candidates: dict[str, Json] = {}
    for one in announced.candidates:
        columns: dict[str, Json] = {
            **one.columns,
            "incumbent": one.incumbent,
            "counts": {**one.counts, **counted.get(alike(one.name), {})},
        }
        before = contest.stood_down.get(alike(one.name))
        candidates[one.name] = columns if before is None else {**columns, "withdrew": before}
    ballots: dict[str, Json] = {
        stage: {"entitled": entitled[stage], **tally.ballot} for stage, tally in contest.tallies.items()
    }
    sizes: dict[str, Json] = {stage.body: entitled[stage.id] for stage in procedure.stages if stage.id in entitled}
    return {
        "dates": {
            "notice": contest.first.at,
            "opening": announced.opens,
            "close": announced.closes,
            "ballot": closes.date().isoformat(),
            "declaration": asked.at.isoformat(),
        },
        "candidates": candidates,
        **({"sizes": sizes} if sizes else {}),
        **({"ballots": ballots} if ballots else {}),
    }
