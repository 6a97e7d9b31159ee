"""Nominations as acts of a case. The truth of each refusal is the clause it names, in tests/cases/club.toml."""

from pathlib import Path

import pytest
from tests.cases.club import RULES, Club
from tests.journeys.commands import tellers

from tellers.proceedings.guards import BY

BY_RIGHT = ("--reading", "incumbent=by-right")
LIKE_OTHERS = ("--reading", "incumbent=like-others")


def challenge(world: Path, reading: tuple[str, ...], rules: Path = RULES) -> Club:
    """A challenge to Bela under one reading; Gus is nominated by Ann, Cy and Dee."""
    club = Club.open(world, "challenge", rules)
    club.act("nomination open", "03-01T10:00", "--procedure", "challenge", "--holder", "Bela", *reading)
    for member in ("Ann", "Cy", "Dee"):
        club.act("nomination nominate", "03-02T10:00", "--candidate", "Gus", "--member", member)
    return club


@pytest.mark.parametrize(("reading", "admitted"), [(BY_RIGHT, ["Bela", "Gus"]), (LIKE_OTHERS, ["Gus"])])
def test_who_is_admitted_turns_on_the_reading(tmp_path: Path, reading: tuple[str, ...], admitted: list[str]) -> None:
    club = challenge(tmp_path, reading)
    club.act("nomination consent", "03-02T11:00", "--candidate", "Gus")
    closing = club.act("nomination close", "03-03T10:00")
    assert closing["found"]["outcome"] == "triggered"
    assert sorted(closing["found"]["winners"]) == admitted
    gus = next(one for one in closing["found"]["candidates"] if one["name"] == "Gus")
    assert (gus["thresholds"][0]["count_size"], gus["thresholds"][0]["clause"]) == (3, "6")
    assert closing["hangs_on"] == {"minutes": [1], "readings": {"incumbent": reading[1].partition("=")[2]}}
    assert "Everything holds" in club.holds()


def test_a_disputed_reading_is_chosen_by_name_or_ruled_on_first(tmp_path: Path) -> None:
    club = Club.open(tmp_path, "challenge")
    words = ("--procedure", "challenge", "--holder", "Bela")
    assert club.refused("nomination open", "03-01T10:00", *words) == (
        "the reading 'incumbent' is disputed, with by-right and like-others live; say by which of them this is done "
        "(--reading incumbent=CHOICE), or have it ruled on first (tellers case ruling put)"
    )
    said = club.refused("nomination open", "03-01T10:00", *words, "--reading", "incumbent=maybe")
    assert said == "'maybe' is not live for the reading 'incumbent'; live: by-right, like-others"
    said = club.refused("nomination open", "03-01T10:00", *words, *BY_RIGHT, "--reading", "colour=red")
    assert said == "the procedure does not turn on the reading 'colour'; it turns on: incumbent (--reading)"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("Gus", "Ann"), "Ann has nominated Gus; each member counts once for a candidate (clause 6)"),
        (("GUS", "#M1"), "Ann has nominated GUS; each member counts once for a candidate (clause 6)"),
        (("Gus", "Ida"), f"Ida: not a member of 'members' on 2024-03-02; {BY} (--member) (clause 6)"),
    ],
)
def test_a_nomination_is_refused_with_the_clause(tmp_path: Path, words: tuple[str, str], said: str) -> None:
    club = challenge(tmp_path, BY_RIGHT)
    given = ("--candidate", words[0], "--member", words[1])
    assert club.refused("nomination nominate", "03-02T11:00", *given) == said


def test_a_member_nominates_as_many_as_the_clause_allows(tmp_path: Path) -> None:
    club = challenge(tmp_path, BY_RIGHT)
    club.act("nomination nominate", "03-02T11:00", "--candidate", "Hal", "--member", "Ann")
    said = club.refused("nomination nominate", "03-02T11:00", "--candidate", "Eve", "--member", "Ann")
    assert said.startswith("Ann has nominated Gus, Hal; a member nominates 2 at most")
    assert said.endswith("(clause 6)")
    club.act("nomination unnominate", "03-02T11:00", "--candidate", "Hal", "--member", "Ann")
    assert (
        club.act("nomination nominate", "03-02T12:00", "--candidate", "Eve", "--member", "Ann")["candidate"] == "Eve"
    )
    said = club.refused("nomination unnominate", "03-02T12:00", "--candidate", "Hal", "--member", "Ann")
    assert said.endswith("there is nothing to take back")


def test_a_candidate_who_does_not_consent_is_refused(tmp_path: Path) -> None:
    club = challenge(tmp_path, LIKE_OTHERS)
    club.act("nomination consent", "03-02T11:00", "--candidate", "Gus")
    club.act("nomination consent", "03-02T12:00", "--candidate", "Gus", "--declines")
    closing = club.act("nomination close", "03-03T10:00")
    assert closing["found"]["outcome"] == "not-triggered"
    assert closing["found"]["winners"] == []
    assert "Everything holds" in club.holds()


def test_nobody_consents_whom_nobody_nominated_but_the_holder(tmp_path: Path) -> None:
    club = challenge(tmp_path, BY_RIGHT)
    said = club.refused("nomination consent", "03-02T11:00", "--candidate", "Guss")
    assert said.startswith(
        "Guss is not nominated; so far: Gus. A nomination is entered first (tellers case nomination"
    )
    club.act("nomination consent", "03-02T11:00", "--candidate", "Bela")
    club.act("nomination consent", "03-02T11:00", "--candidate", "gus")
    club.forge(club.minutes[-1]["number"], candidate="Guss")
    assert "Guss is not nominated" in club.fails


def test_where_the_rules_count_something_else_a_candidate_comes_in_by_consent(tmp_path: Path) -> None:
    """Branches support whoever offers to stand: nobody nominates."""
    rules = tmp_path / "rules.toml"
    count = '\n[[count.branches]]\nname = "Branches"\ngiven = "candidate"\nclause = "nomination"\n'
    rules.write_text(RULES.read_text("utf-8").replace('"nominations >= 3"', '"branches >= 3"', 1) + count)
    club = Club.open(tmp_path, "challenge", rules)
    club.act("nomination open", "03-01T10:00", "--procedure", "challenge", "--holder", "Bela", *BY_RIGHT)
    club.act("nomination consent", "03-02T11:00", "--candidate", "Gus")
    support = ("--candidate", "Gus", "--count", "branches=4", "--source", "The officer")
    club.act("nomination support", "03-02T12:00", *support)
    assert club.act("nomination close", "03-03T10:00")["found"]["winners"] == ["Bela", "Gus"]


def test_without_a_word_on_consent_nothing_is_decided(tmp_path: Path) -> None:
    club = challenge(tmp_path, LIKE_OTHERS)
    said = club.refused("nomination close", "03-03T10:00")
    assert said.startswith("it cannot be decided yet; what is missing: ")
    assert "Gus" in said
    assert said.endswith("a candidate's word is entered by `tellers case nomination consent`")


def test_what_comes_next_is_the_contest_that_the_nominations_open(tmp_path: Path) -> None:
    silent = 'text    = "The election is held."\n'
    rules = tmp_path / "book.toml"
    opens = f'{silent}does = "opens"\nprocedure = "election"\n'
    rules.write_text(RULES.read_text("utf-8").replace(silent, opens), "utf-8")
    club = challenge(tmp_path, BY_RIGHT, rules)
    club.act("nomination consent", "03-02T11:00", "--candidate", "Gus")
    club.act("nomination close", "03-03T10:00")
    said = tellers("case", "show", club.root)
    assert "Next: begin what was found to follow: tellers case contest announce --procedure election" in said
    assert "--nomination challenge-1" in said


def test_a_count_is_given_for_somebody_who_is_nominated(tmp_path: Path) -> None:
    club = challenge(tmp_path, BY_RIGHT)
    words = ("--count", "branches=3", "--source", "The office")
    assert "Zoe is not nominated; so far: Gus" in club.refused(
        "nomination support", "03-02T11:00", "--candidate", "Zoe", *words
    )


def test_nominations_end_when_the_holder_resigns(tmp_path: Path) -> None:
    club = challenge(tmp_path, BY_RIGHT)
    words = ("--target-resigns", "--reason", "Bela has resigned.")
    assert club.act("nomination end", "03-02T11:00", *words)["ending"] == "target-resigns"
    assert "Everything holds" in club.holds()


def test_what_comes_first_before_a_contest_is_its_nominations(tmp_path: Path) -> None:
    said = tellers("case", "show", Club.open(tmp_path, "election").root)
    assert "Next: begin it: tellers case nomination open --procedure challenge\n" in said
