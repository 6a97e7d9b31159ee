"""Condorcet methods: candidates are compared two by two, and the comparisons become a ranking.

Places beyond the first are filled from that one ranking. Where it leaves equals at the last place, the tie is asked
about.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from tellers.counting.contest import Contest
from tellers.counting.named import Named
from tellers.counting.pairwise import Pairwise, count_pairwise
from tellers.counting.placing import Ask, fill, highest_first, unbeaten_first
from tellers.counting.ranked_pairs import Kept, defeats_by_strength, place, rankings
from tellers.counting.rule_sets.condorcet import CONDORCET, CondorcetRules, Ranking
from tellers.counting.strength import Measure, Strength, strength, strongest_paths
from tellers.counting.ties import TieBreaker
from tellers.counting.transcript import Act, Stage, Table, TieRecord, Transcript, exact_text

HALVES = 2
"""Scale of a score in which two candidates who tie have half a point each."""
NOBODY_BEATS_ALL = "nobody defeats every other one"
"""Why a place is not filled where only such a winner is elected."""


@dataclass(frozen=True)
class Compared:
    """What the methods rank: names, who stands, places, and the comparisons; with the papers, if there were any."""

    names: tuple[str, ...]
    standing: tuple[int, ...]
    seats: int
    pairwise: Pairwise
    valid: int = 0
    blank: int = 0
    spoiled: int = 0
    notes: tuple[str, ...] = ()

    def transcript(self, rules: Named, said: "Said", ask: Ask) -> Transcript:
        """What a method made of these comparisons; they are its first table."""
        return Transcript(
            method=rules.id,
            rule_set=rules.title,
            candidates=self.names,
            seats=self.seats,
            scale=said.scale,
            quota=None,
            stages=said.stages,
            elected=said.elected,
            ties=tuple(ask.records),
            valid=self.valid,
            blank=self.blank,
            spoiled=self.spoiled,
            proved=rules.proved,
            notes=(*self.notes, *said.notes),
            tables=(self.pairwise.table(self.names, self.standing), *said.tables),
        )


@dataclass(frozen=True)
class Said:
    """What one method adds to the comparisons."""

    stages: tuple[Stage, ...]
    elected: tuple[int, ...]
    tables: tuple[Table, ...]
    notes: tuple[str, ...]
    scale: int = 1


@dataclass(frozen=True)
class Ranked:
    """A ranking's figures for each candidate, what they count, and the places filled."""

    elected: tuple[int, ...]
    tally: dict[int, int]
    counts: str
    scale: int = 1
    tables: tuple[Table, ...] = ()
    notes: tuple[str, ...] = ()


def count(contest: Contest, method: str, ties: TieBreaker) -> Transcript:
    """The count of ranked papers by a Condorcet method."""
    rules = CONDORCET[method]
    papers = contest.papers
    pairwise = count_pairwise(papers, len(contest.candidates), rules.unranked.says, rules.equal.says)
    compared = Compared(
        contest.candidates, contest.standing, contest.seats, pairwise, papers.total, papers.blank, papers.spoiled
    )
    return rank(compared, rules, ties)


def rank(compared: Compared, rules: CondorcetRules, ties: TieBreaker) -> Transcript:
    """The result of comparisons that were counted, or published without the papers."""
    ask = Ask(compared.names, ties)
    ranked = _RANKINGS[rules.ranking.says](compared, rules, ask)
    stage = Stage(1, Act.PAIRWISE, (), ranked.tally, 0, ranked.elected, counts=ranked.counts)
    said = Said((stage,), ranked.elected, ranked.tables, (*beats_all_note(compared), *ranked.notes), ranked.scale)
    return compared.transcript(rules, said, ask)


def beats_all(compared: Compared) -> int | None:
    """The candidate who defeats every other one, if there is one."""
    for a in compared.standing:
        if all(compared.pairwise.defeats(a, b) for b in compared.standing if a != b):
            return a
    return None


def beats_all_note(compared: Compared) -> tuple[str, ...]:
    """One sentence on whether somebody defeats every other candidate."""
    winner = beats_all(compared)
    name = "nobody" if winner is None else compared.names[winner]
    return (f"{name} defeats every other candidate",)


def tie_or_cycle(compared: Compared) -> frozenset[int]:
    """The fewest candidates who each defeat everyone outside: those in the tie or cycle at the top."""
    smallest = frozenset(compared.standing)
    for first in compared.standing:
        within, new = {first}, [first]
        while new:
            inside = new.pop()
            joined = [c for c in compared.standing if c not in within and not compared.pairwise.defeats(inside, c)]
            within.update(joined)
            new.extend(joined)
        smallest = min(smallest, frozenset(within), key=len)
    return smallest


def _winner_only(compared: Compared, _: CondorcetRules, ask: Ask) -> Ranked:
    """Whoever defeats every other one; for another place, whoever defeats every other one who is left."""
    tally = {a: sum(compared.pairwise.defeats(a, b) for b in compared.standing) for a in compared.standing}
    elected: tuple[int, ...] = ()
    while len(elected) < min(compared.seats, len(compared.standing)):
        left = replace(compared, standing=tuple(c for c in compared.standing if c not in elected))
        winner = beats_all(left)
        if winner is None:
            cycle = tie_or_cycle(left)
            ask.records.append(TieRecord(1, f"place {len(elected) + 1}", ask.in_order(cycle), (), NOBODY_BEATS_ALL))
            again = ", ".join(compared.names[c] for c in ask.in_order(cycle))
            who = "nobody is" if not elected else "nobody else is"
            return Ranked(
                elected, tally, "candidates defeated", notes=(f"{who} elected; in the tie or cycle: {again}",)
            )
        elected += (winner,)
    return Ranked(elected, tally, "candidates defeated")


def _schulze(compared: Compared, rules: CondorcetRules, ask: Ask) -> Ranked:
    paths = strongest_paths(compared.pairwise, compared.standing, rules.measure.says)

    def beats(a: int, b: int) -> bool:
        return a != b and paths[a, b] > paths[b, a]

    tally = {a: sum(beats(a, b) for b in compared.standing) for a in compared.standing}
    elected = fill(unbeaten_first(compared.standing, beats), compared.seats, ask, 1)
    table = Table(
        f"strongest path from the row to the column, by {rules.measure.says.value}",
        tuple(compared.names[b] for b in compared.standing),
        tuple(
            (compared.names[a], tuple(_text(paths.get((a, b), ()), compared) for b in compared.standing))
            for a in compared.standing
        ),
    )
    return Ranked(elected, tally, "candidates to whom the stronger path leads", tables=(table,))


def _ranked_pairs(compared: Compared, rules: CondorcetRules, ask: Ask) -> Ranked:
    results = rankings(compared.pairwise, compared.standing, rules.measure.says)
    elected = place(results, compared.standing, compared.seats, ask)
    kept = next(iter(results)) if len(results) == 1 else None
    tally = {} if kept is None else {a: sum(a == first for first, _ in kept.pairs) for a in compared.standing}
    note = () if kept else (f"defeats of equal strength lead to {len(results)} rankings",)
    return Ranked(elected, tally, "candidates ranked below", tables=(_defeats(compared, rules, results),), notes=note)


def _defeats(compared: Compared, rules: CondorcetRules, results: frozenset[Kept]) -> Table:
    rows = []
    for weight, pairs in defeats_by_strength(compared.pairwise, compared.standing, rules.measure.says):
        for a, b in sorted(pairs, key=lambda pair: (compared.names[pair[0]], compared.names[pair[1]])):
            held = sum((a, b) in kept.pairs for kept in results)
            what = "kept" if held == len(results) else "kept in some" if held else "not kept"
            rows.append((f"{compared.names[a]} over {compared.names[b]}", (_text(weight, compared), what)))
    return Table(f"defeats, the strongest first, by {rules.measure.says.value}", ("strength", "kept"), tuple(rows))


def _copeland(compared: Compared, _: CondorcetRules, ask: Ask) -> Ranked:
    others = {a: [b for b in compared.standing if b != a] for a in compared.standing}
    scores = {
        a: sum(HALVES * compared.pairwise.defeats(a, b) + compared.pairwise.ties(a, b) for b in others[a])
        for a in compared.standing
    }
    elected = fill(highest_first(scores.items()), compared.seats, ask, 1)
    return Ranked(elected, scores, "candidates defeated, and half of those tied with", HALVES)


def _minimax(compared: Compared, rules: CondorcetRules, ask: Ask) -> Ranked:
    worst = {a: _worst_defeat(compared, rules, a) for a in compared.standing}
    elected = fill(_mildest_first(worst), compared.seats, ask, 1)
    tally = {a: weight[0] if weight else 0 for a, weight in worst.items()}
    return Ranked(elected, tally, _WORST[rules.measure.says], compared.pairwise.scale)


def _worst_defeat(compared: Compared, rules: CondorcetRules, a: int) -> Strength:
    """How strong the strongest defeat of a is; only what leads the strength counts."""
    return max(
        (strength(compared.pairwise, b, a, rules.measure.says)[:1] for b in compared.standing if b != a), default=()
    )


def _mildest_first(worst: dict[int, Strength]) -> Iterator[frozenset[int]]:
    for weight in sorted(set(worst.values())):
        yield frozenset(c for c, has in worst.items() if has == weight)


def _text(weight: Sequence[int], compared: Compared) -> str:
    """A strength by what leads it."""
    return exact_text(weight[0], compared.pairwise.scale) if weight else ""


_WORST = {
    Measure.WINNING_VOTES: "votes against in the worst defeat",
    Measure.MARGINS: "margin of the worst defeat",
}
_RANKINGS = {
    Ranking.WINNER_ONLY: _winner_only,
    Ranking.SCHULZE: _schulze,
    Ranking.RANKED_PAIRS: _ranked_pairs,
    Ranking.COPELAND: _copeland,
    Ranking.MINIMAX: _minimax,
}
