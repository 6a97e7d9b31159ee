"""A declaration as an election report in JSON, as NIST SP 1500-100 revision 2 has it: one ballot measure.

A motion is a ballot measure, for and against its selections; what that standard has no field for stands in its notes.
"""

import json
from collections.abc import Iterator

from tellers import __version__
from tellers.figures import Figure
from tellers.proceedings.declaration import Declaration
from tellers.reports import wording
from tellers.reports.count_nist import Object
from tellers.reports.reported import Reported

UNIT, CONTEST = "gp-1", "contest-1"
LANGUAGE = "und"

SELECTIONS = ("for", "against")


def nist_results(reported: Reported) -> bytes:
    """The report; its dates are those of the declaration, so the same record gives the same bytes."""
    declaration = reported.declaration
    stamp = f"{declaration.on.isoformat()}T00:00:00Z"
    report: Object = {
        "@type": "ElectionResults.ElectionReport",
        "Format": "summary-contest",
        "GeneratedDate": stamp,
        "Issuer": declaration.subject.organisation,
        "IssuerAbbreviation": declaration.subject.case,
        "SequenceStart": 1,
        "SequenceEnd": 1,
        "Status": "unofficial-complete",
        "VendorApplicationId": f"Tellers {__version__}",
        "Notes": " ".join(_notes(reported)),
        "GpUnit": [_unit(declaration)],
        "Election": [_election(declaration)],
    }
    return (json.dumps(report, ensure_ascii=False, indent=1) + "\n").encode()


def _notes(reported: Reported) -> Iterator[str]:
    declaration = reported.declaration
    yield f"{wording.headline(declaration)}."
    for met in declaration.finding.thresholds:
        yield f"{wording.threshold_name(met)}: {wording.threshold_sentence(met)}"
    for name, value in wording.fingerprints(declaration):
        yield f"{name}: {value}."
    yield from (f"{doubt.sentence}" for doubt in reported.doubts)


def _unit(declaration: Declaration) -> Object:
    return {
        "@type": "ElectionResults.ReportingUnit",
        "@id": UNIT,
        "Type": "other",
        "OtherType": "body",
        "Name": text_of(declaration.subject.organisation),
        "VotersParticipated": declaration.figure("returned").value,
        "VotersRegistered": declaration.figure("entitled").value,
    }


def _election(declaration: Declaration) -> Object:
    day = declaration.on.isoformat()
    return {
        "@type": "ElectionResults.Election",
        "ElectionScopeId": UNIT,
        "Name": text_of(declaration.subject.title),
        "StartDate": day,
        "EndDate": day,
        "Type": "other",
        "OtherType": "motion",
        "BallotCounts": [
            {
                "@type": "ElectionResults.BallotCounts",
                "GpUnitId": UNIT,
                "Type": "total",
                "BallotsCast": declaration.figure("returned").value,
                "BallotsRejected": declaration.figure("spoiled").value,
            }
        ],
        "Contest": [_contest(declaration)],
    }


def _contest(declaration: Declaration) -> Object:
    return {
        "@type": "ElectionResults.BallotMeasureContest",
        "@id": CONTEST,
        "Name": declaration.subject.title,
        "ElectionDistrictId": UNIT,
        "FullText": text_of(declaration.subject.question),
        "Type": "other",
        "OtherType": "motion",
        "PassageThreshold": text_of("; ".join(met.threshold.text for met in declaration.finding.thresholds)),
        "CountStatus": [{"@type": "ElectionResults.CountStatus", "Status": "completed", "Type": "total"}],
        "ContestSelection": [_selection(declaration, id_) for id_ in SELECTIONS],
        "OtherCounts": [
            {
                "@type": "ElectionResults.OtherCounts",
                "GpUnitId": UNIT,
                "Undervotes": declaration.figure("blank").value,
            }
        ],
    }


def _selection(declaration: Declaration, id_: str) -> Object:
    return {
        "@type": "ElectionResults.BallotMeasureSelection",
        "@id": f"selection-{id_}",
        "Selection": text_of(wording.CLASSES[id_]),
        "VoteCounts": [_votes(declaration.figure(id_))],
    }


def _votes(figure: Figure) -> Object:
    return {"@type": "ElectionResults.VoteCounts", "GpUnitId": UNIT, "Type": "total", "Count": figure.value}


def text_of(words: str) -> Object:
    """Words in no known language."""
    return {
        "@type": "ElectionResults.InternationalizedText",
        "Text": [{"@type": "ElectionResults.LanguageString", "Content": words, "Language": LANGUAGE}],
    }
