"""What could follow, as it is told: a procedure, how many people open it, and each way to read that number."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from tellers.canonical import Json
from tellers.rulebook.bodies import Body
from tellers.rulebook.clauses import Rule
from tellers.rulebook.conditions import Condition
from tellers.rulebook.procedures import Procedure
from tellers.rulebook.readings import Choice, LiveReading, Ruling
from tellers.rulebook.thresholds import Quantity, Rounded, Share, Threshold, needed, quantities_in, value

ENTITLED = "entitled"


@dataclass(frozen=True)
class Way:
    """What a next step needs under one reading of it; `choices` are those that set it apart from the other ways.

    `rule` is None where the procedure needs no number of people to begin; `sizes` are the sizes that are known, by the
    words of the rule, and `missing` what is not known of them.
    """

    choices: tuple[tuple[str, str], ...]
    body: Body | None
    rule: Rule[Condition] | None
    sizes: Mapping[str, int]
    missing: tuple[str, ...]

    @property
    def threshold(self) -> Threshold | None:
        """The one comparison that the rule is, None where it is more than one or none."""
        return self.rule.value if self.rule is not None and isinstance(self.rule.value, Threshold) else None

    @property
    def base_size(self) -> int | None:
        """The size of the body, where the rule looks at it."""
        looks = self.threshold is not None and any(one.word == ENTITLED for one in quantities_in(self.threshold.line))
        return self.sizes.get(ENTITLED) if looks else None

    @property
    def needed(self) -> int | None:
        """The smallest number of nominations that opens it, where the sizes say so."""
        if self.threshold is None or self.missing:
            return None
        return needed(self.threshold.op, value(self.threshold.line, self._size))

    @property
    def share(self) -> Fraction | None:
        """The share of the body that is needed, before it is rounded."""
        line = None if self.threshold is None else self.threshold.line
        while isinstance(line, Rounded):
            line = line.line
        return line.fraction if isinstance(line, Share) and line.of.word == ENTITLED else None

    @property
    def number(self) -> str:
        """What is needed, in words: "50 of 249 nominations"; the rule itself where that is not known."""
        if self.threshold is None or self.needed is None:
            return "" if self.rule is None else str(self.rule.value)
        base = f" of {self.base_size}" if self.base_size is not None else ""
        return f"{self.needed}{base} {self.threshold.count}"

    def to_json(self) -> dict[str, Json]:
        """One way as a declaration states it."""
        return {
            "readings": dict(self.choices),
            "body": None if self.body is None else self.body.id,
            "threshold": self.threshold_json(),
        }

    def threshold_json(self) -> dict[str, Json] | None:
        """The rule with its number; of one that is more than a comparison, the words alone."""
        if self.rule is None:
            return None
        one = self.threshold
        return {
            "text": str(self.rule.value),
            "count": None if one is None else one.count,
            "op": None if one is None else one.op.value,
            "fraction": None if one is None else one.fraction,
            "base": None if one is None else one.base,
            "base_size": self.base_size,
            "needed": self.needed,
            **self.rule.grounds.to_json(),
        }

    def _size(self, quantity: Quantity) -> Fraction:
        return Fraction(self.sizes[str(quantity)])


@dataclass(frozen=True)
class NextStep:
    """A procedure that a decided motion leaves open.

    `applies` is whether it can begin as things stand, `condition` when it can. There is one way where the number that
    is needed does not turn on a live reading, else several.
    """

    procedure: Procedure
    applies: bool
    condition: str
    ways: tuple[Way, ...]
    readings: tuple[LiveReading, ...]

    @property
    def needed(self) -> int | None:
        """The smallest number of nominations that opens it, None where it is not known or turns on a reading."""
        numbers = {way.needed for way in self.ways}
        return self.ways[0].needed if len(numbers) == 1 else None

    @property
    def base_size(self) -> int | None:
        """The size of the body, None where it is not known or turns on a reading."""
        return self.ways[0].base_size if len({way.base_size for way in self.ways}) == 1 else None

    @property
    def missing(self) -> tuple[str, ...]:
        """The facts that are needed and were not given."""
        return tuple(dict.fromkeys(fact for way in self.ways for fact in way.missing))

    @property
    def number(self) -> str:
        """What is needed, in words; where it turns on a reading, every number that it may be."""
        known: dict[tuple[int | None, str], set[int]] = {}
        told: list[str] = []
        for way in self.ways:
            if way.needed is None or way.threshold is None:
                told.append(way.number)
            else:
                known.setdefault((way.base_size, way.threshold.count), set()).add(way.needed)
        return ", or ".join(filter(None, dict.fromkeys([*(_numbers(*one) for one in known.items()), *told])))

    @property
    def grounds(self) -> str:
        """The clauses on which the number rests, or that on which the procedure does."""
        rules = [str(way.rule.grounds) for way in self.ways if way.rule is not None]
        return ", ".join(dict.fromkeys(rules or [str(self.procedure.grounds)]))

    @property
    def text(self) -> str:
        """The step in one line: "Challenge to the leader: 50 of 249 nominations needed (clause …)"."""
        known = all(way.needed is not None for way in self.ways)
        number = f": {self.number}{' needed' if known else ''}" if self.number else ""
        return f"{self.procedure.title}{number} ({self.grounds})"

    @property
    def lines(self) -> tuple[str, ...]:
        """One line for each choice that is live, with whoever has ruled for it."""
        return tuple(_line(reading, choice) for reading in self.readings for choice in reading.choices)

    def to_json(self) -> dict[str, Json]:
        """One entry of `could_follow` in a declaration; `threshold` is null where it turns on a reading."""
        several = len(self.ways) > 1
        return {
            "procedure": self.procedure.id,
            "text": self.text,
            "applies": self.applies,
            "condition": self.condition,
            "threshold": None if several else self.ways[0].threshold_json(),
            "ways": [way.to_json() for way in self.ways] if several else [],
            "readings": [_reading_json(reading) for reading in self.readings],
            "missing": list(self.missing),
        }


def _numbers(of: tuple[int | None, str], numbers: set[int]) -> str:
    """The numbers that are needed of one body: "49 or 50 of 249 nominations"."""
    size, count = of
    base = "" if size is None else f" of {size}"
    return f"{' or '.join(map(str, sorted(numbers)))}{base} {count}"


def _line(reading: LiveReading, choice: Choice) -> str:
    rulings = reading.authorities(choice)
    if not rulings:
        return f"{choice.text} (open; clause {reading.clause})"
    return f"{choice.text} ({', upheld by '.join(map(_authority, rulings))}; clause {reading.clause})"


def _authority(ruling: Ruling) -> str:
    return f"{ruling.authority}, {ruling.on.day} {ruling.on:%B %Y}"


def _reading_json(reading: LiveReading) -> dict[str, Json]:
    return {
        "reading": reading.reading.id,
        "question": reading.reading.question,
        "clause": reading.clause,
        "live": [{"choice": choice.id, "text": choice.text} for choice in reading.choices],
        "rulings": [ruling.to_json() for ruling in reading.rulings],
    }
