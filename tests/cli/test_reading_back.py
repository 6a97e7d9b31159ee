"""A vote is read back to its voter in words, on a terminal, and nothing that keeps what is printed learns of it.

Truth: the questions and choices as they are written here; the meaning of choices is the specification's, "Questions".
"""

import os
import sys
from pathlib import Path

import pytest
from tests.interop.people import Cast, Person, carry_archive, private_credentials, set_up

from tellers.ballots.answers import Choices
from tellers.ballots.questions import Homomorphic, Lists, NonHomomorphic, Question
from tellers.cli.election.reading_back import in_words, layout
from tellers.cli.main import run

MOTION = Homomorphic("Confidence?", ("For", "Against"), 1, 1, blank=True)
COUNCIL = Homomorphic("Council", ("Ann", "Bob", "Cat"), 0, 2)
LISTS = Lists("Board", (("Left", "Ann", "Bob"), ("Right", "Cat")))
RANKED = NonHomomorphic("Leader", ("Ann", "Bob", "Cat"))
GRADED = NonHomomorphic("Leader", ("Ann", "Bob"), {"type": "Counting", "method": "MajorityJudgment", "grades": ["a"]})


@pytest.mark.parametrize(
    ("question", "choices", "words"),
    [
        (MOTION, [0, 1, 0], "For"),
        (MOTION, [0, 0, 1], "Against"),
        (MOTION, [1, 0, 0], "a blank vote"),
        (COUNCIL, [1, 0, 1], "Ann, Cat"),
        (COUNCIL, [0, 0, 0], "none of the answers"),
        (LISTS, [[0, 0, 0], [1, 1]], "the list Right, and of it Cat"),
        (LISTS, [[1, 1, 1], [0, 0]], "the list Left, and of it Ann, Bob"),
        (RANKED, [2, 1, 0], "rank 1 Bob; rank 2 Ann; not ranked: Cat"),
        (RANKED, [3, 1, 2], "rank 1 Bob; rank 2 Cat; rank 3 Ann"),
        (RANKED, [1, 1, 0], "rank 1 Ann and Bob; not ranked: Cat"),
        (RANKED, [1, 0, 3], "rank 1 Ann; rank 3 Cat; not ranked: Bob"),
        (RANKED, [0, 0, 0], "a blank vote, which ranks nobody"),
        (GRADED, [0, 2], "grade 0 for Ann, grade 2 for Bob"),
    ],
)
def test_each_kind_of_vote_is_said_in_words(question: Question, choices: Choices, words: str) -> None:
    assert in_words(question, choices) == words


@pytest.fixture
def voter(tmp_path: Path) -> Person:
    """A voter with a credential, and a choice against the motion."""
    people = Cast(tmp_path)
    keeper, voter = set_up(people, "Ed25519"), people.person("voter")
    carry_archive(keeper, voter)
    voter.write("credential", private_credentials(people)[0])
    voter.write("choice", "[[0,0,1]]")
    return voter


def make(voter: Person, *options: str) -> int:
    files = ("--privcred", str(voter.folder / "credential"), "--choice", str(voter.folder / "choice"))
    return run(["election", "generate-ballot", *files, "--dir", str(voter.folder), *options])


READ_BACK = "I:   1. Confidence?: Against\n"


def test_nothing_that_keeps_what_is_printed_learns_of_the_vote(
    voter: Person, capsys: pytest.CaptureFixture[str]
) -> None:
    assert make(voter) == 0
    said = capsys.readouterr()
    assert "Against" not in said.err + said.out
    assert "read back on a terminal only; --read-back says it here" in said.err
    assert make(voter, "--no-read-back") == 0
    assert "Against" not in capsys.readouterr().err


@pytest.mark.parametrize("options", [("--read-back",), ("--read-back", "--json")])
def test_who_asks_has_it_read_back_beside_the_ballot_and_not_in_it(
    voter: Person, capsys: pytest.CaptureFixture[str], options: tuple[str, ...]
) -> None:
    assert make(voter, *options) == 0
    said = capsys.readouterr()
    assert READ_BACK in said.err
    assert "Against" not in said.out
    assert said.out.count("\n") == 1


def test_a_voter_at_a_terminal_has_the_vote_read_back_and_is_told_how_to_find_it(
    voter: Person, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    screen, terminal = os.openpty()
    with os.fdopen(screen, "rb", buffering=0) as shown, os.fdopen(terminal, "w") as keyboard:
        with monkeypatch.context() as patch:
            patch.setattr(sys, "stderr", keyboard)
            assert make(voter) == 0
            keyboard.flush()
        said = ""
        while "tellers election find" not in said or not said.endswith("\n"):
            said += shown.read(4096).decode().replace("\r\n", "\n")
    assert READ_BACK in said
    assert "do not send it" in said
    tracker = said.partition("the tracker of this ballot is ")[2].partition(";")[0]
    assert f"tellers election find {tracker} {voter.only('*.bel').name}" in said
    assert len(tracker) == 43
    assert "Against" not in capsys.readouterr().out


def test_what_the_question_does_not_allow_is_refused_and_not_read_back(
    voter: Person, capsys: pytest.CaptureFixture[str]
) -> None:
    voter.write("choice", "[[0,1,1]]")
    assert make(voter, "--read-back") == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert "I: this ballot votes" not in said.err
    how = "Written so, with a number in place of each name: [[blank, For, Against]]; 1 if chosen, else 0"
    assert f"choice: found 2 answers chosen to 'Confidence?'; allowed are 1 to 1. {how}" in said.err


def test_each_kind_of_question_says_how_its_choices_are_written() -> None:
    how = "Written so, with a number in place of each name: "
    assert layout([COUNCIL, MOTION]) == f"{how}[[Ann, Bob, Cat], [blank, For, Against]]; 1 if chosen, else 0"
    assert "[[[Left, Ann, Bob], [Right, Cat]]]; 1 if chosen, the list too, else 0" in layout([LISTS])
    assert "[[Ann, Bob, Cat]]; 1 for the first choice, 2 for the next, 0 for who is not ranked" in layout([RANKED])
    assert "[[Ann, Bob]]; a grade each" in layout([GRADED])


def test_choices_that_are_not_there_are_told_from_such_as_are_written_wrong(
    voter: Person, capsys: pytest.CaptureFixture[str]
) -> None:
    (voter.folder / "choice").unlink()
    assert make(voter) == 2
    assert "choice: there is no such file" in capsys.readouterr().err


def test_a_credential_that_is_not_listed_says_which_file_and_election(
    voter: Person, capsys: pytest.CaptureFixture[str]
) -> None:
    secret = (voter.folder / "credential").read_text()
    mistyped = secret[:-1] + ("A" if secret[-1] != "A" else "B")
    voter.write("credential", mistyped)
    assert make(voter) == 1
    said = capsys.readouterr().err
    assert "credential: this credential is not on the list of this election, 'Motion 12'" in said
    assert voter.only("*.bel").name in said
    assert mistyped not in said


def test_an_archive_that_is_not_there_is_told_with_those_that_are(
    voter: Person, capsys: pytest.CaptureFixture[str]
) -> None:
    assert make(voter, "--uuid", "AnotherUnion12") == 2
    here = voter.only("*.bel").stem
    assert f"there is no AnotherUnion12.bel here (--uuid); archives are here of: {here}" in capsys.readouterr().err
