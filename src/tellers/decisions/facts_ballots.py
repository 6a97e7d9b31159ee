"""Reads the ballots of a contest: votes, rounds, pairwise matrix, run-offs, sections, or the papers themselves."""

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

from tellers.canonical import Json
from tellers.decisions.entries import Entry
from tellers.decisions.facts import (
    BALLOT,
    Attached,
    Ballot,
    Pairwise,
    Papers,
    Ranking,
    Round,
    Runoff,
    Scoring,
    Votes,
)

Opener = Callable[[str], bytes]
"""Gives the bytes of a file that the facts name, from beside them; may refuse."""

FORMS = ("votes", "rounds", "pairwise", "sections", "rankings", "scores", "file")
"""The ways to give the votes of a ballot: one of them."""

SAID = frozenset({*FORMS, "papers", "entitled", "lots", "casting"})
"""What a ballot says, which is no id of a stage where it stands in the place of one."""


def read_ballots(top: Entry, opener: Opener) -> dict[str, Ballot]:
    """Each ballot by the id of its stage; `ballot` by itself is that of the only stage."""
    if top.has("ballot") and top.has("ballots"):
        top.refuse("write `ballot` for one stage or `ballots` for several, not both", "ballot")
    _check_which(top)
    alone = top.within(BALLOT, lambda entry: _ballot(entry, opener))
    if alone is not None:
        return {BALLOT: alone}

    def read(entry: Entry, stage: str) -> Ballot:
        return entry.within(stage, lambda inner: _ballot(inner, opener)) or Ballot()

    return top.mapped("ballots", read, ids=True)


def _check_which(top: Entry) -> None:
    """Refuse `ballot` around several stages, and `ballots` around what one ballot says."""
    alone, several = top.values.get(BALLOT), top.values.get("ballots")
    if isinstance(alone, dict):
        for key, value in alone.items():
            if key not in SAID and isinstance(value, dict) and SAID & value.keys():
                top.refuse('a ballot by the id of its stage stands under `ballots`: {"' + key + '": …}', BALLOT)
    if isinstance(several, dict):
        for key in several:
            if key in SAID:
                how = 'write `ballot` for that of the only stage, else `"ballots": {"STAGE": …}` by the ids of stages'
                top.refuse(f"`{key}` belongs to one ballot; {how}", "ballots", key)


def papers_of(entry: Entry) -> Papers:
    """Papers by class."""
    return Papers(
        for_=entry.count("for"),
        against=entry.count("against"),
        blank=entry.count("blank"),
        spoiled=entry.count("spoiled"),
        valid=entry.count("valid"),
        returned=entry.count("returned"),
        not_returned=entry.count("not_returned"),
        entitled=entry.count("entitled"),
    )


def _ballot(entry: Entry, opener: Opener) -> Ballot:
    given = [form for form in FORMS if entry.has(form)]
    if len(given) > 1:
        entry.refuse(f"the votes are given twice, as {' and as '.join(given)}; give them in one form", given[1])
    return Ballot(
        papers=_papers_with_entitled(entry),
        present=entry.count("present"),
        votes=entry.mapped("votes", _vote),
        rounds=entry.listed("rounds", _round),
        pairwise=entry.within("pairwise", _pairwise),
        runoffs=entry.listed("runoffs", _runoff),
        sections=entry.mapped("sections", _votes),
        rankings=entry.listed("rankings", _ranking),
        scores=entry.listed("scores", _scoring),
        file=_file(entry, opener),
        casting=entry.text("casting"),
        lots=entry.texts("lots"),
    )


def _papers_with_entitled(entry: Entry) -> Papers:
    papers = entry.within("papers", papers_of) or Papers()
    entitled = entry.count("entitled")
    if entitled is None:
        return papers
    if papers.entitled is not None:
        entry.refuse("`entitled` is given twice; write it once", "entitled")
    return replace(papers, entitled=entitled)


def _vote(entry: Entry, name: str) -> Fraction:
    return entry.as_exact(entry.values[name], name)


def _votes(entry: Entry, name: str) -> Votes:
    return entry.mapped(name, _vote)


def _round(entry: Entry) -> Round:
    if entry.has("votes") == entry.has("sections"):
        entry.refuse("a round has `votes`, or `sections` with votes each; one of the two")
    return Round(
        label=entry.text("label"),
        votes=entry.mapped("votes", _vote),
        exhausted=entry.exact("exhausted"),
        spoiled=entry.count("spoiled"),
        blank=entry.count("blank"),
        entitled=entry.count("entitled"),
        withdrew=entry.texts("withdrew"),
        on=entry.moment("date"),
        sections=entry.mapped("sections", _votes),
    )


def _pairwise(entry: Entry) -> Pairwise:
    names = entry.texts("candidates")
    rows = entry.values.get("matrix")
    entry.has("matrix")
    if not isinstance(rows, list) or len(rows) != len(names):
        entry.refuse(f"expected a list of {len(names)} rows, one for each of `candidates`", "matrix")
    return Pairwise(names, tuple(_row(entry, number, row, len(names)) for number, row in enumerate(rows)))


def _row(entry: Entry, number: int, row: Json, width: int) -> tuple[int | None, ...]:
    if not isinstance(row, list) or len(row) != width:
        entry.refuse(
            f"expected a list of {width} numbers, with null for the candidate against itself", "matrix", number
        )
    return tuple(_cell(entry, number, column, cell) for column, cell in enumerate(row))


def _cell(entry: Entry, row: int, column: int, cell: Json) -> int | None:
    if row == column:
        return None
    if type(cell) is not int or cell < 0:
        entry.refuse("expected how many prefer the one of this row to the one of this column", "matrix", row, column)
    return cell


def _runoff(entry: Entry) -> Runoff:
    finalists = entry.texts("finalists")
    prefer = entry.values.get("prefer")
    entry.has("prefer")
    if len(finalists) != 2:  # noqa: PLR2004 — a run-off is between two
        entry.refuse("expected the two finalists, by name", "finalists")
    if not isinstance(prefer, list) or len(prefer) != len(finalists):
        entry.refuse("expected how many prefer the first finalist and how many the second: [36, 19]", "prefer")
    one, other = (Entry({"prefer": value}, entry.place, entry.path).need_count("prefer") for value in prefer)
    return Runoff((finalists[0], finalists[1]), (one, other), entry.count("equal"))


def _ranking(entry: Entry) -> Ranking:
    papers = entry.need_count("papers")
    entry.has("ranks")
    ranks = entry.values.get("ranks")
    if not isinstance(ranks, list):
        entry.refuse('expected names in order, such as "ranks": ["Ann", ["Bo", "Cy"]]', "ranks")
    groups = tuple(
        Entry({"ranks": one}, entry.place, entry.path).texts("ranks") for one in ranks if one not in ([], "")
    )
    return Ranking(papers, groups)


def _scoring(entry: Entry) -> Scoring:
    return Scoring(entry.need_count("papers"), entry.counts("scores"))


def _file(entry: Entry, opener: Opener) -> Attached | None:
    name = entry.text("file")
    if name is None:
        return None
    if name.startswith((".", "/", "~")) or "\\" in name or ".." in name.split("/"):
        entry.refuse("expected the name of a file beside the facts, such as ward.blt", "file")
    return Attached(name, opener(name))
