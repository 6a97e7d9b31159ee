"""Trustees' keys: the reference tool's own are read, and ours have its form."""

import pytest
from tests.ballots.samples import ARCHIVES, archived, drawn

from tellers.ballots.group import BELENIOS_2048, ED25519, RFC_3526_2048, Group
from tellers.ballots.keys import PublicKey, check_possession, decode_private_key, make_trustee_key
from tellers.ballots.proofs import prove_knowledge
from tellers.errors import NotProven, Unreadable

KEYS = [("3.3.0", "56513B33"), ("2.0", "A57B7DDE")]


@pytest.mark.parametrize(("version", "identifier"), KEYS)
def test_the_reference_tools_key_pair_is_read(version: str, identifier: str) -> None:
    group, folder = archived(version).election.group, ARCHIVES[version] / "secrets"
    secret = decode_private_key((folder / f"{identifier}.privkey").read_bytes(), group, "privkey")
    raw = (folder / f"{identifier}.pubkey").read_bytes().strip()
    public = PublicKey.decode(raw, group, "pubkey")
    check_possession(public, "trustee 1")
    assert group.generator**secret == public.key
    assert public.identifier == identifier
    assert public.encode() == raw


@pytest.mark.parametrize("group", [ED25519, RFC_3526_2048, BELENIOS_2048], ids=lambda group: group.name)
def test_a_made_key_is_read_back_and_proved(group: Group) -> None:
    key = make_trustee_key(group, drawn("key"))
    check_possession(PublicKey.decode(key.public.encode(), group, "x"), "trustee 1")
    assert decode_private_key(key.encode_private(), group, "x") == key.secret
    assert key.encode_private() == f'"{key.secret}"'.encode()


def test_a_key_without_possession_names_its_trustee() -> None:
    one, other = (make_trustee_key(ED25519, drawn(seed)).public for seed in ("one", "other"))
    wrong_context = prove_knowledge(ED25519, f"pok|RFC-3526-2048|{one.key.text}|", 0, drawn("x"))
    for pok in (other.pok, wrong_context):
        with pytest.raises(NotProven) as refused:
            check_possession(PublicKey(one.key, pok), "trustee 2")
        assert (refused.value.check, refused.value.culprit) == ("proof of possession", "trustee 2")


def test_the_proof_of_possession_is_bound_to_the_name_of_the_group() -> None:
    key = make_trustee_key(ED25519, drawn("key"))
    elsewhere = prove_knowledge(ED25519, f"pok|Other|{key.public.key.text}|", key.secret, drawn("x"))
    with pytest.raises(NotProven, match="proof of possession"):
        check_possession(PublicKey(key.public.key, elsewhere), "trustee 1")


def test_a_trustees_name_is_kept() -> None:
    # `setup make-trustees` of 3.3.0 keeps the field, last
    public = make_trustee_key(ED25519, drawn("key")).public
    raw = public.encode()[:-1] + b',"name":"Bob"}'
    assert PublicKey.decode(raw, ED25519, "x").encode() == raw


@pytest.mark.parametrize("raw", [b"", b"12345", b'"0"', b'"012345"', b'"-12345"', b"{}", b"12345678901234567890"])
def test_what_is_no_private_key_is_refused_and_not_repeated(raw: bytes) -> None:
    with pytest.raises(Unreadable, match=r"A1\.privkey: this is not a private key") as refused:
        decode_private_key(raw, ED25519, "A1.privkey")
    assert "12345" not in str(refused.value)
    assert refused.value.__cause__ is None


def test_the_secret_is_never_shown() -> None:
    key = make_trustee_key(ED25519, drawn("key"))
    assert str(key.secret) not in repr(key)
