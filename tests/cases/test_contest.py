"""Contests as acts of a case. The truth of each refusal is the clause it names, in tests/cases/club.toml."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from tests.cases.club import RULES, Club
from tests.cases.test_nomination import BY_RIGHT, challenge
from tests.journeys.commands import Exited, tellers

DAYS = ("--opens", "2024-03-06T10:00", "--closes", "2024-03-06T20:00")
PAPERS = {"returned": 8, "blank": 0, "spoiled": 1}


@pytest.fixture
def admitted(tmp_path: Path) -> Club:
    """Bela and Gus are admitted, on 3 March."""
    club = challenge(tmp_path, BY_RIGHT)
    club.act("nomination consent", "03-02T11:00", "--candidate", "Gus")
    club.act("nomination close", "03-03T10:00")
    return club


@pytest.fixture
def frozen(admitted: Club) -> Club:
    """The contest is announced and its roll frozen; voting closes on 6 March at 20:00."""
    admitted.act("contest announce", "03-03T11:00", "--procedure", "election", *DAYS)
    admitted.act("contest freeze", "03-04T10:00")
    return admitted


def figures(club: Club, bela: int, gus: int, again: int | None = None) -> tuple[str, ...]:
    """Two tellers' files; `again` is what the second has for Bela where it differs."""
    words: tuple[str, ...] = ()
    for teller, number in (("Tess", bela), ("Tim", bela if again is None else again)):
        file = club.root.parent / f"{teller}.json"
        file.write_text(json.dumps({"votes": {"Bela": number, "Gus": gus}, "papers": PAPERS}))
        words += ("--teller", teller, str(file))
    return words


def test_a_roll_is_not_of_a_day_before_the_contest_was_announced(admitted: Club) -> None:
    """The rules name no day of measurement; forged into the minutes, an earlier day is found."""
    admitted.act("contest announce", "03-03T11:00", "--procedure", "election", *DAYS)
    said = admitted.refused("contest freeze", "03-04T10:00", "--on", "2024-02-10")
    assert said.startswith("the roll would be taken as at 2024-02-10, before the notice of 2024-03-03; ")
    assert admitted.act("contest freeze", "03-04T10:00", "--on", "2024-03-03")["on"] == "2024-03-03"
    admitted.forge(admitted.minutes[-1]["number"], on="2024-02-10")
    assert "before the notice" in admitted.fails


def test_a_roll_that_is_measured_at_the_notice_is_taken_as_at_that_day(tmp_path: Path) -> None:
    rules = tmp_path / "rules.toml"
    rules.write_text(RULES.read_text("utf-8").replace('nomination  = "challenge"\n', 'measured    = "notice"\n', 1))
    club = Club.open(tmp_path, "election", rules)
    who = ("--candidate", "Bela", "--candidate", "Gus")
    club.act("contest announce", "03-03T11:00", "--procedure", "election", *DAYS, *who)
    assert "given on 2024-03-03" in club.refused("contest freeze", "03-04T10:00", "--on", "2024-03-04")
    assert club.act("contest freeze", "03-04T10:00")["on"] == "2024-03-03"
    assert club.holds()


@pytest.fixture
def declared(frozen: Club) -> Club:
    """Gus has 4 votes and Bela 3; it is declared."""
    frozen.act("contest enter", "03-06T21:00", *figures(frozen, 3, 4))
    frozen.act("contest declare", "03-06T22:00")
    return frozen


def test_a_contest_is_run_from_its_nominations_to_its_declaration(declared: Club) -> None:
    found = declared.minutes[-1]["facts"]["found"]
    assert (found["outcome"], found["winners"]) == ("elected", ["Gus"])
    said = declared.holds()
    assert "holds  roll: 8 entitled in election-1, ballot" in said
    assert "Everything holds: the nomination challenge-1 is closed; the contest election-1 is declared." in said
    assert [one["outcome"] for one in declared.shown["proceedings"]] == ["triggered", "elected"]


def test_the_checks_of_a_motion_are_told_in_one_line_where_there_is_none(declared: Club) -> None:
    said = declared.holds()
    assert "the motion has not come to it" not in said
    assert not [line for line in said.splitlines() if line.startswith("later")]
    (line,) = (line for line in said.splitlines() if "no motion in this case" in line)
    names = line.removeprefix("-----  ").removesuffix(": no motion in this case").split(", ")
    checks = json.loads(tellers("verify", declared.root, "--json"))["checks"]
    assert names == [one["name"] for one in checks if one["detail"] == "the motion has not come to it"]
    assert {"election", "sealed count", "totals", "declaration"} <= set(names)


def test_candidates_are_those_whom_the_nominations_admitted(admitted: Club) -> None:
    announced = admitted.act("contest announce", "03-03T11:00", "--procedure", "election", *DAYS)
    assert [(one["name"], one["incumbent"]) for one in announced["candidates"]] == [("Bela", True), ("Gus", False)]
    assert announced["nomination"] == "challenge-1"
    closed = next(minute["number"] for minute in admitted.minutes if minute["act"] == "nomination.close")
    assert announced["hangs_on"]["minutes"] == [closed]


def test_a_contest_waits_for_its_nominations(tmp_path: Path) -> None:
    club = challenge(tmp_path, BY_RIGHT)
    words = ("--procedure", "election", *DAYS)
    said = club.refused("contest announce", "03-03T11:00", *words)
    assert said == "the nomination challenge-1 is open for nominations; it is closed first"
    said = club.refused("contest announce", "03-03T11:00", *words, "--candidate", "Gus")
    assert said == "candidates are admitted by 'challenge'; name those nominations (--nomination) (clause 7)"


@pytest.mark.parametrize(
    ("opens", "closes", "said"),
    [
        ("03-05T10:00", "03-06T20:00", "leaves 1 clear days before 2024-03-05; expected 2"),
        ("03-06T10:00", "03-06T10:00", "; it is 2024-03-03T11:00:00+00:00: voting closes after it opens (--closes)"),
        (
            "03-02T10:00",
            "03-06T10:00",
            "; it is 2024-03-03T11:00:00+00:00: voting opens after it is announced; an act that was",
        ),
    ],
)
def test_a_timetable_that_the_rules_do_not_allow_is_refused(
    admitted: Club, opens: str, closes: str, said: str
) -> None:
    words = ("--procedure", "election", "--opens", f"2024-{opens}", "--closes", f"2024-{closes}")
    assert said in admitted.refused("contest announce", "03-03T11:00", *words)


@pytest.mark.parametrize(
    ("at", "words", "said"),
    [
        ("03-06T19:59", (3, 4, None), "voting closes at 2024-03-06T20:00:00+00:00; nothing is counted before"),
        ("03-06T21:00", (3, 4, 4), "the two counts differ on: votes.Bela; both tellers count again"),
    ],
)
def test_figures_that_cannot_stand_are_refused(
    frozen: Club, at: str, words: tuple[int, int, int | None], said: str
) -> None:
    assert frozen.refused("contest enter", at, *figures(frozen, *words)) == said


@pytest.mark.parametrize(
    ("tellers_", "said"),
    [
        (("Tess",), "two tellers count, each alone, and both are named (--teller)"),
        (("Tess", "tess"), "two tellers count, each alone, and both are named (--teller)"),
        (("Tess", "Sec"), "Sec is the secretary, who keeps both counts; the tellers are two other people"),
    ],
)
def test_two_tellers_count_who_are_two_other_people(frozen: Club, tellers_: tuple[str, ...], said: str) -> None:
    file = figures(frozen, 3, 4)[2]
    words = tuple(word for teller in tellers_ for word in ("--teller", teller, file))
    assert frozen.refused("contest enter", "03-06T21:00", *words) == said


def test_figures_in_no_form_of_facts_are_refused(frozen: Club) -> None:
    words = figures(frozen, 3, 4)
    for file in (words[2], words[5]):
        Path(file).write_text('{"winner": "Gus"}')
    assert "the figures cannot be read" in frozen.refused("contest enter", "03-06T21:00", *words)


def test_a_recount_takes_the_place_of_the_count_before(declared: Club) -> None:
    asked = declared.act("contest ask-recount", "03-06T23:00", "--asker", "Bela", "--reason", "One vote.",
                         "--until", "2024-03-08")  # fmt: skip
    assert asked["hangs_on"]["minutes"][-1] == declared.minutes[-2]["number"]
    declared.act("contest recount", "03-07T10:00", "--stage", "ballot", *figures(declared, 4, 3))
    again = declared.act("contest declare", "03-07T11:00")
    assert again["found"]["winners"] == ["Bela"]
    assert "Everything holds" in declared.holds()


def test_a_recount_may_be_refused_and_the_declaration_stands(declared: Club) -> None:
    declared.act("contest ask-recount", "03-06T23:00", "--asker", "Bela", "--reason", "One vote.")
    declared.act("contest refuse-recount", "03-07T10:00", "--authority", "The committee", "--reason", "Checked twice.")
    assert declared.shown["proceedings"][1]["state"] == "declared"
    said = declared.refused("contest recount", "03-07T11:00", "--stage", "ballot", *figures(declared, 4, 3))
    assert "'contest recount' is not possible: the contest election-1 is declared" in said


def test_an_annulled_contest_is_held_again_and_is_linked_to(declared: Club) -> None:
    words = ("--procedure", "election", "--opens", "2024-03-12T10:00", "--closes", "2024-03-12T20:00")
    rerun = (*words, "--rerun-of", "election-1")
    said = declared.refused("contest announce", "03-07T11:00", *rerun)
    assert said == "'election-1' is no annulled contest of this case (--rerun-of)"
    annulled = declared.act("contest annul", "03-07T10:00", "--authority", "The committee", "--reason", "Papers lost.",
                            "--ground", "8")  # fmt: skip
    assert annulled["hangs_on"]["minutes"][-2:] == [8, declared.minutes[-2]["number"]]
    again = declared.act("contest announce", "03-07T11:00", *rerun)
    assert (again["proceeding"], again["rerun_of"]) == ("election-2", "election-1")
    assert declared.minutes[-2]["number"] in again["hangs_on"]["minutes"]
    assert declared.refused("contest announce", "03-07T12:00", *rerun).endswith(
        "says exactly this already; it is done"
    )
    assert declared.refused("contest announce", "03-07T12:00", *rerun, "--scrutineer", "Sid") == (
        "the contest election-1 is held again already, as election-2"
    )
    assert "All holds so far" in declared.holds()


def test_what_hangs_on_an_annulled_declaration_is_listed(declared: Club) -> None:
    number = str(declared.minutes[-1]["number"])
    declared.act("appointment open", "03-07T09:00", "--procedure", "officers", "--hangs-on", number)
    words = ("--at", "2024-03-07T10:00", "--authority", "The committee", "--reason", "Papers lost.")
    said = tellers("case", "contest", "annul", declared.root, *words)
    assert "1 act without a ground now:" in said
    assert "appointment.open: the contest election-1 is annulled" in said
    assert [one["act"] for one in declared.shown["without_ground"]] == ["appointment.open"]


def test_a_sole_candidate_is_elected_without_a_ballot(frozen: Club) -> None:
    frozen.act("contest stand-down", "03-05T10:00", "--candidate", "gus")
    assert frozen.refused("contest stand-down", "03-05T11:00", "--candidate", "Zoe").startswith("Zoe does not stand")
    assert frozen.act("contest declare", "03-05T12:00")["found"]["winners"] == ["Bela"]
    assert "Everything holds" in frozen.holds()


def test_without_its_figures_a_contest_is_not_declared(frozen: Club) -> None:
    said = frozen.refused("contest declare", "03-06T21:00")
    assert said.startswith("it cannot be decided yet; what is missing: ")


FIGURES = {"votes": {"Bela": 3, "Gus": 4}, "papers": PAPERS}


def entering(club: Club, ballot: Mapping[str, object]) -> tuple[str, ...]:
    """The same file from both tellers."""
    file = club.root.parent / "both.json"
    file.write_text(json.dumps(ballot))
    return ("--teller", "Tess", str(file), "--teller", "Tim", str(file))


@pytest.mark.parametrize(
    ("ballot", "says"),
    [
        ({"votes": {"Bela": 3}}, "the figures are not whole; what is missing: ballot.votes.Gus; both tellers look"),
        ({}, "the figures are not whole; what is missing: ballot"),
        ({**FIGURES, "papers": {**PAPERS, "returned": 9}}, "the figures contradict each other: "),
        (
            {**FIGURES, "votes": {"Bela": 9, "Gus": 9}},
            "the figures contradict each other: the papers do not add up: 8 ",
        ),
    ],
)
def test_figures_by_which_nothing_could_be_declared_are_not_entered(
    frozen: Club, ballot: dict[str, object], says: str
) -> None:
    assert frozen.refused("contest enter", "03-06T21:00", *entering(frozen, ballot)).startswith(says)


AGAINST = """
[[count.against-them]]
name   = "votes against the candidate"
given  = "candidate"
clause = "election"
"""


@pytest.fixture
def for_and_against(tmp_path: Path) -> Club:
    """Members vote for and against each name, and whoever has more for than against can be elected."""
    rules = tmp_path / "rules.toml"
    line = 'method      = "plurality"\nthreshold   = "votes > against-them"\n'
    text = RULES.read_text("utf-8").replace('nomination  = "challenge"\nmethod      = "plurality"\n', line, 1)
    rules.write_text(text + AGAINST)
    club = Club.open(tmp_path, "election", rules)
    who = ("--candidate", "Bela", "--candidate", "Gus")
    club.act("contest announce", "03-03T11:00", "--procedure", "election", *DAYS, *who)
    club.act("contest freeze", "03-04T10:00")
    return club


def with_counts(
    club: Club, counts: Mapping[str, object], other: Mapping[str, object] | None = None
) -> tuple[str, ...]:
    """Both tellers have three votes for Bela and four for Gus, and these counts."""
    words: tuple[str, ...] = ()
    for teller, mine in (("Tess", counts), ("Tim", other or counts)):
        file = club.root.parent / f"{teller}.json"
        papers = {"returned": 7, "blank": 0, "spoiled": 0}
        file.write_text(json.dumps({"votes": {"Bela": 3, "Gus": 4}, "papers": papers, "counts": mine}))
        words += ("--teller", teller, str(file))
    return words


def test_votes_against_each_are_counted_by_the_tellers_and_decide(for_and_against: Club) -> None:
    """Gus has four for and two against; with five against him he is below the line, and so is Bela: nobody."""
    entered = with_counts(for_and_against, {"Gus": {"against-them": 2}, "Bela": {"against-them": 1}})
    done = for_and_against.act("contest enter", "03-06T21:00", *entered)
    assert done["counts"] == {"Gus": {"against-them": 2}, "Bela": {"against-them": 1}}
    assert for_and_against.act("contest declare", "03-06T22:00")["found"]["winners"] == ["Gus"]
    assert for_and_against.holds()
    for_and_against.act("contest ask-recount", "03-07T10:00", "--asker", "Bela", "--reason", "Too few against.")
    again = with_counts(for_and_against, {"Gus": {"against-them": 5}, "Bela": {"against-them": 3}})
    for_and_against.act("contest recount", "03-07T11:00", "--stage", "ballot", *again)
    assert for_and_against.act("contest declare", "03-07T12:00")["found"]["outcome"] == "unfilled"
    assert for_and_against.holds()


@pytest.mark.parametrize(
    ("counts", "other", "said"),
    [
        (
            {"Gus": {"against-them": 2}, "Bela": {"against-them": 1}},
            {"Gus": {"against-them": 2}},
            "differ on: counts.Bela",
        ),
        ({"Zoe": {"against-them": 2}}, None, "Zoe does not stand; `counts` has the numbers of those who do"),
        ({"Gus": {"age": 52}}, None, "'age' of Gus is no count of the rule book that is given of each candidate"),
        ({}, None, "the figures are not whole; what is missing: candidates."),
    ],
)
def test_counts_that_cannot_stand_are_refused(
    for_and_against: Club, counts: Mapping[str, object], other: Mapping[str, object] | None, said: str
) -> None:
    assert said in for_and_against.refused(
        "contest enter", "03-06T21:00", *with_counts(for_and_against, counts, other)
    )


def test_a_count_is_a_whole_number(for_and_against: Club) -> None:
    with pytest.raises(Exited) as exited:
        for_and_against.act(
            "contest enter", "03-06T21:00", *with_counts(for_and_against, {"Gus": {"against-them": "2"}})
        )
    assert exited.value.code == 2
    assert "Tess.json: `counts`: Expected `int`" in exited.value.said


def test_a_count_that_was_told_before_the_vote_is_not_told_again(tmp_path: Path) -> None:
    rules = tmp_path / "rules.toml"
    rules.write_text(RULES.read_text("utf-8").replace('nomination  = "challenge"\n', "", 1) + AGAINST)
    club = Club.open(tmp_path, "election", rules)
    who = ("--candidate", "Bela", "--candidate", "Gus,against-them=1")
    club.act("contest announce", "03-03T11:00", "--procedure", "election", *DAYS, *who)
    club.act("contest freeze", "03-04T10:00")
    said = club.refused("contest enter", "03-06T21:00", *with_counts(club, {"Gus": {"against-them": 2}}))
    assert said == "'against-them' of Gus is said as the contest is announced, and is not counted"


def test_a_stage_is_counted_once_and_then_only_again_for_who_asks(frozen: Club) -> None:
    frozen.act("contest enter", "03-06T21:00", *entering(frozen, FIGURES))
    other = entering(frozen, {**FIGURES, "votes": {"Bela": 4, "Gus": 3}})
    assert frozen.refused("contest enter", "03-06T21:10", *other).startswith("every stage is counted; to count one")
    said = frozen.refused("contest enter", "03-06T21:10", "--stage", "ballot", *other)
    assert "tellers case contest ask-recount" in said


def test_the_same_candidates_stand_in_one_contest_until_it_is_annulled(declared: Club) -> None:
    days = ("--opens", "2024-03-16T10:00", "--closes", "2024-03-16T20:00")
    words = ("--procedure", "election", *days, "--nomination", "challenge-1")
    said = declared.refused("contest announce", "03-11T11:00", *words)
    assert said.startswith("the contest election-1 is held among those candidates already, and is declared; annul it")
    declared.act("contest annul", "03-11T12:00", "--authority", "A", "--reason", "The roll was wrong.")
    said = declared.refused("contest announce", "03-11T13:00", *words)
    assert said == (
        "the contest election-1 was annulled; say that this one is held in its place (--rerun-of election-1)"
    )
    declared.act("contest announce", "03-11T13:00", *words, "--rerun-of", "election-1")


def test_a_ground_that_is_not_there_is_named(declared: Club) -> None:
    why = ("--authority", "A", "--reason", "x", "--ground", "99")
    size = len(declared.minutes)
    said = declared.refused("contest annul", "03-11T12:00", *why)
    assert said == f"there is no minute 99 to hang on; the book has minutes 0 to {size - 1}"


def test_a_procedure_of_another_kind_is_named_with_its_kind(frozen: Club) -> None:
    said = frozen.refused("contest announce", "03-04T11:00", "--procedure", "officers", *DAYS, "--candidate", "Gus")
    assert said == "the procedure 'officers' is an appointment; expected a contest (--procedure)"
