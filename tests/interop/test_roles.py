"""The grid: every kind of election, with each role in turn played by the reference tool, and each in turn by us.

Truth: belenios-tool 3.3.0 (and 3.0 where it differs), whose `election verify` judges every archive, beside our own.
"""

from pathlib import Path

import pytest
from tests.interop.occasions import OCCASIONS, ROLES, Occasion, People, hold, sorted_result
from tests.interop.people import Person, tool

from tellers.ballots.verifier import verify_archive

LATEST = "3.3.0"
every_occasion = pytest.mark.parametrize("occasion", OCCASIONS.values(), ids=OCCASIONS)


def judged(folder: Path, keeper: Person, occasion: Occasion, version: str = LATEST) -> None:
    """Both verifiers accept the archive, and the result is what was voted."""
    path = keeper.only("*.bel")
    report = verify_archive(path.read_bytes(), path.name)
    assert report.ok, report.failed
    assert report.result is not None
    found = sorted_result(occasion, [list(row) for row in report.result.to_json()])  # type: ignore[arg-type]
    assert found == sorted_result(occasion, occasion.result)
    judge = Person(folder / "judge", tool(version))
    judge.folder.mkdir()
    judge.write(path.name, path.read_bytes())
    judge.step("verify")


def played(role: str, occasion: Occasion) -> bool:
    """Whether an election of this kind has the role."""
    if role == "shuffler":
        return bool(occasion.opened)
    return role != "dealer" or any(size > 1 for size, _ in occasion.keys)


PAIRS = [
    pytest.param(occasion, role, id=f"{occasion.name}-{role}")
    for occasion in OCCASIONS.values()
    for role in ROLES
    if occasion.group == "Ed25519" and played(role, occasion)
]
"""Every role of every kind in Ed25519; the finite fields are slow, and share all code but their arithmetic."""

IN_FINITE_FIELDS = [
    pytest.param(occasion, role, id=f"{occasion.name}-{role}")
    for occasion, role in zip(
        (occasion for occasion in OCCASIONS.values() if occasion.group != "Ed25519"),
        ("voter", "trustee", "shuffler", "dealer"),
        strict=True,
    )
]


@every_occasion
def test_an_election_that_is_all_ours_passes_the_reference_tool(occasion: Occasion, tmp_path: Path) -> None:
    judged(tmp_path, hold(People(tmp_path), occasion), occasion)


@every_occasion
def test_an_election_that_is_all_theirs_verifies_with_us(occasion: Occasion, tmp_path: Path) -> None:
    judged(tmp_path, hold(People(tmp_path, dict.fromkeys(ROLES, tool(LATEST))), occasion), occasion)


@pytest.mark.parametrize(("occasion", "role"), [*PAIRS, *IN_FINITE_FIELDS])
def test_any_one_role_is_played_by_the_reference_tool(occasion: Occasion, role: str, tmp_path: Path) -> None:
    judged(tmp_path, hold(People(tmp_path, {role: tool(LATEST)}), occasion), occasion)


@pytest.mark.parametrize(("occasion", "role"), PAIRS)
def test_any_one_role_is_played_by_us(occasion: Occasion, role: str, tmp_path: Path) -> None:
    others = {other: tool(LATEST) for other in ROLES if other != role}
    judged(tmp_path, hold(People(tmp_path, others), occasion), occasion)
