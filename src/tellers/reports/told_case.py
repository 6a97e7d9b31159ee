"""What a case tells beside its motion: a contest that is declared, a petition that is closed, who left which post."""

from dataclasses import replace
from fractions import Fraction

from tellers.figures import Base, Figure, Known
from tellers.minutes.book import MinuteBook
from tellers.proceedings import facts_appointment, facts_contest, facts_petition
from tellers.proceedings.appointment import Appointment
from tellers.proceedings.asked import Asked
from tellers.proceedings.contest import Contest
from tellers.proceedings.contest_declaration import ContestDeclaration, declaration_of
from tellers.proceedings.facts import moment
from tellers.proceedings.finding import Found, FoundThreshold
from tellers.proceedings.petition import Petition
from tellers.proceedings.record import Record, fold
from tellers.proceedings.times import day_of, when
from tellers.reports.chronology import post_title
from tellers.reports.told import Departure, Departures, Told, ToldEffect, ToldNeed
from tellers.rulebook.book import RuleBook

VOTES = "votes for "
"""What stands before a candidate's name where a figure counts votes."""

GONE = {
    facts_appointment.Resigned: "resigned",
    facts_appointment.Dismissed: "dismissed",
    facts_appointment.Vacated: "left",
}


def told_beside(book: MinuteBook, rulebook: RuleBook) -> tuple[Told, ...]:
    """Every declared contest and every closed petition of a case, the last first; then lists of posts."""
    record = fold(book)
    posts = [_posts(record, rulebook, one) for one in record.of(Appointment)]
    contests = [_contest(book, rulebook, one) for one in record.of(Contest) if one.last(facts_contest.Declared)]
    petitions = [_petition(record, rulebook, one) for one in record.of(Petition) if one.last(facts_petition.Closing)]
    return (*sorted((*contests, *petitions), key=lambda one: one.on, reverse=True), *posts)


def _posts(record: Record, rulebook: RuleBook, listed: Appointment) -> Told:
    """A list of posts, which holds no figure of a vote."""
    last = max([day_of(when(at)) for at in listed.moments] or [listed.began.date()])
    title = rulebook.variants(listed.beginning.procedure, on=listed.began.date())[0].procedure.title
    return Told(
        title,
        record.founding.organisation,
        title,
        last,
        last,
        figures=(),
        outcome=None,
        origin=f"minutes of {listed.id}",
    )


def _contest(book: MinuteBook, rulebook: RuleBook, contest: Contest) -> Told:
    """A declared contest, from the minutes before its declaration."""
    made = contest.the(facts_contest.Declared)
    entry = next(entry for entry in reversed(contest.entries) if entry.facts == made)
    before = replace(book, minutes=book.minutes[: entry.number])
    record = fold(before)
    asked = Asked(record, record.one(Contest, contest.id), made, moment(entry.at), rulebook)
    return told_of_contest(declaration_of(asked, made.found, before))


def told_of_contest(declaration: ContestDeclaration) -> Told:
    """A declared contest as a record that claims are held against.

    The papers of a contest of several stages are left out: they are several, and a report seldom says of which.
    """
    names = tuple(one.name for one in declaration.contest.announced.candidates)
    stages = {figure.id.partition(".")[0] for figure in declaration.figures}
    figures = (_named(figure) for figure in declaration.figures)
    whole = len(stages) == 1
    return Told(
        title=declaration.title,
        organisation=declaration.founding.organisation,
        question=declaration.title,
        on=declaration.on,
        known_on=declaration.on,
        figures=_with_turnout(tuple(one for one in figures if whole or one.counts in names)),
        outcome=declaration.found.outcome,
        effects=_effects(declaration.found),
        candidates=names,
        winners=declaration.found.winners,
        needs=_needs(declaration.found),
    )


def _with_turnout(figures: tuple[Figure, ...]) -> tuple[Figure, ...]:
    """The figures with the share of those entitled that each class of papers is."""
    by_id = {figure.id: figure for figure in figures}
    if "entitled" not in by_id:
        return figures
    base = Base("entitled", by_id["entitled"].value)
    papers = ("returned", "valid", "blank", "spoiled", "not-returned")
    return (*figures, *(by_id[one].share_of(base) for one in papers if one in by_id))


def _named(figure: Figure) -> Figure:
    """A figure by the class or the candidate alone, without its stage."""
    stage, _, rest = figure.id.partition(".")
    counts = figure.counts.removeprefix(VOTES)
    id_ = rest if counts == figure.counts and "." not in rest else figure.id
    return replace(figure, id=id_ if stage else figure.id, counts=counts)


def _petition(record: Record, rulebook: RuleBook, petition: Petition) -> Told:
    """A closed petition: who could sign, how many signed, what it needed."""
    closing, entry = petition.the(facts_petition.Closing), petition.entry(facts_petition.Closing)
    opening = petition.the(facts_petition.Opening)
    number = 0 if entry is None else entry.number
    on = petition.began.date() if entry is None else moment(entry.at).date()
    needs = _needs(closing.found)
    size = next((one.base_size for one in needs if one.base == "entitled" and one.base_size is not None), None)
    procedure = rulebook.variants(opening.procedure, on=petition.began.date())[0].procedure
    return Told(
        title=procedure.title,
        organisation=record.founding.organisation,
        question=opening.text,
        on=on,
        known_on=on,
        figures=_signatures(closing, size, f"minute {number} (petition.close)"),
        outcome=closing.found.outcome,
        effects=_effects(closing.found),
        holder=opening.target,
        needs=needs,
    )


def _signatures(closing: facts_petition.Closing, size: int | None, source: str) -> tuple[Figure, ...]:
    signed = Figure("signatures", "signatures", closing.signatures, Known.CERTIFIED, source)
    withdrawn = Figure("withdrawn", "withdrawn", closing.withdrawn, Known.CERTIFIED, source)
    if size is None:
        return (signed, withdrawn)
    entitled = Figure("entitled", "entitled", size, Known.CERTIFIED, source)
    return (signed, withdrawn, entitled, signed.share_of(Base("entitled", size)))


def _effects(found: Found) -> tuple[ToldEffect, ...]:
    return tuple(
        ToldEffect(one.text, one.binding, f"clause {one.clause}" if one.clause else f"assumed: {one.assumed}")
        for one in found.effects
    )


def _needs(found: Found) -> tuple[ToldNeed, ...]:
    return tuple(_need(one) for one in found.thresholds)


def _need(one: FoundThreshold) -> ToldNeed:
    grounds = f"clause {one.clause}" if one.clause is not None else f"assumed: {one.assumed}"
    size = one.base_size if isinstance(one.base_size, int) else None
    needed = one.needed if isinstance(one.needed, int) else None
    share = None if one.fraction is None else Fraction(one.fraction)
    return ToldNeed(one.rule, one.text, one.count, one.base, size, needed, share, grounds, one.clause is None)


def departures_of(record: Record, rulebook: RuleBook) -> Departures | None:
    """Who left which post by the list of posts that a case keeps; None where it keeps none."""
    lists = record.of(Appointment)
    if not lists:
        return None
    listed = lists[-1]
    gone = [(entry.facts, GONE[type(entry.facts)]) for entry in listed.happened if type(entry.facts) in GONE]
    held = listed.posts()
    posts = {post: post_title(post, rulebook) for post in held}
    procedure = rulebook.variants(listed.beginning.procedure, on=listed.began.date())[0].procedure
    return Departures(
        title=procedure.title,
        listed=tuple(
            Departure(post_title(one.post, rulebook), one.who, day_of(when(one.at)), how)
            for one, how in gone
            if isinstance(one, facts_appointment.Happened)
        ),
        posts=tuple(posts.values()),
        vacant=tuple(posts[name] for name, post in held.items() if not post.holders),
        whole=True,
        source=f"minutes of {listed.id}",
    )
