"""Elections whose threshold key belenios-tool 2.0 made, with the other roles played by it and by us in turn.

Its ceremony has no contexts, and its trustees' decryption keys are sums of shares that were not reduced. Truth: the
tool itself, version 2.0, whose `election verify` judges each archive, and the votes as they are cast.
"""

import json
from pathlib import Path

import pytest
from tests.interop.people import TEMPLATE, Person, tool

from tellers.ballots.verifier import verify_archive

GROUP = "BELENIOS-2048"
VOTES = ([0, 1, 0], [0, 0, 1], [0, 1, 0])
STEP = ("generate-trustee-key-threshold", "--group", GROUP, "--step")


def ceremony(desk: Person) -> list[str]:
    """Two of three, all by the tool; the identifiers of the trustees."""
    for _ in range(3):
        desk.step(*STEP, "1")
    names = sorted(path.stem for path in desk.folder.glob("*.cert"))
    desk.write("certs.jsons", b"".join((desk.folder / f"{name}.cert").read_bytes() for name in names))
    shared = ("--certs", "certs.jsons", "--threshold", "2")
    sent = [desk.step(*STEP, "3", *shared, "--key", f"{name}.key") for name in names]
    desk.write("polynomials.jsons", b"".join(sent))
    desk.step(*STEP, "4", *shared, "--polynomials", "polynomials.jsons")
    made = [
        desk.step(*STEP, "5", *shared, "--key", f"{name}.key", stdin=(desk.folder / f"{name}.vinput").read_bytes())
        for name in names
    ]
    last = desk.step(*STEP, "6", *shared, "--polynomials", "polynomials.jsons", stdin=b"".join(made))
    desk.write("threshold.json", last)
    return names


def credentials(desk: Person, uuid: str) -> list[str]:
    """Three credentials by the tool, in its own form."""
    desk.step("generate-credentials", "--uuid", uuid, "--group", GROUP, "--count", str(len(VOTES)))
    desk.write("public_creds.json", desk.only("*.pubcreds").read_bytes())
    return [line.split(" ")[1] for line in desk.only("*.privcreds").read_text().splitlines()]


@pytest.mark.parametrize("ours", [{"joiner", "keeper", "last"}, {"voter", "tallier", "first"}], ids=min)
def test_with_a_threshold_key_of_version_2_0_we_play_any_other_role(ours: set[str], tmp_path: Path) -> None:
    """`first` and `last` are trustees who decrypt; whatever is not ours is the tool's."""
    old = Person(tmp_path, tool("2.0"))
    by = {role: Person(tmp_path, None) if role in ours else old for role in ROLES}
    names = ceremony(old)
    uuid = old.step("generate-token").decode().strip()
    secrets = credentials(old, uuid)
    old.step("generate-trustee-key", "--group", GROUP)
    old.write("public_keys.jsons", old.only("*.pubkey").read_bytes())
    by["joiner"].step("make-trustees")
    old.write("template.json", TEMPLATE)
    by["joiner"].step("make-election", "--uuid", uuid, "--group", GROUP, "--template", "template.json")
    by["keeper"].step("init")
    for secret, vote in zip(secrets, VOTES, strict=True):
        old.write("credential", secret)
        old.write("choice", json.dumps([vote]))
        ballot = by["voter"].step("generate-ballot", "--privcred", "credential", "--ballot", "choice")
        by["keeper"].step("add-event", "--type=Ballot", stdin=ballot)
    by["keeper"].step("add-event", "--type=EndBallots")
    by["keeper"].step("add-event", "--type=EncryptedTally", stdin=by["tallier"].step("compute-encrypted-tally"))
    single = ("decrypt", "--privkey", old.only("*.privkey").name, "--trustee-id", "1")
    by["keeper"].step("add-event", "--type=PartialDecryption", stdin=by["first"].step(*single))
    for number, role in ((2, "first"), (4, "last")):
        files = ("--key", f"{names[number - 2]}.key", "--decryption-key", f"{names[number - 2]}.dkey")
        part = by[role].step("decrypt-threshold", *files, "--trustee-id", str(number))
        by["keeper"].step("add-event", "--type=PartialDecryption", stdin=part)
    assert json.loads(by["tallier"].step("compute-result"))["result"] == [[0, 2, 1]]
    by["keeper"].step("add-event", "--type=Result", stdin=by["tallier"].step("compute-result"))
    old.step("verify")
    report = verify_archive(old.only("*.bel").read_bytes(), "archive")
    assert report.ok, report.failed


ROLES = ("joiner", "keeper", "voter", "tallier", "first", "last")
