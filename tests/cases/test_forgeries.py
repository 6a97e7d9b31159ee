"""Forged cases, each found by `tellers verify`, which names check and culprit; and, check by check, by that one alone.

The truth of each is the promise it breaks: docs/formats/case.md, "What verify checks".
"""

import pytest
from tests.cases.conftest import After
from tests.cases.forgeries import FORGERIES, OFF, Forgery
from tests.cases.samples import Play, failures, key_of, told, verified

from tellers.cases.verification import CaseReport
from tellers.cli.main import run

ALONE = [name for name, forgery in FORGERIES.items() if forgery.alone]


def audited(play: Play, forgery: Forgery, before: Play) -> CaseReport:
    return verified(play.folder, before.folder if forgery.earlier else None, forgery.key)


@pytest.mark.parametrize("name", FORGERIES)
def test_a_forgery_is_found_and_its_check_and_culprit_are_named(
    name: str, after: After, stages: dict[str, Play]
) -> None:
    forgery = FORGERIES[name]
    play = after(forgery.stage)
    forgery.make(play)
    report = audited(play, forgery, stages[forgery.stage])
    assert failures(report)[0] == forgery.check
    assert forgery.culprit in told(report, forgery.check).split(": ")[0]
    assert forgery.says in told(report, forgery.check)


@pytest.mark.parametrize("name", ALONE)
def test_only_that_check_finds_the_forgery(
    name: str, after: After, stages: dict[str, Play], monkeypatch: pytest.MonkeyPatch
) -> None:
    forgery = FORGERIES[name]
    play = after(forgery.stage)
    forgery.make(play)
    OFF[forgery.check](monkeypatch)
    report = audited(play, forgery, stages[forgery.stage])
    assert report.ok, [check for check in report.checks if not check.ok]


def test_every_check_of_a_case_has_a_forgery_that_it_alone_finds(stages: dict[str, Play]) -> None:
    finished = stages["cosign"].folder
    names = {check.name for check in verified(finished, finished).checks}
    own = {name for name in names if not name.startswith("contest ")}  # those have test_forged_contests
    assert {FORGERIES[name].check for name in ALONE} == own == set(OFF)


def test_the_command_exits_1_and_names_check_and_culprit(after: After, capsys: pytest.CaptureFixture[str]) -> None:
    play = after("cosign")
    FORGERIES["a teller's sheet altered"].make(play)
    assert run(["verify", str(play.folder.root)]) == 1
    assert "The case does not hold together: 1 check fails: papers: Tess." in capsys.readouterr().out


def test_the_key_of_the_notice_may_be_given_whole_or_by_its_fingerprint(stages: dict[str, Play]) -> None:
    folder = stages["cosign"].folder
    for key in (str(key_of(folder)), key_of(folder).fingerprint):
        assert verified(folder, key=key).ok
    assert run(["verify", str(folder.root), "--key", "00" * 32]) == 1


def test_a_fingerprint_is_taken_as_every_output_prints_it(
    stages: dict[str, Play], capsys: pytest.CaptureFixture[str]
) -> None:
    folder = stages["cosign"].folder
    assert run(["verify", str(folder.root)]) == 0
    (printed,) = (line for line in capsys.readouterr().out.splitlines() if line.startswith("Compare the key"))
    fingerprint = printed.split(": ")[1]
    assert len(fingerprint.split()) == 16
    for written in (fingerprint, fingerprint.upper(), fingerprint.replace(" ", ""), f" {key_of(folder)} "):
        assert run(["verify", str(folder.root), "--key", written]) == 0, written
    other = ("f" if fingerprint[0] != "f" else "e") + fingerprint[1:]
    assert run(["verify", str(folder.root), "--key", other]) == 1
    assert "key: no-confidence-2016-06-28-" in (said := capsys.readouterr().out)
    assert "your notice has another key than this case" in said


@pytest.mark.parametrize("bad", ["", "abcd", "00" * 31, "00" * 32 + "0", "zz" * 32, "no-confidence+abc+def", "a key"])
def test_what_is_neither_a_key_nor_a_fingerprint_is_a_mistake_of_the_call(
    bad: str, stages: dict[str, Play], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["verify", str(stages["cosign"].folder.root), "--key", bad]) == 2
    assert "is neither a key nor a fingerprint; expected the key, NAME+ID+KEY" in capsys.readouterr().err


def test_a_culprit_is_named_once_a_line_and_the_last_line_counts_what_fails(
    after: After, capsys: pytest.CaptureFixture[str]
) -> None:
    play = after("cosign")
    FORGERIES["a teller's sheet altered"].make(play)
    (play.folder.root / "note.txt").write_text("x")
    assert run(["verify", str(play.folder.root)]) == 1
    assert capsys.readouterr().out.endswith("2 checks fail, first: papers: Tess.\n")
    FORGERIES["a minute edited"].make(play)
    assert run(["verify", str(play.folder.root)]) == 1
    first = capsys.readouterr().out.splitlines()[0]
    assert first.startswith("FAILS  minute book: minute 2: names the parent")


def test_the_last_event_of_an_archive_reads_as_the_last(stages: dict[str, Play]) -> None:
    assert told(verified(stages["cosign"].folder), "committed head") == "None: event 16, the last"
    assert told(verified(stages["vote"].folder), "committed head") == "None: event 0, and 10 came since"
