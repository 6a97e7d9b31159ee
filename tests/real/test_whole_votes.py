"""The Senate of Australia and the Dáil: counts in whole votes.

Truth: the Australian Electoral Commission's own distribution of preferences, as far as the file tells of it; for
Meath 2002 the quota and first preferences.
"""

from pathlib import Path

import pytest
from tests.real.contests import contest_of, expectations, expected_of

from tellers.counting.methods import count


@pytest.mark.parametrize("method", ["stv-senate-2016", "stv-senate-2019"])
@pytest.mark.parametrize("path", expectations("au_senate", all_here=True))
def test_the_senate_as_the_commission_counted_it(path: Path, method: str) -> None:
    expected, transcript = expected_of(path), count(contest_of(path), method)
    names = transcript.candidates
    assert (transcript.quota, transcript.valid) == (expected["quota"], expected["valid_ballots"])
    assert {names[c]: votes for c, votes in transcript.stages[0].tally.items()} == expected["first_preferences"]
    assert [names[c] for c in transcript.elected] == expected["winners"]
    assert len(transcript.stages) == expected["counts_in_official_distribution"]


@pytest.mark.parametrize("path", expectations("irish"))
def test_the_dail_to_the_first_draw_of_papers(path: Path) -> None:
    expected, transcript = expected_of(path), count(contest_of(path), "stv-irish")
    names = transcript.candidates
    assert transcript.quota == expected["quota"]
    assert {names[c]: votes for c, votes in transcript.stages[0].tally.items()} == expected["first_preferences"]
    assert {names[c] for c in transcript.elected} <= set(expected["winners"])
    assert not transcript.proved
    assert "drawn" in transcript.notes[0]
