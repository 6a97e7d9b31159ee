"""The words that every form of a contest's declaration shares, so that no two can say different things."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from tellers.canonical import sha256_hex
from tellers.figures import Figure, percent
from tellers.proceedings.contest_declaration import ContestDeclaration
from tellers.proceedings.facts_contest import Frozen
from tellers.proceedings.finding import FoundEffect, FoundThreshold
from tellers.reports import wording
from tellers.reports.contest_steps import Step, capital, steps_of

CLASSES = {
    "entitled": "Entitled",
    "returned": "Returned",
    "not-returned": "Not returned",
    "valid": "Valid",
    "blank": "Blank",
    "spoiled": "Spoiled",
}
"""The papers of a stage by the last word of their figure's id, in the order of a report."""

OPS = {">": "more than", ">=": "at least", "<": "fewer than", "<=": "at most"}
MET = {True: "met", False: "NOT MET", None: "not known"}
OUTCOMES = {
    "elected": "elected",
    "unfilled": "not filled",
    "tied": "tied",
    "inquorate": "inquorate",
    "refused": "refused",
}


def headline(declaration: ContestDeclaration) -> str:
    """The answer in one line: "ELECTED: Ann Reeve"."""
    found = declaration.found
    outcome = OUTCOMES.get(found.outcome, found.outcome)
    if not found.winners:
        return f"{outcome.upper()}: nobody is elected"
    names = ", ".join(found.winners)
    return f"ELECTED: {names}" if found.outcome == "elected" else f"{outcome.upper()}; elected all the same: {names}"


def answer(declaration: ContestDeclaration) -> str:
    """The answer in one line, as a heading: "Elected: Ann Reeve"."""
    outcome = OUTCOMES.get(declaration.found.outcome, declaration.found.outcome)
    return capital(f"{outcome}{headline(declaration)[len(outcome) :]}")


def spoken_answer(declaration: ContestDeclaration) -> str:
    """The answer in a sentence to be read aloud."""
    found = declaration.found
    if found.outcome != "elected":
        return f"{answer(declaration)}."
    *others, last = found.winners
    return f"{', '.join(others)} and {last} are ELECTED." if others else f"{last} is ELECTED."


def needed(declaration: ContestDeclaration) -> Iterator[str]:
    """What it takes to be elected, as far as a number says it."""
    told = dict.fromkeys(f"{capital(asked_words(one))}" + _so(one) for one in declaration.found.thresholds)
    yield from (f"{sentence}." for sentence in told)
    last = steps_of(declaration)[-1:]
    if last and last[0].line is not None:
        yield f"{last[0].line} votes at the last stage."
    elif last and not told:
        yield "The rule book states no number: the method says who is elected."
    elif not last:
        yield "No ballot was held."


def stage_words(declaration: ContestDeclaration, stage: str) -> str:
    """What a stage of the rules is called; the only one is the count."""
    return "The count" if len(declaration.contest.tallies) == 1 else f"Stage “{stage}”"


def exhausted_name(step: Step) -> str:
    """What votes with no candidate are called."""
    return "Exhausted" if not (step.exhausted and "." in step.exhausted) else "Exhausted, and lost by rounding"


def share_words(figure: Figure) -> str:
    """A share with its base and its terms: "38.8% of valid votes (52/134)"."""
    return f"{wording.percentage(figure)} of {base_words(figure)} ({wording.exact_share(figure)})"


def base_words(figure: Figure) -> str:
    """The base of a share: "valid votes", "valid votes in students"."""
    name = "" if figure.base is None else figure.base.name
    _, within, section = name.partition("valid in ")
    return f"valid votes in {section}" if within else wording.BASES.get(name, name)


@dataclass(frozen=True)
class Papers:
    """The papers of a stage, or of one ballot of a series, by class; `head` says which, where there are several."""

    stage: str
    ballot: str
    head: str
    figures: dict[str, Figure]

    @property
    def rows(self) -> tuple[tuple[str, Figure], ...]:
        """Each class by its name, in the order of a report."""
        return tuple((name, self.figures[word]) for word, name in CLASSES.items() if word in self.figures)


def papers(declaration: ContestDeclaration) -> tuple[Papers, ...]:
    """The papers of each stage, or of each ballot of a series."""
    groups: dict[str, dict[str, Figure]] = {}
    for figure in declaration.figures:
        prefix, _, word = figure.id.rpartition(".")
        if figure.base is None and word in CLASSES and ".votes." not in figure.id:
            groups.setdefault(prefix, {})[word] = figure
    return tuple(_papers(declaration, prefix, group) for prefix, group in groups.items())


def _papers(declaration: ContestDeclaration, prefix: str, group: dict[str, Figure]) -> Papers:
    stage, _, number = prefix.partition(".")
    return Papers(stage, number, _place(declaration, prefix), group)


@dataclass(frozen=True)
class Channels:
    """What a figure is made of where some voted on paper; a part is None where it is not told."""

    name: str
    sealed: Figure | None
    paper: Figure | None


def channels(declaration: ContestDeclaration) -> tuple[tuple[str, tuple[Channels, ...]], ...]:
    """Sealed ballots beside papers, of each ballot: a heading, and each part; empty where all is sealed."""
    groups: dict[str, dict[str, dict[str, Figure]]] = {}
    for figure in declaration.figures:
        whole, _, channel = figure.id.rpartition("-")
        if channel in {"sealed", "paper"} and figure.counts.endswith((", sealed", ", on paper")):
            place, votes, name = whole.partition(".votes.")
            place = place if votes else whole.rpartition(".")[0]
            name = name or CLASSES[whole.rpartition(".")[2]]
            groups.setdefault(_place(declaration, place), {}).setdefault(name, {})[channel] = figure
    return tuple(
        (head, tuple(Channels(name, parts.get("sealed"), parts.get("paper")) for name, parts in group.items()))
        for head, group in groups.items()
    )


def _place(declaration: ContestDeclaration, prefix: str) -> str:
    stage, _, number = prefix.partition(".")
    several = "rounds" in declaration.contest.tallies[stage].ballot
    named = "" if len(declaration.contest.tallies) == 1 else stage_words(declaration, stage)
    return capital(", ".join(one for one in (named, f"ballot {number}" if number and several else "") if one))


def sections(
    declaration: ContestDeclaration, stage: str | None = None
) -> Iterator[tuple[str, tuple[tuple[Figure, Figure], ...]]]:
    """Votes by section, of every round or of one stage: a heading, then each figure with its share of the section."""
    whole = [one for one in declaration.figures if ".section." in one.id]
    groups: dict[str, list[tuple[Figure, Figure]]] = {}
    for figure, share in zip(whole[::2], whole[1::2], strict=True):
        groups.setdefault(figure.id.partition(".votes.")[0], []).append((figure, share))
    for prefix, pairs in groups.items():
        place, _, section = prefix.partition(".section.")
        of, _, number = place.rpartition(".")
        if stage is None or stage == of:
            several = len(declaration.count) > 1
            head = f"{section} ({stage_words(declaration, of).lower()}, {number})" if several else section
            yield capital(head), tuple(pairs)


def candidate_of(figure: Figure) -> str:
    """Whose votes in a section a figure counts."""
    return figure.id.partition(".votes.")[2]


def thresholds(declaration: ContestDeclaration) -> Iterator[tuple[str | None, FoundThreshold]]:
    """Each threshold of the finding, then those that were held against each candidate, with whose they are."""
    told = []
    for one in declaration.found.candidates:
        for threshold in one.thresholds:
            told.append(threshold)
            yield one.name, threshold
    yield from ((None, threshold) for threshold in declaration.found.thresholds if threshold not in told)


def asked_words(one: FoundThreshold) -> str:
    """What a threshold asks: "more than 1/2 of 122 valid votes"; as the rule has it where it is no share."""
    if one.fraction is None or one.base is None or one.base_size is None:
        return one.text
    of = "" if one.fraction == "1" else f"{one.fraction} of "
    base = f"the {one.base_size} entitled" if one.base == "entitled" else None
    return f"{OPS.get(one.op, one.op)} {of}{base or f'{one.base_size} {wording.BASES.get(one.base, one.base)}'}"


def threshold_name(one: FoundThreshold) -> str:
    """What a threshold is called beside its sentence."""
    return {"quorum": "Quorum", "threshold": "Needed"}.get(one.rule, capital(one.rule))


def threshold_sentence(one: FoundThreshold, name: str | None) -> str:
    """What was asked, what there was, and whether it is met."""
    so = _so(one)
    whose = "" if name is None else f"{name}: "
    size = "not known" if one.count_size is None else str(one.count_size)
    if "/" in size:
        size = f"{size} ({percent(Fraction(size))})"
    return f"{whose}{asked_words(one)}{so}. Counted: {size} {one.count}: {MET[one.met]}."


def _so(one: FoundThreshold) -> str:
    return "" if one.needed is None else f", so {one.needed}"


def grounds_sentence(one: FoundThreshold | FoundEffect) -> str:
    """The clause, or what is assumed where there is none."""
    return f"Clause {one.clause}." if one.clause is not None else f"No clause. Assumed: {one.assumed}."


def effects_head(struck: str) -> str | None:
    """What is said before the effects of a contest that is annulled; nothing while it stands."""
    return "Annulled, it does none of what follows." if struck else None


def effect_sentence(one: FoundEffect) -> str:
    """What the outcome does, and by when."""
    due = "" if one.due is None else f" Due by {wording.day(date.fromisoformat(one.due[:10]))}."
    return f"{'Binding' if one.binding else 'Advisory'}. {one.text}{due}"


def known_words(declaration: ContestDeclaration) -> Iterator[tuple[str, str]]:
    """The ways in which figures here are known, each with what it means."""
    used = {figure.known.value for figure in declaration.figures}
    return ((known, meaning) for known, meaning in wording.KNOWN.items() if known in used)


def fingerprints(declaration: ContestDeclaration) -> Iterator[tuple[str, str]]:
    """What can be compared, by name."""
    yield "Declaration (SHA-256)", sha256_hex(declaration.encode())
    yield "Rule book (SHA-256)", declaration.founding.rulebook
    frozen = declaration.contest.last(Frozen)
    rolls = () if frozen is None else frozen.rolls
    for one in rolls:
        yield ("Roll (SHA-256)" if len(rolls) == 1 else f"Roll of “{one.stage}” (SHA-256)"), one.roll
    yield f"Minute book, first {declaration.minutes.size} (root)", declaration.minutes.head
    for ballot in declaration.elections:
        number = f" {ballot.opened.number}" if ballot.opened.series else ""
        named = f" of “{ballot.opened.stage}”{number}" if len(declaration.elections) > 1 else ""
        yield f"Election{named}", ballot.opened.election
        if ballot.proved is not None and ballot.proved.archive is not None:
            yield f"Archive{named} (head)", ballot.proved.archive
    yield "Key of the minutes (SHA-256)", sha256_hex(declaration.founding.key.encode())


def counters(declaration: ContestDeclaration) -> tuple[str, ...]:
    """Who counted, by name; nobody where the ballots were sealed."""
    named = (name for tally in declaration.contest.tallies.values() for name in tally.tellers)
    return tuple(dict.fromkeys(named))


def methods(declaration: ContestDeclaration) -> str:
    """The methods of the count by their ids."""
    return ", ".join(dict.fromkeys(step.method for step in steps_of(declaration)))
