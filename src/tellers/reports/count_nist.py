"""A count as an election report in JSON, as NIST SP 1500-100 (version 2.0) has it: each stage is a round.

That standard has numbers for votes, not texts: the decimals are the transcript's as long as a figure has at most 15
digits. It has no place for exhausted votes by round; the notes have them.
"""

from collections.abc import Iterator
from datetime import datetime
from fractions import Fraction

from tellers import __version__
from tellers.counting.transcript import Stage, Transcript

UNIT = "gp-1"
LANGUAGE = "und"
"""Names of people and contests are in no known language."""

VARIATIONS = (
    ("approval", "approval"),
    ("score", "range"),
    ("plurality", "plurality"),
    ("block", "n-of-m"),
    ("av", "rcv"),
    ("stv", "rcv"),
)
"""The start of a method's id, and what the standard calls such a vote; any other is `other` and named."""

Object = dict[str, object]


def nist_results(transcript: Transcript, title: str, at: datetime) -> Object:
    """The report; `at` is when it is made, and stands for the dates of the election too, which are not known."""
    return {
        "@type": "ElectionResults.ElectionReport",
        "Format": "summary-contest",
        "GeneratedDate": at.isoformat(),
        "Issuer": "Tellers",
        "IssuerAbbreviation": "Tellers",
        "SequenceStart": 1,
        "SequenceEnd": 1,
        "Status": "unofficial-complete",
        "VendorApplicationId": f"Tellers {__version__}",
        "Notes": " ".join(_notes(transcript)),
        "GpUnit": [
            {
                "@type": "ElectionResults.ReportingUnit",
                "@id": UNIT,
                "Type": "other",
                "OtherType": "all papers",
                "Name": _text(title),
            }
        ],
        "Election": [_election(transcript, title, at)],
    }


def _notes(transcript: Transcript) -> Iterator[str]:
    yield f"Rules: {transcript.rule_set}."
    if not transcript.proved:
        yield "Unproved: its text was not read, or no official result held against it."
    if transcript.possible:
        yield "Undecided: a tie is open."
    rounds = "; ".join(f"round {stage.number}: {transcript.text(stage.exhausted)}" for stage in transcript.stages)
    yield f"Exhausted: {rounds}. Blank: {transcript.blank}. Spoiled: {transcript.spoiled}."
    yield "The dates of the election are not known; those here are of the count."


def _election(transcript: Transcript, title: str, at: datetime) -> Object:
    day = at.date().isoformat()
    return {
        "@type": "ElectionResults.Election",
        "ElectionScopeId": UNIT,
        "Name": _text(title),
        "StartDate": day,
        "EndDate": day,
        "Type": "other",
        "OtherType": "count",
        "Candidate": [_candidate(transcript, place) for place in range(len(transcript.candidates))],
        "Contest": [_contest(transcript, title)],
    }


def _candidate(transcript: Transcript, place: int) -> Object:
    status: Object = {"PostElectionStatus": "winner"} if place in transcript.elected else {}
    return {
        "@type": "ElectionResults.Candidate",
        "@id": f"candidate-{place + 1}",
        "BallotName": _text(transcript.candidates[place]),
        **status,
    }


def _contest(transcript: Transcript, title: str) -> Object:
    kind = next((name for start, name in VARIATIONS if transcript.method.startswith(start)), "other")
    last = transcript.stages[-1:]
    overvoted = sum(stage.overvoted for stage in last)
    under = sum(stage.exhausted - stage.overvoted for stage in last)
    return {
        "@type": "ElectionResults.CandidateContest",
        "@id": "contest-1",
        "Name": title,
        "ElectionDistrictId": UNIT,
        "VotesAllowed": transcript.seats if kind == "n-of-m" else 1,
        "NumberElected": transcript.seats,
        "VoteVariation": kind,
        "OtherVoteVariation": transcript.method,
        "CountStatus": [{"@type": "ElectionResults.CountStatus", "Status": "completed", "Type": "total"}],
        "ContestSelection": [_selection(transcript, place) for place in range(len(transcript.candidates))],
        "OtherCounts": [
            {
                "@type": "ElectionResults.OtherCounts",
                "GpUnitId": UNIT,
                "Overvotes": _number(overvoted, transcript.scale),
                "Undervotes": _number(under, transcript.scale),
            }
        ],
    }


def _selection(transcript: Transcript, place: int) -> Object:
    return {
        "@type": "ElectionResults.CandidateSelection",
        "@id": f"selection-{place + 1}",
        "CandidateIds": [f"candidate-{place + 1}"],
        "VoteCounts": [_votes(stage, place, transcript.scale) for stage in transcript.stages if place in stage.tally],
    }


def _votes(stage: Stage, place: int, scale: int) -> Object:
    return {
        "@type": "ElectionResults.VoteCounts",
        "GpUnitId": UNIT,
        "Type": "total",
        "Round": stage.number,
        "Count": _number(stage.tally[place], scale),
    }


def _number(amount: int, scale: int) -> int | float:
    exact = Fraction(amount, scale)
    return exact.numerator if exact.denominator == 1 else float(exact)


def _text(words: str) -> Object:
    return {
        "@type": "ElectionResults.InternationalizedText",
        "Text": [{"@type": "ElectionResults.LanguageString", "Content": words, "Language": LANGUAGE}],
    }
