"""Forged archives, hashed and chained anew, each found by one check alone: with that check off, it would pass.

The truth of each is the sentence it breaks in docs/formats/archive.md. That the archive the forgeries
start from is a true one is said by the reference tool (tests/interop).
"""

import re
from functools import cache
from pathlib import Path

import pytest
from tests.ballots.forgeries.catalogue import FORGERIES
from tests.ballots.forgeries.common import plan

from tellers.ballots import checks
from tellers.ballots.report import Report
from tellers.ballots.verifier import verify_archive


def audited(raw: bytes) -> Report:
    return verify_archive(raw, "forged.bel")


@cache
def forged_once(name: str) -> bytes:
    return FORGERIES[name].make()


def test_the_archive_that_the_forgeries_start_from_verifies() -> None:
    report = audited(plan().archive())
    assert report.ok, report.failed
    assert report.result is not None
    assert report.result.to_json() == [[0, 3, 3]]


@pytest.mark.parametrize("name", FORGERIES)
def test_a_forgery_is_found_and_its_check_and_culprit_are_named(name: str) -> None:
    forgery = FORGERIES[name]
    failed = audited(forged_once(name)).failed
    assert failed is not None
    assert failed.name == forgery.check
    assert forgery.culprit in str(failed.culprit)
    assert forgery.says in failed.detail


@pytest.mark.parametrize("name", FORGERIES)
def test_only_that_check_finds_the_forgery(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    raw = forged_once(name)
    FORGERIES[name].off(monkeypatch)
    report = audited(raw)
    assert report.ok, report.failed


def test_every_check_of_the_verifier_has_a_forgery_that_it_alone_finds() -> None:
    names = {check.name for check in audited(plan().archive()).checks}
    assert {forgery.check for forgery in FORGERIES.values()} == names


NOT_FORGED = {
    "record": "a record of the wrong shape is tried leaf by leaf in test_alterations",
    "earlier copy": "it needs two archives: test_verifier",
    "share": "a message of the ceremony, which no archive holds: test_ceremony",
    "own polynomial": "the same",
    "decryption key": "a file of one trustee's: test_ceremony",
    "reserve credentials": "a rule about who holds them, which no archive shows: tests/cli/test_registrar",
    "independent generator": "no index whose hash gives none is known, in any group",
}


def test_every_refusal_in_the_code_has_a_forgery_that_meets_it() -> None:
    """A check that is added without a forgery turns this test red."""
    source = Path(checks.__file__).parent
    calls = re.compile(r'(?:NotProven|CutShort|Claim|_check_size)\(\s*"([a-z ]+)"')
    raised = {name for path in source.glob("*.py") for name in calls.findall(path.read_text())}
    met = {audited(forged_once(name)).failed for name in FORGERIES}
    said = {f"{check.name}: {check.detail}" for check in met if check}
    unmet = {name for name in raised - set(NOT_FORGED) if not any(f"{name}: " in line for line in said)}
    assert unmet == set()
