"""A case in which any fact says anything: it is found wanting in words, never by a mistake of ours.

Whoever rewrites the facts holds every key, so that nothing is stopped by a signature.
"""

import copy
import shutil
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.cases.forger import Forger
from tests.cases.samples import Play, failures, verified
from tests.minutes.samples import changed

HOSTILE: list[Any] = [
    None, -1, 0, 2**53 - 1, "", "x", "../../../etc/passwd", "\x1b[2J", [], {}, True, [{}], "2016-13-45", "00" * 32,
    "0001-01-01T00:00:00+00:00", ["x"], {"plp": 15}, "x" * 5000,
]  # fmt: skip


def places(facts: Any) -> list[tuple[Any, ...]]:  # noqa: ANN401 — any JSON
    """Every place in a minute's facts at which something else can stand."""
    pairs = facts.items() if isinstance(facts, dict) else enumerate(facts) if isinstance(facts, list) else ()
    return [place for key, value in pairs for place in [(key,), *((key, *rest) for rest in places(value))]]


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_whatever_a_fact_says_the_audit_comes_to_an_end_and_does_not_hold(
    data: st.DataObject, stages: dict[str, Play], tmp_path: Path
) -> None:
    shutil.rmtree(tmp_path / "case", ignore_errors=True)
    play = stages["cosign"].copied(tmp_path / "case")
    forger = Forger(play)
    number = data.draw(st.integers(0, len(forger.minutes) - 1))
    facts: Any = copy.deepcopy(dict(forger.minutes[number].to_json()["facts"]))  # type: ignore[arg-type]
    *way, last = data.draw(st.sampled_from(places(facts)))
    inner = facts
    for key in way:
        inner = inner[key]
    value = data.draw(st.sampled_from([bad for bad in HOSTILE if bad != inner[last]]))
    inner[last] = value
    forger.minutes[number] = changed(forger.minutes[number], facts=facts)
    forger.chain().sign().cosign()
    assert failures(verified(play.folder))
