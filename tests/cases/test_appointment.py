"""Appointments as acts of a case. The truth of each refusal is the clause it names, in tests/cases/club.toml."""

from pathlib import Path

import pytest
from tests.cases.club import Club
from tests.journeys.commands import Exited, tellers


@pytest.fixture
def officers(tmp_path: Path) -> Club:
    """Cy is mate; Dee is appointed treasurer on 2 March."""
    club = Club.open(tmp_path, "officers")
    club.act("appointment open", "03-01T10:00", "--procedure", "officers", "--holder", "mate=Cy")
    club.act("appointment appoint", "03-02T10:00", "--post", "treasurer", "--who", "Dee", "--consents")
    return club


def posts(club: Club) -> dict[str, tuple[list[str], str | None, bool]]:
    (listed,) = club.shown["proceedings"]
    return {one["post"]: (one["holders"], one["acting"], one["vacant"]) for one in listed["posts"]}


def test_posts_are_held_vacant_and_acted_in(officers: Club) -> None:
    assert posts(officers) == {"mate": (["Cy"], None, False), "treasurer": (["Dee"], None, False)}
    officers.act("appointment dismiss", "03-03T10:00", "--post", "treasurer", "--who", "dee")
    officers.act("appointment act", "03-03T11:00", "--post", "treasurer", "--who", "Cy")
    assert posts(officers)["treasurer"] == ([], "Cy", True)
    assert "  treasurer: vacant; Cy acts" in tellers("case", "show", officers.root)
    closing = officers.act("appointment close", "03-04T10:00")
    assert closing["found"]["outcome"] == "unfilled"
    assert "Everything holds: the appointment officers-1 is closed." in officers.holds()
    begun = ("case", "appointment", "open", officers.root, "--procedure", "officers", "--id", "again")
    tellers(*begun, "--holder", "mate=Cy", "--at", "2024-03-04T11:00+00:00")
    close = ("case", "appointment", "close", officers.root, "--id", "again", "--at", "2024-03-04T12:00+00:00")
    assert "unfilled; in the other places: Cy\n" in tellers(*close)


def test_every_post_filled_is_found_at_the_close(officers: Club) -> None:
    assert officers.act("appointment close", "03-04T10:00")["found"]["outcome"] == "elected"
    assert "Everything holds" in officers.holds()


def test_what_happened_earlier_may_be_entered_later(officers: Club) -> None:
    words = ("--post", "mate", "--who", "Cy", "--source", "The newsletter")
    resigned = officers.act("appointment resign", "03-05T10:00", *words, "--on", "2024-03-03T18:00+00:00")
    assert resigned["at"] == "2024-03-03T18:00:00+00:00"
    assert posts(officers)["mate"] == ([], None, True)
    said = officers.refused("appointment resign", "03-05T11:00", *words, "--on", "2024-03-04")
    assert said == "Cy does not hold 'mate'; held then by nobody"
    said = officers.refused("appointment resign", "03-05T11:00", *words, "--on", "2024-03-06")
    assert said == "it is said to have happened on 2024-03-06; it is 2024-03-05 (--on)"


@pytest.mark.parametrize(
    ("act", "words", "said"),
    [
        (
            "appoint",
            ("--post", "mate", "--who", "Eve", "--consents"),
            "'mate' is held by Cy; they resign or are dismissed",
        ),
        (
            "appoint",
            ("--post", "captain", "--who", "Eve"),
            "'captain' is not filled so; the posts are mate, treasurer",
        ),
        ("resign", ("--post", "mate", "--who", "Eve"), "Eve does not hold 'mate'; held then by Cy"),
        ("act", ("--post", "mate", "--who", "Eve"), "'mate' is held by Cy; nobody acts in it"),
    ],
)
def test_what_cannot_happen_to_a_post_is_refused(officers: Club, act: str, words: tuple[str, ...], said: str) -> None:
    assert said in officers.refused(f"appointment {act}", "03-03T10:00", *words)


def test_a_vacant_post_is_filled_with_consent_by_who_may_hold_it(officers: Club) -> None:
    officers.act("appointment resign", "03-03T10:00", "--post", "treasurer", "--who", "Dee")
    words = ("--post", "treasurer", "--who")
    said = officers.refused("appointment appoint", "03-03T11:00", *words, "Cy", "--consents")
    assert said == "Cy holds 'mate', which nobody holds together with 'treasurer' (clause 3)"
    said = officers.refused("appointment appoint", "03-03T11:00", *words, "Eve")
    assert said == "Eve has not consented (--consents) (clause 3)"
    said = officers.refused("appointment act", "03-03T11:00", *words, "Eve")
    assert said.endswith("the rules say that the holder of 'mate' does, now Cy (clause 3)")


def test_nobody_is_dismissed_where_the_rules_do_not_let_them(tmp_path: Path) -> None:
    rules = tmp_path / "rules.toml"
    text = Path(__file__).with_name("club.toml").read_text()
    rules.write_text(text.replace("dismiss = true", "dismiss = false"))
    club = Club.open(tmp_path, "officers", rules)
    club.act("appointment open", "03-01T10:00", "--procedure", "officers", "--holder", "mate=Cy")
    said = club.refused("appointment dismiss", "03-02T10:00", "--post", "mate", "--who", "Cy")
    assert said == "nobody may dismiss the Mate (clause 3)"


def test_two_sources_that_contradict_each_other_both_stand(officers: Club) -> None:
    for source, says in (("One paper", "more than 50"), ("Another", "about 40")):
        officers.act("appointment tell", "03-03T10:00", "--what", "departures", "--says", says, "--source", source)
    assert [minute["facts"]["says"] for minute in officers.minutes[-2:]] == ["more than 50", "about 40"]
    assert "All holds so far" in officers.holds()


@pytest.mark.parametrize(
    ("act", "words", "said"),
    [
        (
            "appoint",
            ("--post", "treasurer", "--who", "Eve", "--consents"),
            "then minute 2, of 2024-03-02, could not have come after it: 'treasurer' is held by Eve; they resign",
        ),
        (
            "appoint",
            ("--post", "treasurer", "--who", "Dee", "--consents"),
            "then minute 2, of 2024-03-02, could not have come after it: Dee holds 'treasurer' already",
        ),
    ],
)
def test_what_is_entered_late_leaves_room_for_what_came_after_it(
    officers: Club, act: str, words: tuple[str, ...], said: str
) -> None:
    refused = officers.refused(f"appointment {act}", "03-03T10:00", *words, "--on", "2024-03-01")
    assert refused.startswith(said)
    assert refused.endswith("(tellers case appointment tell)")


def test_who_was_gone_cannot_resign_later(officers: Club) -> None:
    words = ("--post", "treasurer", "--who", "Dee")
    officers.act("appointment resign", "03-05T10:00", *words)
    said = officers.refused("appointment dismiss", "03-06T10:00", *words, "--on", "2024-03-04")
    assert "then minute 3, of 2024-03-05, could not have come after it: Dee does not hold 'treasurer'" in said


def test_nothing_is_told_of_posts_before_the_list_begins(officers: Club) -> None:
    words = ("--post", "mate", "--who", "Cy", "--on", "2024-02-28")
    said = officers.refused("appointment resign", "03-05T10:00", *words)
    assert said.startswith("it is said to have happened on 2024-02-28; the list begins on 2024-03-01")
    said = officers.refused("appointment close", "03-05T10:00", "--on", "2024-02-28")
    assert said.startswith("it is said to have happened on 2024-02-28; the list begins on 2024-03-01")
    for day in ("2024-02-28", "2190-01-01"):
        with pytest.raises(Exited, match="the list begins on 2024-03-01"):
            tellers("case", "appointment", "posts", officers.root, "--on", day)
