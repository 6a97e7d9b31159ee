"""STAR from published figures. Truth: the Python steering council of 2026 (PEP 8107); and the same count of papers."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from tests.counting.compared import vector
from tests.counting.test_scores import Scored, given_scores

from tellers.counting.marks import Totals
from tellers.counting.methods import count
from tellers.counting.runoffs import Runoff, Unpublished, count_runoffs, faults
from tellers.counting.scores import totals
from tellers.counting.star import STAR
from tellers.counting.ties import Lot, NoRule
from tellers.counting.transcript import Act, Transcript

COUNCIL = vector("votes.json")["python-council-2026"]
RUNOFFS = [Runoff((r["finalists"][0], r["finalists"][1]), tuple(r["prefer"]), r["equal"]) for r in COUNCIL["runoffs"]]


def council(seats: int = 5, runoffs: list[Runoff] = RUNOFFS) -> Transcript:
    """The council from its totals and runoffs."""
    votes = COUNCIL["votes"]
    summed = Totals(tuple(votes), dict(enumerate(votes.values())), seats, COUNCIL["papers"])
    return count_runoffs(summed, runoffs, STAR["bloc-star"], NoRule())


def test_the_python_council_of_2026_follows_from_its_published_figures() -> None:
    result = council()
    assert result.names(result.elected) == COUNCIL["elected"]
    assert faults(result, RUNOFFS, COUNCIL["papers"]) == ()


def test_a_runoff_that_was_not_published_is_named() -> None:
    with pytest.raises(Unpublished, match="to Thomas Wouters was not published"):
        council(runoffs=RUNOFFS[:4])


def test_a_runoff_between_others_and_one_that_does_not_add_up_are_named() -> None:
    odd = [*RUNOFFS, Runoff(("Barry Warsaw", "Gregory P. Smith"), (40, 30), 3)]
    first, second = faults(council(), odd, COUNCIL["papers"])
    assert first == "runoff 6 is between Barry Warsaw and Gregory P. Smith; the totals send nobody to such a runoff"
    assert second.endswith("40 + 30 + 3 make 73; there are 74 valid papers")


@given(
    st.lists(
        st.tuples(st.integers(1, 5), st.lists(st.none() | st.integers(0, 5), min_size=4, max_size=4)), min_size=1
    ),
    st.integers(1, 3),
)
def test_what_a_count_of_papers_publishes_leads_to_its_result(papers: list[Scored], seats: int) -> None:
    # Truth: the count of the papers; ties between totals look at comparisons that no runoff shows, and are left out.
    contest = given_scores(papers, seats)
    counted = count(contest, "bloc-star", Lot("seed"))
    held = [stage for stage in counted.stages if stage.act is Act.RUNOFF]
    shown = []
    for stage in held:
        (a, for_), (b, against) = stage.tally.items()
        shown.append(Runoff((contest.candidates[a], contest.candidates[b]), (for_, against), stage.exhausted))
    assume(all(tie.over != "a place in the runoff" for tie in counted.ties))
    assert count_runoffs(totals(contest), shown, STAR["bloc-star"], Lot("seed")).elected == counted.elected
