"""The page of the benchmark of ballots: slopes and ratios by hand."""

from dataclasses import replace
from datetime import UTC, datetime

from benchmarks.ballots.report import PEER, Line, Run, page, slope

ONE, TWO = "Tellers, one core", "Tellers, two cores"
LINES = [
    Line("yes/no", size, who, wall, cpu, 40)
    for who, wall, cpu in ((PEER, 0.0, 6.0), (ONE, 0.0, 1.0), (TWO, 0.5, 0.0))
    for size, wall, cpu in ((100, 1 + wall * 0.1, 1 + cpu * 0.1), (1_100, 1 + wall * 1.1, 1 + cpu * 1.1))
]
OPERATIONS = {"ballot read": 0.2, "ballot checked": 0.4, "floor: 25 commitments": 0.3, "floor: 9 memberships": 0.1}
RUN = Run(datetime(2016, 6, 28, tzinfo=UTC), "a machine", "an engine", LINES, {1: OPERATIONS, 2: OPERATIONS}, 1_100, 3)


def test_the_cost_of_a_ballot_is_the_slope_so_that_the_start_cancels() -> None:
    assert round(slope(RUN, "yes/no", ONE, "cpu") or 0, 9) == 1.0
    assert slope(RUN, "ranked, 1 shuffles", ONE, "cpu") is None


def test_the_page_has_ratios_to_the_peer_and_to_the_floor() -> None:
    text = page(RUN)
    assert "| yes/no | 6.000 | 1.000 | 6.0 | 0.500 | 12.0 |" in text
    assert "is 1.50 times the bare curve (0.400 ms)" in text


def test_the_page_says_what_was_to_be_reached_and_what_was() -> None:
    text = page(RUN)
    assert "| a yes/no ballot verified on one core, times belenios-tool 3.3.0 | at least 5 | 6.0 | reached |" in text
    quicker = replace(RUN, operations={1: OPERATIONS | {"ballot checked": 0.3}, 2: OPERATIONS})
    assert "| a yes/no ballot, times the bare curve | at most 1.5 | 1.25 | reached |" in page(quicker)
    assert "| a shuffle verified on one core, times belenios-tool 3.3.0 | at least 15 |  | not measured |" in text
    slower = replace(RUN, operations={1: OPERATIONS | {"ballot checked": 0.5}, 2: OPERATIONS})
    assert "| a yes/no ballot, times the bare curve | at most 1.5 | 1.75 | not reached |" in page(slower)
