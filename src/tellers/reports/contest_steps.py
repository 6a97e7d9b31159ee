"""The stages of a count as a declaration has them: who has how many votes, what changed, who is elected or out.

Every form reads them here, once.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from tellers.figures import Figure, percent
from tellers.proceedings.contest_declaration import ContestDeclaration

BASES = ("valid", "continuing", "papers", "entitled")
"""The bases of shares, in the order of a report."""

STATES = {"elected": "elected", "going_on": "goes on", "out": "out"}


@dataclass(frozen=True)
class Row:
    """A candidate at one stage; `change` is against the stage before, None where there is none or it is no number."""

    name: str
    text: str
    amount: Fraction
    change: str | None
    state: str | None
    shares: tuple[Figure, ...]
    elected_at: int | None = None  # an earlier stage

    @property
    def state_words(self) -> str:
        """What happened to the candidate at this stage or before it; empty where nothing did."""
        if self.state is None and self.elected_at is not None:
            return f"elected at stage {self.elected_at}"
        return "" if self.state is None else STATES[self.state]

    @property
    def of_whole(self) -> str | None:
        """A tally that is itself a share, rounded for reading."""
        return percent(self.amount) if "/" in self.text else None


@dataclass(frozen=True)
class Step:
    """One stage of a count, or one ballot of a series."""

    stage: str
    number: int
    event: str
    counts: str
    method: str
    rows: tuple[Row, ...]
    exhausted: str | None
    line: str | None
    note: str | None
    ties: tuple[str, ...]

    @property
    def head(self) -> str:
        """The stage with what was done to reach it: "2. Exclusion of Cy Marsh"."""
        return f"{self.number}. {capital(self.event)}"

    @property
    def remarks(self) -> Iterator[str]:
        """What is to be said of the stage besides its votes."""
        if self.counts != "votes":
            yield f"What is counted: {self.counts}."
        if self.line is not None:
            yield f"{self.line} votes elect at this stage."
        if self.note is not None and self.note != f"ballot {self.number}":
            yield f"{capital(self.note)}."
        yield from self.ties

    @property
    def lead(self) -> tuple[Row, ...]:
        """The candidates, the most votes first; those who are equal stand as on the paper."""
        return tuple(sorted(self.rows, key=lambda row: -row.amount))


def capital(words: str) -> str:
    """A sentence with its first letter large."""
    return words[:1].upper() + words[1:]


def steps_of(declaration: ContestDeclaration) -> tuple[Step, ...]:
    """Every stage of the count, in its order."""
    figures = {figure.id: figure for figure in declaration.figures}
    read: list[Step] = []
    for plain in declaration.count:
        before = read[-1] if read and read[-1].stage == plain["stage"] and not _series(declaration, plain) else None
        read.append(_step(plain, before, figures, [one for one in read if one.stage == plain["stage"]]))
    return tuple(read)


def stages_of(declaration: ContestDeclaration) -> tuple[tuple[str, tuple[Step, ...]], ...]:
    """The stages of the rules that were counted, each with its steps."""
    found = steps_of(declaration)
    return tuple(
        (id_, tuple(one for one in found if one.stage == id_)) for id_ in dict.fromkeys(s.stage for s in found)
    )


def _series(declaration: ContestDeclaration, plain: dict[str, Any]) -> bool:
    """Whether each step of a stage is a ballot by itself, so that nothing carries over from the one before."""
    tally = declaration.contest.tallies[plain["stage"]]
    return "rounds" in tally.ballot and str(plain["method"]).startswith(("exhaustive", "weighted"))


def _step(plain: dict[str, Any], before: Step | None, figures: dict[str, Figure], earlier: list[Step]) -> Step:
    gone = {row.name for step in earlier for row in step.rows if row.state == "out"}
    seats = {row.name: step.number for step in earlier for row in step.rows if row.state == "elected"}
    rows = [
        replace(_row(plain, name, before, figures), elected_at=seats.get(name))
        for name, text in plain["tally"].items()
        if not (name in gone and not Fraction(text))
    ]
    line = plain.get("quota")
    return Step(
        stage=plain["stage"],
        number=plain["number"],
        event=plain["event"],
        counts=plain["counts"],
        method=str(plain["method"]),
        rows=tuple(rows),
        exhausted=plain["exhausted"] if _transfers(plain) else None,
        line=line,
        note=plain.get("note"),
        ties=tuple(map(_tie, plain["ties"])),
    )


def _tie(plain: dict[str, Any]) -> str:
    """A tie in a sentence: between whom, and on whom it fell by what."""
    who, fell = " and ".join(plain["tied"]), " and ".join(plain["chosen"])
    said = f"it falls on {fell} ({plain['how']})" if fell else f"it is open ({plain['how']})"
    return f"Tie over {plain['over']} between {who}: {said}."


def _transfers(plain: dict[str, Any]) -> bool:
    return plain["exhausted"] is not None and (plain["number"] > 1 or bool(Fraction(plain["exhausted"])))


def _row(plain: dict[str, Any], name: str, before: Step | None, figures: dict[str, Figure]) -> Row:
    text = plain["tally"][name]
    state = next((word for word in ("elected", "going_on") if name in plain[word]), None)
    id_ = f"{plain['stage']}.{plain['number']}.votes.{name}"
    earlier = None if before is None else next((row for row in before.rows if row.name == name), None)
    return Row(
        name=name,
        text=text,
        amount=Fraction(text),
        change=None if earlier is None else _change(earlier.text, text),
        state="out" if name in plain["excluded"] else state,
        shares=_shares(figures, id_),
    )


def _shares(figures: dict[str, Figure], id_: str) -> tuple[Figure, ...]:
    """What a candidate has of each base; as long as nobody is out, those who go on are the valid votes."""
    found = [figures[f"{id_}-of-{base}"] for base in BASES if f"{id_}-of-{base}" in figures]
    sizes = {one.base.name: one.base.size for one in found if one.base is not None}
    same = sizes.get("continuing") == sizes.get("valid")
    return tuple(one for one in found if not (same and one.base is not None and one.base.name == "continuing"))


def _change(before: str, after: str) -> str | None:
    """The difference of two exact decimals as an exact decimal with its sign: "+12.50000"; None for none."""
    if "/" in before or "/" in after or Fraction(before) == Fraction(after):
        return None
    places = max(len(text.partition(".")[2]) for text in (before, after))
    units = (Fraction(after) - Fraction(before)) * 10**places
    whole, part = divmod(abs(units.numerator), 10**places)
    sign = "+" if units > 0 else "\N{MINUS SIGN}"
    return f"{sign}{whole}" + (f".{part:0{places}d}" if places else "")
