"""The pages of declared contests in a real browser: axe finds nothing, nothing scrolls sideways, nothing is loaded.

The rules of accessibility are axe-core's (WCAG 2.2 AA and best practice); what the policy blocks is Chromium's word.
"""

from dataclasses import replace
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser
from tests.journeys.browser import chromium
from tests.journeys.test_declaration_page import PAYLOAD, Scheme, becomes, opened
from tests.reports.contests import ANN, AV, BO, CONTESTS, STV, Held, contest_declared, ranked

from tellers.reports import contest_forms
from tellers.reports.chart_stages import stages_chart
from tellers.reports.doubts import Doubt, Grade
from tellers.reports.drawing import STYLE
from tellers.reports.page import heading, whole_page
from tellers.reports.reported import ReportedContest

browser = pytest.fixture(scope="module")(chromium)

LONG = "Sehrlangeswort" * 12
DOUBTS = (Doubt(Grade.BREACH, "The box stood open at noon."),)


def with_names(held: Held, *names: str) -> Held:
    """The same contest with other candidates and tellers."""
    given = dict(zip(held.candidates, names, strict=True))
    papers = [(one["papers"], tuple(given[who] for who in one["ranks"])) for one in held.ballots["ballot"]["rankings"]]
    return replace(
        held, candidates=names, ballots={"ballot": ranked(*papers)}, tellers=(f"{LONG}a", f"{LONG}b"), title=LONG
    )


TWELVE = tuple(f"Candidate {letter} Featherstonehaugh" for letter in "ABCDEFGHIJKL")
MANY = ranked(*((97 - 7 * at, TWELVE[at:] + TWELVE[:at]) for at in range(12)))
MILLIONS = {"votes": {ANN: 1612345, BO: 987654}, "papers": {"returned": 2600004, "blank": 2, "spoiled": 3}}

PAGES = {
    "twelve candidates": contest_declared(Held("av", TWELVE, {"ballot": MANY}, entitled=1500)),
    "millions": contest_declared(Held("plurality", (ANN, BO), {"ballot": MILLIONS}, entitled=4000000)),
    **{name: contest_declared(held) for name, held in CONTESTS.items()},
    "long words": contest_declared(with_names(AV, f"{LONG}1", f"{LONG}2", f"{LONG}3")),
}


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    browser: Browser, tmp_path: Path, name: str, width: int, scheme: Scheme
) -> None:
    html = contest_forms.page(ReportedContest(PAGES[name], DOUBTS)).decode()
    for look in opened(browser, tmp_path / "page.html", html, width, scheme):
        assert look.page.evaluate("document.documentElement.scrollWidth") <= width
        assert look.blocked == []
        assert look.requests == [look.page.url]
        assert [one["id"] for one in Axe().run(look.page).response["violations"]] == []


@pytest.mark.parametrize("width", [320, 360])
def test_the_embed_and_a_page_of_the_chart_do_not_scroll_sideways(
    browser: Browser, tmp_path: Path, width: int
) -> None:
    for declaration in (PAGES["stv"], PAGES["long words"]):
        embed = contest_forms.embed(ReportedContest(declaration, DOUBTS)).decode()
        charts = whole_page("Charts", heading("Charts"), stages_chart(declaration).section, styles=(STYLE,))
        for html in (embed, charts, contest_forms.page(ReportedContest(declaration)).decode()):
            for look in opened(browser, tmp_path / "page.html", html, width):
                assert look.page.evaluate("document.documentElement.scrollWidth") <= width
                assert look.blocked == []


def test_every_drawing_has_a_name_that_tells_its_figures(browser: Browser, tmp_path: Path) -> None:
    html = contest_forms.page(ReportedContest(PAGES["stv"])).decode()
    for look in opened(browser, tmp_path / "page.html", html):
        drawings = look.page.get_by_role("img")
        assert drawings.count() == 1 + len(PAGES["stv"].count)
        assert look.page.get_by_role("img", name="Dee Hart: elected 52.00000").count() == 2
        assert look.page.get_by_role("table").count() >= 4


def test_the_keyboard_reaches_the_end_of_the_page_and_is_caught_nowhere(browser: Browser, tmp_path: Path) -> None:
    html = contest_forms.page(ReportedContest(PAGES["stv"])).decode()
    for look in opened(browser, tmp_path / "page.html", html):
        look.page.keyboard.press("Tab")
        assert look.page.evaluate("document.activeElement === document.body")
        look.page.keyboard.press("End")
        assert becomes(look.page, "scrollY + innerHeight >= document.documentElement.scrollHeight - 2")


def test_what_an_administrator_writes_is_text_in_the_browser_too(browser: Browser, tmp_path: Path) -> None:
    declaration = contest_declared(with_names(AV, f"{PAYLOAD}1", f"{PAYLOAD}2", f"{PAYLOAD}3"))
    html = contest_forms.page(ReportedContest(declaration)).decode()
    for look in opened(browser, tmp_path / "page.html", html):
        assert look.page.title() != "run"
        assert look.page.locator("script, img").count() == 0
        assert look.blocked == []
        assert look.requests == [look.page.url]


def test_on_paper_there_are_lines_to_sign_and_on_a_screen_none(browser: Browser, tmp_path: Path) -> None:
    html = contest_forms.page(ReportedContest(contest_declared(STV))).decode()
    for look in opened(browser, tmp_path / "page.html", html):
        signatures = look.page.locator(".signatures")
        assert not signatures.is_visible()
        look.page.emulate_media(media="print")
        assert signatures.is_visible()
        assert "Teller: Tess Adeyemi" in signatures.inner_text()
