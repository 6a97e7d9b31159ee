"""The papers themselves, written out in the facts or in a file beside them, counted by any method that fits."""

from dataclasses import replace
from fractions import Fraction

from tellers.counting.condorcet import Compared
from tellers.counting.contest import Contest as Papered
from tellers.counting.contest import Papers as Grouped
from tellers.counting.contest import Rejected, papers_of
from tellers.counting.formats.detect import read_contest
from tellers.counting.formats.reading import Reading
from tellers.counting.marks import MARKS
from tellers.counting.methods import count
from tellers.counting.pairwise import Pairwise, count_pairwise, positions
from tellers.counting.rule_sets.condorcet import CONDORCET
from tellers.counting.scores import score_papers
from tellers.counting.transcript import Transcript
from tellers.decisions.contests.comparisons import count_compared, preferred_to
from tellers.decisions.contests.counted import Counted, votes_of
from tellers.decisions.contests.forms import FACTS, Family
from tellers.decisions.contests.poll import Poll
from tellers.decisions.contests.standing import strangers
from tellers.decisions.contests.totals import SEVERAL
from tellers.decisions.facts import Ballot
from tellers.decisions.known import exactly
from tellers.errors import RecordBroken, Unreadable

STOPS = "stops before"
"""How the note of a count begins that could not go on."""


def count_papers(poll: Poll, family: Family) -> Counted:
    """What the papers of a ballot come to; candidates who do not stand are left out before the count."""
    contest = _contest(poll)
    if family is Family.COMPARISON:
        return _with_papers(
            poll, contest, count_compared(poll, _compared(poll, contest), exactly(contest.papers.total))
        )

    def seated(places: int) -> Transcript:
        return count(replace(contest, seats=places), poll.method, poll.breaker)

    transcript = seated(poll.places)
    ordered = family in {Family.MARKS, Family.SCORE} or poll.method == SEVERAL
    compared = _compared(poll, contest)
    counted = Counted(
        transcript,
        poll.ballot.papers,
        exactly(transcript.valid),
        votes_of(transcript),
        _preferred(poll, transcript, compared, family),
        reseated=seated if ordered else None,
    )
    return _with_papers(poll, contest, counted)


def names_on(poll: Poll) -> tuple[str, ...]:
    """Every candidate that the papers know."""
    return _contest(poll).candidates


def _preferred(
    poll: Poll, transcript: Transcript, compared: Compared, family: Family
) -> dict[str, tuple[Fraction, Fraction]]:
    """Against the default option: totals where they decide, else papers that rank one above the other."""
    if family not in {Family.MARKS, Family.SCORE}:
        return preferred_to(poll.default, compared)
    votes = votes_of(transcript)
    return (
        {}
        if poll.default is None or poll.default not in votes
        else {n: (votes[n], votes[poll.default]) for n in votes}
    )


def _with_papers(poll: Poll, contest: Papered, counted: Counted) -> Counted:
    """The papers that are blank or spoiled as the count found them, where the facts do not say."""
    told = poll.ballot.papers
    transcript = counted.transcript
    strange = strangers(poll, contest.candidates)
    blank = told.blank if told.blank is not None else contest.papers.blank
    spoiled = told.spoiled if told.spoiled is not None else max(transcript.spoiled, contest.papers.spoiled)
    return replace(
        counted,
        papers=replace(told, blank=blank, spoiled=spoiled),
        contradictions=(*counted.contradictions, *strange),
        missing=counted.missing or _undrawn(poll, transcript),
    )


def _undrawn(poll: Poll, transcript: Transcript) -> tuple[str, ...]:
    """Where papers were drawn by lot, the rounds that came of it: papers alone do not tell them."""
    stops = any(note.startswith(STOPS) for note in transcript.notes)
    return (f"{poll.fact}.rounds",) if stops else ()


def _contest(poll: Poll) -> Papered:
    try:
        contest = _read(poll)
    except RecordBroken as error:
        raise Unreadable(f"`{poll.fact}`: {error}", source=FACTS) from None
    away = {place for place, name in enumerate(contest.candidates) if name not in poll.options}
    return replace(contest, seats=poll.places, withdrawn=contest.withdrawn | away)


def _read(poll: Poll) -> Papered:
    ballot = poll.ballot
    if ballot.file is not None:
        reading = Reading(ballot.file.name, seats=poll.places, top=poll.stage.scale.value)
        return _limited(poll, read_contest(ballot.file.raw, reading))
    names = tuple(dict.fromkeys((*poll.options, *_named(ballot))))
    return _limited(poll, Papered(poll.stage.title, names, poll.places, _grouped(poll, names)))


def _named(ballot: Ballot) -> tuple[str, ...]:
    ranked = [name for one in ballot.rankings for group in one.ranks for name in group]
    return tuple(dict.fromkeys([*ranked, *(name for one in ballot.scores for name in one.scores)]))


def _grouped(poll: Poll, names: tuple[str, ...]) -> Grouped:
    ballot, place = poll.ballot, {name: number for number, name in enumerate(names)}
    if ballot.scores:
        rows = [(one.papers, [one.scores.get(name) for name in names]) for one in ballot.scores if one.papers]
        return score_papers(rows, top=poll.stage.scale.value)
    ranked = [(one.papers, [[place[name] for name in group] for group in one.ranks]) for one in ballot.rankings]
    return papers_of((papers, ranks) for papers, ranks in ranked if papers)


def _limited(poll: Poll, contest: Papered) -> Papered:
    """Papers that bear more names than the book allows are spoiled; only methods of marks have such a limit."""
    most, papers = poll.stage.marks.value, contest.papers
    if most is None or poll.method not in MARKS or not papers.ranks.size:
        return contest
    named = (positions(papers, len(contest.candidates)) < papers.ranks.shape[1]).sum(axis=1)
    fits = named <= most
    over = int(papers.weights[~fits].sum())
    if not over:
        return contest
    rejected = (*papers.rejected, Rejected(None, f"more than {most} names", over))
    return replace(
        contest, papers=replace(papers, ranks=papers.ranks[fits], weights=papers.weights[fits], rejected=rejected)
    )


def _compared(poll: Poll, contest: Papered) -> Compared:
    papers = contest.papers
    pairwise = _pairwise(poll, contest)
    return Compared(
        contest.candidates, contest.standing, poll.places, pairwise, papers.total, papers.blank, papers.spoiled
    )


def _pairwise(poll: Poll, contest: Papered) -> Pairwise:
    if poll.method in CONDORCET:
        rules = CONDORCET[poll.method]
        return count_pairwise(contest.papers, len(contest.candidates), rules.unranked.says, rules.equal.says)
    return count_pairwise(contest.papers, len(contest.candidates))
