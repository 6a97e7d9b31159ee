"""Rulings as acts of a case, and what an overturned one leaves. The truth of refusals is tests/cases/club.toml."""

import json
from pathlib import Path

import pytest
from tests.cases.club import RULES, Club
from tests.cases.test_contest import DAYS, figures
from tests.journeys.commands import tellers

ARBITER = ("--authority", "The arbiter", "--reasons", "So the clause reads.")
PUT = ("--procedure", "ruling", "--on", "incumbent", "--asked-by", "Cy", "--gains", "by-right=Bela")
BY_RIGHT = ("--choice", "by-right", "--reasons", "The clause speaks of challengers.")


@pytest.fixture
def ruled(tmp_path: Path) -> Club:
    """The committee has ruled that the captain stands by right; Gus is nominated under that, and admitted."""
    club = Club.open(tmp_path, "challenge")
    club.act("ruling put", "03-01T10:00", *PUT)
    club.act("ruling decide", "03-01T11:00", *BY_RIGHT)
    club.act("nomination open", "03-01T12:00", "--procedure", "challenge", "--holder", "Bela")
    for member in ("Ann", "Cy", "Dee"):
        club.act("nomination nominate", "03-02T10:00", "--candidate", "Gus", "--member", member)
    club.act("nomination consent", "03-02T11:00", "--candidate", "Gus")
    club.act("nomination close", "03-03T10:00")
    return club


def test_a_ruling_settles_the_reading_for_what_comes_after_it(ruled: Club) -> None:
    opened = ruled.minutes[3]["facts"]
    assert opened["hangs_on"] == {"minutes": [2], "readings": {"incumbent": "by-right"}}
    assert ruled.minutes[-1]["facts"]["found"]["winners"] == ["Bela", "Gus"]
    assert "Everything holds" in ruled.holds()


def test_a_question_is_put_once_as_long_as_it_is_open(tmp_path: Path) -> None:
    club = Club.open(tmp_path, "ruling")
    club.act("ruling put", "03-01T10:00", *PUT)
    said = club.refused("ruling put", "03-01T10:30", *PUT[:4], "--asked-by", "Dee")
    assert said == "the question 'incumbent' is before them already: the ruling ruling-1 is put, not decided"
    strange = ("--procedure", "ruling", "--on", "weather", "--asked-by", "Cy")
    assert club.refused("ruling put", "03-01T10:30", *strange).endswith("it has: incumbent (--on)")
    club.act("ruling drop", "03-01T11:00", "--reason", "Another clause.")
    club.act("ruling put", "03-01T12:00", *PUT)


def test_an_overturned_ruling_lists_the_acts_that_depended_on_it_directly_and_through_others(ruled: Club) -> None:
    ruled.act("contest announce", "03-03T11:00", "--procedure", "election", *DAYS)
    ruled.act("meeting call", "03-03T12:00", "--procedure", "meeting", "--caller", "Ann", "--caller", "Ben",
              "--starts", "2024-03-20T10:00", "--place", "Hall")  # fmt: skip
    said = tellers("case", "ruling", "overturn", ruled.root, "--at", "2024-03-04T10:00", *ARBITER)
    assert "7 acts without a ground now:" in said
    assert "minute 3, nomination.open: the ruling ruling-1 is overturned" in said
    assert "minute 9, contest.announce: it hangs on minute 8" in said
    assert "meeting.call" not in said
    ruled.act("ruling appeal", "03-04T11:00", "--to", "arbitration", "--appellant", "Bela", "--reasons", "x")
    shown = ruled.shown["without_ground"]
    assert [one["minute"] for one in shown] == [3, 4, 5, 6, 7, 8, 9]
    assert "All holds so far" in ruled.holds()


def test_a_restored_ruling_gives_the_acts_their_ground_back(ruled: Club) -> None:
    ruled.act("ruling overturn", "03-04T10:00", *ARBITER)
    assert ruled.shown["proceedings"][0]["outcome"] is None
    ruled.act(
        "ruling appeal", "03-04T11:00", "--to", "arbitration", "--appellant", "Bela", "--reasons", "Out of time."
    )
    ruled.act("ruling restore", "03-05T10:00", *ARBITER)
    assert ruled.shown["without_ground"] == []
    assert ruled.shown["proceedings"][0]["outcome"] == "by-right"
    assert "Everything holds" in ruled.holds()


def test_another_choice_in_place_of_the_ruling_settles_what_comes_after(ruled: Club) -> None:
    ruled.act("ruling overturn", "03-04T10:00", *ARBITER, "--choice", "like-others")
    words = ("--procedure", "challenge", "--holder", "Bela")
    opened = ruled.act("nomination open", "03-04T11:00", *words)
    assert opened["hangs_on"] == {"minutes": [9], "readings": {"incumbent": "like-others"}}
    said = ruled.refused("nomination open", "03-04T12:00", *words, "--reading", "incumbent=by-right")
    assert said == "'by-right' is not live for the reading 'incumbent'; live: like-others"


@pytest.mark.parametrize("again", [False, True], ids=["put", "under appeal"])
def test_nothing_is_counted_while_a_question_is_open_that_stays_the_count(ruled: Club, *, again: bool) -> None:
    ruled.act("contest announce", "03-03T11:00", "--procedure", "election", *DAYS)
    ruled.act("contest freeze", "03-04T10:00")
    if again:
        appeal = ("--to", "arbitration", "--appellant", "Gus", "--reasons", "It reads too much in.")
        ruled.act("ruling appeal", "03-05T10:00", *appeal)
    else:
        ruled.act("ruling put", "03-05T10:00", *PUT)
    what = "ruling-1 on 'incumbent' is under appeal" if again else "ruling-2 on 'incumbent' is put, not decided"
    said = ruled.refused("contest enter", "03-06T21:00", *figures(ruled, 3, 4))
    assert said == f"the ruling {what}; nothing is counted or declared until it is decided (clause 9)"
    if again:
        ruled.act("ruling uphold", "03-06T21:30", *ARBITER)
    else:
        ruled.act("ruling decide", "03-06T21:30", *BY_RIGHT)
    ruled.act("contest enter", "03-06T22:00", *figures(ruled, 3, 4))
    assert ruled.act("contest declare", "03-06T22:30")["found"]["winners"] == ["Gus"]
    assert "Everything holds" in ruled.holds()


def test_a_motion_is_not_tallied_while_a_question_is_open_that_stays_the_count(tmp_path: Path) -> None:
    (club := Club.open(tmp_path, "confidence")).act(
        "propose", "03-01T10:00", "--text", "No confidence.", "--mover", "Ann", "--holder", "Bela"
    )
    vote_on_paper(club)
    club.act("ruling put", "03-02T20:20", *PUT)
    said = club.refused("tally", "03-02T20:30")
    assert said.startswith("the ruling ruling-1 on 'incumbent' is put, not decided; nothing is counted or declared")
    club.act("ruling drop", "03-02T20:40", "--reason", "Both sides agree.")
    assert club.act("tally", "03-02T20:50")["for"] == 2
    assert club.act("declare", "03-02T21:00")["outcome"] == "carried"
    assert "Everything holds: the motion is declared; the ruling ruling-1 is taken back." in club.holds()


def test_a_vote_adopts_what_was_put_or_nothing(tmp_path: Path) -> None:
    club = Club.open(tmp_path, "challenge")
    words = ("--procedure", "poll", "--on", "incumbent", "--asked-by", "Cy")
    for number, (votes, choice, outcome) in enumerate(
        ((("5", "2"), "like-others", "carried"), (("2", "5"), None, "lost")), 1
    ):
        club.act("ruling put", f"03-0{number}T10:00", *words)
        given = (
            "--choice",
            "like-others",
            "--reasons",
            "Put to the members.",
            "--for",
            votes[0],
            "--against",
            votes[1],
        )
        done = club.act("ruling decide", f"03-0{number}T11:00", *given)
        assert (done["choice"], done["put"], done["found"]["outcome"]) == (choice, "like-others", outcome)
        assert (done["authority"], done["vote"]["entitled"]) == ("Members", 8)
    assert "Everything holds" in club.holds()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--procedure", "ruling", "--on", "colour"), "the rule book has no reading 'colour'; it has: incumbent"),
        ((*PUT[:4], "--choice", "by-right"), "by-right are put; expected two or more of by-right, like-others"),
        ((*PUT[:4], "--gains", "maybe=Cy"), "'maybe' is said to be of gain to somebody, and is not put (--gains)"),
    ],
)
def test_a_question_is_one_of_the_rule_book(tmp_path: Path, words: tuple[str, ...], said: str) -> None:
    club = Club.open(tmp_path, "challenge")
    assert said in club.refused("ruling put", "03-01T10:00", *words, "--asked-by", "Cy")


@pytest.mark.parametrize(
    ("act", "words", "said"),
    [
        (
            "decide",
            ("--choice", "maybe", "--reasons", "x"),
            "'maybe' was not put; the choices are by-right, like-others",
        ),
        (
            "decide",
            (*BY_RIGHT, "--authority", "Ann"),
            "Ann decides; the rules name The committee (clause 9)",
        ),
        ("decide", (*BY_RIGHT, "--for", "1", "--against", "0"), "the rules name nobody who votes on it"),
        ("appeal", ("--to", "arbitration", "--appellant", "Cy", "--reasons", "x"), "'ruling appeal' is not possible"),
    ],
)
def test_a_ruling_is_refused_with_its_reason(tmp_path: Path, act: str, words: tuple[str, ...], said: str) -> None:
    club = Club.open(tmp_path, "challenge")
    club.act("ruling put", "03-01T10:00", *PUT)
    assert said in club.refused(f"ruling {act}", "03-01T11:00", *words)


def test_an_appeal_lies_where_the_rules_say(ruled: Club) -> None:
    words = ("--appellant", "Gus", "--reasons", "x")
    said = ruled.refused("ruling appeal", "03-04T10:00", "--to", "poll", *words)
    assert said == "'poll' cannot be appealed to; an appeal lies to arbitration (--to) (clause 9)"


def test_a_ruling_is_overturned_by_whom_an_appeal_lies_to_or_by_who_made_it(ruled: Club) -> None:
    ann = ("--authority", "Ann", "--reasons", "x")
    said = ruled.refused("ruling overturn", "03-04T10:00", *ann)
    assert said == "Ann does not hear it; by the rules it is The arbiter or The committee (--authority) (clause 9)"
    ruled.act("ruling overturn", "03-04T10:00", "--authority", "The committee", "--reasons", "It was hasty.")
    assert ruled.holds()


@pytest.mark.parametrize("act", ["uphold", "overturn"])
def test_whoever_is_appealed_to_hears_it_alone(ruled: Club, act: str) -> None:
    ruled.act("ruling appeal", "03-04T10:00", "--to", "arbitration", "--appellant", "Gus", "--reasons", "x")
    said = ruled.refused(f"ruling {act}", "03-04T11:00", "--authority", "The committee", "--reasons", "x")
    assert said == "The committee does not hear it; by the rules it is The arbiter (--authority) (clause 9)"
    ruled.act(f"ruling {act}", "03-04T11:00", "--authority", "the Arbiter", "--reasons", "x")


def test_an_appeal_to_a_body_is_heard_under_its_name(tmp_path: Path) -> None:
    club = ruled_by(tmp_path, '["arbitration"]', '["poll"]')
    assert "by the rules it is Members or The committee" in club.refused("ruling overturn", "03-04T10:00", *ARBITER)
    club.act("ruling overturn", "03-04T10:00", "--authority", "Members", "--reasons", "So they voted.")


def test_where_no_appeal_lies_nobody_overturns_what_a_body_has_voted(tmp_path: Path) -> None:
    """Its next vote does: the ruling before falls, and the choice of the new one is live."""
    club = Club.open(tmp_path, "challenge")
    put = ("--procedure", "poll", *PUT[2:])
    club.act("ruling put", "03-01T10:00", *put)
    club.act("ruling decide", "03-01T11:00", *BY_RIGHT, "--for", "6", "--against", "1")
    for authority in ("Members", "The arbiter"):
        said = club.refused("ruling overturn", "03-02T10:00", "--authority", authority, "--reasons", "x")
        assert said.startswith(f"no appeal lies from 'Ruling by the members', so {authority} overturns nothing")
        assert "tellers case ruling put" in said
    club.act("ruling put", "03-02T11:00", *put)
    other = ("--choice", "like-others", "--reasons", "x", "--overturns", "--for", "5", "--against", "2")
    club.act("ruling decide", "03-02T12:00", *other)
    opened = club.act("nomination open", "03-03T10:00", "--procedure", "challenge", "--holder", "Bela")
    assert opened["hangs_on"]["readings"] == {"incumbent": "like-others"}


def test_an_overturning_by_a_stranger_that_is_forged_into_the_minutes_is_found(ruled: Club) -> None:
    ruled.act("ruling overturn", "03-04T10:00", *ARBITER)
    ruled.forge(ruled.minutes[-1]["number"], authority="Ann")
    assert "Ann does not hear it" in ruled.fails


def ruled_by(world: Path, old: str, new: str) -> Club:
    """The committee has ruled, under rules of which a part is another."""
    rules, text = world / "rules.toml", RULES.read_text("utf-8")
    assert old in text
    rules.write_text(text.replace(old, new, 1))
    club = Club.open(world, "challenge", rules)
    club.act("ruling put", "03-01T10:00", *PUT)
    club.act("ruling decide", "03-01T11:00", *BY_RIGHT)
    return club


def test_the_json_of_the_act_lists_what_it_leaves_too(ruled: Club) -> None:
    done = json.loads(
        tellers("case", "ruling", "overturn", ruled.root, "--at", "2024-03-04T10:00", *ARBITER, "--json")
    )
    assert [one["act"] for one in done["without_ground"]][:2] == ["nomination.open", "nomination.nominate"]
    assert done["without_ground"][0]["why"] == ["the ruling ruling-1 is overturned"]


def test_a_motion_whose_rules_turn_on_a_reading_hangs_on_the_ruling_when_it_was_proposed(tmp_path: Path) -> None:
    rules, text = tmp_path / "rules.toml", RULES.read_text()
    by = '{ by-right = "for > 1/2 of valid", like-others = "for >= 2/3 of valid" }'
    head, motion = text.split("[[procedure.confidence]]")
    turned = motion.replace('"for > 1/2 of valid"', f'{{ reading = "incumbent", by = {by} }}', 1)
    rules.write_text(f"{head}[[procedure.confidence]]{turned}")
    club = Club.open(tmp_path, "confidence", rules)
    club.act("ruling put", "03-01T09:10", *PUT)
    club.act("ruling decide", "03-01T09:20", *BY_RIGHT)
    club.act("propose", "03-01T10:00", "--text", "No confidence.", "--mover", "Ann", "--holder", "Bela")
    vote_on_paper(club)
    club.act("tally", "03-02T20:50")
    club.act("declare", "03-02T21:00")
    club.act("ruling overturn", "03-03T10:00", *ARBITER, "--choice", "like-others")
    listed = club.shown["without_ground"]
    assert [one["act"] for one in listed][:2] == ["propose", "notice"]
    assert {tuple(one["why"]) for one in listed} == {("the ruling ruling-1 is overturned",)}
    assert club.shown["declaration"]["outcome"] == "carried"
    assert "Everything holds" in club.holds()


def vote_on_paper(club: Club) -> None:
    """Notice, roll and two equal counts, 2 for and 1 against, of a motion that is proposed."""
    register = club.root.parent / "paper.csv"
    register.write_text("number,name,paid,junior,paper\nM1,Ann,yes,yes,yes\nM2,Ben,yes,yes,yes\nM3,Cy,yes,no,yes\n")
    tellers("case", "register", club.root, "--register", register)
    club.act("notice", "03-01T11:00", "--opens", "2024-03-02T10:00", "--closes", "2024-03-02T20:00")
    club.act("freeze", "03-01T12:00")
    club.act("open", "03-02T10:00")
    club.act("close", "03-02T20:00")
    for teller in ("Tess", "Tim"):
        club.act("paper", "03-02T20:10", "--teller", teller, "--for", "2", "--against", "1")


def test_a_body_that_rules_by_a_vote_rules_by_nothing_else(tmp_path: Path) -> None:
    club = Club.open(tmp_path, "poll")
    club.act("ruling put", "03-01T10:00", "--procedure", "poll", "--on", "incumbent", "--asked-by", "Cy")
    said = club.refused("ruling decide", "03-01T11:00", *BY_RIGHT)
    assert said.startswith("'members' rules by a vote, `for > 1/2 of valid`; say how it voted (--for, --against)")
    club.act("ruling decide", "03-01T11:00", *BY_RIGHT, "--for", "5", "--against", "2")
    club.holds()


def test_an_authority_that_rules_alone_has_no_votes(tmp_path: Path) -> None:
    club = Club.open(tmp_path, "ruling")
    club.act("ruling put", "03-01T10:00", *PUT)
    said = club.refused("ruling decide", "03-01T11:00", *BY_RIGHT, "--for", "5", "--against", "2")
    assert said == "the rules name nobody who votes on it; give the choice alone"
