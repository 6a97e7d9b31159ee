"""Messages between trustees: the reference tool's are opened, ours are read back, and nobody else's key opens one.

Truth: the ceremony of vectors/ballots/archives/ed25519-h-threshold, by belenios-tool 3.3.0, and that of version 2.0
(its older cipher), with the trustees' seeds.
"""

import json
from dataclasses import replace

import pytest
from tests.ballots.samples import ARCHIVES, drawn

from tellers.ballots.codec import read
from tellers.ballots.group import ED25519, RFC_3526_2048
from tellers.ballots.pedersen import Certificate
from tellers.ballots.private_messages import Letter, Seed, decode_seed, make_seed, receive, send
from tellers.ballots.proofs import Claim
from tellers.errors import NotProven, Unreadable

DKG = ARCHIVES["3.3.0"] / "secrets" / "dkg"
CLAIM = Claim("share", "trustee 1")
ANN, BOB, EVE = (make_seed(ED25519, drawn(name)) for name in ("Ann", "Bob", "Eve"))
LETTER = send(ANN, BOB.encryption_key, {"secret": "42"}, drawn("letter"))


def from_ann(text: str) -> Letter:
    return Letter(text, ANN.verification_key, CLAIM)


def test_a_letter_of_the_reference_tool_is_opened_by_its_recipient() -> None:
    certificates = [
        Certificate.read(read(line, "certs"), ED25519) for line in (DKG / "certs.jsons").read_bytes().splitlines()
    ]
    (path, *_) = sorted(DKG.glob("*.vinput"))
    seed = decode_seed(path.with_suffix(".key").read_bytes(), ED25519, "key")
    inbox = json.loads(path.read_bytes())
    for certificate, text in zip(certificates, inbox["secrets"], strict=True):
        assert list(receive(seed, Letter(text, certificate.verification, CLAIM)).record("secret")) == ["secret"]


def test_only_the_recipient_reads_a_letter_of_its_sender() -> None:
    assert receive(BOB, from_ann(LETTER)).value == {"secret": "42"}
    with pytest.raises(NotProven, match="cannot be opened with this key"):
        receive(EVE, from_ann(LETTER))
    with pytest.raises(NotProven, match="share: trustee 1"):
        receive(BOB, Letter(LETTER, EVE.verification_key, CLAIM))


def test_a_letter_cannot_be_passed_on_as_if_it_were_to_another() -> None:
    # Bob opens Ann's letter and encrypts what he found, her signature in it, to Eve.
    opened = send(ANN, BOB.encryption_key, {"secret": "42"}, drawn("x"))
    passed_on = _resealed(opened, BOB, EVE)
    with pytest.raises(NotProven, match="the message was written to somebody else"):
        receive(EVE, from_ann(passed_on))


def _resealed(text: str, opener: Seed, recipient: Seed) -> str:
    from tellers.ballots import private_messages  # noqa: PLC0415 — the forger uses its inside

    inside = private_messages._decrypt(opener, read(text.encode(), "x"), CLAIM)
    return private_messages._encrypt(recipient.encryption_key, inside, drawn("again"))


@pytest.mark.parametrize("field", ["alpha", "beta", "data", "algorithm"])
def test_no_part_of_a_letter_can_be_changed(field: str) -> None:
    letter = json.loads(LETTER)
    other = json.loads(send(ANN, BOB.encryption_key, {"secret": "43"}, drawn("other")))
    letter[field] = "AES-CCM" if field == "algorithm" else other[field]
    with pytest.raises(NotProven, match="share: trustee 1"):
        receive(BOB, from_ann(json.dumps(letter)))


def test_a_seed_is_never_shown() -> None:
    assert BOB.text not in repr(BOB)
    assert str(BOB.signing) not in repr(BOB)
    with pytest.raises(Unreadable) as refused:
        decode_seed(BOB.text[:-1].encode(), ED25519, "my.key")
    assert BOB.text[:10] not in str(refused.value)


def test_the_keys_of_a_seed_differ_by_group_and_by_use() -> None:
    other = replace(BOB, group=RFC_3526_2048)
    assert len({BOB.signing, BOB.decryption, other.signing, other.decryption}) == 4
