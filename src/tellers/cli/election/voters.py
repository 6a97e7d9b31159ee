"""The registrar's list of voters, in the form of the reference tool: one a line, `email,login,weight`."""

from dataclasses import dataclass
from pathlib import Path

from tellers.ballots.codec import natural
from tellers.cli.election.folder import read_file
from tellers.errors import Unreadable

COLUMNS = 3

MOST_VOTERS = 1_000_000
"""No list is longer, and no count higher: it is a mistake, and the machine would work on it for days."""

LONGEST_LINE = 1_000
"""Characters in one line of the list."""


@dataclass(frozen=True)
class Voter:
    """A voter as the registrar knows them: a name (login, else email) and a weight where the list has any."""

    name: str
    weight: int | None = None


def read_voters(path: Path) -> tuple[Voter, ...]:
    """Read the list; raise Unreadable naming the first line that is none or repeats a name."""
    try:
        lines = read_file(path).decode("utf-8").splitlines()
    except UnicodeDecodeError as error:
        raise Unreadable(f"byte {error.start} is not UTF-8", source=str(path)) from None
    _check_size(lines, path)
    rows = [(number, line.split(",")) for number, line in enumerate(lines, 1) if line]
    weighted = any(len(row) == COLUMNS for _, row in rows)
    voters: dict[str, Voter] = {}
    for number, row in rows:
        voter = _voter(row, f"{path}, line {number}", weighted=weighted)
        if voter.name in voters:
            raise Unreadable(f"the voter {voter.name!r} stands twice", source=str(path), line=number)
        voters[voter.name] = voter
    if not voters:
        raise Unreadable("there is no voter; expected one a line: email,login,weight", source=str(path))
    return tuple(voters.values())


def _check_size(lines: list[str], path: Path) -> None:
    if len(lines) > MOST_VOTERS:
        raise Unreadable(f"{len(lines)} lines; a list has {MOST_VOTERS} voters at most", source=str(path))
    for number, line in enumerate(lines, 1):
        if len(line) > LONGEST_LINE:
            raise Unreadable(
                f"{len(line)} characters; a line has {LONGEST_LINE} at most", source=str(path), line=number
            )


def _voter(row: list[str], where: str, *, weighted: bool) -> Voter:
    if len(row) > COLUMNS or not row[0]:
        raise Unreadable("expected email,login,weight; login and weight may be left out", source=where)
    email, login, weight = (*row, "", "")[:COLUMNS]
    if not weighted:
        return Voter(login or email)
    return Voter(login or email, natural(weight, where) if weight else 1)
