"""The declaration's page in a real browser: axe finds nothing, nothing scrolls sideways, nothing is loaded or run.

The rules of accessibility are axe-core's (WCAG 2.2 AA and best practice); what the policy blocks is Chromium's word.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page
from tests.journeys.browser import chromium
from tests.reports.samples import DAY_OF_RECORD, Papers, Vote, Words, declared, tied, wholly_paper, with_quorum

from tellers.reports.html import declaration_page

PAYLOAD = "\"'><script>document.title='run'</script><img src=http://127.0.0.1:9/x onerror=document.title='run'>"
LONG = "Sehrlangeswort" * 20

PAGES = {
    "28 June 2016": declared(),
    "a tie": declared(tied()),
    "no quorum": declared(book=with_quorum(), procedure="motion"),
    "paper alone": declared(wholly_paper()),
    "millions": declared(Vote(sealed=(1612345, 987654, 12), papers=None, not_returned=1400000)),
    "right to left": declared(replace(DAY_OF_RECORD, words=Words.all_of("הצעת אי אמון ביושב ראש הסיעה"))),
    "long words": declared(
        replace(
            DAY_OF_RECORD,
            words=Words.all_of(LONG),
            papers=Papers(spoiled=((LONG, 4),)),
        )
    ),
}

WATCH = """
window.blocked = [];
addEventListener("securitypolicyviolation", (event) => window.blocked.push(event.effectiveDirective));
"""

Scheme = Literal["light", "dark"]

browser = pytest.fixture(scope="module")(chromium)


@dataclass(frozen=True)
class Opened:
    """A page, and what it asked for while it loaded."""

    page: Page
    requests: list[str]
    refused: list[str | None]

    @property
    def blocked(self) -> list[str]:
        blocked: list[str] = self.page.evaluate("window.blocked")
        return blocked


def opened(browser: Browser, path: Path, html: str, width: int = 1280, scheme: Scheme = "light") -> Iterator[Opened]:
    path.write_text(html, "utf-8")
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page, requests, refused = context.new_page(), list[str](), list[str | None]()
    page.on("request", lambda request: requests.append(request.url))
    page.on("requestfailed", lambda request: refused.append(request.failure))
    page.add_init_script(WATCH)
    page.goto(path.as_uri())
    yield Opened(page, requests, refused)
    context.close()


def becomes(page: Page, expression: str) -> bool:
    """Wait in the test: the page's policy forbids the browser to evaluate a string for us again and again."""
    for _ in range(100):
        if page.evaluate(expression):
            return True
        page.wait_for_timeout(20)
    return False


@pytest.fixture
def record(browser: Browser, tmp_path: Path) -> Iterator[Opened]:
    yield from opened(browser, tmp_path / "declaration.html", declaration_page(PAGES["28 June 2016"]))


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    browser: Browser, tmp_path: Path, name: str, width: int, scheme: Scheme
) -> None:
    for look in opened(browser, tmp_path / "page.html", declaration_page(PAGES[name]), width, scheme):
        wide: int = look.page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width
        assert look.blocked == []
        results = Axe().run(look.page)
        assert [violation["id"] for violation in results.response["violations"]] == []


def test_axe_would_find_a_picture_without_a_name(browser: Browser, tmp_path: Path) -> None:
    html = declaration_page(PAGES["28 June 2016"]).replace('aria-labelledby="bar-title bar-desc"', "")
    nameless = html.replace('<title id="bar-title">', '<desc id="bar-title">').replace("</title><desc", "</desc><desc")
    for look in opened(browser, tmp_path / "page.html", nameless):
        found = [violation["id"] for violation in Axe().run(look.page).response["violations"]]
        assert "svg-img-alt" in found


def test_at_400_percent_nothing_scrolls_sideways(browser: Browser, tmp_path: Path) -> None:
    for look in opened(browser, tmp_path / "page.html", declaration_page(PAGES["28 June 2016"]), width=320):
        assert look.page.evaluate("document.documentElement.scrollWidth") <= 320


def test_the_page_asks_for_nothing_but_itself(record: Opened) -> None:
    assert record.requests == [record.page.url]
    assert record.blocked == []


def test_the_style_is_allowed_by_its_hash(record: Opened) -> None:
    assert record.page.evaluate("document.styleSheets.length") == 1
    assert record.page.evaluate("getComputedStyle(document.querySelector('.bar')).display") == "block"


def test_one_letter_more_in_the_style_and_the_policy_blocks_it(browser: Browser, tmp_path: Path) -> None:
    html = declaration_page(PAGES["28 June 2016"]).replace("<style>", "<style>/**/")
    for look in opened(browser, tmp_path / "page.html", html):
        assert look.blocked == ["style-src-elem"]


def test_a_script_that_got_in_would_not_run(browser: Browser, tmp_path: Path) -> None:
    html = declaration_page(PAGES["28 June 2016"]).replace("<main>", f"<main>{PAYLOAD}")
    for look in opened(browser, tmp_path / "page.html", html):
        assert look.page.title() != "run"
        assert set(look.blocked) >= {"script-src-elem", "img-src"}
        assert look.refused == ["csp"]


def test_what_an_administrator_writes_is_text_in_the_browser_too(browser: Browser, tmp_path: Path) -> None:
    vote = replace(DAY_OF_RECORD, words=Words.all_of(PAYLOAD), papers=Papers(spoiled=((PAYLOAD, 4),)))
    for look in opened(browser, tmp_path / "page.html", declaration_page(declared(vote))):
        assert look.page.title() != "run"
        assert look.page.locator("script, img").count() == 0
        assert look.page.get_by_text(PAYLOAD).count() >= 8
        assert look.blocked == []
        assert look.requests == [look.page.url]


def test_the_keyboard_reaches_the_end_of_the_page_and_is_caught_nowhere(record: Opened) -> None:
    record.page.keyboard.press("Tab")
    assert record.page.evaluate("document.activeElement === document.body")
    record.page.keyboard.press("End")
    assert becomes(record.page, "scrollY + innerHeight >= document.documentElement.scrollHeight - 2")


def test_on_paper_there_are_lines_to_sign_and_on_a_screen_none(record: Opened) -> None:
    signatures = record.page.locator(".signatures")
    assert not signatures.is_visible()
    record.page.emulate_media(media="print")
    assert signatures.is_visible()
    assert record.page.pdf(prefer_css_page_size=True).startswith(b"%PDF-")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_in_forced_colours_the_votes_for_stay_apart_from_the_page(
    browser: Browser, tmp_path: Path, scheme: Scheme
) -> None:
    html = declaration_page(PAGES["28 June 2016"])
    for look in opened(browser, tmp_path / "page.html", html, scheme=scheme):
        look.page.emulate_media(forced_colors="active")
        fill = look.page.evaluate("getComputedStyle(document.querySelector('.fill.for')).fill")
        ground = look.page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert fill != ground
