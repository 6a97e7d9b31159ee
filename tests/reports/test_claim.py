"""Claims as data: what is read, and what is refused with its line. The form is that of docs/formats/claims.md."""

import re
from pathlib import Path

import pytest

from tellers.errors import Unreadable
from tellers.reports.claim import KINDS, CountClaim, OtherVoteClaim, PairClaim, ShareClaim, parse_claims

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "formats" / "claims.md").read_text("utf-8")
DEMO = (ROOT / "src" / "tellers" / "cli" / "demo" / "claims.toml").read_text("utf-8")

ONE = """\
format = 1

[[claim]]
report = "report 1"
words  = "172 for"
kind   = "count"
counts = "for"
number = 172
"""


def test_a_claim_is_read() -> None:
    assert parse_claims(ONE, "claims.toml") == (
        CountClaim(report="report 1", words="172 for", counts="for", number=172),
    )


def test_the_examples_of_the_format_page_are_read_and_show_every_kind() -> None:
    (text,) = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)
    claims = parse_claims(text, "claims.md")
    assert [type(claim).__struct_config__.tag for claim in claims] == list(KINDS)


def test_the_figure_of_a_claim_stands_as_the_report_has_it() -> None:
    pair = PairClaim(report="r", words="w", numbers=(51, 37), procedures=("challenge", "vacancy"))
    share = ShareClaim(report="r", words="w", counts="for", relation="more than", share="80.5%")
    other = OtherVoteClaim(report="r", words="w", number="58%", vote="another")
    assert [claim.figure for claim in (pair, share, other)] == ["51 and 37", "80.5%", "58%"]


@pytest.mark.parametrize(
    ("old", "new", "line", "found"),
    [
        ("format = 1", "format = 2", 1, "its format is 2; expected format = 1"),
        ("format = 1", "", 1, "it states no format; expected format = 1"),
        ("[[claim]]", "[[claims]]", 3, "`claims` is not known; expected [[claim]]"),
        (ONE[12:], "", 1, "there is no claim; expected [[claim]]"),
        (ONE[12:], "claim = [1]", 3, "claim 1: Expected `object`, got `int`"),
        (ONE[12:], "claim = 1", 3, "there is no claim; expected [[claim]]"),
        ("number = 172", "number = [", None, "not TOML"),
        ('words  = "172 for"', 'words  = "172 for', 5, "not TOML"),
        ('kind   = "count"', 'kind   = "cuont"', 6, "claim 1, `kind`: Invalid value 'cuont'; expected count or share"),
        ('kind   = "count"', "", 3, "missing required field `kind`; expected count or share"),
        ('counts = "for"', 'counts = "fro"', 7, "claim 1, `counts`: Invalid enum value 'fro'; expected entitled or"),
        ('counts = "for"', "", 3, "missing required field `counts`"),
        ("number = 172", 'number = "172"', 8, "claim 1, `number`: Expected `int`, got `str`"),
        ("number = 172", "number = 172.5", 8, "claim 1, `number`: Expected `int`, got `float`"),
        ("number = 172", "number = -1", 8, "claim 1, `number`: Expected `int` >= 0"),
        ("number = 172", "number = 172\nbase = 3", 9, "unknown field `base`"),
        ('report = "report 1"', 'report = ""', 4, "claim 1, `report`"),
    ],
)
def test_a_mistake_is_named_with_its_line(old: str, new: str, line: int | None, found: str) -> None:
    assert old in ONE
    with pytest.raises(Unreadable) as refused:
        parse_claims(ONE.replace(old, new), "claims.toml")
    assert refused.value.source == "claims.toml"
    assert refused.value.line == line
    assert found in str(refused.value)


def test_a_mistake_in_a_later_claim_has_that_line() -> None:
    second = (
        ONE[12:]
        .replace('kind   = "count"', 'kind   = "share"')
        .replace("number = 172", 'relation = "more than"\nshare = "eighty"')
    )
    with pytest.raises(Unreadable, match=r"line 16: claim 2, `share`.*expected a percentage such as 80%"):
        parse_claims(f"{ONE}\n{second}", "claims.toml")


def test_the_claims_of_the_demonstration_are_of_five_reports() -> None:
    claims = parse_claims(DEMO, "claims.toml")
    assert sorted({claim.report for claim in claims}) == [f"report {number}" for number in range(1, 6)]
