"""A count as NIST SP 1500-100 has results. The names of members and their values are those of its JSON schema, 2.0."""

import json
from datetime import UTC, datetime
from fractions import Fraction
from typing import Any

from tests.reports.counts import FOURTEEN, fourteen, small, tied

from tellers.counting.transcript import Transcript
from tellers.reports.count_nist import nist_results

AT = datetime(2026, 5, 1, 12, 0, tzinfo=UTC)
REQUIRED = {
    "ElectionReport": "Format GeneratedDate Issuer IssuerAbbreviation SequenceEnd SequenceStart Status",
    "Election": "ElectionScopeId EndDate Name StartDate Type",
    "Candidate": "@id BallotName",
    "CandidateContest": "@id ElectionDistrictId Name VotesAllowed",
    "CandidateSelection": "@id",
    "VoteCounts": "Count GpUnitId Type",
    "OtherCounts": "GpUnitId",
    "ReportingUnit": "@id Type",
    "InternationalizedText": "Text",
    "LanguageString": "Content Language",
    "CountStatus": "Status Type",
}
"""What the schema requires of each class used here, beside its @type."""


def election(transcript: Transcript) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(json.dumps(nist_results(transcript, "Council", AT)))["Election"][0]
    return found


def objects(value: object) -> list[dict[str, Any]]:
    if isinstance(value, dict):
        return [value, *(found for member in value.values() for found in objects(member))]
    return [found for member in value for found in objects(member)] if isinstance(value, list) else []


def test_every_object_is_of_a_class_of_the_standard_with_what_it_requires() -> None:
    for found in objects(json.loads(json.dumps(nist_results(fourteen(), "Council", AT)))):
        kind = found["@type"].removeprefix("ElectionResults.")
        assert set(REQUIRED[kind].split()) <= found.keys()


def test_each_round_has_the_votes_of_its_stage() -> None:
    transcript = fourteen()
    contest = election(transcript)["Contest"][0]
    for candidate, selection in enumerate(contest["ContestSelection"]):
        votes = {one["Round"]: Fraction(str(one["Count"])) for one in selection["VoteCounts"]}
        assert votes == {s.number: Fraction(transcript.text(s.tally[candidate])) for s in transcript.stages}


def test_candidates_are_named_and_winners_marked() -> None:
    transcript = fourteen()
    people = election(transcript)["Candidate"]
    assert [person["BallotName"]["Text"][0]["Content"] for person in people] == list(FOURTEEN)
    winners = [place for place, person in enumerate(people) if person.get("PostElectionStatus") == "winner"]
    assert winners == sorted(transcript.elected)


def test_exhausted_and_overvoted_papers_are_accounted_for() -> None:
    report = nist_results(small(), "Leader", AT)
    assert "Exhausted: round 1: 0; round 2: 2. Blank: 7. Spoiled: 0." in str(report["Notes"])
    assert report["GeneratedDate"] == "2026-05-01T12:00:00+00:00"


def test_an_open_tie_is_told() -> None:
    assert "Undecided" in str(nist_results(tied(), "Leader", AT)["Notes"])
