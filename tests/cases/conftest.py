"""One small case, played once a session; each test takes a copy of it at the stage it asks for."""

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.cases.samples import STAGES, Play

from tellers.cases.store import CaseFolder


@pytest.fixture(scope="session")
def stages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Play]:
    """The case as it is after each act."""
    root = tmp_path_factory.mktemp("case")
    play = Play(CaseFolder(root / "played"))
    found: dict[str, Play] = {}
    for stage in STAGES:
        getattr(play, stage)()
        found[stage] = play.copied(root / stage)
    return found


After = Callable[[str], Play]


@pytest.fixture
def after(stages: dict[str, Play], tmp_path: Path) -> After:
    """Gives a copy of the case as it is after an act."""
    return lambda stage: stages[stage].copied(tmp_path / "case")
