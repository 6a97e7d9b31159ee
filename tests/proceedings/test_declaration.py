"""The declaration: computed from minutes and rule book alone, under the edition that governed, as known on a day.

The truth of 28 June 2016 is docs/adr/0007 and the rule book of that year: 50 of 249 nominations for a challenge (20
per cent), 38 for a vacancy (15 per cent), and rulings on the incumbent of 12 and 28 July.
"""

from dataclasses import replace
from datetime import date

import pytest
from tests.reports.samples import DAY, HASH, Vote, Words, declared, minute_book, other_day, tied, wholly_paper
from tests.rulebook.samples import RULEBOOKS, labour, small

from tellers import canonical
from tellers.proceedings import facts
from tellers.proceedings.declaration import Days, Declaration, declaration_of, governing_procedure
from tellers.proceedings.motion import Motion
from tellers.proceedings.record import fold
from tellers.rulebook.book import RuleBook
from tellers.rulebook.outcomes import Outcome
from tellers.rulebook.parsing import parse


def test_28_june_is_carried_and_does_nothing_under_the_rule_book() -> None:
    declaration = declared()
    (majority,) = declaration.finding.thresholds
    assert [majority.count_size, majority.base_size] == [172, 212]
    assert (majority.needed, majority.met) == (107, True)
    assert declaration.finding.outcome is Outcome.CARRIED
    assert [effect.effect.binding for effect in declaration.finding.effects] == [False]


@pytest.mark.parametrize(
    ("vote", "outcome"),
    [
        (other_day(), Outcome.CARRIED),
        (wholly_paper(), Outcome.CARRIED),
        (tied(), Outcome.TIED),
        (Vote(sealed=(106, 107, 0)), Outcome.LOST),
        (Vote(sealed=(0, 0, 9), papers=None), Outcome.LOST),
    ],
)
def test_other_votes_end_otherwise(vote: Vote, outcome: Outcome) -> None:
    assert declared(vote).finding.outcome is outcome


def test_what_could_follow_is_measured_on_those_of_the_freeze() -> None:
    assert "Challenge to the leader: 50 of 249 nominations needed" in _with_nominators(249)
    assert "when the post of leader is vacant: 38 of 249 nominations needed" in _with_nominators(249)
    assert "Challenge to the leader: 51 of 251 nominations needed" in _with_nominators(251)


@pytest.mark.parametrize(
    ("effect", "known", "applies"),
    [
        ('binding = true\ndoes = "vacates"', DAY, [False, True]),
        ('binding = true\ndoes = "dissolves"', DAY, [False, True]),
        ('binding = false\ndoes = "vacates"', DAY, [True, False]),
        ('binding = true\ndoes = "vacates"\nwithin_days = 14', DAY, [True, False]),
        ('binding = true\ndoes = "vacates"\nwithin_days = 14', date(2016, 7, 12), [False, True]),
    ],
)
def test_where_the_motion_vacates_the_office_the_steps_of_a_vacancy_apply(
    effect: str, known: date, applies: list[bool]
) -> None:
    """From the day on which it is vacant; an advisory vote leaves it held. Labour's book with another effect."""
    assert [step.applies for step in _with_effect(effect, known).could_follow] == applies


def test_a_motion_that_empties_the_office_and_is_lost_leaves_it_held() -> None:
    lost = declared(Vote(sealed=(106, 107, 0)), _book_with('binding = true\ndoes = "vacates"'))
    assert [step.applies for step in lost.could_follow] == [True, False]


def _with_effect(effect: str, known: date) -> Declaration:
    return declared(book=_book_with(effect), known=known)


def _book_with(effect: str) -> RuleBook:
    text = (RULEBOOKS / "labour" / "book.toml").read_text("utf-8")
    before, after = text.split("[[procedure.no-confidence.effect.carried]]", 1)
    changed = after.replace("binding = false", effect, 1).replace('"leader-plp"', '"leader"', 1)
    return parse(f"{before}[[procedure.no-confidence.effect.carried]]{changed}", "labour.toml")


def _with_nominators(size: int) -> str:
    book, rulebook = minute_book(Vote(), labour(), "no-confidence"), labour()
    motion = fold(book).motion
    entries = tuple(
        replace(entry, facts=_measured(entry.facts, size)) if isinstance(entry.facts, facts.Freeze) else entry
        for entry in motion.entries
    )
    declaration = declaration_of(book, replace(motion, entries=entries), rulebook, Days(DAY, DAY))
    return " ".join(step.text for step in declaration.could_follow)


def _measured(freeze: facts.Freeze, size: int) -> facts.Freeze:
    sizes = (freeze.roll, freeze.on, freeze.entitled, freeze.sealed, freeze.paper)
    return facts.Freeze(*sizes, {"plp": 229, "nominators": size})


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        (date(2016, 6, 28), ()),
        (date(2016, 7, 12), ("National Executive Committee",)),
        (date(2016, 7, 28), ("National Executive Committee", "High Court")),
    ],
)
def test_a_ruling_is_known_from_its_day_on(known: date, expected: tuple[str, ...]) -> None:
    book, rulebook = minute_book(Vote(), labour(), "no-confidence"), labour()
    declaration = declaration_of(book, fold(book).motion, rulebook, Days(DAY, known))
    said = " ".join(line for step in declaration.could_follow for line in step.lines)
    assert [name for name in ("National Executive Committee", "High Court") if name in said] == list(expected)
    assert (declaration.on, declaration.known_on) == (DAY, known)


def test_every_assumption_is_said_once() -> None:
    declaration = declared()
    assert declaration.assumed[0].startswith("the rule book has no motion of no confidence")
    assert len(set(declaration.assumed)) == len(declaration.assumed)
    assert any("no clause states a quorum" in sentence for sentence in declaration.assumed)
    # What a reader takes for granted is not told as if it were a gap: the day of the vote, and no named successor.
    assert not any("measured" in sentence or "successor" in sentence for sentence in declaration.assumed)


def test_dissents_corrections_and_spoiled_papers_stand_in_the_declaration() -> None:
    plain = declared().to_json()
    assert plain["agents"] == [
        {"agent": Words().agents[0], "signs": True, "reason": None},
        {"agent": Words().agents[1], "signs": False, "reason": Words().dissent},
    ]
    assert plain["corrections"] == [{"minute": 2, "text": Words().correction}]
    assert plain["spoiled"] == [
        {"reason": reason, "papers": n} for reason, n in zip(Words().reasons, (3, 1), strict=True)
    ]


def test_the_fingerprints_are_those_of_the_minutes_before_the_declaration() -> None:
    book = minute_book(Vote(), labour(), "no-confidence")
    prints = declared().fingerprints
    assert (prints.minutes, prints.minutes_size) == (book.head, book.size)
    assert (prints.rulebook, prints.roll, prints.archive) == (labour().fingerprint, HASH, HASH)
    assert declared(wholly_paper()).fingerprints.archive is None


def test_the_bytes_are_canonical_and_the_same_each_time() -> None:
    raw = declared().encode()
    assert raw == declared().encode()
    assert canonical.encode(canonical.decode_canonical(raw, "declaration.json")) == raw


def test_a_figure_is_found_by_its_id() -> None:
    assert declared().figure("for-of-valid").value == 172


EDITIONS = """\

[[procedure.motion]]
since     = 2016-06-28
kind      = "motion"
title     = "A motion by the new rules"
clause    = "all"
body      = "members"
office    = "chair"
threshold = "for >= 9/10 of valid"

[[procedure.motion.effect.carried]]
text    = "The chair goes."
binding = true
clause  = "all"
"""


def two_editions() -> RuleBook:
    """From 28 June 2016 on a motion needs nine tenths; until then more than half."""
    book = small('kind      = "motion"', 'until     = 2016-06-27\nkind      = "motion"', more=EDITIONS)
    assert str(book.motion("motion", on=date(2016, 6, 27)).threshold.value) == "for > 1/2 of valid"
    return book


def proposed(at: str) -> Motion:
    motion = fold(minute_book(Vote(), two_editions(), "motion")).motion
    return replace(
        motion,
        entries=tuple(
            replace(entry, at=at) if isinstance(entry.facts, facts.Proposal) else entry for entry in motion.entries
        ),
    )


def test_the_edition_in_force_when_the_motion_was_proposed_governs_it() -> None:
    for at, text in (
        ("2016-06-27T23:59:59+01:00", "for > 1/2 of valid"),
        ("2016-06-28T00:00:00+01:00", "for >= 9/10 of valid"),
    ):
        assert str(governing_procedure(two_editions(), proposed(at)).threshold.value) == text


def test_before_anything_is_proposed_the_day_governs() -> None:
    motion = fold(minute_book(Vote(), two_editions(), "motion")).motion
    founded = replace(motion, entries=motion.entries[:1])
    before = governing_procedure(two_editions(), founded, date(2016, 6, 1))
    assert str(before.threshold.value) == "for > 1/2 of valid"
    with pytest.raises(LookupError, match="nothing is proposed yet"):
        governing_procedure(two_editions(), founded)
