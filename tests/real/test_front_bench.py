"""The front bench of June 2016 as a case: who left when, and which posts stood vacant at each moment.

What happened is in rulebooks/labour/facts/2016-06-28-front-bench.json, each event with its source. The second witness
is `tellers decide` on that file: it folds the same events by code of its own (decisions/appointment.py).
"""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from tests.journeys.commands import tellers

LABOUR = Path(__file__).parents[2] / "rulebooks" / "labour"
FACTS = LABOUR / "facts" / "2016-06-28-front-bench.json"

DEPARTURES = (
    ("more than 50 MPs over three days", "report 1"),
    ("more than 20 of the shadow cabinet and about as many junior ministers", "report 4"),
)
VACANT = (("at least seven in the top tier and around 30 junior ones", "report 1"),)
"""What the reports say of the front bench as a whole; they had different hours, and they do not agree."""

PARTLY = {"Shadow Home Office ministers", "Shadow Justice ministers"}
"""Posts of two, one of whom had gone by ten past five on the 28th."""

ENTERED = ("--at", "2016-06-29T09:00")


def adopted(told: Any) -> str:  # noqa: ANN401 — JSON
    """What a fact is taken to be where sources differ."""
    return str(told if isinstance(told, str) else next(one["value"] for one in told if one.get("adopted")))


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every event of the file entered as an act, the day after; then what the reports say of the whole."""
    world = tmp_path_factory.mktemp("bench")
    (world / "members.csv").write_text("number,name,house,whip\n1,Jeremy Corbyn,commons,yes\n")
    root, told = world / "case", json.loads(FACTS.read_bytes())
    begun = ("--procedure", "front-bench", "--register", world / "members.csv", "--secretary", "Sec", *ENTERED)
    tellers("case", "new", root, "--rulebook", LABOUR, *begun)
    holders = [
        word
        for post, who in told["holders"].items()
        if post != "leader"
        for name in ([who] if isinstance(who, str) else who)
        for word in ("--holder", f"{post}={name}")
    ]
    opened = ("--procedure", "front-bench", "--on", "2016-06-25", "--source", "the reports, and memory")
    tellers("case", "appointment", "open", root, *opened, *holders, *ENTERED)
    for event in told["events"]:
        act = {"appointed": "appoint", "resigned": "resign", "dismissed": "dismiss"}[event["event"]]
        given = ("--post", event["office"], "--who", event["who"], "--on", adopted(event["at"]))
        more = ("--consents",) if act == "appoint" else ()
        tellers("case", "appointment", act, root, *given, "--source", event["source"], *more, *ENTERED)
        if not isinstance(event["at"], str):
            for one in event["at"]:
                left = ("--what", f"when {event['who']} left", "--says", one["value"], "--source", one["source"])
                tellers("case", "appointment", "tell", root, *left, *ENTERED)
    for what, statements in (("departures", DEPARTURES), ("vacant posts", VACANT)):
        for says, source in statements:
            told_of = ("--what", what, "--says", says, "--source", source, "--on", "2016-06-28")
            tellers("case", "appointment", "tell", root, *told_of, *ENTERED)
    return root


def vacant_at(case: Path, moment: str) -> list[str]:
    told = json.loads(tellers("case", "appointment", "posts", case, "--on", moment, "--json"))
    (found,) = told["moments"]
    return [post["post"] for post in found["posts"] if post["vacant"]]


@pytest.mark.parametrize(
    ("moment", "vacant"),
    [
        ("2016-06-25", []),
        ("2016-06-26", ["shadow-foreign", "shadow-health", "shadow-education"]),
        ("2016-06-27T10:59+01:00", ["shadow-foreign", "shadow-health", "shadow-education"]),
        ("2016-06-27T11:00+01:00", []),
        ("2016-06-27", ["shadow-business"]),
        ("2016-06-28T09:00+01:00", ["shadow-business", "shadow-justice-team"]),
        ("2016-06-28T17:00+01:00", ["shadow-business", "shadow-home-team", "shadow-justice-team"]),
        (
            "2016-06-28",
            [
                "shadow-business",
                "shadow-home-team",
                "shadow-business-team",
                "shadow-justice-team",
                "shadow-culture-team",
            ],
        ),
    ],
)
def test_the_posts_that_stood_vacant(case: Path, moment: str, vacant: list[str]) -> None:
    assert vacant_at(case, moment) == vacant


@pytest.mark.parametrize("moment", ["2016-06-25", "2016-06-26", "2016-06-27T11:30+01:00", "2016-06-28T16:30+01:00"])
def test_the_case_and_the_decision_on_the_facts_agree(case: Path, moment: str) -> None:
    decided = json.loads(tellers("decide", LABOUR, "front-bench", FACTS, "--on", moment, "--json"))
    posts = decided["findings"][0]["posts"]
    assert vacant_at(case, moment) == [post["office"] for post in posts if post["vacant"]]


@pytest.mark.parametrize(
    ("moment", "partly"),
    [
        ("2016-06-28T16:30+01:00", {"Shadow Justice ministers"}),
        ("2016-06-28T17:10+01:00", PARTLY),
        ("2016-06-28", set()),
    ],
)
def test_the_board_shows_a_post_as_filled_only_where_the_decision_does(
    case: Path, moment: str, partly: set[str]
) -> None:
    """Two hold some posts together: with one of them gone the post is not filled."""
    board = " ".join(tellers("report", case, "--form", "bench", "--on", moment).split())
    decided = json.loads(tellers("decide", LABOUR, "front-bench", FACTS, "--on", moment, "--json"))
    posts = {post["title"]: post for post in decided["findings"][0]["posts"]}
    states = dict(
        re.findall(r"(Shadow [A-Z][A-Za-z, ]+?(?:Secretary|ministers?)), (in|vacant|a place vacant)\b", board)
    )
    assert {title for title, state in states.items() if state != "in"} == {
        title for title, post in posts.items() if post["vacant"]
    }
    assert {title for title, state in states.items() if state == "a place vacant"} == partly
    assert f"{sum(not post['vacant'] for post in posts.values())} filled, " in board


def test_every_moment_is_told_in_the_order_in_which_things_happened(case: Path) -> None:
    said = tellers("case", "appointment", "posts", case)
    moments = [line.partition(": vacant")[0] for line in said.splitlines() if not line.startswith(" ")]
    assert moments[:3] == ["2016-06-25", "2016-06-26", "2016-06-27T11:00:00+01:00"]
    assert moments == sorted(moments)
    assert "2016-06-27T12:00:00+01:00: vacant: shadow-business" in said
    assert said.count("shadow-home-team: Sarah Champion; vacant") == 3  # from 17:00 to 17:30


def test_the_reports_contradict_each_other_and_both_stand(case: Path) -> None:
    minutes = [json.loads(line) for line in (case / "minutes.jsonl").read_text().splitlines()]
    told = [minute["facts"] for minute in minutes if minute["act"] == "appointment.tell"]
    assert [(one["says"], one["source"]) for one in told if one["what"] == "departures"] == list(DEPARTURES)
    assert {one["says"] for one in told if one["what"] == "when Lucy Powell left"} == {"2016-06-26", "2016-06-27"}


def test_the_case_holds_and_closes_with_posts_unfilled(case: Path) -> None:
    assert "All holds so far: the appointment front-bench-1 is kept." in tellers("verify", case)
    closed = json.loads(tellers("case", "appointment", "close", case, "--on", "2016-06-28", *ENTERED, "--json"))
    assert closed["facts"]["found"]["outcome"] == "unfilled"
    assert "Everything holds: the appointment front-bench-1 is closed." in tellers("verify", case)
