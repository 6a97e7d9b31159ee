"""A last minute that no checkpoint covers: signed where it holds, refused where somebody without the key wrote it.

The truth is docs/formats/case.md, "After a crash".
"""

from collections.abc import Callable

import pytest
from tests.cases.conftest import After
from tests.cases.forger import Forger
from tests.cases.samples import MOVER, Play, amend, current_roll, failures, refused, verified
from tests.minutes.samples import changed

from tellers.canonical import Json
from tellers.cases.recovery import recover
from tellers.cases.roll import amended
from tellers.cases.sitting import sitting
from tellers.cli.case.rendering import rendered
from tellers.errors import NotProven, RecordBroken
from tellers.minutes.store import read_book
from tellers.proceedings import facts
from tellers.proceedings.motion import Act

HASH = "ab" * 32


def appended(play: Play, act: Act, at: str, **recorded: Json) -> None:
    """A minute written by somebody who can write the file and has no key."""
    book = read_book(play.folder.minutes).book.append(f"2016-06-28T{at}+01:00", "Secretary", act.value, recorded)
    with play.folder.minutes.open("ab") as file:
        file.write(book.minutes[-1].encode() + b"\n")


def made_up(play: Play) -> tuple[str, ...]:
    with sitting(play.folder, play.clerk("23:00")) as held:
        return recover(held, rendered)


def _stranger_moves(play: Play) -> None:
    appended(play, Act.PROPOSE, "08:05:00", text="Something.", movers=[], holder="Hal")


def _pseudonym_added(play: Play) -> None:
    entry: dict[str, Json] = {"pseudonym": "aaaa-aaaa-aaaa-aaaa", "section": None, "weight": 1, "channel": "sealed"}
    roll = current_roll(play.folder)
    bodies = {"plp": roll.entitled + 1, "nominators": roll.entitled + 3}
    said = facts.Amendment("added", entry, "left out", HASH, roll.entitled + 1, roll.sealed + 1, roll.paper, bodies)
    longer = amended(roll, said)
    appended(play, Act.AMEND, "09:30:00", **{**facts.to_json(said), "roll": longer.fingerprint})


def _sizes_made_up(play: Play) -> None:
    play.restore_whip()
    amend(play, "added", "C-99")
    forger = Forger(play)
    forger.minutes, last = forger.minutes[:-1], forger.minutes[-1]
    forger.write().sign()
    appended(play, Act.AMEND, "09:40:00", **{**last.facts, "sealed": 99})


def _closed_early(play: Play) -> None:
    sealed: Json = {"archive": HASH, "ballots": 3, "counted": 3, "tally": HASH}
    appended(play, Act.CLOSE, "16:00:00", sealed=sealed)


def _closed_before_its_time(play: Play) -> None:
    sealed: Json = {"archive": HASH, "ballots": 3, "counted": 3, "tally": HASH}
    appended(play, Act.CLOSE, "12:00:00", sealed=sealed)


def _papers_made_up(play: Play) -> None:
    """The tellers' sheets are there; the count that somebody writes under them is another."""
    forger = Forger(play)
    forger.minutes, last = forger.minutes[:-1], forger.minutes[-1]
    forger.write().sign()
    fewer: Json = {"spoiled": [{"reason": "no mark", "papers": 1}], "returned": 1}
    appended(play, Act.COUNT_PAPER, "16:06:00", **{**last.facts, **fewer})  # type: ignore[dict-item]


def _totals_made_up(play: Play) -> None:
    sealed: Json = {"archive": HASH, "for": 2, "against": 8, "blank": 0}
    appended(play, Act.TALLY, "16:20:00", sealed=sealed, **{"for": 2, "against": 8}, blank=0, spoiled=2)


def _result_made_up(play: Play) -> None:
    hashes: dict[str, Json] = dict.fromkeys(("declaration", "text", "page"), HASH)
    appended(play, Act.DECLARE, "16:30:00", **hashes, version="0.1.0", outcome="lost")


FORGED: dict[str, tuple[str, Callable[[Play], None], str]] = {
    "a motion that nobody moves": ("new", _stranger_moves, r"^minute 1 \(propose\): .* 0 moved the motion"),
    "a pseudonym that is nobody's": ("freeze", _pseudonym_added, r"^minute 5 \(amend-roll\): .*aaaa-aaaa-aaaa-aaaa"),
    "a change of the roll with other sizes": ("freeze", _sizes_made_up, "does not have the sizes"),
    "a close of an archive that runs": (
        "vote",
        _closed_early,
        r"^minute 6 \(close\): .*does not say what the archive",
    ),
    "a close before its time": ("vote", _closed_before_its_time, "voting closes at"),
    "papers that nobody counted": ("paper", _papers_made_up, r"^minute 9 \(paper-count\): .*sheets give another"),
    "a result that nobody decrypted": ("decrypt", _totals_made_up, r"^minute 12 \(tally\): .*proves no result"),
    "a declaration that nobody made": ("tally", _result_made_up, r"^minute 13 \(declare\): .*missing from the case"),
}


@pytest.mark.parametrize("name", FORGED)
def test_a_forged_last_minute_is_not_signed_by_the_next_act_and_nothing_changes(name: str, after: After) -> None:
    stage, forge, message = FORGED[name]
    play = after(stage)
    forge(play)
    refused(play, lambda: made_up(play), message, RecordBroken)
    refused(play, lambda: made_up(play), "where nobody did this act, cut its line off by hand$", RecordBroken)


def test_the_split_of_withheld_papers_is_held_against_the_tellers_own_sheets(after: After) -> None:
    play = after("close")
    play.paper(for_=1, against=1, spoiled=1)
    play.attend()
    play.decrypt()
    play.tally()
    forger = Forger(play)
    forger.minutes, last = forger.minutes[:-1], forger.minutes[-1]
    forger.write().sign()
    assert last.facts["for"] == 8
    appended(play, Act.TALLY, "16:20:00", **{**last.facts, "for": 9, "against": 3})
    assert failures(verified(play.folder)) == ["checkpoint"], "a verifier without the sheets cannot tell"
    refused(play, lambda: made_up(play), "the case's own files give another", RecordBroken)


STAGES_OF_ONE_MINUTE = ("propose", "notify", "state", "freeze", "open", "close", "tally", "declare")


@pytest.mark.parametrize("stage", STAGES_OF_ONE_MINUTE)
def test_a_minute_that_a_crash_left_unsigned_is_signed_and_told_with_its_facts(
    stage: str, after: After, stages: dict[str, Play]
) -> None:
    play = after(stage)
    names = list(stages)
    play.folder.checkpoint.write_bytes(stages[names[names.index(stage) - 1]].folder.checkpoint.read_bytes())
    if stage in ("open", "close", "propose"):
        assert failures(verified(play.folder)) == ["checkpoint"]
    last = read_book(play.folder.minutes).book.minutes[-1]
    (said,) = made_up(play)
    assert said.startswith(f"Minute {last.number} was written and not signed; now it is: {last.act}, {last.at}, ")
    assert all(f'"{name}":' in said for name in last.facts)
    assert failures(verified(play.folder)) == (["witnesses"] if stage == "declare" else [])


def test_what_is_told_of_a_minute_holds_the_words_in_it(after: After, stages: dict[str, Play]) -> None:
    play = after("propose")
    play.folder.checkpoint.write_bytes(stages["new"].folder.checkpoint.read_bytes())
    (said,) = made_up(play)
    assert MOVER in said


def test_a_result_is_not_declared_where_archive_or_papers_do_not_bear_it_out(after: After) -> None:
    play = after("tally")
    forger = Forger(play)
    count: dict[str, Json] = {"for": 3, "against": 7}
    sealed: Json = {**forger.facts(Act.TALLY)["sealed"], **count}
    forger.change(Act.TALLY, **count, sealed=sealed).chain().sign()
    refused(play, play.declare, "sealed count: minute of the tally: the archive proves another result", NotProven)


def test_totals_that_are_not_the_sum_are_not_declared(after: After) -> None:
    play = after("tally")
    forger = Forger(play)
    place = forger.place(Act.TALLY)
    forger.minutes[place] = changed(forger.minutes[place], facts={**forger.facts(Act.TALLY), "for": 9})
    forger.chain().sign()
    refused(play, play.declare, "totals: minute of the tally: they are not sealed ballots and papers", NotProven)
