"""A declared contest as an election report in JSON, as NIST SP 1500-100 revision 2 has it.

Each stage of the rules is a candidate contest, each stage of its count a round. What that standard has no field for
stands in its notes: exhausted votes, the votes that elect, what is open in the record. A tally that is a share of the
whole is no count of votes, and stands there too.
"""

import json
from collections.abc import Iterator
from fractions import Fraction

from tellers import __version__
from tellers.proceedings.contest_declaration import ContestDeclaration
from tellers.reports import contest_wording as words
from tellers.reports.contest_steps import Step, stages_of
from tellers.reports.count_nist import VARIATIONS, Object
from tellers.reports.nist import text_of
from tellers.reports.reported import ReportedContest

UNIT = "gp-1"


def nist_results(reported: ReportedContest) -> bytes:
    """The report; its dates are those of the declaration, so the same record gives the same bytes."""
    declaration = reported.declaration
    report: Object = {
        "@type": "ElectionResults.ElectionReport",
        "Format": "summary-contest",
        "GeneratedDate": f"{declaration.on.isoformat()}T00:00:00Z",
        "Issuer": declaration.founding.organisation,
        "IssuerAbbreviation": declaration.founding.case,
        "SequenceStart": 1,
        "SequenceEnd": 1,
        "Status": "unofficial-complete",
        "VendorApplicationId": f"Tellers {__version__}",
        "Notes": " ".join(_notes(reported)),
        "GpUnit": [_unit(declaration), *_sections(declaration)],
        "Election": [_election(declaration)],
    }
    return (json.dumps(report, ensure_ascii=False, indent=1) + "\n").encode()


def _notes(reported: ReportedContest) -> Iterator[str]:
    declaration = reported.declaration
    yield f"{reported.struck}{words.headline(declaration)}."
    for stage, steps in stages_of(declaration):
        for step in steps:
            told = list(step.remarks)
            told += [f"{words.exhausted_name(step)}: {step.exhausted}."] if step.exhausted is not None else []
            told += [f"{row.name}: {row.text} ({row.of_whole})." for row in step.rows if row.of_whole is not None]
            yield " ".join([f"{words.stage_words(declaration, stage)}, {step.head}.", *told])
    for name, value in words.fingerprints(declaration):
        yield f"{name}: {value}."
    yield from (doubt.sentence for doubt in reported.doubts)


def _unit(declaration: ContestDeclaration) -> Object:
    group = _last(declaration)
    returned: Object = {"VotersParticipated": group["returned"]} if "returned" in group else {}
    entitled: Object = {"VotersRegistered": group["entitled"]} if "entitled" in group else {}
    return {
        "@type": "ElectionResults.ReportingUnit",
        "@id": UNIT,
        "Type": "other",
        "OtherType": "body",
        "Name": text_of(declaration.founding.organisation),
        **returned,
        **entitled,
    }


def _last(declaration: ContestDeclaration) -> dict[str, int]:
    """The papers of the ballot that decided."""
    groups = words.papers(declaration)
    return {word: figure.value for word, figure in groups[-1].figures.items()} if groups else {}


def _sections(declaration: ContestDeclaration) -> list[Object]:
    heads = dict.fromkeys(head for head, _ in words.sections(declaration))
    return [
        {
            "@type": "ElectionResults.ReportingUnit",
            "@id": f"gp-{at}",
            "Type": "other",
            "OtherType": "section",
            "Name": text_of(head),
        }
        for at, head in enumerate(heads, 2)
    ]


def _election(declaration: ContestDeclaration) -> Object:
    day, group = declaration.on.isoformat(), _last(declaration)
    counts: Object = {
        "@type": "ElectionResults.BallotCounts",
        "GpUnitId": UNIT,
        "Type": "total",
        **{
            name: group[word]
            for name, word in (("BallotsCast", "returned"), ("BallotsRejected", "spoiled"))
            if word in group
        },
    }
    names = [one.name for one in declaration.contest.announced.candidates]
    return {
        "@type": "ElectionResults.Election",
        "ElectionScopeId": UNIT,
        "Name": text_of(declaration.title),
        "StartDate": day,
        "EndDate": day,
        "Type": "other",
        "OtherType": "contest",
        "BallotCounts": [counts],
        "Candidate": [_candidate(declaration, at, name) for at, name in enumerate(names, 1)],
        "Contest": [_contest(declaration, at, *one) for at, one in enumerate(stages_of(declaration), 1)],
    }


def _candidate(declaration: ContestDeclaration, at: int, name: str) -> Object:
    status: Object = {"PostElectionStatus": "winner"} if name in declaration.found.winners else {}
    return {"@type": "ElectionResults.Candidate", "@id": f"candidate-{at}", "BallotName": text_of(name), **status}


def _contest(declaration: ContestDeclaration, at: int, stage: str, steps: tuple[Step, ...]) -> Object:
    method = steps[0].method
    kind = next((name for start, name in VARIATIONS if method.startswith(start)), "other")
    names = [one.name for one in declaration.contest.announced.candidates]
    return {
        "@type": "ElectionResults.CandidateContest",
        "@id": f"contest-{at}",
        "Name": f"{declaration.title}: {words.stage_words(declaration, stage).lower()}",
        "ElectionDistrictId": UNIT,
        "VotesAllowed": 1,
        "NumberElected": len(declaration.found.winners),
        "VoteVariation": kind,
        "OtherVoteVariation": method,
        "CountStatus": [{"@type": "ElectionResults.CountStatus", "Status": "completed", "Type": "total"}],
        "ContestSelection": [
            {
                "@type": "ElectionResults.CandidateSelection",
                "@id": f"selection-{at}-{number}",
                "CandidateIds": [f"candidate-{number}"],
                "VoteCounts": [*_votes(steps, name), *_section_votes(declaration, stage, name)],
            }
            for number, name in enumerate(names, 1)
        ],
    }


def _votes(steps: tuple[Step, ...], name: str) -> Iterator[Object]:
    for step in steps:
        for row in step.rows:
            if row.name == name and row.of_whole is None:
                yield {**_count(UNIT, row.amount), "Round": step.number}


def _section_votes(declaration: ContestDeclaration, stage: str, name: str) -> Iterator[Object]:
    units = {head: f"gp-{at}" for at, head in enumerate(dict(words.sections(declaration)), 2)}
    for head, pairs in words.sections(declaration, stage):
        for figure, _ in pairs:
            if words.candidate_of(figure) == name:
                yield _count(units[head], Fraction(figure.value))


def _count(unit: str, amount: Fraction) -> Object:
    """Votes as that standard has them: a number, exact as long as it has at most 15 digits."""
    number = amount.numerator if amount.denominator == 1 else float(amount)
    return {"@type": "ElectionResults.VoteCounts", "GpUnitId": unit, "Type": "total", "Count": number}
