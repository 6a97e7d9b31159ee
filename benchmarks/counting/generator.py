"""Random ranked ballots: four blocs of voters, each ranking by Plackett-Luce, cut to random lengths.

Every candidate has in every bloc a strength: the logarithm of a Dirichlet share. A voter ranks by strength plus Gumbel
noise, which is Plackett-Luce, and stops early as often as `LENGTHS` says. So many ballots are short, and a long tail
of rankings is written by one voter each.
"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

BLOCS = (0.35, 0.3, 0.2, 0.15)
SPREAD = 0.7
"""The parameter of the Dirichlet law: below 1, so that each bloc has favourites."""
LENGTHS = (22, 14, 16, 12, 9, 7, 5, 4, 3, 8)
"""How many voters in a hundred rank one, two, three … candidates."""


@dataclass(frozen=True)
class Law:
    """One file of ballots: how many, over how many candidates, ranking how many at most, from which seed."""

    ballots: int
    candidates: int
    ranks: int
    seed: int

    @property
    def name(self) -> str:
        """What the file is called."""
        return f"{self.ballots}x{self.candidates}x{self.ranks}-{self.seed}"


def rankings(law: Law) -> npt.NDArray[np.int64]:
    """Candidates from 1 by rank, a row a ballot, 0 where nothing is ranked."""
    rng = np.random.default_rng(law.seed)
    shares = rng.dirichlet(np.full(law.candidates, SPREAD), size=len(BLOCS))
    bloc = rng.choice(len(BLOCS), p=BLOCS, size=law.ballots)
    liking = np.log(shares + 1e-3)[bloc] + rng.gumbel(size=(law.ballots, law.candidates))
    order = np.argsort(-liking, axis=1)[:, : law.ranks] + 1
    weights = np.array(LENGTHS[: law.ranks], dtype=float)
    length = rng.choice(np.arange(1, weights.size + 1), p=weights / weights.sum(), size=law.ballots)
    return np.where(np.arange(order.shape[1]) < length[:, None], order, 0)


def write_rows(table: npt.NDArray[np.int64], path: Path, prefix: str = "") -> None:
    """A CSV file with a row a ballot and an empty cell where nothing is ranked; numbers may have a prefix."""
    cells = np.array(["", *(f"{prefix}{number}" for number in range(1, int(table.max()) + 1))], dtype=object)
    with path.open("w", encoding="ascii", newline="\n") as out:
        out.write(",".join(f"rank{rank + 1}" for rank in range(table.shape[1])) + "\n")
        out.writelines(",".join(cells[row]) + "\n" for row in table)


def write_blt(table: npt.NDArray[np.int64], candidates: int, seats: int, path: Path) -> None:
    """The same ballots as BLT, equal ones on one line, most first."""
    different, counts = np.unique(table, axis=0, return_counts=True)
    with path.open("w", encoding="ascii", newline="\n") as out:
        out.write(f"{candidates} {seats}\n")
        for place in np.argsort(-counts, kind="stable"):
            marks = " ".join(str(mark) for mark in different[place] if mark)
            out.write(f"{counts[place]} {marks} 0\n")
        out.write("0\n")
        out.writelines(f'"{number}"\n' for number in range(1, candidates + 1))
        out.write('"random"\n')
