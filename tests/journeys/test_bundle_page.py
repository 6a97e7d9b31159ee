"""The index of a bundle in a real browser: axe finds nothing, every link leads to a file that is there.

The truth of the links is the folder beside the page.
"""

from pathlib import Path
from urllib.parse import unquote

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser
from tests.cases.club import Club
from tests.cases.test_contest import admitted, declared, frozen
from tests.journeys.browser import chromium
from tests.journeys.commands import tellers
from tests.journeys.test_declaration_page import opened

__all__ = ["admitted", "declared", "frozen"]  # the fixtures of a contest's own tests

pytestmark = pytest.mark.filterwarnings(
    "ignore::pytest.PytestUnraisableExceptionWarning", "ignore::ResourceWarning"
)  # WeasyPrint leaves its colour profile open

browser = pytest.fixture(scope="module")(chromium)


def test_the_index_leads_to_every_document_and_says_what_stands_open(
    browser: Browser, declared: Club, tmp_path: Path
) -> None:
    declared.act("contest annul", "03-08T10:00", "--authority", "The committee", "--reason", "The roll was wrong.")
    folder = tmp_path / "bundle"
    tellers("bundle", declared.root, "--out", folder, "--at", "2024-03-20T10:00")
    html = (folder / "index.html").read_text("utf-8")
    for width in (360, 1280):
        for look in opened(browser, folder / "index.html", html, width):
            assert look.page.evaluate("document.documentElement.scrollWidth") <= width
            assert look.blocked == []
            assert [one["id"] for one in Axe().run(look.page).response["violations"]] == []
            links: list[str] = look.page.eval_on_selector_all("a", "all => all.map(one => one.getAttribute('href'))")
    assert "1-declaration/election-1.pdf" in links
    assert all((folder / unquote(link)).is_file() for link in links)
    beside = {"index.txt", "index.html", "SHA256SUMS", "bundle.pdf"}
    there = {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}
    assert {unquote(link) for link in links} == there - beside
    assert "election-1: Minute" in html
    assert "annulled by The committee: The roll was wrong." in html
