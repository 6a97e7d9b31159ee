"""`tellers rulebook new` from the shell's side: by options, by lines piped in, and at a terminal."""

import io
import json
from pathlib import Path

import pytest

from tellers.cli.main import run
from tellers.cli.rulebook_new import QUESTIONS
from tellers.rulebook.skeleton import TAKEN, Answers, skeleton

ANSWERS = "Harbour Rowing Club\n2021-01-01\n\nCaptain\nstanding = full\n20\n10\n1/3\n2/3\n3\nplurality\nagain\n"
ANSWERED = Answers(
    organisation="Harbour Rowing Club",
    since="2021-01-01",
    post="Captain",
    voters="standing = full",
    signatures="20",
    notice="10",
    quorum="1/3",
    majority="2/3",
    nominations="3",
    method="plurality",
    tie="again",
)


class Terminal(io.StringIO):
    """Input that says that a person is typing it."""

    def isatty(self) -> bool:
        return True


def piped(lines: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(lines))


def typed(lines: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", Terminal(lines))


def written(folder: Path) -> str:
    return (folder / "book.toml").read_text("utf-8")


def test_there_are_a_dozen_questions_each_with_a_usual_answer() -> None:
    assert [question.key for question in QUESTIONS] == list(vars(Answers()))
    assert len(QUESTIONS) == 12


def test_the_end_of_the_input_takes_every_usual_answer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    piped("", monkeypatch)
    assert run(["rulebook", "new", str(tmp_path / "club")]) == 0
    assert written(tmp_path / "club") == skeleton(Answers())
    printed = capsys.readouterr().out
    assert "How many clear days' notice is given? 7" in printed
    assert all(sentence.removeprefix("not asked: ") in printed for sentence in TAKEN.values())
    assert f"tellers rulebook check {tmp_path / 'club'}" in printed


@pytest.mark.parametrize("command", ["check", "show"])
def test_what_is_written_can_be_checked_and_shown(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    piped(ANSWERS, monkeypatch)
    assert run(["rulebook", "new", str(tmp_path)]) == 0
    assert written(tmp_path) == skeleton(ANSWERED)
    capsys.readouterr()
    assert run(["rulebook", command, str(tmp_path)]) == 0
    assert {"check": "0 missing", "show": "Captain"}[command] in capsys.readouterr().out


def test_options_answer_in_the_place_of_lines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    piped("Harbour Rowing Club\n", monkeypatch)
    assert run(["rulebook", "new", str(tmp_path), "--quorum", "none", "--time-zone", "UTC"]) == 0
    assert written(tmp_path) == skeleton(Answers(organisation="Harbour Rowing Club", quorum="none", time_zone="UTC"))


def test_for_programs_it_says_what_was_answered_and_what_is_assumed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    piped(ANSWERS, monkeypatch)
    assert run(["rulebook", "new", "--json", str(tmp_path)]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["answers"] == vars(ANSWERED)
    assert (told["defaults"], told["file"]) == (["time_zone"], str(tmp_path / "book.toml"))
    assert told["assumed"] == list(TAKEN.values())
    assert told["next"][0] == f"tellers rulebook check {tmp_path}"


def test_at_a_terminal_a_bad_answer_is_asked_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    typed(ANSWERS.replace("2021-01-01\n", "soon\n2021-01-01\n"), monkeypatch)
    assert run(["rulebook", "new", str(tmp_path)]) == 0
    assert written(tmp_path) == skeleton(ANSWERED)
    asked = capsys.readouterr().err
    assert "2. From which day do they hold?" in asked
    assert "Error: " in asked
    assert "12. What decides a tie in an election?" in asked


def test_a_person_who_stops_leaves_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    typed("Harbour Rowing Club\n", monkeypatch)
    assert run(["rulebook", "new", str(tmp_path)]) == 130
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (
            ("--since", "31/12/2021"),
            "the option --since: found '31/12/2021'; expected, as the question says: A day such",
        ),
        (("--time-zone", "Harbour"), "is not a time zone"),
        (("--organisation", " "), "is empty"),
        (("--organisation", "a\nb"), "cannot be printed"),
        (
            ("--notice", "7 days"),
            "the option --notice: found '7 days'; expected, as the question says: A whole number",
        ),
        (("--quorum", "lots"), "`lots`"),
        (("--quorum", "3/2"), "nobody can reach"),
        (("--majority", "most"), "`most`"),
        (("--signatures", "0"), "expected a number above 0"),
        (("--method", "guess"), "`guess`"),
        (("--tie", "coin"), "expected one of"),
        (("--voters", "some"), "all, or what the register must say: standing = full, life."),
    ],
)
def test_an_answer_that_no_book_can_hold_is_refused_by_its_question(
    answer: tuple[str, str],
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    piped("", monkeypatch)
    assert run(["rulebook", "new", str(tmp_path), *answer]) == 2
    assert said in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_bad_line_is_named_by_its_question_and_nothing_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    piped("Harbour Rowing Club\nsoon\n", monkeypatch)
    assert run(["rulebook", "new", str(tmp_path)]) == 2
    assert "the answer to question 2, 'From which day do they hold?'" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_book_that_is_there_is_never_overwritten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "book.toml").write_text("mine", encoding="utf-8")
    piped("", monkeypatch)
    assert run(["rulebook", "new", str(tmp_path)]) == 1
    assert "is not overwritten" in capsys.readouterr().err
    assert written(tmp_path) == "mine"


def test_a_book_that_appears_while_it_asks_is_not_overwritten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    piped("", monkeypatch)

    def meanwhile(answers: Answers) -> str:
        (tmp_path / "book.toml").write_text("mine", encoding="utf-8")
        return skeleton(answers)

    monkeypatch.setattr("tellers.cli.rulebook_new.skeleton", meanwhile)
    assert run(["rulebook", "new", str(tmp_path)]) == 1
    assert "is not overwritten" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["book.toml"]
    assert written(tmp_path) == "mine"
