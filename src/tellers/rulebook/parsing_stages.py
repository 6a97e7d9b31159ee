"""Reads the stages of a contest and their gates."""

from dataclasses import dataclass

from tellers.rulebook.clauses import Grounds, Rule
from tellers.rulebook.conditions import Condition
from tellers.rulebook.contests import EVERYBODY, ContestTie, Gate, Stage
from tellers.rulebook.methods import CALLED, EXHAUSTIVE, LEAVING_TWO, METHODS, SCORED, SECTIONED, UNCOUNTED
from tellers.rulebook.parsing_basis import Entry, named, read_sections
from tellers.rulebook.parsing_conditions import ELECTING, QUORATE, Context
from tellers.rulebook.parsing_motions import NO_QUORUM
from tellers.rulebook.parsing_rules import Rules, Silence
from tellers.rulebook.tables import ID, Table, did_you_mean

BALLOT = "ballot"
"""The id of the one stage of a contest without stage tables."""

OWN = ("method", "threshold", "quorum", "tie", "marks", "scale", "sections", "gate", "out_from")
"""The keys of a stage, which a contest of one stage has itself."""

NO_THRESHOLD: Silence[Condition | None] = Silence(None, "no majority is stated; the method decides")
NO_TIE_RULE = Silence(ContestTie.METHOD, "no tie rule is stated; the method's own is taken, and else a lot")
ANY_MARKS: Silence[int | None] = Silence(None, "it is not stated how many names a paper may bear; any number will do")
DOWN_TO_TWO: Silence[int | None] = Silence(2, "it is not stated how many go on; the method leaves two")
FROM_THE_FIRST: Silence[int | None] = Silence(1, "it is not stated from which ballot the last is out; from the first")
UNTIL_ELECTED: Rule[int | None] = Rule(
    None, Grounds(assumed="it is not stated how many ballots there are; as many as it takes", left_out=True), 0
)
NO_SCALE = Silence(5, "the highest score is not stated; 5 is taken")


def read_stages(entry: Entry, body: str, seats: Rule[int | None], *, has_default: bool) -> tuple[Stage, ...]:
    """The stages in their order; where the book has no tables of them, the contest's own keys are its one stage."""
    table = entry.table
    tables = table.tables("stage")
    if not tables:
        return (_Reader(entry, table, body, has_default).stage(BALLOT, seats),)
    for key in OWN:
        if table.has(key):
            table.refuse(f"`{key}` stands beside [[{table.name}.stage]]; write it in the stage that it is of", key)
    readers = [_Reader(entry, one, body, has_default) for one in tables]
    stages = [reader.first() for reader in readers[:-1]] + [readers[-1].last(seats)]
    ids = [stage.id for stage in stages]
    for number, one in enumerate(tables):
        if ids[number] in ids[:number]:
            one.refuse(f"two stages have the id `{ids[number]}`", "id")
    return tuple(stages)


def read_seats(table: Table, key: str) -> int | None:
    """A number of seats, at least one; None for "given", where the facts of each election say it."""
    if not isinstance(table.values.get(key), str):
        return table.number(key, least=1, most=10_000)
    if table.text(key) != "given":
        table.refuse('`seats` in words can only be "given", by the facts of each election; else write a number', key)
    return None


def _going_on(table: Table, key: str) -> int | None:
    """How many go on from a stage; "all" for everybody."""
    return EVERYBODY if table.values.get(key) == "all" else read_seats(table, key)


@dataclass(frozen=True)
class _Reader:
    """Reads one stage; `table` is its own, or that of the contest."""

    entry: Entry
    table: Table
    own_body: str
    has_default: bool

    def first(self) -> Stage:
        """A stage that sends so many on to the next: as it says, or as many as its method leaves."""
        rules = self._rules
        left = DOWN_TO_TWO if rules.value("method", _method).value in LEAVING_TWO else None
        if left is None and not self.table.has("seats"):
            self.table.refuse('this stage does not say how many go on to the next; write seats = 2, or seats = "all"')
        if self.table.has("ballots") and not self.table.has("threshold"):
            self.table.refuse(
                'a stage of so many ballots says what elects in them; write threshold = "votes > 1/2 of valid"',
                "ballots",
            )
        return self._in_table(rules.value("seats", _going_on, left), self._ballots)

    def last(self, seats: Rule[int | None]) -> Stage:
        """The stage that fills the seats of the contest."""
        if self.table.has("ballots"):
            self.table.refuse(
                "`ballots` is how many ballots are held before the next stage, and no other follows; the last stage "
                "goes on until it has elected",
                "ballots",
            )
        own = self._rules.value("seats", read_seats) if self.table.has("seats") else seats
        if own.value != seats.value:
            self.table.refuse(
                f"the last stage fills {own.value} and the contest has {seats.value} seats; leave `seats` out here",
                "seats",
            )
        return self._in_table(own)

    def stage(self, id_: str, seats: Rule[int | None], ballots: Rule[int | None] | None = None) -> Stage:
        """The stage, with its id; `ballots` is how many it has, None where it goes on until it has elected."""
        table, rules = self.table, self._rules
        body = self._body
        method = rules.value("method", _method)
        sections = read_sections(table)
        self._check_sections(method.value, weighted=any(section.weight for section in sections))
        scored = method.value in SCORED
        words = Context(
            self.entry.around,
            body,
            ELECTING,
            about=("votes", "winner", "share"),
            sections=sections,
            each=True,
            seated=True,
            scored=scored,
            default=self.has_default,
        )
        quorate = Context(self.entry.around, body, QUORATE, sections=sections, each=True, seated=True)
        return Stage(
            id=id_,
            title=table.text("title") if table.has("title") else id_,
            body=body,
            method=method,
            threshold=rules.value("threshold", words.optional, NO_THRESHOLD),
            quorum=rules.value("quorum", quorate.optional, NO_QUORUM),
            tie=rules.value("tie", lambda own, key: own.choice(key, ContestTie), NO_TIE_RULE),
            marks=rules.value("marks", lambda own, key: own.number(key, least=1, most=10_000), ANY_MARKS),
            scale=self._scale(scored=scored),
            sections=sections,
            seats=seats,
            gates=self._gates(method.value, words),
            out_from=self._out_from(method.value),
            ballots=ballots or UNTIL_ELECTED,
            line=table.line,
        )

    @property
    def _rules(self) -> Rules:
        return self.entry.rules_in(self.table)

    @property
    def _body(self) -> str:
        own = self.table.has("body")
        return named(self.table, "body", self.entry.around.bodies, "body") if own else self.own_body

    def _in_table(self, seats: Rule[int | None], ballots: Rule[int | None] | None = None) -> Stage:
        id_ = self.table.text("id")
        if not ID.fullmatch(id_):
            self.table.refuse(f"`{id_!r}` cannot be an id; expected small letters, digits, - and _", "id")
        stage = self.stage(id_, seats, ballots)
        self.table.finish()
        return stage

    def _check_sections(self, method: str, *, weighted: bool) -> None:
        if method in SECTIONED and not weighted:
            self.table.refuse(
                f'`{method}` needs sections with weights; write sections = [ {{ id = "members", '
                'weight = "1/2" }, … ]',
                "method",
            )
        if weighted and method not in SECTIONED:
            self.table.refuse(
                f"sections with weights are counted by {' or '.join(SECTIONED)}, not by `{method}`", "sections"
            )

    def _scale(self, *, scored: bool) -> Rule[int]:
        if self.table.has("scale") and not scored:
            self.table.refuse(f"`scale` is the highest score, and only {', '.join(SCORED)} count scores", "scale")
        return self._rules.value("scale", lambda own, key: own.number(key, least=1, most=1000), NO_SCALE)

    def _out_from(self, method: str) -> Rule[int | None]:
        if self.table.has("out_from") and method not in EXHAUSTIVE:
            self.table.refuse(
                f"`out_from` is the ballot from which the last is out, and `{method}` has one ballot; expected a "
                f"method of {', '.join(EXHAUSTIVE)}",
                "out_from",
            )
        return self._rules.value("out_from", _first_out, FROM_THE_FIRST)

    @property
    def _ballots(self) -> Rule[int | None]:
        if not self.table.has("ballots"):
            return UNTIL_ELECTED
        method = self._rules.value("method", _method).value
        series = [one for one in EXHAUSTIVE if one not in LEAVING_TWO]
        if method not in series:
            self.table.refuse(
                f"`ballots` is how many ballots are held before the next stage, which `{method}` does not leave open; "
                f"expected a method of {', '.join(series)}",
                "ballots",
            )
        return self._rules.value("ballots", lambda own, key: own.number(key, least=1, most=1000))

    def _gates(self, method: str, words: Context) -> tuple[Gate, ...]:
        gates: list[Gate] = []
        for table in self.table.tables("gate"):
            if method not in EXHAUSTIVE:
                table.refuse(
                    f"a gate stands between ballots, and `{method}` has one ballot; expected a method of "
                    f"{', '.join(EXHAUSTIVE)}"
                )
            gate = Gate(
                table.number("ballot", least=1, most=1000),
                self.entry.rules_in(table).value("threshold", words.condition),
                table.line,
            )
            table.finish()
            if gate.ballot in [other.ballot for other in gates]:
                table.refuse(f"ballot {gate.ballot} has two gates; join them by `and`", "ballot")
            gates.append(gate)
        return tuple(gates)


def _first_out(table: Table, key: str) -> int | None:
    """The number of a ballot; None for "never", where nobody is out for being last."""
    if not isinstance(table.values.get(key), str):
        return table.number(key, least=1, most=1000)
    if table.text(key) != "never":
        table.refuse('expected the number of the first ballot whose last is out, or "never"', key)
    return None


def _method(table: Table, key: str) -> str:
    word = table.text(key)
    if word not in METHODS:
        plain = word.casefold().replace("_", "-").replace(" ", "-")
        if plain in CALLED:
            table.refuse(f"there is no method `{word}`; write {CALLED[plain]}", key)
        if plain in UNCOUNTED:
            table.refuse(f"`{word}` is not supported: {UNCOUNTED[plain]}; docs/limits.md says why", key)
        table.refuse(f"there is no method `{word}`; {did_you_mean(word, METHODS)}", key)
    return word
