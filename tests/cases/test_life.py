"""The life of a whole case: every act in its order, and the case holds together after each of them."""

import pytest
from tests.cases.conftest import After
from tests.cases.samples import STAGES, failures, verified

UNFINISHED = {"declare": ["witnesses"]}
"""What does not hold yet: the agents have not co-signed the last checkpoint."""


@pytest.mark.parametrize("stage", STAGES)
def test_a_case_holds_together_after_each_act(stage: str, after: After) -> None:
    assert failures(verified(after(stage).folder)) == UNFINISHED.get(stage, [])


def test_a_case_is_complete_when_it_is_declared_and_not_before(after: After) -> None:
    assert verified(after("cosign").folder).to_json()["state"] == "complete"
