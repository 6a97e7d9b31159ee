"""The embed and its drawing in a real browser: in an iframe without rights, at 360 and 1280, in light and dark."""

from dataclasses import replace
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser
from tests.journeys.browser import chromium
from tests.reports.samples import DAY_OF_RECORD, Vote, Words, declared

from tellers.reports.chart_majority import majority_chart
from tellers.reports.doubts import Doubt, Grade
from tellers.reports.drawing import STYLE
from tellers.reports.embed import embed_page
from tellers.reports.page import heading, whole_page
from tellers.reports.reported import Reported

browser = pytest.fixture(scope="module")(chromium)
REPORTED = Reported(declared(), (Doubt(Grade.BREACH, "The box stood open at noon."),))


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    browser: Browser, tmp_path: Path, width: int, scheme: Literal["light", "dark"]
) -> None:
    path = tmp_path / "embed.html"
    path.write_bytes(embed_page(REPORTED))
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page = context.new_page()
    page.goto(path.as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    violations = [one["id"] for one in Axe().run(page).response["violations"]]
    assert set(violations) <= {"landmark-one-main", "region"}  # its landmarks are those of the page around it
    context.close()


def test_in_a_sandbox_without_rights_it_is_whole_and_asks_for_nothing(browser: Browser, tmp_path: Path) -> None:
    (tmp_path / "embed.html").write_bytes(embed_page(REPORTED))
    (tmp_path / "theirs.html").write_text(
        '<iframe sandbox src="embed.html" width="360" height="900"></iframe>', "utf-8"
    )
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    page.goto((tmp_path / "theirs.html").as_uri())
    frame = page.frame_locator("iframe")
    assert "Motion CARRIED: 172 for, 40 against" in frame.locator("h1").inner_text()
    assert "The box stood open at noon." in frame.locator("body").inner_text()
    assert asked == ["theirs.html", "embed.html"]
    page.close()


@pytest.mark.parametrize("width", [360, 1280])
def test_a_page_of_charts_and_their_tables_does_not_scroll_sideways(
    browser: Browser, tmp_path: Path, width: int
) -> None:
    declaration = declared(replace(DAY_OF_RECORD, words=Words.all_of("Sehrlangeswort" * 20)))
    path = tmp_path / "charts.html"
    html = whole_page("Charts", heading("Charts"), majority_chart(declaration).section, styles=(STYLE,))
    path.write_text(html, "utf-8")
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto(path.as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert [one["id"] for one in Axe().run(page).response["violations"]] == []
    page.close()


def test_no_number_is_broken_in_two_on_a_telephone(browser: Browser, tmp_path: Path) -> None:
    """Half of 1612345 in one line and half in the next would be read as two numbers."""
    millions = declared(Vote(sealed=(1612345, 987654, 12), papers=None, not_returned=1400000))
    path = tmp_path / "embed.html"
    path.write_bytes(embed_page(Reported(millions)))
    page = browser.new_page(viewport={"width": 360, "height": 900})
    page.goto(path.as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    cells = page.locator("td").all_inner_texts()
    assert "1612345/2599999" in cells
    lines = page.evaluate("""[...document.querySelectorAll("td:nth-child(2)")].map((cell) => {
        const words = document.createRange(); words.selectNodeContents(cell);
        return words.getClientRects().length })""")
    assert set(lines) == {1}
    page.close()
