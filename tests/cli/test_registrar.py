"""`tellers election`: what registrar and members ask of an archive. Truth: who cast what in these tests."""

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from tests.interop.people import Cast, Failed, Person, make_ballot

from tellers.cli.main import run

GROUP = ("--group", "Ed25519")
FOR, AGAINST = [0, 1, 0], [0, 0, 1]


@dataclass(frozen=True)
class Vote:
    """An election of three voters and two reserves, open for ballots."""

    people: Cast
    keeper: Person
    registrar: Person

    @property
    def secrets(self) -> dict[str, str]:
        found: dict[str, str] = json.loads(self.registrar.only("*.privcreds").read_bytes())
        return found

    @property
    def files(self) -> tuple[str, str]:
        return "--privcreds", self.registrar.only("*.privcreds").name

    @property
    def archive(self) -> str:
        return str(self.keeper.only("*.bel"))

    def cast(self, name: str, secret: str, choice: list[int]) -> str:
        ballot = make_ballot(self.people, self.keeper, name, secret, choice)
        self.keeper.step("add-event", "--type=Ballot", stdin=ballot)
        self.keeper.write("ballot", ballot)
        return ballot.decode().strip()

    def close(self) -> None:
        self.keeper.step("add-event", "--type=EndBallots")
        self.keeper.step("add-event", "--type=EncryptedTally", stdin=self.keeper.step("compute-encrypted-tally"))

    def asked(self, secret: str) -> Any:  # noqa: ANN401 — JSON
        self.registrar.write("own", secret)
        try:
            return json.loads(self.registrar.step("voted", "--privcred", "own", self.archive, "--json"))
        except Failed as no:
            return json.loads(no.printed)


@pytest.fixture
def vote(tmp_path: Path) -> Vote:
    people = Cast(tmp_path)
    keeper, registrar = people.person("keeper"), people.person("registrar")
    uuid = keeper.step("generate-token").decode().strip()
    registrar.step("generate-credentials", "--uuid", uuid, *GROUP, "--count", "3", "--reserves", "2")
    keeper.write("public_creds.json", registrar.only("*.pubcreds").read_bytes())
    trustee = people.person("trustee")
    trustee.step("generate-trustee-key", *GROUP)
    keeper.write("public_keys.jsons", trustee.only("*.pubkey").read_bytes())
    keeper.step("make-trustees")
    question = {"answers": ["For", "Against"], "blank": True, "min": 1, "max": 1, "question": "Confidence?"}
    keeper.write("template.json", json.dumps({"description": "D", "name": "M", "questions": [question]}))
    keeper.step("make-election", "--uuid", uuid, *GROUP, "--template", "template.json")
    keeper.step("init")
    return Vote(people, keeper, registrar)


def refused(person: Person, name: str, *options: str) -> str:
    with pytest.raises(Failed) as caught:
        person.step(name, *options)
    return str(caught.value)


def test_a_member_learns_in_private_whether_a_ballot_was_counted_in_their_name(vote: Vote) -> None:
    secrets = vote.secrets
    vote.cast("a", secrets["1"], FOR)
    vote.cast("b", secrets["1"], AGAINST)
    before = vote.asked(secrets["1"])
    assert (before["voted"], before["counted"], len(before["superseded"])) == (True, False, 1)
    vote.close()
    after = vote.asked(secrets["1"])
    assert (after["voted"], after["counted"]) == (True, True)
    assert json.loads(vote.keeper.step("find", after["tracker"], vote.archive, "--json"))["standing"] == "counted"
    (replaced,) = after["superseded"]
    assert json.loads(vote.keeper.step("find", replaced, vote.archive, "--json"))["standing"] == "superseded"
    assert vote.asked(secrets["2"]) == {"voted": False, "counted": False, "tracker": None, "superseded": []}


def test_a_registrar_who_voted_for_a_member_who_stayed_away_is_found_by_that_member(vote: Vote) -> None:
    vote.cast("stuffed", vote.secrets["3"], FOR)
    vote.close()
    vote.registrar.write("own", vote.secrets["3"])
    said = vote.registrar.step("voted", "--privcred", "own", vote.archive).decode()
    assert said.startswith("Yes: the ballot ")
    assert "If you did not cast it, object at once" in said


def test_the_registrar_asks_for_everybody_at_once(vote: Vote) -> None:
    vote.cast("a", vote.secrets["2"], FOR)
    told = json.loads(vote.registrar.step("voted", *vote.files, vote.archive, "--json"))["voters"]
    assert {name: answer["voted"] for name, answer in told.items()} == {"1": False, "2": True, "3": False}
    said = vote.registrar.step("voted", *vote.files, vote.archive).decode()
    assert "1: no ballot" in said
    assert vote.secrets["2"] not in said


def test_a_credential_of_another_election_is_refused_and_never_repeated(vote: Vote) -> None:
    other = "wwwww-xxxxxx-yyyyy-zzzzzz"
    vote.registrar.write("own", other)
    said = refused(vote.registrar, "voted", "--privcred", "own", vote.archive)
    assert "not on the list of this election" in said
    assert other not in said
    assert "give --privcred" in refused(vote.registrar, "voted", vote.archive)


def test_a_lost_credential_is_sent_again_the_same(vote: Vote) -> None:
    said = vote.registrar.step("reissue-credential", *vote.files, "--voter", "2", vote.archive)
    assert said.decode().strip() == vote.secrets["2"]
    for stranger in ("4", "reserve-1"):
        missing = refused(vote.registrar, "reissue-credential", *vote.files, "--voter", stranger, vote.archive)
        assert "there is no credential" in missing


def public_reserves(vote: Vote) -> tuple[str, str]:
    return "--reserves", str(vote.registrar.only("*.reserves"))


def test_reserves_are_outside_entitled_until_a_minute_activates_one(vote: Vote) -> None:
    def count(*keys: str) -> dict[str, object]:
        options = [word for key in keys for word in ("--activated", key)]
        found: dict[str, object] = json.loads(
            vote.keeper.step("reserves", *public_reserves(vote), *options, vote.archive, "--json")
        )
        return found

    assert count() == {"ok": True, "entitled": 3, "unused": 2}
    key = vote.registrar.step("activate-reserve", *vote.files, "--voter", "M-77", vote.archive).decode().strip()
    assert count(key) == {"ok": True, "entitled": 4, "unused": 1}
    secret = vote.registrar.step("reissue-credential", *vote.files, "--voter", "M-77", vote.archive).decode().strip()
    vote.cast("late", secret, FOR)
    assert count(key)["entitled"] == 4
    assert vote.asked(secret)["voted"]
    told = json.loads(vote.registrar.step("voted", *vote.files, vote.archive, "--json"))["voters"]
    assert told["M-77"]["voted"]
    said = refused(vote.keeper, "reserves", *public_reserves(vote), vote.archive)
    assert "reserve credentials: event 1: the ballot is by a reserve that no minute has activated" in said


def test_the_list_of_reserves_names_nobody_and_is_what_the_registrar_marked(vote: Vote) -> None:
    raw = vote.registrar.only("*.reserves").read_bytes()
    listed = [entry.split(",") for entry in json.loads(vote.registrar.only("*.pubcreds").read_bytes())]
    assert json.loads(raw) == [key for key, _, name in listed if name.startswith("reserve-")]
    assert b"reserve" not in Path(vote.archive).read_bytes()


def test_a_member_has_one_reserve_and_reserves_run_out(vote: Vote) -> None:
    def activate(voter: str) -> str:
        return vote.registrar.step("activate-reserve", *vote.files, "--voter", voter, vote.archive).decode().strip()

    first = activate("M-77")
    for name in ("M-77", "1"):
        said = refused(vote.registrar, "activate-reserve", *vote.files, "--voter", name, vote.archive)
        assert "send the same one again" in said
    assert activate("M-78") != first
    left = refused(vote.registrar, "activate-reserve", *vote.files, "--voter", "M-79", vote.archive)
    assert "no reserve is left" in left
    assigned = vote.registrar.only("*.assigned")
    assert assigned.stat().st_mode & 0o777 == 0o600
    assert len(assigned.read_bytes().splitlines()) == 2


def test_a_key_that_is_no_reserve_is_not_activated(vote: Vote) -> None:
    listed = [entry.split(",") for entry in json.loads(vote.registrar.only("*.pubcreds").read_bytes())]
    (ordinary,) = (key for key, _, name in listed if name == "1")
    reserve = next(key for key, _, name in listed if name == "reserve-1")
    said = refused(vote.keeper, "reserves", *public_reserves(vote), "--activated", ordinary, vote.archive)
    assert "none of the reserves" in said
    twice = ("--activated", reserve, "--activated", reserve)
    assert "activated twice" in refused(vote.keeper, "reserves", *public_reserves(vote), *twice, vote.archive)
    vote.keeper.write("foreign", json.dumps([reserve, reserve]))
    assert "has a key twice" in refused(vote.keeper, "reserves", "--reserves", "foreign", vote.archive)


def test_the_dangers_are_looked_at_again_of_those_who_voted(
    vote: Vote, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    vote.cast("a", vote.secrets["1"], FOR)
    vote.keeper.step("add-event", "--type=EndBallots")
    monkeypatch.chdir(vote.keeper.folder)
    capfd.readouterr()
    assert run(["election", "compute-encrypted-tally"]) == 0
    assert "W: if only those who voted are looked at: 1 could vote" in capfd.readouterr().err


def test_a_voter_whose_name_is_a_reserves_is_refused(tmp_path: Path) -> None:
    me = Person(tmp_path, None)
    me.write("voters.txt", "a@x.org,reserve-1\n")
    options = ("--uuid", "ForgerForger12", *GROUP, "--file", "voters.txt")
    assert "as reserves are" in refused(me, "generate-credentials", *options)


def test_a_trustee_is_warned_where_few_voted_and_where_no_tally_is_named(
    vote: Vote, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    vote.cast("a", vote.secrets["1"], FOR)
    vote.close()
    monkeypatch.chdir(vote.keeper.folder)
    key = str(vote.people.person("trustee").only("*.privkey"))
    words = ["election", "decrypt", "--privkey", key, "--trustee-id", "1"]
    capfd.readouterr()
    assert run(words) == 0
    said = capfd.readouterr().err
    assert "W: no tally is named, so that of this archive is opened" in said
    assert "W: if only those who voted are looked at: 1 could vote" in said
    (tally,) = re.findall(r'"encrypted_tally":"([0-9a-f]{64})"', Path(vote.archive).read_text("latin-1"))
    assert run([*words, "--tally", tally]) == 0
    said = capfd.readouterr().err
    assert "no tally is named" not in said
    assert "1 could vote" in said
