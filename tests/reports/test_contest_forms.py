"""Every form of a declared contest has the numbers of its declaration, those it must, and no other.

The numbers are read back out of what was rendered, by means that share nothing with the rendering; percentages, and
what a stage changed, are worked out here in decimal arithmetic. That what stands open is printed in each is issue 6.
"""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from html import unescape
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from tests.reports.contests import ALONE, ANN, BO, CONTESTS, CY, STV, WEIGHTED, Held, contest_declared, ranked
from tests.reports.reading import day, numbers, percentage, words_of_page, words_of_pdf, words_of_svg

from tellers.canonical import sha256_hex
from tellers.errors import Refused
from tellers.proceedings.contest_declaration import ContestDeclaration
from tellers.reports import contest_forms, contest_scrutineer
from tellers.reports.chart_stages import result_chart, stages_chart
from tellers.reports.contest_nist import nist_results
from tellers.reports.contest_reports import announcement, tellers_report
from tellers.reports.contest_scrutineer import HandedOut
from tellers.reports.doubts import Doubt, Grade
from tellers.reports.drawing import svg_file
from tellers.reports.reported import ReportedContest

pytestmark = pytest.mark.filterwarnings(
    "ignore::pytest.PytestUnraisableExceptionWarning", "ignore::ResourceWarning"
)  # WeasyPrint leaves its colour profile open

HANDED = HandedOut("Sid Scrutineer", ())
Render = Callable[[ReportedContest], bytes]


def svg(reported: ReportedContest) -> bytes:
    drawing = result_chart(reported.declaration).drawing
    assert drawing is not None
    return svg_file(drawing)


def stages(reported: ReportedContest) -> bytes:
    drawing = stages_chart(reported.declaration).drawing
    assert drawing is not None
    return svg_file(drawing)


def satisfied(reported: ReportedContest) -> bytes:
    return contest_scrutineer.satisfied_report(reported, HANDED)


def unsatisfied(reported: ReportedContest) -> bytes:
    return contest_scrutineer.unsatisfied_report(reported, HANDED)


Plain = dict[str, Any]


def papers(plain: Plain) -> set[str]:
    """The papers of each stage, by class."""
    return {str(one["value"]) for one in plain["figures"] if one["base"] is None and ".votes." not in one["id"]}


def tallies(plain: Plain, steps: slice = slice(None)) -> set[str]:
    """The votes of each candidate at some stages; of who has left with none there is no figure any longer."""
    found: set[str] = set()
    for step in plain["count"][steps]:
        found |= {text for text in step["tally"].values() if "/" in text or Decimal(text)}
        found |= {step["quota"]} - {None}
        found |= {step["exhausted"]} if step["number"] > 1 and Decimal(step["exhausted"]) else set()
    return found


def shares(plain: Plain) -> set[str]:
    """Every share, rounded and exact."""
    found = set()
    for one in plain["figures"]:
        if one["fraction"] is not None:
            value, size = map(int, one["fraction"].split("/"))
            found |= {percentage(value, size), one["fraction"]}
    return found


def needed(plain: Plain) -> set[str]:
    """Every number that was needed, with its base."""
    told = [one for candidate in plain["found"]["candidates"] for one in candidate["thresholds"]]
    found = {
        one[key] for one in [*told, *plain["found"]["thresholds"]] for key in ("needed", "base_size", "count_size")
    }
    return {str(one) for one in found - {None}}


def sections(plain: Plain) -> set[str]:
    """The votes by section."""
    return {str(one["value"]) for one in plain["figures"] if ".section." in one["id"] and one["base"] is None}


def whole(plain: Plain) -> set[str]:
    return papers(plain) | tallies(plain) | shares(plain) | needed(plain)


def last(plain: Plain) -> set[str]:
    return tallies(plain, slice(-1, None))


FORMS: dict[str, tuple[Render, Callable[[bytes], str], Callable[[Plain], set[str]]]] = {
    "text": (contest_forms.text, bytes.decode, whole),
    "html": (contest_forms.page, words_of_page, whole),
    "pdf": (contest_forms.pdf, words_of_pdf, whole),
    "stages": (stages, words_of_svg, tallies),
    "svg": (svg, words_of_svg, last),
    "embed": (contest_forms.embed, words_of_page, lambda plain: papers(plain) | last(plain)),
    "tellers": (tellers_report, bytes.decode, lambda plain: tallies(plain) | sections(plain) | needed(plain)),
    "announcement": (announcement, bytes.decode, lambda plain: papers(plain) | last(plain)),
    "scrutineer": (satisfied, bytes.decode, lambda plain: tallies(plain) | sections(plain)),
}
"""Each form with how its words are read, and which numbers it must have."""

DECLARED = {name: contest_declared(held) for name, held in CONTESTS.items()}


def changes(plain: Plain) -> set[str]:
    """What each stage of one ballot changed, in decimal arithmetic."""
    found = set()
    for before, after in zip(plain["count"], plain["count"][1:], strict=False):
        for name, text in after["tally"].items():
            if before["stage"] == after["stage"] and name in before["tally"] and "/" not in text:
                found.add(str(abs(Decimal(text) - Decimal(before["tally"][name]))))
    return found


def allowed(plain: Plain) -> set[str]:
    """Every number that the declaration gives: in its values, in its texts, and what follows from two of them."""
    found = whole(plain) | changes(plain) | numbers(json.dumps(plain, ensure_ascii=False))
    for text in re.findall(r"\"(\d+/\d+)\"", json.dumps(plain)):
        found |= {percentage(*map(int, text.split("/"))), text.partition("/")[2]}
    invalid = [one["value"] for one in plain["figures"] if one["id"].endswith((".blank", ".spoiled"))]
    found |= {str(one + other) for one in invalid for other in invalid}  # s.52: spoiled or otherwise invalid
    for iso in re.findall(r"\d{4}-\d{2}-\d{2}", json.dumps(plain)):
        found |= set(day(iso).split())
    return found


LAW = {"52", "1", "2", "1992"}
"""Of the section that the scrutineer's report cites."""


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", DECLARED)
def test_each_form_has_every_number_that_it_must_and_no_other(form: str, name: str) -> None:
    declaration = DECLARED[name]
    plain = json.loads(declaration.encode())
    render, words_of, required = FORMS[form]
    found = numbers(words_of(render(ReportedContest(declaration))))
    assert required(plain) - found == set()
    beside = {str(number) for number in range(1, 12)} if form == "pdf" else LAW if form == "scrutineer" else set()
    assert found - allowed(plain) - beside - {"256"} == set()


@pytest.mark.parametrize("name", DECLARED)
def test_nist_has_the_votes_of_every_stage_as_numbers(name: str) -> None:
    plain = json.loads(DECLARED[name].encode())
    report = json.loads(nist_results(ReportedContest(DECLARED[name])))
    told: dict[tuple[str, int], dict[str, float]] = {}
    names = [one["BallotName"]["Text"][0]["Content"] for one in report["Election"][0]["Candidate"]]
    ids = list(dict.fromkeys(step["stage"] for step in plain["count"]))
    for contest, stage in zip(report["Election"][0]["Contest"], ids, strict=True):
        for selection, who in zip(contest["ContestSelection"], names, strict=True):
            for one in selection["VoteCounts"]:
                if "Round" in one:
                    told.setdefault((stage, one["Round"]), {})[who] = one["Count"]
    expected = {
        (step["stage"], step["number"]): {who: float(text) for who, text in step["tally"].items() if "/" not in text}
        for step in plain["count"]
    }
    assert {key: {w: v for w, v in votes.items() if v} for key, votes in told.items()} == {
        key: {w: v for w, v in votes.items() if v} for key, votes in expected.items() if any(votes.values())
    }


@settings(max_examples=20, deadline=None)
@given(st.lists(st.tuples(st.integers(1, 40), st.permutations((ANN, BO, CY))), min_size=1, max_size=6))
def test_of_any_ranked_contest_text_page_and_drawing_have_the_same_numbers(
    papers_: list[tuple[int, tuple[str, ...]]],
) -> None:
    given_ = [(number, tuple(ranks)) for number, ranks in papers_]
    held = Held("av", (ANN, BO, CY), {"ballot": ranked((1, (ANN,)), *given_)}, entitled=300)
    try:
        declaration = contest_declared(held)
    except Refused:  # a tie that waits for a lot
        return
    plain = json.loads(declaration.encode())
    for form in ("text", "html", "stages"):
        render, words_of, required = FORMS[form]
        found = numbers(words_of(render(ReportedContest(declaration))))
        assert required(plain) - found == set(), form
        assert found - allowed(plain) - {"256"} == set(), form


@pytest.mark.parametrize("name", DECLARED)
def test_who_did_not_vote_is_known_by_the_roll_and_the_papers_and_each_form_that_has_sources_says_so(
    name: str,
) -> None:
    """No teller counts a paper that did not come: it is those entitled less those returned, known as badly as both."""
    plain = json.loads(DECLARED[name].encode())
    left = {one["id"]: one for one in plain["figures"] if one["counts"] == "not-returned"}
    assert left or "rounds" in str(plain["count"])
    for one in left.values():
        assert one["known"] == "certified"
        assert one["source"] == "the frozen roll less two tellers: Tess Adeyemi and Tim Byrne"
        for form in ("text", "html", "pdf"):
            render, words_of, _ = FORMS[form]
            said = " ".join(words_of(render(ReportedContest(DECLARED[name]))).split())
            assert "the frozen roll less two tellers:" in said, form


def test_a_number_that_was_changed_in_one_form_is_found() -> None:
    plain = json.loads(DECLARED["av"].encode())
    words = words_of_page(contest_forms.page(ReportedContest(DECLARED["av"]))).replace("71", "70")
    assert "71" in whole(plain) - numbers(words)
    assert "70" in numbers(words) - allowed(plain)


DOUBTS = (
    Doubt(Grade.BREACH, "Minute 11, breach by Dara Rowe: The box stood open at noon."),
    Doubt(Grade.DISSENT, "Dara Rowe dissents: I was not shown the papers."),
    Doubt(Grade.UNWITNESSED, "Cass Quill has not co-signed the checkpoint as it stands."),
)
PRINTING: dict[str, tuple[Render, Callable[[bytes], str]]] = {
    **{name: (render, words_of) for name, (render, words_of, _) in FORMS.items() if name not in {"svg", "stages"}},
    "scrutineer": (unsatisfied, bytes.decode),
    "nist": (nist_results, bytes.decode),
    "json": (contest_forms.figures, bytes.decode),
}


@pytest.mark.parametrize("form", PRINTING)
def test_whatever_stands_open_is_printed_in_every_form(form: str) -> None:
    render, words_of = PRINTING[form]
    said = " ".join(unescape(words_of(render(ReportedContest(DECLARED["stv"], DOUBTS)))).split())
    for doubt in DOUBTS:
        assert doubt.text in said


STOPPING = [Grade.BREACH, Grade.OBJECTION, Grade.DISSENT, Grade.UNVERIFIED, Grade.ANNULLED, Grade.RECOUNT]


@pytest.mark.parametrize("grade", STOPPING)
def test_satisfaction_is_refused_while_one_of_these_stands_open_and_it_is_named(grade: Grade) -> None:
    with pytest.raises(Refused, match=rf"{grade.value.upper()}: The box\. \(s\.52"):
        satisfied(ReportedContest(DECLARED["av"], (Doubt(grade, "The box."),)))


def test_the_report_without_satisfaction_never_says_satisfied() -> None:
    said = " ".join(unsatisfied(ReportedContest(DECLARED["av"], DOUBTS)).decode().split())
    assert "satisfied that" not in said
    assert "BREACH: Minute 11" in said


def test_without_a_scrutineer_in_the_minutes_nobody_is_satisfied() -> None:
    report = contest_scrutineer.satisfied_report(ReportedContest(DECLARED["av"]), HandedOut(None, ()))
    said = " ".join(report.decode().split())
    assert "satisfied that" not in said
    assert "The minutes name no independent scrutineer." in said


def rows(raw: bytes) -> dict[str, str]:
    found = re.findall(r"^  (.+?) {2,}([\d.]+)$", raw.decode(), re.MULTILINE)
    return {name.strip(" -"): number for name, number in found}


def test_the_scrutineers_report_has_the_figures_of_section_52_and_says_what_the_minutes_do_not() -> None:
    handed = HandedOut("Sid Scrutineer", (("ballot", 1, 190, 8),))
    found = rows(contest_scrutineer.satisfied_report(ReportedContest(DECLARED["plurality"]), handed))
    assert found["Voting papers distributed (s.52(1)(a))"] == "198"
    assert (found["credentials"], found["papers"]) == ("190", "8")
    assert found["Voting papers returned (s.52(1)(b))"] == "127"
    assert (found["Ann Reeve (elected)"], found["Bo Finch"], found["Cy Marsh"]) == ("61", "44", "17")
    assert found["Spoiled or otherwise invalid papers (s.52(1)(d))"] == "5"
    without = " ".join(satisfied(ReportedContest(DECLARED["plurality"])).decode().split())
    assert "Voting papers distributed (s.52(1)(a)): the minutes do not say" in without


def test_the_tellers_report_has_the_lines_of_roberts_rules() -> None:
    found = rows(tellers_report(ReportedContest(DECLARED["a line of the book"])))
    assert found["Number of votes cast"] == "122"
    assert (found["Ann Reeve"], found["Bo Finch"], found["Cy Marsh"]) == ("61", "44", "17")
    assert found["Illegal votes (spoiled papers)"] == "3"
    said = " ".join(tellers_report(ReportedContest(DECLARED["a line of the book"])).decode().split())
    assert "Necessary for election: More than 1/2 of 122 valid votes, so 62." in said


def test_the_announcement_says_who_is_elected_in_a_sentence() -> None:
    said = " ".join(announcement(ReportedContest(DECLARED["stv"])).decode().split())
    assert "Ann Reeve and Dee Hart are ELECTED." in said
    assert "Nothing stands open in the record." in said
    none = " ".join(announcement(ReportedContest(DECLARED["a line of the book"])).decode().split())
    assert "Not filled: nobody is elected." in none


MANY = tuple(f"Candidate {chr(ord('A') + at)}" for at in range(14))


def test_the_announcement_of_a_long_count_stays_on_one_page() -> None:
    long = [(40 + 3 * at, (name, MANY[(at + 5) % 14], MANY[0])) for at, name in enumerate(MANY)]
    held = replace(STV, candidates=MANY, ballots={"ballot": ranked(*long)}, entitled=2000)
    declaration = contest_declared(held)
    assert len(declaration.count) >= 10
    assert announcement(ReportedContest(declaration)).count(b"\n") <= 60


THIRTY = tuple(f"Candidate number {at}" for at in range(30))


@pytest.mark.parametrize("seats", ["av", "stv"])
@pytest.mark.parametrize("number", [20, 30])
def test_the_announcement_of_a_count_of_twenty_stages_and_more_says_where_the_rest_stands(
    seats: str, number: int
) -> None:
    """Nobody ranks a second name but the last two, so there is a stage for each who leaves."""
    names = THIRTY[:number]
    papers_ = [(40 + 3 * at, (name, names[-1 - at % 2])) for at, name in enumerate(names)]
    held = replace(STV, procedure=seats, candidates=names, ballots={"ballot": ranked(*papers_)}, entitled=9000)
    declaration = contest_declared(held)
    assert len(declaration.count) >= 15
    said = announcement(ReportedContest(declaration, DOUBTS)).decode()
    assert said.count("\n") <= 60
    words = " ".join(said.split())
    assert "The other stages of the count are not read out. They stand in the declaration" in words
    assert all(name in words for name in declaration.found.winners)
    last = json.loads(declaration.encode())["count"][-1]
    assert {last["tally"][name] for name in last["elected"]} <= numbers(words)


@pytest.mark.parametrize("form", [name for name in FORMS if name not in {"svg", "stages"}])
def test_of_a_contest_without_a_ballot_each_form_says_so(form: str) -> None:
    render, words_of, _ = FORMS[form]
    told = " ".join(words_of(render(ReportedContest(contest_declared(ALONE)))).split())
    assert "Ann Reeve" in told
    assert form == "scrutineer" or "o ballot was held" in told


def test_a_section_below_the_minimum_cell_stands_in_no_form() -> None:
    """Fellows cast 5 and 2 votes; the rules publish nothing of fewer than ten."""
    declaration = DECLARED["weighted sections"]
    assert {"fellows"} < WEIGHTED.ballots["ballot"]["sections"].keys()
    for render, words_of, _ in FORMS.values():
        said = words_of(render(ReportedContest(declaration)))
        assert "ellows" not in said
    assert b"ellows" not in declaration.encode()
    assert b"ellows" not in nist_results(ReportedContest(declaration))


def test_the_pdf_is_tagged_and_claims_both_standards_and_has_the_declaration_attached() -> None:
    declaration = DECLARED["stv"]
    made = PdfReader(BytesIO(contest_forms.pdf(ReportedContest(declaration))))
    assert made.attachments["election-1.json"] == [declaration.encode()]
    assert all(sha256_hex(declaration.encode()) in one.extract_text() for one in made.pages)
    root: Any = made.trailer["/Root"]
    metadata = root["/Metadata"].get_object().get_data()
    assert re.search(rb"pdfaid:part\W+3", metadata)
    assert b"<pdfuaid:part>1</pdfuaid:part>" in metadata
    assert (root["/MarkInfo"]["/Marked"], root["/Lang"]) == (True, "en-GB")


@pytest.mark.parametrize("longer", [3, 5])
def test_no_page_of_a_pdf_ends_on_a_name_without_what_is_said_of_it(longer: int) -> None:
    """Titles so long that the list below the answer falls on the end of the first page: it ended on "Candidates"."""
    names = tuple(f"Candidate {chr(ord('A') + at)}{at}" for at in range(13))
    votes = {name: 40 + 3 * at for at, name in enumerate(names)}
    ballot = {"votes": votes, "papers": {"returned": sum(votes.values()) + 5, "blank": 2, "spoiled": 3}}
    title = "Elections " + "of the year " * 6 * longer
    held = Held("line", names, {"ballot": ballot}, entitled=20000, title=title)
    made = PdfReader(BytesIO(contest_forms.pdf(ReportedContest(contest_declared(held)))))
    for one in made.pages:
        said = one.extract_text()
        assert ("Candidates" in said.splitlines()) <= ("Candidate A0, " in said)


def test_the_words_of_a_drawing_in_the_pdf_tell_its_figures() -> None:
    made = PdfReader(BytesIO(contest_forms.pdf(ReportedContest(DECLARED["av"]))))
    root: Any = made.trailer["/Root"]
    said = [str(one["/Alt"]) for one in elements(root["/StructTreeRoot"]) if one["/S"] == "/Figure"]
    assert len(said) == 3
    assert any("Bo Finch: elected 71, Ann Reeve 60, Exhausted 3." in one for one in said)


def elements(node: Any) -> list[Any]:  # noqa: ANN401 — a PDF's object
    found = node.get_object()
    if not isinstance(found, dict):
        return []
    kids = found.get("/K", [])
    below = [
        one
        for kid in (kids if isinstance(kids, list) else [kids])
        if hasattr(kid, "get_object")
        for one in elements(kid)
    ]
    return [*([found] if "/S" in found else []), *below]


def test_the_same_declaration_gives_the_same_bytes() -> None:
    again: ContestDeclaration = contest_declared(STV)
    for render, _, _ in FORMS.values():
        assert render(ReportedContest(again)) == render(ReportedContest(DECLARED["stv"]))
