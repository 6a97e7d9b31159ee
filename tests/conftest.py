"""Under TELLERS_REQUIRE=all nothing may be skipped: what a test needs must be there.

TELLERS_BACKEND=native or =python says what computes in Ed25519; without it, whatever is here.
"""

import os
import signal
from collections.abc import Generator
from typing import TypeVar

import pytest
from hypothesis import settings

from tellers.cli.main import use_asked_back_end

use_asked_back_end(os.environ)

REQUIRE_ALL = os.environ.get("TELLERS_REQUIRE") == "all"

# What is required is the same in every run: there the examples are not drawn anew. Elsewhere they are. How long an
# example takes says how busy the machine is, and fails nothing.
settings.register_profile("required", derandomize=True, deadline=None)
settings.register_profile("anywhere", deadline=None)
settings.load_profile("required" if REQUIRE_ALL else "anywhere")

# A run in the background may begin with Ctrl-C ignored, which the commands under test would inherit.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

Report = TypeVar("Report", pytest.TestReport, pytest.CollectReport)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """A test that is skipped fails."""
    return failed_if_skipped((yield))


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """A module that is skipped as a whole fails."""
    return failed_if_skipped((yield))


def failed_if_skipped(report: Report) -> Report:
    """Turn a skip into a failure that says the same line."""
    if REQUIRE_ALL and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.longrepr = f"TELLERS_REQUIRE=all allows no skip: {reason}"
    return report
