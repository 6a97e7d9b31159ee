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
    assert {FORGERIES[name].check for name in ALONE} == names == set(OFF)


def test_the_command_exits_1_and_names_check_and_culprit(after: After, capsys: pytest.CaptureFixture[str]) -> None:
    play = after("cosign")
    FORGERIES["a teller's sheet altered"].make(play)
    assert run(["verify", str(play.folder.root)]) == 1
    assert "The case does not hold together: papers: Tess." in capsys.readouterr().out


def test_the_key_of_the_notice_may_be_given_whole_or_by_its_fingerprint(stages: dict[str, Play]) -> None:
    folder = stages["cosign"].folder
    for key in (str(key_of(folder)), key_of(folder).fingerprint):
        assert verified(folder, key=key).ok
    assert run(["verify", str(folder.root), "--key", "00" * 32]) == 1
