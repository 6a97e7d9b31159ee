"""Cast vote records in JSON. Source: NIST SP 1500-103 and its JSON schema, version 1.0; values by hand."""

import json
from typing import Any

import pytest
from tests.counting.formats.samples import bad_lines, read, said

from tellers.errors import Unreadable

Object = dict[str, Any]


def mark(candidate: str, rank: int | None, **position: object) -> Object:
    at: Object = {"@type": "CVR.SelectionPosition", "HasIndication": "yes", "NumberVotes": 1, **position}
    if rank is not None:
        at["Rank"] = rank
    return {"@type": "CVR.CVRContestSelection", "ContestSelectionId": candidate, "SelectionPosition": [at]}


def record(*marks: Object, contest: str = "mayor", **more: object) -> Object:
    on_paper = {"@type": "CVR.CVRContest", "ContestId": contest, "CVRContestSelection": list(marks), **more}
    snapshot = {"@type": "CVR.CVRSnapshot", "@id": "s", "Type": "original", "CVRContest": [on_paper]}
    return {"@type": "CVR.CVR", "CurrentSnapshotId": "s", "ElectionId": "e", "CVRSnapshot": [snapshot]}


def report(*records: object, **contest: object) -> str:
    selections = [
        {"@type": "CVR.CandidateSelection", "@id": "sel-a", "CandidateIds": ["a"]},
        {"@type": "CVR.CandidateSelection", "@id": "sel-b", "CandidateIds": ["b"]},
        {"@type": "CVR.CandidateSelection", "@id": "sel-w", "IsWriteIn": True},
    ]
    mayor = {
        "@type": "CVR.CandidateContest",
        "@id": "mayor",
        "Name": "Mayor",
        "ContestSelection": selections,
        **contest,
    }
    people = [
        {"@id": "a", "@type": "CVR.Candidate", "Name": "Ann"},
        {"@id": "b", "@type": "CVR.Candidate", "Name": "Bob"},
    ]
    election = {"@id": "e", "@type": "CVR.Election", "Candidate": people, "Contest": [mayor], "ElectionScopeId": "g"}
    whole = {"@type": "CVR.CastVoteRecordReport", "Version": "1.0.0", "Election": [election], "CVR": list(records)}
    return json.dumps(whole)


def test_marks_are_ranked_and_candidates_named() -> None:
    contest = read(report(record(mark("sel-b", 2), mark("sel-a", 1)), record(mark("sel-w", 1)), NumberElected=2))
    assert (contest.title, contest.seats) == ("Mayor", 2)
    assert contest.candidates == ("Ann", "Bob", "Write-in")
    assert said(contest.papers) == {(1, 2): 1, (3,): 1}


def test_the_rank_may_stand_on_the_selection_and_be_missing_where_there_is_one_choice() -> None:
    by_selection = mark("sel-b", None) | {"Rank": 2}
    assert said(read(report(record(by_selection, mark("sel-a", 1)))).papers) == {(1, 2): 1}
    assert said(read(report(record(mark("sel-a", None), mark("sel-b", None)))).papers) == {("{1, 2}",): 1}


def test_overvotes_skipped_ranks_blank_and_invalidated_papers_are_kept_apart() -> None:
    contest = read(
        report(
            record(mark("sel-a", 1), mark("sel-b", 1), mark("sel-w", 2)),
            record(mark("sel-a", 1, IsAllocable="no"), mark("sel-b", 1, IsAllocable="no"), mark("sel-a", 2)),
            record(mark("sel-b", 3)),
            record(mark("sel-a", 1, HasIndication="no")),
            record(mark("sel-a", 1), Status=["invalidated-rules"]),
            record(mark("sel-a", 1), contest="council"),
        )
    )
    assert said(contest.papers) == {("{1, 2}", 3): 1, ("?", 1): 1, ("-", "-", 2): 1}
    assert (contest.papers.total, contest.papers.blank, contest.papers.spoiled) == (3, 1, 1)
    assert [one.line for one in contest.papers.rejected] == [5]


def test_the_current_snapshot_counts_and_no_other() -> None:
    twice = record(mark("sel-a", 1))
    twice["CVRSnapshot"].append({**record(mark("sel-b", 1))["CVRSnapshot"][0], "@id": "t"})
    assert said(read(report(twice)).papers) == {(1,): 1}
    assert said(read(report({**twice, "CurrentSnapshotId": "t"})).papers) == {(2,): 1}


def test_every_bad_record_is_numbered() -> None:
    double = record(mark("sel-a", 1))
    double["CVRSnapshot"][0]["CVRContest"] *= 2
    text = report(
        record(mark("sel-a", 1)),
        record(mark("sel-x", 1)),
        "no record",
        {**record(mark("sel-a", 1)), "CurrentSnapshotId": "z"},
        record(mark("sel-a", 0)),
        double,
    )
    reasons = {
        2: "sel-x is not one of 3 selections of the contest",
        3: "it is no object",
        4: "0 snapshots have the id z; expected the current one",
        5: "rank 0 is not a whole number from 1",
        6: "contest mayor stands 2 times in one snapshot",
    }
    assert bad_lines(text) == reasons
    assert read(text, set_aside=True).papers.spoiled == 5


def test_one_of_several_contests_is_chosen_by_its_id_or_name() -> None:
    whole = json.loads(report(record(mark("sel-a", 1))))
    whole["Election"][0]["Contest"].append({"@id": "council", "Name": "Council", "ContestSelection": []})
    text = json.dumps(whole)
    assert read(text, contest="mayor").papers.total == read(text, contest="Mayor").papers.total == 1
    with pytest.raises(
        Unreadable, match=r"2 contests; choose one by --contest ID: mayor \(Mayor\), council \(Council\)"
    ):
        read(text)
    with pytest.raises(Unreadable, match="no contest 'sheriff'; there are mayor"):
        read(text, contest="sheriff")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('{"CVR": [', "line 1: not JSON at column 10"),
        ('{"CVR": 1}', "no list CVR"),
        ('{"CVR": []}', "no contest in the report"),
        ('{"CVR": ' + "[" * 100_000, "nested too deeply"),
    ],
)
def test_what_is_no_report_is_refused(text: str, reason: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read(text)
    assert reason in str(caught.value)
