"""Declarations for the tests: the minutes of a whole motion in memory, then the declaration that they give.

28 June 2016 is 172, 40, 4 and 13 under the rule book of the repository; every name of a voter, teller or agent is
invented.
"""

from dataclasses import dataclass, replace
from datetime import date

from msgspec import Struct
from tests.rulebook.samples import SMALL, labour

from tellers.minutes.book import MinuteBook
from tellers.proceedings import facts
from tellers.proceedings.declaration import Days, Declaration, declaration_of
from tellers.proceedings.motion import Act
from tellers.proceedings.record import fold
from tellers.rulebook.book import RuleBook
from tellers.rulebook.parsing import parse

DAY = date(2016, 6, 28)
HASH = "".join(f"{number:02x}" for number in range(32))
KEY = "plp-2016-06-28+1c2d3e4f+AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyAh"
QUESTION = "That this PLP has no confidence in Jeremy Corbyn as Leader of the Parliamentary Labour Party."


@dataclass(frozen=True)
class Papers:
    """Papers counted by the two tellers; spoiled ones under their reasons."""

    for_: int = 0
    against: int = 0
    blank: int = 0
    spoiled: tuple[tuple[str, int], ...] = ()
    minimum_cell: int = 10

    @property
    def unspoiled(self) -> int:
        return self.for_ + self.against + self.blank

    @property
    def all_spoiled(self) -> int:
        return sum(papers for _, papers in self.spoiled)

    def facts(self, tellers: tuple[str, str]) -> facts.PaperCount:
        open_ = self.unspoiled == 0 or self.unspoiled >= self.minimum_cell
        return facts.PaperCount(
            tellers=tellers,
            returned=self.unspoiled + self.all_spoiled,
            valid_and_blank=self.unspoiled,
            spoiled=tuple(facts.SpoiledPapers(*group) for group in self.spoiled),
            for_=self.for_ if open_ else None,
            against=self.against if open_ else None,
            blank=self.blank if open_ else None,
        )


@dataclass(frozen=True)
class Words:
    """Everything in a declaration that an administrator writes."""

    case: str = "plp-2016-06-28"
    title: str = "No confidence in the leader"
    organisation: str = "Labour Party (United Kingdom)"
    question: str = QUESTION
    holder: str = "Jeremy Corbyn"
    movers: tuple[str, ...] = ("Margaret Hodge",)
    tellers: tuple[str, str] = ("Ann Oakes", "Bela Parry")
    agents: tuple[str, str] = ("Cass Quill", "Dara Rowe")
    dissent: str = "I was not shown the four spoiled papers."
    correction: str = "Minute 2 names the close as 16:30; it was 16:00."
    reasons: tuple[str, str] = ("both boxes are marked", "neither mark can be read")
    objections: tuple[tuple[str, str | None], ...] = ()  # each with its answer

    @classmethod
    def all_of(cls, text: str) -> "Words":
        """The same text in every field."""
        two = (text, f"{text}.")
        return cls(text, text, text, text, text, (text,), two, two, text, text, two, ((text, text), (text, None)))


@dataclass(frozen=True)
class Vote:
    """One vote: what was sealed (for, against, blank), what came on paper, and who stayed away."""

    sealed: tuple[int, int, int] | None = (172, 40, 0)
    papers: Papers | None = Papers(spoiled=(("both boxes are marked", 3), ("neither mark can be read", 1)))
    not_returned: int = 13
    words: Words = Words()
    plp: int = 229
    eplp: int = 20

    @property
    def on_paper(self) -> int:
        return 0 if self.papers is None else self.papers.unspoiled + self.papers.all_spoiled

    @property
    def entitled(self) -> int:
        return sum(self.sealed or ()) + self.on_paper + self.not_returned


DAY_OF_RECORD = Vote()


OBJECTIONS = (("I was let in late.", "The count began after that."), ("The box stood open at noon.", None))


def objected() -> Vote:
    """28 June 2016 with an objection that is answered and a breach that stands open."""
    return replace(DAY_OF_RECORD, words=Words(objections=OBJECTIONS))


def other_day() -> Vote:
    """171 for, 41 against, 4 spoiled, 13 not returned."""
    return replace(DAY_OF_RECORD, sealed=(171, 41, 0))


def wholly_paper() -> Vote:
    """172 for, 40 against, 4 spoiled, 13 not returned, all of it on paper."""
    return replace(DAY_OF_RECORD, sealed=None, papers=Papers(172, 40, 0, (("both boxes are marked", 4),)))


def tied() -> Vote:
    """106 for, 106 against, sealed alone, 17 not returned."""
    return replace(DAY_OF_RECORD, sealed=(106, 106, 0), papers=None, not_returned=17)


def declared(
    vote: Vote = DAY_OF_RECORD,
    book: RuleBook | None = None,
    procedure: str = "no-confidence",
    known: date = DAY,
) -> Declaration:
    """The declaration of a vote, folded from its minutes."""
    rulebook = book or labour()
    minutes = minute_book(vote, rulebook, procedure)
    return declaration_of(minutes, fold(minutes).motion, rulebook, Days(DAY, known))


def minute_book(vote: Vote, rulebook: RuleBook, procedure: str) -> MinuteBook:
    """The minutes of a whole motion, up to the tally."""
    book = MinuteBook()
    for number, (act, recorded) in enumerate(_acts(vote, rulebook, procedure)):
        at = f"2016-06-28T09:{number:02}:00+01:00"
        book = book.append(at, "secretary", act.value, facts.to_json(recorded))
    return book


def _acts(vote: Vote, rulebook: RuleBook, procedure: str) -> list[tuple[Act, Struct]]:
    return [*_before(vote, rulebook, procedure), *_voting(vote), *_after(vote)]


def _before(vote: Vote, rulebook: RuleBook, procedure: str) -> list[tuple[Act, Struct]]:
    words, cast = vote.words, sum(vote.sealed or ())
    zone = rulebook.time_zone
    agents = tuple(facts.Agent(name, "camp", None) for name in words.agents)
    founding = facts.Founding(
        words.case, words.title, words.organisation, procedure, rulebook.fingerprint, zone, "Secretary", KEY
    )
    opens, closes = "2016-06-28T14:00:00+01:00", "2016-06-28T16:00:00+01:00"
    freeze = facts.Freeze(
        HASH, "2016-06-28", vote.entitled, cast, vote.entitled - cast, {"plp": vote.plp, "eplp": vote.eplp}
    )
    return [
        (Act.FOUND, founding),
        (Act.PROPOSE, facts.Proposal(words.question, words.movers, words.holder)),
        (Act.NOTIFY, facts.Notice(words.holder, opens, closes, KEY, agents, None, None)),
        (Act.FREEZE, freeze),
    ]


def _voting(vote: Vote) -> list[tuple[Act, Struct]]:
    sealed, cast = None, None
    if vote.sealed is not None:
        number = sum(vote.sealed)
        sealed = facts.SealedOpening("kTuGdrEQqT2L3z", "pbTwTTGGpP1vbfUPyyp", HASH, number, "R", ("A", "B", "C"))
        cast = facts.SealedClosing(HASH, number, number, HASH)
    return [
        (Act.OPEN, facts.Opening(sealed, vote.on_paper)),
        (Act.CLOSE, facts.Closing(cast)),
    ]


def _after(vote: Vote) -> list[tuple[Act, Struct]]:
    words, papers = vote.words, vote.papers or Papers()
    acts: list[tuple[Act, Struct]] = []
    if vote.papers is not None:
        acts += [(Act.ENTER_PAPER, facts.PaperEntry(teller, HASH)) for teller in words.tellers]
        acts += [(Act.COUNT_PAPER, papers.facts(words.tellers))]
    sealed = None if vote.sealed is None else facts.SealedTally(HASH, *vote.sealed)
    for_, against, blank = vote.sealed or (0, 0, 0)
    tally = facts.Tally(sealed, for_ + papers.for_, against + papers.against, blank + papers.blank, papers.all_spoiled)
    first = 6 + len(acts)
    for number, (said, answer) in enumerate(words.objections):
        minute = first + number + sum(one is not None for _, one in words.objections[:number])
        acts.append((Act.OBJECT, facts.Objection(words.agents[1], "breach" if number else "objection", said)))
        if answer is not None:
            acts.append((Act.ANSWER, facts.Answer(minute, "Secretary", answer)))
    return [
        *acts,
        (Act.ATTEND, facts.Attendance(words.agents[0], signs=True, reason=None)),
        (Act.ATTEND, facts.Attendance(words.agents[1], signs=False, reason=words.dissent)),
        (Act.CORRECT, facts.Correction(2, words.correction)),
        (Act.TALLY, tally),
    ]


CASCADE = """
[[office.mate]]
title     = "Mate"
filled_by = "by right of the chair"
clause    = "all"

[[office.clerk]]
title     = "Clerk"
filled_by = "election"
clause    = "all"

[[procedure.motion.effect.carried]]
text        = "The post of chair is advertised"
binding     = false
within_days = 14
clause      = "all"

[[procedure.motion.effect.carried]]
text       = "The chair goes, and may not be moved against again."
binding    = true
does       = "immunity"
for_months = 12
clause     = "all"

[[procedure.motion.effect.carried]]
text    = "The office falls vacant."
binding = true
does    = "vacates"
office  = "chair"
clause  = "all"
"""


def with_cascade() -> RuleBook:
    """A book in which the mate holds by right of the chair, the clerk acts, and effects have days and ends."""
    text = SMALL.replace('"election"\n', '"election"\nex_officio = ["mate"]\nacting = "clerk"\n', 1)
    return parse(text.replace('text    = "The chair goes."', 'text    = "It is minuted."') + CASCADE, "cascade.toml")


def with_quorum() -> RuleBook:
    """A book whose quorum asks for 220 papers of 229; fewer came. Where enough come the chair goes in 14 days."""
    text = SMALL.replace('"for > 1/2 of valid"', '"for > 1/2 of valid"\nquorum = "papers >= 96% of entitled"')
    return parse(text.replace('"The chair goes."', '"The chair goes."\nwithin_days = 14'), "quorum.toml")
