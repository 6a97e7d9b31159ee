"""A sealed contest with reserve credentials: a late addition, lost credentials, a removal; each an act with a minute.

Truth: docs/trustees.md, "Late additions, lost credentials, removals", and the votes as they are cast, counted by hand.
"""

import json
import stat
from dataclasses import replace
from pathlib import Path

import pytest
from tests.interop.occasions import Holder
from tests.interop.people import Failed, tool
from tests.interop.test_reference_tool import judged
from tests.journeys.commands import Exited, tellers
from tests.journeys.late import ADA, BLANK, BO, CY, ONE_NAME, Late

LATE, LOST, OTHER = "M40", "M7", "M8"
REASON = ("--reason", "found at noon")


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> tuple[Late, list[Holder]]:
    """Voting is open for 39, with three reserves; the register says only now that the fortieth had paid."""
    party = Late(tmp_path_factory.mktemp("party"))
    party.begin(rules=ONE_NAME)
    party.nominate()
    party.register("number,name,paid", lambda at, name: f"M{at},{name},{'no' if at == 40 else 'yes'}")
    party.announce()
    holders = party.set_up()
    party.open()
    party.register("number,name,paid", lambda at, name: f"M{at},{name},yes")
    return party, holders


@pytest.fixture
def party(opened: tuple[Late, list[Holder]], tmp_path: Path) -> Late:
    return replace(opened[0], world=opened[0].copied(tmp_path).world)


@pytest.fixture
def holders(opened: tuple[Late, list[Holder]]) -> list[Holder]:
    return opened[1]


def activated(party: Late) -> dict[str, str]:
    """The fortieth comes on the roll; the registrar knows them by their number."""
    found = party.reserve(LATE)
    party.act("contest activate", "03-06T12:00", "--member", LATE, "--key", found["reserve"], *REASON)
    return found


def replaced(party: Late) -> dict[str, str]:
    """The credential of the seventh was lost, and a reserve stands in its place."""
    found = party.reserve(party.pseudonym(LOST), "--instead")
    words = ("--member", LOST, "--lost", found["lost"], "--key", found["reserve"], *REASON)
    party.act("contest reissue", "03-06T13:00", *words)
    return found


def failing(party: Late) -> str:
    """The first check of the case that fails."""
    with pytest.raises(Exited) as exited:
        tellers("verify", party.case)
    return next(line for line in exited.value.said.splitlines() if line.startswith("FAILS"))


def test_late_lost_and_ordinary_voters_are_counted_and_the_case_verifies(party: Late, holders: list[Holder]) -> None:
    opening = next(minute["facts"] for minute in party.minutes if minute["act"] == "contest.open")
    assert (opening["credentials"], len(opening["reserves"]), opening["papers"]) == (39, 3, 0)
    party.cast(party.secrets[party.pseudonym(OTHER)], ADA)
    activated(party)
    party.cast(party.sent(LATE), BO)
    replaced(party)
    party.cast(party.sent(party.pseudonym(LOST)), BO)
    party.act("contest reissue", "03-06T14:00", "--member", OTHER, *REASON)
    party.cast(party.sent(party.pseudonym(OTHER)), CY)
    closed = party.counted(holders)
    assert (closed["ballots"], closed["counted"]) == (4, 3)
    tally = party.act("contest tally", "03-06T21:00")
    assert tally["ballot"]["votes"] == {"Ada": 0, "Bo": 2, "Cy": 1}
    assert party.act("contest declare", "03-06T22:00")["found"]["winners"] == ["Bo"]
    said = tellers("verify", party.case)
    assert "holds  roll: 40 entitled in election-1, ballot" in said
    assert "40 stand for voters, 1 reserves for nobody, 1 were lost" in said
    declared = json.loads((party.case / "declarations" / "election-1.json").read_bytes())
    known = {one["id"]: one["value"] for one in declared["figures"]}
    assert known["ballot.entitled"] == 40
    (added,) = (minute["facts"] for minute in party.minutes if minute["act"] == "contest.activate")
    assert declared["fingerprints"]["rolls"] == {"ballot": added["roll"]}


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning", "ignore::ResourceWarning")
def test_a_bundle_has_each_change_with_its_reason(party: Late) -> None:
    """The warnings are those of the library that makes the PDF."""
    activated(party)
    replaced(party)
    bundle = party.world / "bundle"
    tellers("bundle", party.case, "--out", bundle)
    (roll,) = (text for text in map(Path.read_text, bundle.rglob("*roll*.txt")) if text.startswith("THE ROLL"))
    assert f"ballot: added {party.pseudonym(LATE)}\n  Reason: found at noon\n  40 entitled." in roll
    assert f"a credential again for {party.pseudonym(LOST)}" in roll


@pytest.mark.parametrize("version", ["3.0", "3.3.0"])
def test_the_archive_verifies_with_the_reference_tool(
    version: str, party: Late, holders: list[Holder], tmp_path: Path
) -> None:
    """To other programs a reserve is a credential like any other."""
    tool(version)
    activated(party)
    party.cast(party.sent(LATE), BO)
    replaced(party)
    party.cast(party.sent(party.pseudonym(LOST)), ADA)
    party.counted(holders)
    party.act("contest tally", "03-06T21:00")
    judged(tmp_path, version, party.archive.read_bytes(), party.archive.stem)


def test_the_minutes_name_pseudonyms_and_nobody(party: Late) -> None:
    activated(party)
    replaced(party)
    minutes = party.minutes[-2:]
    assert minutes[0]["facts"]["entry"] == {
        "channel": "sealed", "pseudonym": party.pseudonym(LATE), "section": None, "weight": 1,
    }  # fmt: skip
    assert minutes[1]["facts"]["pseudonym"] == party.pseudonym(LOST)
    text = json.dumps(minutes)
    assert not [word for word in ("Member", '"M40"', '"M7"', *party.secrets.values()) if word in text]


def test_what_is_private_stays_with_its_owner(party: Late) -> None:
    activated(party)
    private = (
        party.case / "register" / "roll-election-1.ballot.json",
        party.registrar.only("*.privcreds"),
        party.registrar.only("*.assigned"),
    )
    assert {stat.S_IMODE(path.stat().st_mode) for path in private} == {0o600}


def test_a_reserve_that_stands_for_nobody_is_kept_out_and_is_named_where_it_came_in(
    party: Late, holders: list[Holder]
) -> None:
    secret = party.secrets["reserve-2"]
    with pytest.raises(Exited) as exited:
        party.cast(secret, ADA)
    assert "the credential is an unused reserve; by the minutes of the case it stands for nobody" in exited.value.said
    party.smuggle(secret, ADA)
    line = failing(party)
    assert line.startswith("FAILS  contest credentials: ")
    assert "event 1" in line
    assert "is a reserve that no minute gives to anybody" in line
    assert holders
    said = party.refused("contest close", "03-06T20:00")
    assert "is a reserve that no minute gives to anybody" in said


def test_a_lost_credential_is_kept_out_once_another_stands_in_its_place(party: Late) -> None:
    old = party.secrets[party.pseudonym(LOST)]
    replaced(party)
    with pytest.raises(Exited) as exited:
        party.cast(old, ADA)
    assert "the credential was lost, and another stands in its place" in exited.value.said
    party.smuggle(old, ADA)
    assert "is by a credential that was lost and replaced" in failing(party)


def test_a_credential_with_which_a_ballot_was_cast_is_sent_again_and_never_replaced(party: Late) -> None:
    party.cast(party.secrets[party.pseudonym(LOST)], BLANK)
    found = party.reserve(party.pseudonym(LOST), "--instead")
    words = ("--member", LOST, "--lost", found["lost"], "--key", found["reserve"], *REASON)
    said = party.refused("contest reissue", "03-06T13:00", *words)
    assert said.startswith(f"a ballot was cast with {found['lost'][:16]}… (event 1); no ballot can be taken out: send")
    party.act("contest reissue", "03-06T13:00", "--member", LOST, *REASON)
    assert "All holds so far" in tellers("verify", party.case)


def test_a_reserve_that_voted_before_its_minute_is_refused(party: Late) -> None:
    found = party.reserve(LATE)
    party.smuggle(party.sent(LATE), ADA)
    words = ("--member", LATE, "--key", found["reserve"], *REASON)
    said = party.refused("contest activate", "03-06T12:00", *words)
    assert "a reserve stands for nobody until a minute says so" in said


@pytest.mark.parametrize(
    ("act", "words", "said"),
    [
        ("activate", ("--member", "M5", "--key", "{0}"), "the member with the number 'M5' is already on the roll"),
        ("activate", ("--member", "M41", "--key", "{0}"), "no member has the number 'M41'"),
        ("activate", ("--member", LATE, "--key", "ab" * 32), "is no reserve of this ballot; it opened with 3 of them"),
        ("reissue", ("--member", LATE), "the member with the number 'M40' is not on the roll of 'ballot'"),
        ("reissue", ("--member", LOST, "--key", "{0}"), "give the public keys of both (--lost and --key)"),
        (
            "reissue",
            ("--member", LOST, "--lost", "{1}", "--key", "{0}"),
            "stands for nobody, so it cannot be replaced",
        ),
        ("reissue", ("--member", LOST, "--lost", "ab" * 32, "--key", "{0}"), "is not on the list of credentials"),
        ("remove", ("--member", LATE), "the member with the number 'M40' is not on the roll of 'ballot'"),
    ],
)
def test_an_act_that_cannot_be_is_refused(act: str, words: tuple[str, ...], said: str, party: Late) -> None:
    keys = party.minutes[-1]["facts"]["reserves"]
    given = tuple(word.format(*keys) for word in words)
    if "M41" in words:
        with pytest.raises(Exited) as exited:
            party.act(f"contest {act}", "03-06T12:00", *given, *REASON)
        assert (exited.value.code, said in exited.value.said) == (2, True)
        return
    assert said in party.refused(f"contest {act}", "03-06T12:00", *given, *REASON)


def test_a_reserve_stands_for_one_member_alone(party: Late) -> None:
    found = activated(party)
    lost = party.reserve(party.pseudonym(LOST), "--instead")["lost"]
    words = ("--member", LOST, "--lost", lost, "--key", found["reserve"], *REASON)
    said = party.refused("contest reissue", "03-06T13:00", *words)
    assert f"stands for {party.pseudonym(LATE)} already; take another (--key)" in said


def test_nobody_is_given_the_credential_of_another(party: Late) -> None:
    """The reserve of the late member is called the lost one of somebody else."""
    found = activated(party)
    other = party.reserve(party.pseudonym(LOST), "--instead")
    words = ("--member", LOST, "--lost", found["reserve"], "--key", other["reserve"], *REASON)
    said = party.refused("contest reissue", "03-06T13:00", *words)
    assert f"is not the credential of {party.pseudonym(LOST)}, by the minutes (--lost)" in said


def test_somebody_who_had_not_paid_on_the_day_is_not_added(party: Late) -> None:
    party.register("number,name,paid", lambda at, name: f"M{at},{name},{'no' if at == 40 else 'yes'}")
    words = ("--member", LATE, "--key", party.minutes[-1]["facts"]["reserves"][0], *REASON)
    said = party.refused("contest activate", "03-06T12:00", *words)
    assert said == (
        "the member with the number 'M40' is not of 'members' on 2024-03-05, as the register has it (clause 1)"
    )


def test_after_the_close_it_is_a_ruling(party: Late) -> None:
    words = ("--member", LATE, "--key", party.minutes[-1]["facts"]["reserves"][0], *REASON)
    said = party.refused("contest activate", "03-06T20:00", *words)
    assert "is a matter for a ruling from then on (tellers case ruling)" in said
    party.act("contest close", "03-06T20:00")
    said = party.refused("contest remove", "03-06T20:01", "--member", LOST, *REASON)
    assert "'contest remove' is not possible: the contest election-1 is closed, not yet counted" in said


def test_a_removal_begins_the_vote_anew(party: Late) -> None:
    """The ballots of the abandoned election count nowhere; everybody has a new credential."""
    party.cast(party.secrets[party.pseudonym(LOST)], ADA)
    removed = party.act("contest remove", "03-06T12:00", "--member", LOST, *REASON)
    assert (removed["entry"]["pseudonym"], removed["entitled"]) == (party.pseudonym(LOST), 38)
    old = party.archive
    with pytest.raises(Exited) as exited:
        party.cast(party.secrets[party.pseudonym(OTHER)], ADA)
    assert "voting began anew in another election" in exited.value.said
    assert party.refused("contest close", "03-06T20:00").startswith("'contest close' is not possible")
    assert "abandoned, since a voter was removed, and voting began anew" in tellers("verify", party.case)
    again = Late(party.world, at="again")
    holders = again.set_up()
    assert len(again.secrets) == 38 + 3
    assert again.refused("contest open", "03-06T13:00", *party.opening()).startswith("the election has 42 credentials")
    again.open("03-06T13:00", ("Ada's", "Bo's"), "--closes", "2024-03-07T13:00")
    assert again.archive != old
    again.cast(again.secrets[again.pseudonym(OTHER)], CY)
    again.counted(holders, "03-07T13:00")
    assert again.act("contest tally", "03-07T14:00")["ballot"]["votes"] == {"Ada": 0, "Bo": 0, "Cy": 1}
    again.act("contest declare", "03-07T15:00")
    said = tellers("verify", party.case)
    assert "holds  contest heads: 2 archives" in said
    assert "holds  roll: 38 entitled in election-1, ballot" in said


def test_the_registrar_replaces_only_what_somebody_has(party: Late) -> None:
    with pytest.raises(Failed, match="M40 has no credential that could be replaced"):
        party.reserve(LATE, "--instead")
    with pytest.raises(Failed, match="send the same one again"):
        party.reserve(party.pseudonym(LOST))


def test_a_crash_after_the_minute_is_made_up_by_the_next_act(party: Late) -> None:
    """The roll's file and the checkpoint are as they were before the late addition; its minute is there."""
    behind = [party.case / "rolls" / "election-1.ballot.json", party.case / "minutes.checkpoint"]
    kept = [path.read_bytes() for path in behind]
    activated(party)
    for path, raw in zip(behind, kept, strict=True):
        path.write_bytes(raw)
    assert "FAILS" in failing(party)
    party.act("contest reissue", "03-06T14:00", "--member", OTHER, *REASON)
    said = tellers("verify", party.case)
    assert "holds  roll: 40 entitled in election-1, ballot" in said
    assert "All holds so far" in said


def test_a_minute_that_nobody_signed_and_that_does_not_hold_is_not_signed(party: Late) -> None:
    """Somebody writes a late addition into the minutes, and has no key."""
    kept = (party.case / "minutes.checkpoint").read_bytes()
    found = activated(party)
    (party.case / "minutes.checkpoint").write_bytes(kept)
    party.smuggle(party.secrets[party.pseudonym(OTHER)], ADA)
    lines = (party.case / "minutes.jsonl").read_bytes().splitlines(keepends=True)
    unused = next(key for key in party.minutes[-2]["facts"]["reserves"] if key != found["reserve"])
    forged = lines[-1].replace(b'"sealed"', b'"paper"').replace(found["reserve"].encode(), unused.encode())
    (party.case / "minutes.jsonl").write_bytes(b"".join((*lines[:-1], forged)))
    said = party.refused("contest reissue", "03-06T14:00", "--member", OTHER, *REASON)
    assert "no checkpoint covers it, and it does not hold" in said
