"""Debian's terms and published figures by the command; the truth of the figures is in tests/counting."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tellers.cli.count.command import count
from tellers.errors import Refused, Unreadable

RESOLUTION = b"""4 1
6 1 0
2 4 1 0
3 2 0
0
"Ash"
"Birch"
"Cedar"
"None of the above"
"Resolution"
"""


@pytest.fixture
def resolution(tmp_path: Path) -> Path:
    """Ash 6 to 2 over the default, Birch 3 to 2."""
    path = tmp_path / "resolution.blt"
    path.write_bytes(RESOLUTION)
    return path


def run(*words: object) -> Result:
    """The command, in this process; its own errors are raised."""
    return CliRunner().invoke(count, [str(word) for word in words], catch_exceptions=False, standalone_mode=False)


def winner(*words: object) -> str:
    """Who is elected."""
    return " ".join(json.loads(run(*words, "--json").output)["elected"])


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ((), "Ash"),
        (("--majority", "Ash=3"), "Ash"),
        (("--majority", "Ash=4"), "Birch"),
        (("--quorum", "7"), "None of the above"),
        (("--developers", "16"), "Ash"),
        (("--developers", "17"), "None of the above"),
        (("--default", "Cedar"), "Ash"),
    ],
)
def test_the_terms_decide_as_the_constitution_says(resolution: Path, options: tuple[str, ...], expected: str) -> None:
    # Truth: by hand. The quorum of 16 developers is 3 times half of 4, so 6; of 17 it is a little more.
    assert winner(resolution, "--method", "debian", *options) == expected


def test_three_to_one_exactly_was_not_enough_before_2015(resolution: Path) -> None:
    assert winner(resolution, "--method", "debian-2003", "--majority", "Ash=3") == "Birch"


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--method", "schulze", "--quorum", "3"), "are for debian and debian-2003"),
        (("--method", "debian", "--quorum", "3", "--developers", "9"), "exclude each other"),
        (("--method", "debian", "--default", "Nobody"), "--default Nobody: nothing of this name"),
        (("--method", "debian", "--majority", "Ash"), "expected a name and the N of N:1"),
        (("--method", "debian", "--majority", "Ash=0"), "expected a name and the N of N:1"),
        (("--method", "debian", "--majority", "Elm=3"), "nothing of this name is on the ballot"),
    ],
)
def test_options_that_do_not_fit_are_a_usage_error(resolution: Path, options: tuple[str, ...], message: str) -> None:
    result = CliRunner().invoke(count, [str(resolution), *options])
    assert result.exit_code == 2
    assert message in " ".join(result.output.split())


def test_a_name_with_an_equals_sign_can_have_a_majority(tmp_path: Path) -> None:
    path = tmp_path / "odd.blt"
    path.write_bytes(RESOLUTION.replace(b'"Ash"', b'"a=b"'))
    assert winner(path, "--method", "debian", "--majority", "a=b=4") == "Birch"


@pytest.fixture
def ballots(tmp_path: Path) -> Path:
    """One ballot of three."""
    path = tmp_path / "leader.json"
    path.write_text('{"title": "Leader", "ballots": [{"votes": {"A": 5, "B": 4, "C": 2}}]}', encoding="utf-8")
    return path


def test_published_figures_are_counted_and_printed(ballots: Path) -> None:
    result = run(ballots, "--method", "exhaustive-two-left")
    assert result.output.startswith("ELECTED: A, B\n\nLeader\n")
    assert result.return_value == 0


def test_published_figures_without_a_method_or_papers_to_write(ballots: Path) -> None:
    refused = [
        ((), "Give --method"),
        (("--method", "exhaustive", "--blt-out"), "no papers here"),
        (("--method", "exhaustive", "--withdraw", "A"), "no papers here"),
    ]
    for options, message in refused:
        result = CliRunner().invoke(count, [str(ballots), *options])
        assert (result.exit_code, message in " ".join(result.output.split())) == (2, True)


def test_published_figures_are_compared_by_two_methods(ballots: Path) -> None:
    # Truth: by hand: nobody has more than half of 11, so one rule asks for another ballot and the other stops at two.
    result = json.loads(run(ballots, "--compare", "exhaustive,exhaustive-two-left", "--json").output)
    assert result["elected"] == [[], ["A", "B"]]
    assert result["differences"]


def test_the_terms_hold_for_both_methods_compared(resolution: Path) -> None:
    result = run(resolution, "--compare", "debian,debian-2003", "--majority", "Ash=3", "--json")
    assert json.loads(result.output)["elected"] == [["Ash"], ["Birch"]]


def test_places_can_be_given_with_figures(tmp_path: Path) -> None:
    path = tmp_path / "votes.json"
    path.write_text('{"votes": {"A": 5, "B": 4, "C": 1}}', encoding="utf-8")
    assert winner(path, "--method", "block", "--seats", "2") == "A B"


def test_a_tie_in_published_figures_exits_with_1(tmp_path: Path) -> None:
    path = tmp_path / "votes.json"
    path.write_text('{"votes": {"A": 5, "B": 5}}', encoding="utf-8")
    assert run(path, "--method", "plurality").return_value == 1
    assert winner(path, "--method", "plurality", "--decide", "B") == "B"


def test_published_comparisons_take_debians_terms(tmp_path: Path) -> None:
    path = tmp_path / "leader.json"
    path.write_text('{"candidates": ["A", "None of the above"], "pairwise": [[0, 259], [15, 0]]}', encoding="utf-8")
    assert winner(path, "--method", "debian", "--developers", "996") == "A"
    assert winner(path, "--method", "debian", "--quorum", "260") == "None of the above"


@pytest.mark.parametrize("method", ["exhaustive", "weighted-sections"])
def test_a_file_of_papers_under_a_method_for_figures_says_where_these_are_described(
    resolution: Path, method: str
) -> None:
    with pytest.raises(Refused, match=r"published-figures\.md"):
        run(resolution, "--method", method)


def test_bad_figures_and_a_method_for_others_are_the_errors_of_the_tree(ballots: Path, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="exhaustive-two-left"):
        run(ballots, "--method", "schulze")
    bad = tmp_path / "bad.json"
    for figures in ('{"votes": 3}', '{"votes": {}}', '{"ballots": []}', '{"files": {}, "weights": {}}'):
        bad.write_text(figures, encoding="utf-8")
        with pytest.raises(Unreadable, match=r"bad\.json"):
            run(bad, "--method", "plurality")


def test_the_ballot_files_of_sections_are_read_from_beside_the_file_that_names_them(tmp_path: Path) -> None:
    # Truth: by hand: Birch has one of three MPs and no member.
    (tmp_path / "mps.blt").write_bytes(b'3 1\n1 1 0\n1 2 0\n1 3 2 0\n0\n"Ash"\n"Birch"\n"Cedar"\n"MPs"\n')
    (tmp_path / "members.blt").write_bytes(b'3 1\n2 3 0\n2 1 0\n0\n"Cedar"\n"Birch"\n"Ash"\n"Members"\n')
    path = tmp_path / "college.json"
    path.write_text(
        '{"weights": {"MPs": "1/2", "members": "1/2"}, "files": {"MPs": "mps.blt", "members": "members.blt"}}',
        encoding="utf-8",
    )
    result = json.loads(run(path, "--method", "weighted-sections", "--json").output)
    assert result["stages"][0]["tally"] == {"Ash": "5/12", "Birch": "1/6", "Cedar": "5/12"}
    assert result["stages"][0]["excluded"] == ["Birch"]
    missing = tmp_path / "missing.json"
    missing.write_text('{"weights": {"MPs": "1/1"}, "files": {"MPs": "nowhere.blt"}}', encoding="utf-8")
    with pytest.raises(FileNotFoundError):
        run(missing, "--method", "weighted-sections")
