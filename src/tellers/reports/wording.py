"""The words that a declaration's text and page share, so that the two cannot say different things."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from tellers.canonical import sha256_hex
from tellers.decisions.conditions import Met
from tellers.decisions.effects import Consequence
from tellers.decisions.next_steps import NextStep
from tellers.figures import Figure, percent
from tellers.proceedings.declaration import Declaration
from tellers.proceedings.motion import SUBJECT, Objected
from tellers.rulebook.clauses import Grounds
from tellers.rulebook.thresholds import Number, Op, Share

CLASSES = {
    "entitled": "Entitled",
    "returned": "Returned",
    "valid": "Valid",
    "for": "For",
    "against": "Against",
    "blank": "Blank",
    "spoiled": "Spoiled",
    "not-returned": "Not returned",
}
"""Every class of papers by the id of its figure, in the order of a report."""

BASES = {
    "valid": "valid votes",
    "papers": "papers",
    "entitled": "those entitled",
    "present": "those present",
    "seats": "seats",
    "continuing": "continuing papers",
}
"""What each base is called after "of"."""

KNOWN = {
    "proved": "anyone can compute it again from the archive",
    "certified": "named officers or tellers say so",
    "assumed": "nobody wrote it down; the sentence says what is taken",
}

NONE = "—"
"""Where there is no number to give."""

OPS = {Op.MORE_THAN: "more than", Op.AT_LEAST: "at least"}


@dataclass(frozen=True)
class SplitRow:
    """One class where both forms were used; a part is None where the form has none or the split is withheld."""

    name: str
    sealed: Figure | None
    paper: Figure | None
    total: Figure


def headline(declaration: Declaration) -> str:
    """The answer in one line: "Motion CARRIED: 172 for, 40 against"."""
    return f"Motion {declaration.finding.outcome.value.upper()}: {score(declaration)}"


def score(declaration: Declaration) -> str:
    """The two counts that were held against each other: "172 for, 40 against"."""
    return f"{declaration.figure('for').value} for, {declaration.figure('against').value} against"


def day(on: date) -> str:
    """A day as people write it: "28 June 2016"."""
    return f"{on.day} {on:%B %Y}"


def threshold_words(met: Met) -> str:
    """What was asked, on its base: "more than 1/2 of 212 valid votes"."""
    threshold = met.threshold
    match threshold.line:
        case Number():
            return f"{OPS[threshold.op]} {threshold.line} {threshold.count}"
        case Share(fraction=share):
            of = "" if share == 1 else f"{share} of "
            return f"{OPS[threshold.op]} {of}{base_words(met)}"
    return f"{OPS[threshold.op]} {threshold.line}"


def base_words(met: Met) -> str:
    """The base of a threshold with its size: "212 valid votes", "the 229 entitled"."""
    base = met.threshold.base or met.threshold.count
    return f"the {met.base_size} entitled" if base == "entitled" else f"{met.base_size} {BASES.get(base, base)}"


def threshold_name(met: Met) -> str:
    """What a threshold is called beside its sentence."""
    return "Quorum" if met.rule == "quorum" else "Needed"


def threshold_sentence(met: Met) -> str:
    """What was asked, what there was, and whether it is met."""
    counted = f"{met.count_size} {met.threshold.count}"
    so = "" if met.needed is None else f", so {met.needed}"
    return f"{threshold_words(met)}{so}. There were {counted}: {'met' if met.met else 'NOT MET'}."


def grounds_sentence(grounds: Grounds) -> str:
    """The clause with its source, or what is assumed where there is no clause."""
    if grounds.clause is None:
        return f"No clause. Assumed: {grounds.assumed}."
    return f"Clause {grounds.clause}" + (f", {grounds.source}." if grounds.source else ".")


def effect_word(consequence: Consequence) -> str:
    """Whether an effect binds."""
    return "Binding" if consequence.effect.binding else "Advisory"


def effect_sentence(consequence: Consequence) -> str:
    """An effect with its days: the last on which it is done, and the first on which it holds no longer."""
    due = "" if consequence.due is None else f" Due by {day(consequence.due)}."
    until = "" if consequence.until is None else f" No longer from {day(consequence.until)}."
    text = consequence.effect.text
    return f"{text if text.endswith(('.', '!', '?')) else f'{text}.'}{due}{until}"


def spoken_effect(consequence: Consequence) -> str:
    """An effect in one paragraph: whether it binds, what it is, its grounds, and what it draws after it."""
    grounds = grounds_sentence(consequence.effect.grounds)
    said = f"{effect_word(consequence)}: {effect_sentence(consequence)} {grounds}"
    return " ".join([said, *map(spoken_effect, consequence.cascade)])


def sums(declaration: Declaration) -> tuple[str, str]:
    """How the classes add up, so that a reader can check them."""
    size = {id_: declaration.figure(id_).value for id_ in CLASSES}
    entitled = f"{size['entitled']} entitled = {size['returned']} returned + {size['not-returned']} not returned"
    classes = " + ".join(f"{size[id_]} {id_}" for id_ in ("for", "against", "blank", "spoiled"))
    return entitled, f"{size['returned']} returned = {classes}; valid is for and against: {size['valid']}"


def shares(declaration: Declaration, id_: str) -> tuple[Figure, ...]:
    """Every share of one class, in the order of the record."""
    names = {f"{id_}-of-{base}" for base in BASES}
    return tuple(figure for figure in declaration.figures if figure.id in names)


def share_words(figure: Figure) -> str:
    """A share with its base: "81.1% of valid votes"; of nothing there is no share."""
    base = "" if figure.base is None else BASES[figure.base.name]
    return f"{percentage(figure)} of {base}"


def percentage(figure: Figure) -> str:
    """The share rounded for reading: "81.1%"; a dash where the base is empty."""
    return NONE if figure.fraction is None else percent(figure.fraction)


def shares_sentence(declaration: Declaration, id_: str) -> str:
    """One class on every base, then the same shares as exact fractions."""
    found = [figure for figure in shares(declaration, id_) if figure.fraction is not None]
    if not found:
        return "There is nothing to take a share of."
    words = ", ".join(share_words(figure) for figure in found)
    exact = ", ".join(exact_share(figure) for figure in found)
    return f"{words} ({exact})."


def exact_share(figure: Figure) -> str:
    """The share as counted: "172/212"; a dash where the base is empty."""
    return NONE if figure.base is None or not figure.base.size else f"{figure.value}/{figure.base.size}"


def split(declaration: Declaration) -> tuple[SplitRow, ...]:
    """Sealed ballots beside papers, a row a class; empty where one form alone was used."""
    by_id = {figure.id: figure for figure in declaration.figures}
    if "returned-sealed" not in by_id:
        return ()
    names = ("for", "against", "blank", "spoiled", "returned")
    return tuple(
        SplitRow(CLASSES[name], by_id.get(f"{name}-sealed"), by_id.get(f"{name}-paper"), by_id[name]) for name in names
    )


def form_words(name: str, figure: Figure | None) -> str:
    """The head of a column of one form: "sealed, proved"."""
    return name if figure is None else f"{name}, {figure.known.value}"


def split_note(declaration: Declaration) -> str | None:
    """What is owed to a reader where the papers are too few for a split of their own."""
    rows = split(declaration)
    if not rows or rows[0].paper is not None:
        return None
    return (
        "The papers are fewer than the minimum cell, so this declaration does not print how they divide. "
        "Whoever takes the sealed figures from the totals can work it out: withholding does not hide it."
    )


def step_number(step: NextStep) -> str:
    """What a next step needs: "50 of 249 nominations", or what is missing to say so."""
    return f"{step.number}; not known: {', '.join(step.missing)}" if step.missing else step.number


def step_head(step: NextStep) -> str:
    """A next step with what it needs: "Challenge to the leader: 50 of 249 nominations"."""
    number = step_number(step)
    return f"{step.procedure.title}: {number}" if number else step.procedure.title


def step_ways(step: NextStep) -> tuple[str, ...]:
    """What a next step needs under each reading of it that makes a difference; none where none does."""
    if len(step.ways) == 1:
        return ()
    return tuple(f"{', '.join(choice for _, choice in way.choices)}: {way.number}" for way in step.ways)


def step_grounds(step: NextStep) -> tuple[Grounds, ...]:
    """What the number of a next step rests on, or the step itself where it needs none."""
    rules = [way.rule.grounds for way in step.ways if way.rule is not None]
    return tuple(dict.fromkeys(rules or [step.procedure.grounds]))


def step_bodies(step: NextStep) -> str:
    """The body on which a next step is measured; several where that turns on a reading."""
    return ", or ".join(dict.fromkeys(way.body.name for way in step.ways if way.body is not None))


def step_applies(step: NextStep) -> str:
    """Whether a next step can begin as things stand, and when it can."""
    return f"{'Applies' if step.applies else 'Does not apply'} as things stand ({step.condition})."


def next_step_readings(step: NextStep) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each disputed question of a next step, with one line for every reading that is live."""
    for reading in step.readings:
        lines = [line for line in step.lines if line.startswith(tuple(one.text for one in reading.choices))]
        state = "settled" if reading.settled else f"open: {len(reading.choices)} readings are live"
        yield f"{reading.reading.question} ({state})", tuple(lines)


def objection_sentence(one: Objected) -> str:
    """An objection or a breach with its answer, or that it stands open."""
    about = f" to {one.objection.about}" if one.objection.about not in (None, SUBJECT) else ""
    said = f"Minute {one.minute}, {one.objection.grade} by {one.objection.by}{about}: {one.objection.text}"
    if one.answer is None:
        return f"OPEN. {said}"
    number, answer = one.answer
    return f"{said} Answered in minute {number} by {answer.by}: {answer.text}"


def agents_sentence(declaration: Declaration) -> str:
    """How many agents sign the count, and who dissents; the reasons stand with the agents."""
    signed = sum(attendance.signs for attendance in declaration.attendances)
    dissent = ", ".join(attendance.agent for attendance in declaration.attendances if not attendance.signs)
    signs = f"{signed or 'none'} {'signs' if signed == 1 else 'sign'} the count"
    return f"{signs}; dissent: {dissent or 'none'}."


def fingerprints(declaration: Declaration) -> Iterator[tuple[str, str]]:
    """What can be compared, by name; a form of ballot that was not used has none.

    Nor has declaration.json where the declaration is told as known on a later day: it is then not that file.
    """
    prints, later = declaration.fingerprints, declaration.known_on != declaration.on
    named = (
        ("declaration.json (SHA-256)", None if later else sha256_hex(declaration.encode())),
        ("Rule book (SHA-256)", prints.rulebook),
        ("Roll (SHA-256)", prints.roll),
        (f"Minute book, first {prints.minutes_size} (root)", prints.minutes),
        ("Election", prints.election),
        ("Archive (head)", prints.archive),
        ("Key of the minutes (SHA-256)", sha256_hex(prints.key.encode())),
    )
    return ((name, value) for name, value in named if value is not None)


def in_groups(text: str, size: int = 4) -> str:
    """A fingerprint in groups, as people read it aloud."""
    return " ".join(text[start : start + size] for start in range(0, len(text), size))
