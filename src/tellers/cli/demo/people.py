"""The people of the demonstration: the mover and the holder are of record, every other member is invented."""

import csv
import io
from dataclasses import dataclass
from itertools import product

import click

MOVER = "Margaret Hodge"
HOLDER = "Jeremy Corbyn"
MOTION = "That this PLP has no confidence in Jeremy Corbyn as Leader of the Parliamentary Labour Party."
STATEMENT = "I was elected by the members and supporters of the party. I ask the body to vote against this motion."
"""Invented: the holder sent the body no statement with the notice."""

MEPS = 20
SUSPENDED = 2
"""Members of the Commons without the whip, who are on the register and not in the body."""

SMALLEST_SEALED = 10
"""A sealed ballot among fewer is refused, so the demonstration then votes on paper."""

LARGEST = 5000

FIRST = [
    "Ada",
    "Alan",
    "Amir",
    "Anya",
    "Ben",
    "Cara",
    "Dev",
    "Dora",
    "Eli",
    "Esme",
    "Finn",
    "Gwen",
    "Hal",
    "Ida",
    "Ivor",
    "Jade",
    "Kit",
    "Leah",
    "Max",
    "Nia",
    "Omar",
    "Pia",
    "Quinn",
    "Rhys",
    "Sal",
    "Tess",
    "Uma",
    "Vic",
    "Wren",
    "Xan",
    "Yusuf",
    "Zoe",
]
LAST = [
    "Abbey",
    "Brook",
    "Cross",
    "Dale",
    "Eaves",
    "Field",
    "Grange",
    "Heath",
    "Ings",
    "Jarrow",
    "Kiln",
    "Lock",
    "Marsh",
    "Nook",
    "Orchard",
    "Pike",
    "Quarry",
    "Ridge",
    "Shaw",
    "Thorpe",
    "Upton",
    "Vale",
    "Weir",
    "Yard",
]
MIDDLE = "ABCDEFGHJKLMNPRSTW"


@dataclass(frozen=True)
class Votes:
    """How the body votes: papers for, against and spoiled, and members who return none."""

    in_favour: int
    against: int
    spoiled: int
    absent: int

    @property
    def entitled(self) -> int:
        """How many are in the body."""
        return self.in_favour + self.against + self.spoiled + self.absent

    @property
    def on_paper(self) -> int:
        """How many vote on paper: whoever spoils a paper, or everybody where too few are left for a sealed ballot."""
        sealed = self.entitled - self.spoiled
        return self.entitled if sealed < SMALLEST_SEALED else self.spoiled

    @property
    def all_on_paper(self) -> bool:
        """Whether nobody votes by sealed ballot."""
        return self.on_paper == self.entitled


OF_RECORD = Votes(172, 40, 4, 13)
"""28 June 2016 (docs/adr/0007)."""


class VotesType(click.ParamType[Votes]):
    """Four numbers: FOR,AGAINST,SPOILED,ABSENT."""

    name = "for,against,spoiled,absent"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> Votes:
        """Read the four numbers, or fail as click does."""
        if isinstance(value, Votes):
            return value
        parts = str(value).split(",")
        if len(parts) != 4 or not all(part.strip().isascii() and part.strip().isdigit() for part in parts):  # noqa: PLR2004 — four
            self.fail(f"{value!r} is not four numbers; expected FOR,AGAINST,SPOILED,ABSENT as 172,40,4,13", param, ctx)
        votes = Votes(*map(int, parts))
        if not 2 <= votes.entitled <= LARGEST:  # noqa: PLR2004 — the mover and the holder
            self.fail(f"{votes.entitled} members; the demonstration takes 2 to {LARGEST}", param, ctx)
        return votes


def register(votes: Votes) -> bytes:
    """The invented register: the body, then those who are on the register and not in it."""
    invented = (f"{first} {middle}. {last}" for middle, last, first in product(MIDDLE, LAST, FIRST))
    names = [MOVER, HOLDER, *(next(invented) for _ in range(votes.entitled - 2))]
    paper = set(_spread(votes.on_paper, votes.entitled))
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(["number", "name", "house", "whip", "paper"])
    rows.writerows(
        [f"C{at:04}", name, "commons", "yes", "yes" if at in paper else "no"] for at, name in enumerate(names)
    )
    rows.writerows([f"S{at:04}", next(invented), "commons", "no", "no"] for at in range(SUSPENDED))
    rows.writerows([f"E{at:04}", next(invented), "europe", "yes", "no"] for at in range(MEPS))
    return out.getvalue().encode()


def _spread(few: int, many: int) -> list[int]:
    """So many places, spread evenly over the register."""
    return [at * many // few for at in range(few)]
