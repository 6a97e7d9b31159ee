"""A threshold key in a case: enough trustees of each key open the sealed ballots, and the others are named."""

from dataclasses import replace
from pathlib import Path

import pytest
from tests.ballots.ceremony import ceremony
from tests.ballots.samples import drawn
from tests.cases.conftest import After
from tests.cases.samples import STAGES, TEXT, People, Play, failures, refused, told, verified
from tests.journeys.commands import Exited, tellers

from tellers.ballots.election import make_election
from tellers.ballots.group import ED25519
from tellers.ballots.holding import Secret
from tellers.ballots.keys import TrusteeKey, make_trustee_key
from tellers.ballots.receipts import Occasion, load_back
from tellers.ballots.trustees import Single, Trustees
from tellers.cases.store import CaseFolder
from tellers.cases.trustees import absent_trustees
from tellers.cases.voting import SealedSetup

NAMES = ("Sal", "Ann", "Bob", "Cy", "Dee", "Eve")


class Camps(People):
    """A scrutineer's key, and one for each camp: two of three, one of two."""

    @classmethod
    def with_keys(cls) -> "Camps":
        met = People.meet(TEXT)
        single = make_trustee_key(ED25519, drawn("scrutineer"))
        camps = (ceremony(ED25519, 2, 3), ceremony(ED25519, 1, 2))
        keys = [single]
        for camp in camps:
            publics = camp.pedersen.verification_keys
            keys += [TrusteeKey(share, public) for share, public in zip(camp.shares, publics, strict=True)]
        trustees = Trustees((Single(single.public), *(camp.pedersen for camp in camps)))
        election = make_election(met.election.template, met.election.uuid, trustees.election_key)
        return cls(election, trustees, tuple(keys), met.voters, met.credentials)

    @property
    def setup(self) -> SealedSetup:
        return replace(super().setup, trustees=NAMES)


@pytest.fixture
def play(tmp_path: Path) -> Play:
    """A case with three keys, closed and its papers counted."""
    begun = Play(CaseFolder(tmp_path / "case"), Camps.with_keys())
    for stage in STAGES[: STAGES.index("decrypt")]:
        getattr(begun, stage)()
    return begun


def test_too_few_of_one_key_are_refused_and_who_could_decrypt_is_named(play: Play) -> None:
    refused(play, play.tally, r"^Sal, Ann, Bob, Cy, Dee, Eve have not decrypted \(0 of the 4 that are needed have\)")
    play.decrypt(0, 1, 4)
    refused(play, play.tally, r"^Bob, Cy have not decrypted \(3 of the 4 that are needed have\)")


def test_our_trustee_walked_out_and_the_result_is_opened_without_them(play: Play) -> None:
    play.decrypt(0, 1, 3, 5)
    total = play.tally()
    assert total.sealed is not None
    assert (total.sealed.for_, total.sealed.against) == (7, 3)
    with play.at("16:25") as held:
        assert absent_trustees(held) == ("Bob", "Dee")
    play.declare()
    play.cosign()
    report = verified(play.folder)
    assert failures(report) == []
    assert "without Bob, Dee" in told(report, "sealed count")


def test_no_camp_can_open_a_result_without_the_other(play: Play) -> None:
    play.decrypt(0, 1, 2, 3)
    refused(play, play.tally, "^Dee, Eve have not decrypted")


def test_a_case_opens_once_every_trustee_has_loaded_the_saved_key_back(after: After, tmp_path: Path) -> None:
    play = after("freeze")
    people = play.people
    assert people is not None
    files = people.setup.files
    for name, raw in (("election", files.election), ("trustees", files.trustees), ("public_creds", files.credentials)):
        (tmp_path / f"{name}.json").write_bytes(raw)
    lines = [
        load_back(Secret(ED25519, key.secret), Occasion("Nonce1234"), drawn("x")).encode() + b"\n"
        for key in people.keys
    ]
    receipts = tmp_path / "receipts"
    names = [word for name in people.setup.trustees for word in ("--trustee", name)]
    command: list[str | Path] = [
        "case",
        "open",
        play.folder.root,
        "--election",
        tmp_path,
        "--registrar",
        "Rea",
        *names,
    ]
    asked = ("--loaded-back", receipts, "--nonce", "Nonce1234", "--at", "2016-06-28T11:00")
    receipts.write_bytes(b"".join(lines[:2]))
    with pytest.raises(Exited, match="loading the key back: trustee 3"):
        tellers(*command, *asked)
    receipts.write_bytes(b"".join(lines))
    assert "voting is open" in tellers(*command, *asked)
