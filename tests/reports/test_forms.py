"""Every form of a declaration has the numbers of declaration.json, each of them, and no other.

The numbers are read back out of what was rendered, by means that share nothing with the rendering, and held against
declaration.json; percentages are worked out here in decimal arithmetic.
"""

import importlib
import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from html import unescape
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from tests.reports.reading import day, numbers, percentage, words_of_page, words_of_pdf, words_of_svg
from tests.reports.samples import (
    DAY_OF_RECORD,
    Papers,
    Vote,
    declared,
    objected,
    tied,
    wholly_paper,
    with_cascade,
    with_quorum,
)

from tellers.canonical import sha256_hex
from tellers.errors import Refused
from tellers.proceedings.declaration import Declaration
from tellers.reports import pdf
from tellers.reports.chart_majority import majority_chart
from tellers.reports.doubts import Doubt, Grade
from tellers.reports.drawing import svg_file
from tellers.reports.embed import embed_page
from tellers.reports.html import declaration_page
from tellers.reports.nist import nist_results
from tellers.reports.pdf import declaration_pdf
from tellers.reports.reported import Reported, doubts_section
from tellers.reports.scrutineer import Handed, satisfied_report, unsatisfied_report
from tellers.reports.tellers_report import announcement, tellers_report
from tellers.reports.text import declaration_text

pytestmark = pytest.mark.filterwarnings(
    "ignore::pytest.PytestUnraisableExceptionWarning", "ignore::ResourceWarning"
)  # WeasyPrint leaves its colour profile open


def svg(reported: Reported) -> bytes:
    drawing = majority_chart(reported.declaration).drawing
    assert drawing is not None
    return svg_file(drawing)


def page(reported: Reported) -> bytes:
    return declaration_page(reported.declaration, doubts_section(reported.doubts)).encode()


def text(reported: Reported) -> bytes:
    return declaration_text(reported.declaration).encode()


FORMS: dict[str, tuple[Callable[[Reported], bytes], Callable[[bytes], str]]] = {
    "text": (text, bytes.decode),
    "html": (page, words_of_page),
    "svg": (svg, words_of_svg),
    "embed": (embed_page, words_of_page),
    "pdf": (declaration_pdf, words_of_pdf),
}

VOTES = {
    "28 June 2016": declared(),
    "known a month later": declared(known=date(2016, 7, 28)),
    "paper alone": declared(wholly_paper()),
    "a tie": declared(tied()),
    "an objection and a breach": declared(objected()),
    "no quorum": declared(book=with_quorum(), procedure="motion"),
    "effects with days, ends and what they draw after them": declared(book=with_cascade(), procedure="motion"),
    "blank papers": declared(replace(DAY_OF_RECORD, papers=Papers(9, 20, 3, (("no mark", 2),)))),
}


def required(plain: dict[str, Any]) -> set[str]:
    """The numbers that every form must have: counts, shares rounded and exact, what was needed, its base."""
    found = {
        str(one["value"]) for one in plain["figures"] if one["base"] is None and not re.search("-(s|p)", one["id"])
    }
    for one in plain["figures"]:
        if one["fraction"] is not None:
            value, size = map(int, one["fraction"].split("/"))
            found |= {percentage(value, size), one["fraction"]}
    for met in plain["thresholds"]:
        found |= {str(met["needed"]), str(met["base_size"]), str(met["count_size"])}
    return found


def allowed(plain: dict[str, Any]) -> set[str]:
    """Every number that declaration.json gives: in its values, in its texts, and as a percentage of its fractions."""
    found = required(plain) | numbers(json.dumps(plain, ensure_ascii=False).replace("\\u", " "))
    for iso in (plain["on"], plain["known_on"]):
        found |= set(day(iso).split()) | set(iso.split("-"))
    for iso in re.findall(r"\d{4}-\d{2}-\d{2}", json.dumps(plain)):
        found |= set(day(iso).split())
    return found


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", VOTES)
def test_each_form_has_every_number_of_the_declaration_and_no_other(form: str, name: str) -> None:
    declaration = VOTES[name]
    plain = json.loads(declaration.encode())
    render, words_of = FORMS[form]
    words = words_of(render(Reported(declaration)))
    assert required(plain) - numbers(words) == set()
    assert day(plain["on"]) in " ".join(words.split())
    steps = {str(number) for number in range(1, len(plain["could_follow"]) + 1)}
    pages = {str(number) for number in range(1, 12)} if form == "pdf" else set()
    grounds = [met.grounds for met in declaration.finding.thresholds]
    grounds += [one.effect.grounds for one in declaration.finding.effects]
    sources = numbers(" ".join(str(one.source) for one in grounds))  # of the rule book: not in declaration.json
    assert numbers(words) - allowed(plain) - steps - pages - sources - {"256"} == set()


@settings(max_examples=25, deadline=None)
@given(st.tuples(*[st.integers(0, 300)] * 3), st.integers(0, 40), st.integers(0, 300))
def test_of_any_vote_text_page_drawing_and_embed_have_the_same_numbers(
    sealed: tuple[int, int, int], spoiled: int, absent: int
) -> None:
    papers = Papers(spoiled=(("no mark", spoiled),)) if spoiled else None
    declaration = declared(Vote(sealed=sealed, papers=papers, not_returned=absent + 1))
    plain = json.loads(declaration.encode())
    for form in ("text", "html", "svg", "embed"):
        render, words_of = FORMS[form]
        assert required(plain) - numbers(words_of(render(Reported(declaration)))) == set(), form


def test_a_number_that_was_changed_in_one_form_is_found() -> None:
    plain = json.loads(VOTES["28 June 2016"].encode())
    words = words_of_page(page(Reported(VOTES["28 June 2016"]))).replace("172", "170")
    assert {"172", "172/212"} <= required(plain) - numbers(words)
    assert "170" in numbers(words) - allowed(plain)


DOUBTS = (
    Doubt(Grade.BREACH, "Minute 11, breach by Dara Rowe: The box stood open at noon."),
    Doubt(Grade.DISSENT, "Dara Rowe dissents: I was not shown the papers."),
    Doubt(Grade.UNWITNESSED, "Cass Quill has not co-signed the checkpoint as it stands."),
)
HANDED = Handed("Sid Scrutineer", 229, 225, 4, ("Ann Oakes", "Bela Parry"))

ALL: dict[str, tuple[Callable[[Reported], bytes], Callable[[bytes], str]]] = {
    "html": (page, words_of_page),
    "embed": (embed_page, words_of_page),
    "pdf": (declaration_pdf, words_of_pdf),
    "tellers": (tellers_report, bytes.decode),
    "announcement": (announcement, bytes.decode),
    "not satisfied": (lambda reported: unsatisfied_report(reported, HANDED), bytes.decode),
    "nist": (nist_results, bytes.decode),
}


@pytest.mark.parametrize("form", ALL)
def test_whatever_stands_open_is_printed_in_every_form(form: str) -> None:
    render, words_of = ALL[form]
    said = " ".join(words_of(render(Reported(VOTES["28 June 2016"], DOUBTS))).split())
    for doubt in DOUBTS:
        assert doubt.text in unescape(said)


@pytest.mark.parametrize("grade", [Grade.BREACH, Grade.OBJECTION, Grade.DISSENT, Grade.UNVERIFIED])
def test_satisfaction_is_refused_while_one_of_these_stands_open_and_it_is_named(grade: Grade) -> None:
    with pytest.raises(Refused, match=rf"{grade.value.upper()}: The box\. \(s\.52"):
        satisfied_report(Reported(declared(), (Doubt(grade, "The box."),)), HANDED)


def test_what_does_not_stop_satisfaction_is_printed_with_it() -> None:
    said = satisfied_report(Reported(declared(), (Doubt(Grade.UNWITNESSED, "Cass Quill has not."),)), HANDED).decode()
    assert "I am satisfied that:" in " ".join(said.split())
    assert "NOT WITNESSED: Cass Quill has not." in said


def test_the_report_without_satisfaction_never_says_satisfied() -> None:
    said = " ".join(unsatisfied_report(Reported(declared(), DOUBTS), HANDED).decode().split())
    assert "satisfied that" not in said
    assert "BREACH: Minute 11" in said


def test_without_a_scrutineer_in_the_notice_nobody_is_satisfied() -> None:
    said = " ".join(satisfied_report(Reported(declared()), replace(HANDED, scrutineer=None)).decode().split())
    assert "satisfied that" not in said
    assert "The notice names no independent scrutineer." in said


def rows(raw: bytes) -> dict[str, int]:
    return {
        name.strip(" -"): int(number)
        for name, number in re.findall(r"^  (.+?) {2,}(\d+)$", raw.decode(), re.MULTILINE)
    }


def test_the_scrutineers_report_has_the_figures_of_section_52() -> None:
    found = rows(satisfied_report(Reported(declared()), HANDED))
    assert found["Voting papers distributed (s.52(1)(a))"] == 229
    assert found["Voting papers returned (s.52(1)(b))"] == 216
    assert (found["for"], found["against"]) == (172, 40)
    assert found["Spoiled or otherwise invalid papers (s.52(1)(d))"] == 4
    assert (found["both boxes are marked"], found["neither mark can be read"]) == (3, 1)


def test_the_tellers_report_has_the_lines_of_roberts_rules() -> None:
    found = rows(tellers_report(Reported(declared())))
    assert found["Number of votes cast"] == 212
    assert found["Necessary for adoption (more than 1/2 of 212 valid votes)"] == 107
    assert (found["Votes for"], found["Votes against"], found["Illegal votes (spoiled papers)"]) == (172, 40, 4)


def test_the_announcement_says_the_figures_in_sentences() -> None:
    said = " ".join(announcement(Reported(declared())).decode().split())
    assert "For the motion: 172. Against the motion: 40." in said
    assert "The motion is CARRIED." in said
    assert "Nothing stands open in the record." in said


NIST = {
    "ElectionReport": "Format GeneratedDate Issuer IssuerAbbreviation SequenceEnd SequenceStart Status "
    "VendorApplicationId Notes GpUnit Election",
    "ReportingUnit": "@id Type OtherType Name VotersParticipated VotersRegistered",
    "Election": "ElectionScopeId EndDate Name StartDate Type OtherType BallotCounts Contest",
    "BallotCounts": "GpUnitId Type BallotsCast BallotsRejected",
    "BallotMeasureContest": "@id ElectionDistrictId Name FullText Type OtherType PassageThreshold CountStatus "
    "ContestSelection OtherCounts",
    "BallotMeasureSelection": "@id Selection VoteCounts",
    "VoteCounts": "Count GpUnitId Type",
    "OtherCounts": "GpUnitId Undervotes",
    "InternationalizedText": "Text",
    "LanguageString": "Content Language",
    "CountStatus": "Status Type",
}
"""The members of each class of SP 1500-100r2 that are used, no others."""


def objects(value: object) -> list[dict[str, Any]]:
    if isinstance(value, dict):
        return [value, *(found for member in value.values() for found in objects(member))]
    return [found for member in value for found in objects(member)] if isinstance(value, list) else []


def test_nist_has_classes_and_members_of_the_standard_alone_with_the_figures() -> None:
    report = json.loads(nist_results(Reported(declared())))
    for found in objects(report):
        assert set(found) - {"@type"} == set(NIST[found["@type"].removeprefix("ElectionResults.")].split())
    (election,) = report["Election"]
    (contest,) = election["Contest"]
    assert [one["VoteCounts"][0]["Count"] for one in contest["ContestSelection"]] == [172, 40]
    assert (election["BallotCounts"][0]["BallotsCast"], election["BallotCounts"][0]["BallotsRejected"]) == (216, 4)
    assert report["GpUnit"][0]["VotersRegistered"] == 229


def made_pdf(declaration: Declaration) -> PdfReader:
    return PdfReader(BytesIO(declaration_pdf(Reported(declaration))))


def test_the_pdf_is_tagged_and_has_declaration_json_attached_and_its_hash_on_every_page() -> None:
    declaration = VOTES["28 June 2016"]
    made = made_pdf(declaration)
    assert made.attachments["declaration.json"] == [declaration.encode()]
    for one in made.pages:
        assert sha256_hex(declaration.encode()) in one.extract_text()
    root: Any = made.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/StructTreeRoot"]
    assert root["/Lang"] == "en-GB"
    assert re.search(rb"pdfaid:part\W+3", root["/Metadata"].get_object().get_data())


def test_the_same_declaration_gives_the_same_pdf() -> None:
    assert declaration_pdf(Reported(declared())) == declaration_pdf(Reported(declared()))


def test_without_weasyprint_it_is_said_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> None:
        raise OSError(f"cannot load library for {name}")

    monkeypatch.setattr(importlib, "import_module", missing)
    with pytest.raises(Refused, match=r"pip install 'tellers\[pdf\]'"):
        declaration_pdf(Reported(declared()))


def test_a_page_that_would_load_something_is_refused() -> None:
    with pytest.raises(ValueError, match="loads nothing"):
        pdf.nothing_fetched("http://127.0.0.1/x")


def test_the_embed_has_no_script_and_loads_nothing() -> None:
    raw = embed_page(Reported(declared())).decode()
    assert "<script" not in raw
    assert re.search(r"(src|href)=", raw) is None
    assert "default-src 'none'" in raw


TELLING: dict[str, tuple[Callable[[Reported], bytes], Callable[[bytes], str]]] = {
    **{name: FORMS[name] for name in ("text", "html", "pdf")},
    "announcement": (announcement, bytes.decode),
}
"""The forms that tell what the result does."""


def effects_of(plain: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Every effect, and every one that it draws after it."""
    return [found for one in plain for found in (one, *effects_of(one["cascade"]))]


@pytest.mark.parametrize("form", TELLING)
@pytest.mark.parametrize("name", VOTES)
def test_every_effect_of_the_declaration_stands_with_its_days_and_its_cascade(form: str, name: str) -> None:
    declaration = VOTES[name]
    render, words_of = TELLING[form]
    said = " ".join(unescape(words_of(render(Reported(declaration)))).split())
    for effect in effects_of(json.loads(declaration.encode())["effects"]):
        due = "" if effect["due"] is None else f" Due by {day(effect['due'])}."
        until = "" if effect["until"] is None else f" No longer from {day(effect['until'])}."
        assert effect["text"].rstrip(".") + "." + due + until in said


def test_the_sample_with_a_cascade_has_each_kind_of_day_and_two_effects_below_another() -> None:
    """By hand: a year after 28 June 2016, fourteen days after it; the mate goes with the chair and the clerk acts."""
    found = effects_of(json.loads(VOTES["effects with days, ends and what they draw after them"].encode())["effects"])
    assert [one["until"] for one in found] == [None, None, "2017-06-28", None, None, None]
    assert [one["due"] for one in found] == [None, "2016-07-12", None, None, None, None]
    assert [one["text"].partition(" ")[2] for one in found[-2:]] == [
        "office of Mate falls vacant with it: it is held by right of that of Chair.",
        "Clerk acts as Chair while the office is vacant.",
    ]


def test_what_is_read_aloud_and_the_page_say_by_when_an_effect_is_due() -> None:
    """Fourteen days after 28 June 2016, by the book of the samples."""
    reported = Reported(declared(replace(DAY_OF_RECORD, not_returned=0), with_quorum(), "motion"))
    for form, read in ((announcement, bytes.decode), (page, words_of_page)):
        assert "The chair goes. Due by 12 July 2016." in " ".join(read(form(reported)).split())
