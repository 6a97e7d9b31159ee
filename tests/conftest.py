"""Under TELLERS_REQUIRE=all nothing may be skipped: what a test needs must be there."""

import os
from collections.abc import Generator

import pytest

REQUIRE_ALL = os.environ.get("TELLERS_REQUIRE") == "all"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Turn a skip into a failure that says the same line."""
    report = yield
    if REQUIRE_ALL and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.longrepr = f"TELLERS_REQUIRE=all allows no skip: {reason}"
    return report
