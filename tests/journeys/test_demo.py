"""`tellers demo`: 28 June 2016 by the commands, for the figures of record and for others; every figure follows.

The truth of the figures is arithmetic on the four numbers given; that the archive is one of the protocol is said by
the reference tool.
"""

import json
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from tests.interop.people import tool
from tests.interop.test_reference_tool import judge_ballots, judged
from tests.journeys.commands import exit_code, tellers

from tellers.ballots.archive import read_archive

RECORD, OTHER = (172, 40, 4, 13), (171, 41, 4, 13)


@dataclass(frozen=True)
class Demo:
    """One demonstration that was played: its four numbers, its folder, and what `--json` printed of it."""

    votes: tuple[int, int, int, int]
    folder: Path
    said: dict[str, Any]

    @property
    def declaration(self) -> dict[str, Any]:
        whole: dict[str, Any] = json.loads((self.folder / "declaration.json").read_bytes())
        return whole

    @property
    def figures(self) -> dict[str, int]:
        return {figure["id"]: figure["value"] for figure in self.declaration["figures"] if figure["base"] is None}

    def share(self, id_: str) -> Fraction | None:
        (figure,) = (figure for figure in self.declaration["figures"] if figure["id"] == id_)
        return None if figure["fraction"] is None else Fraction(figure["fraction"])


@pytest.fixture(scope="session")
def played() -> dict[tuple[int, int, int, int], Demo]:
    """The demonstrations that were played already, by their numbers."""
    return {}


@pytest.fixture
def demo(
    played: dict[tuple[int, int, int, int], Demo],
    tmp_path_factory: pytest.TempPathFactory,
    request: Any,  # noqa: ANN401 — pytest's own
) -> Demo:
    votes: tuple[int, int, int, int] = request.param
    if votes not in played:
        folder = tmp_path_factory.mktemp("demo") / "case"
        said = tellers("demo", folder, "--votes", ",".join(map(str, votes)), "--json")
        played[votes] = Demo(votes, folder, json.loads(said.splitlines()[-1]))
    return played[votes]


ALL_SPOILED, MANY_SPOILED, PAPER = (0, 0, 14, 1), (12, 1, 30, 0), (3, 1, 1, 0)
TIE, NOBODY, ONE_TEAM = (6, 6, 1, 2), (0, 0, 0, 12), (0, 11, 0, 1)
OUTCOMES = {
    RECORD: "carried",
    OTHER: "carried",
    ALL_SPOILED: "lost",
    MANY_SPOILED: "carried",
    PAPER: "carried",
    TIE: "tied",
    NOBODY: "lost",
    ONE_TEAM: "lost",
}

all_demos = pytest.mark.parametrize("demo", OUTCOMES, indirect=True, ids=str)
both_days = pytest.mark.parametrize("demo", [RECORD, OTHER], indirect=True, ids=str)
of_record = pytest.mark.parametrize("demo", [RECORD], indirect=True, ids=str)


@all_demos
def test_every_figure_is_that_of_the_numbers_given(demo: Demo) -> None:
    in_favour, against, spoiled, absent = demo.votes
    figures = demo.figures
    assert (figures["for"], figures["against"], figures["spoiled"]) == (in_favour, against, spoiled)
    assert figures["valid"] == in_favour + against
    assert figures["returned"] == in_favour + against + spoiled
    assert (figures["not-returned"], figures["entitled"]) == (absent, sum(demo.votes))


@all_demos
def test_every_share_is_exact_and_of_its_base(demo: Demo) -> None:
    in_favour, against, spoiled, absent = demo.votes
    valid, papers, entitled = in_favour + against, in_favour + against + spoiled, sum(demo.votes)
    assert demo.share("for-of-valid") == (Fraction(in_favour, valid) if valid else None)
    assert demo.share("for-of-papers") == (Fraction(in_favour, papers) if papers else None)
    assert demo.share("for-of-entitled") == Fraction(in_favour, entitled)
    assert demo.share("not-returned-of-entitled") == Fraction(absent, entitled)


@all_demos
def test_the_outcome_is_that_of_more_than_half_of_the_valid_votes(demo: Demo) -> None:
    in_favour, against, *_ = demo.votes
    (majority,) = demo.declaration["thresholds"]
    assert demo.declaration["outcome"] == OUTCOMES[demo.votes]
    assert majority["met"] == (in_favour > against)
    assert (majority["needed"], majority["base_size"]) == ((in_favour + against) // 2 + 1, in_favour + against)


@all_demos
def test_what_could_follow_is_measured_on_the_body_and_20_in_europe(demo: Demo) -> None:
    steps = {step["procedure"]: step["threshold"] for step in demo.declaration["could_follow"]}
    nominators = sum(demo.votes) + 20
    assert (steps["challenge"]["needed"], steps["challenge"]["base_size"]) == (-(-nominators // 5), nominators)
    assert steps["vacancy"]["needed"] == -(-nominators * 3 // 20)


@all_demos
def test_the_case_that_is_left_verifies_from_its_files(demo: Demo) -> None:
    report = json.loads(tellers("verify", demo.folder, "--json"))
    assert (report["ok"], report["state"], report["motion"]) == (True, "complete", "declared")
    assert demo.said["verify"]["ok"]
    assert demo.said["declaration"] == demo.declaration
    assert len(demo.said["claims"]) > 0


@all_demos
def test_the_text_says_what_the_figures_say(demo: Demo) -> None:
    text = (demo.folder / "declaration.txt").read_text("utf-8")
    assert text.startswith(f"Motion {OUTCOMES[demo.votes].upper()}: {demo.votes[0]} for, {demo.votes[1]} against")
    assert f"\n  Entitled           {sum(demo.votes):3}  " in text


@all_demos
def test_no_invented_name_and_no_number_of_a_member_is_public(demo: Demo) -> None:
    rows = [line.split(",") for line in (demo.folder / "register" / "members.csv").read_text("utf-8").splitlines()[1:]]
    public = b"".join(
        path.read_bytes()
        for path in demo.folder.rglob("*")
        if path.is_file() and path.relative_to(demo.folder).parts[0] not in {"register", "secrets"}
    ).decode()
    named = {"Margaret Hodge", "Jeremy Corbyn"}
    assert [row[1] for row in rows if row[1] in public and row[1] not in named] == []


@of_record
def test_28_june_2016_as_of_record(demo: Demo) -> None:
    text = (demo.folder / "declaration.txt").read_text("utf-8")
    assert "81.1% of valid votes, 79.6% of papers, 75.1% of those entitled" in text
    assert "50 of 249 nominations" in text
    assert "National Executive Committee" not in json.dumps(demo.declaration["could_follow"])
    (effect,) = demo.declaration["effects"]
    assert (effect["binding"], effect["clause"]) == (False, None)
    assert "no motion of no confidence" in effect["assumed"]


@of_record
def test_later_rulings_show_with_a_later_day_only(demo: Demo) -> None:
    def shown(*on: str) -> str:
        told = json.loads(tellers("case", "show", demo.folder, "--json", *on))
        return json.dumps(told["declaration"]["could_follow"])

    names = ("National Executive Committee", "High Court")
    for on, expected in ((), ()), (("--on", "2016-07-12"), names[:1]), (("--on", "2016-07-28"), names):
        assert tuple(name for name in names if name in shown(*on)) == expected


@both_days
@pytest.mark.parametrize("version", ["3.0", "3.3.0"])
def test_the_archive_passes_the_reference_tool(version: str, demo: Demo, tmp_path: Path) -> None:
    tool(version)
    (path,) = (demo.folder / "archive").glob("*.bel")
    judged(tmp_path, version, path.read_bytes(), path.stem)


@of_record
@pytest.mark.parametrize("version", ["3.0", "3.3.0"])
def test_every_ballot_passes_the_reference_tool_by_itself(version: str, demo: Demo, tmp_path: Path) -> None:
    tool(version)
    (path,) = (demo.folder / "archive").glob("*.bel")
    assert judge_ballots(tmp_path, version, read_archive(path)) == 212


def test_a_folder_that_is_not_empty_is_refused(tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("x")
    assert exit_code("demo", tmp_path) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["mine"]


@pytest.mark.parametrize(
    "votes", ["172,40,4", "1,0,0,0", "172,40,4,13,0", "a,b,c,d", "-1,2,3,4", "9999,0,0,0", "\uff11,2,3,4"]
)
def test_numbers_that_are_none_are_refused_before_anything_is_written(votes: str, tmp_path: Path) -> None:
    assert exit_code("demo", tmp_path / "case", "--votes", votes) == 2
    assert list(tmp_path.iterdir()) == []
