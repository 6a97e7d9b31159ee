"""A contest as BLT, which `blt` reads again: all but the reasons of papers refused before the count."""

from collections.abc import Iterator

from tellers.counting.contest import END, OVERVOTE, SKIPPED, Contest


def encode_blt(contest: Contest) -> bytes:
    """The file in UTF-8: equal papers on one line, most first, so that their order tells nothing."""
    return ("\n".join(_lines(contest)) + "\n").encode()


def _lines(contest: Contest) -> Iterator[str]:
    yield f"{len(contest.candidates)} {contest.seats}"
    if contest.withdrawn:
        yield " ".join(str(-candidate - 1) for candidate in sorted(contest.withdrawn))
    yield from _papers(contest)
    yield "0"
    for name in (*contest.candidates, contest.title):
        escaped = name.replace("\\", "\\\\").replace('"', '\\"')
        yield f'"{escaped}"'


def _papers(contest: Contest) -> Iterator[str]:
    weights: dict[str, int] = {}
    papers = contest.papers
    for cells, weight in zip(papers.ranks.tolist(), papers.weights.tolist(), strict=True):
        marks = [_mark(cell, contest) for cell in cells if cell != END]
        line = " ".join([*marks, "0"])
        weights[line] = weights.get(line, 0) + weight
    if papers.blank:
        weights["0"] = weights.get("0", 0) + papers.blank
    for line, weight in sorted(weights.items(), key=lambda item: (-item[1], item[0])):
        yield f"{weight} {line}"


def _mark(cell: int, contest: Contest) -> str:
    if cell >= 0:
        return str(cell + 1)
    if cell == SKIPPED:
        return "-"
    if cell == OVERVOTE:  # Which candidates were marked is not known: nobody in particular, or everybody.
        return "=".join(str(candidate + 1) for candidate in range(len(contest.candidates)))
    return "=".join(str(candidate + 1) for candidate in sorted(contest.papers.equal[OVERVOTE - cell - 1]))
