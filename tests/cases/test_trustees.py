"""A threshold key in a case: enough trustees of each key open the sealed ballots, and the others are named."""

from dataclasses import replace
from pathlib import Path

import pytest
from tests.ballots.ceremony import ceremony
from tests.ballots.samples import drawn
from tests.cases.samples import STAGES, TEXT, People, Play, failures, refused, told, verified

from tellers.ballots.election import make_election
from tellers.ballots.group import ED25519
from tellers.ballots.keys import TrusteeKey, make_trustee_key
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
