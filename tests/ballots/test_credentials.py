"""Credentials against exponents and keys of the reference tool, 3.3.0 and 2.0."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.ballots.samples import ARCHIVES, archived, drawn, vectors

from tellers.ballots.credentials import (
    BASE58,
    CredentialList,
    PublicCredential,
    decode_private_credentials,
    derive,
    encode_private_credentials,
    make_credential,
    random_token,
)
from tellers.ballots.group import BELENIOS_2048, ED25519, RFC_3526_2048, Group
from tellers.errors import NotProven, Unreadable

WITH_VECTORS = [
    (group, form)
    for group in (ED25519, RFC_3526_2048, BELENIOS_2048)
    for form in ("credential_2.4+", "credential_2.0")
    if form in vectors(group)
]


@pytest.mark.parametrize(("group", "form"), WITH_VECTORS, ids=lambda value: getattr(value, "name", value))
def test_a_credential_has_the_reference_tools_exponent_and_key(group: Group, form: str) -> None:
    example = vectors(group)[form]
    key = derive(example["credential"], example["uuid"], group)
    assert str(key.exponent) == example["exponent"]
    assert key.public.text == example["public"]


@pytest.mark.parametrize(("version", "file"), [("3.3.0", "private_creds.json"), ("2.0", "private_creds.txt")])
def test_the_private_files_of_both_generations_give_the_published_list(version: str, file: str) -> None:
    election = archived(version).election
    pairs = decode_private_credentials((ARCHIVES[version] / "secrets" / file).read_bytes(), file)
    keys = [derive(credential, election.uuid, election.group) for _, credential in pairs]
    ours = CredentialList.sorted(PublicCredential(key.public) for key in keys)
    assert len(pairs) == 20
    assert pairs[0][0] == "10"
    assert ours.encode() == archived(version).credentials_raw


def test_another_election_gives_the_same_credential_another_key() -> None:
    example = vectors(ED25519)["credential_2.4+"]
    here, there = (derive(example["credential"], uuid, ED25519) for uuid in (example["uuid"], "AnotherElection"))
    assert here.public != there.public


@pytest.mark.parametrize(
    "text",
    [
        "",
        "disXj-xRCZ8p-wg1ua-t5b5U",
        "disXj-xRCZ8p-wg1ua-t5b5Uoo",
        "disXjxRCZ8pwg1uat5b5Uo",
        "disXj-xRCZ8p-wg1ua-t5b5U0",
        "disXj-xRCZ8p-wg1ua-t5b5Ul",
        "disXj xRCZ8p wg1ua t5b5Uo",
        " disXj-xRCZ8p-wg1ua-t5b5Uo",
        "DW4-jiT-Cnx-mAk",
        "DW4-jiT-Cnx-mAk-Tj",
    ],
)
def test_what_is_not_a_credential_is_refused_and_not_repeated(text: str) -> None:
    with pytest.raises(Unreadable, match=r"cred\.txt: this is not a credential") as refused:
        derive(text, "Apy6n7T7tW1JGe", ED25519, "cred.txt")
    assert not text or text not in str(refused.value)


def test_a_mistyped_credential_of_version_2_0_fails_its_check_character() -> None:
    good = vectors(RFC_3526_2048)["credential_2.0"]["credential"]
    derive(good, "XE9xwR9v94KL8m", RFC_3526_2048)
    for place in (0, 1, 5, 13, 18):
        mistyped = good[:place] + ("A" if good[place] != "A" else "B") + good[place + 1 :]
        with pytest.raises(Unreadable, match="type the credential again"):
            derive(mistyped, "XE9xwR9v94KL8m", RFC_3526_2048)


def test_a_made_credential_has_the_form_that_is_read() -> None:
    credential = make_credential(drawn("credential"))
    assert [len(part) for part in credential.split("-")] == [5, 6, 5, 6]
    assert derive(credential, "Apy6n7T7tW1JGe", ED25519).public != ED25519.identity
    assert credential != make_credential(drawn("another"))


def test_the_characters_of_a_token_are_equally_likely() -> None:
    # every byte once, first those that would favour some characters: they are passed over
    every_byte = iter(bytes(range(4 * 58, 256)) + bytes(range(4 * 58)))
    token = random_token(4 * 58, lambda _length: bytes([next(every_byte)]))
    assert {token.count(character) for character in BASE58} == {4}


def test_the_exponent_is_never_shown() -> None:
    key = derive(vectors(ED25519)["credential_2.4+"]["credential"], "Apy6n7T7tW1JGe", ED25519)
    assert str(key.exponent) not in repr(key)


def test_the_registrars_file_is_written_as_the_reference_tool_writes_it() -> None:
    # `setup generate-credentials` of 3.3.0: key, weight or nothing, identifier; the archive leaves the name out
    key = ED25519.generator.text
    plain = PublicCredential(ED25519.generator, None, "bob")
    weighted = PublicCredential(ED25519.generator, 3, "bob")
    assert CredentialList((plain,)).encode_private() == f'["{key},,bob"]'.encode()
    assert CredentialList((weighted,)).encode_private() == f'["{key},3,bob"]'.encode()
    assert CredentialList((plain,)).encode() == f'["{key}"]'.encode()
    assert CredentialList((weighted,)).encode() == f'["{key},3"]'.encode()


@given(weights=st.lists(st.one_of(st.none(), st.integers(0, 10**12 - 1)), max_size=5))
def test_a_list_is_read_as_written(weights: list[int | None]) -> None:
    entries = [
        PublicCredential(ED25519.generator ** (place + 1), weight, f"voter {place}")
        for place, weight in enumerate(weights)
    ]
    ours = CredentialList.sorted(entries)
    assert CredentialList.decode(ours.encode_private(), ED25519, "x") == ours
    published = CredentialList.decode(ours.encode(), ED25519, "x")
    assert published.encode() == ours.encode()
    assert [published.weight_of(entry.key) for entry in entries] == [1 if w is None else w for w in weights]
    assert published.total_weight == sum(1 if weight is None else weight for weight in weights)
    assert all(entry.name is None for entry in published.entries)


def test_a_key_that_is_not_listed_has_no_weight() -> None:
    assert archived("3.3.0").credentials.weight_of(ED25519.generator) is None


def test_a_list_that_names_a_key_twice_is_refused() -> None:
    key = ED25519.generator.text
    with pytest.raises(NotProven, match=r"credential list: public_creds\.json, \[1\]"):
        CredentialList.decode(f'["{key}","{key},5"]'.encode(), ED25519, "public_creds.json")


@pytest.mark.parametrize("entry", ["", "0" * 63 + "1", ED25519.identity.text, "zz"])
def test_a_list_with_what_is_no_key_is_refused(entry: str) -> None:
    with pytest.raises(NotProven, match="group element"):
        CredentialList.decode(f'["{entry}"]'.encode(), ED25519, "public_creds.json")


@pytest.mark.parametrize("weight", ["-1", "1.5", "01", "x", "1" * 13])
def test_a_list_with_what_is_no_weight_is_refused(weight: str) -> None:
    with pytest.raises(Unreadable, match="expected a number"):
        CredentialList.decode(f'["{ED25519.generator.text},{weight}"]'.encode(), ED25519, "public_creds.json")


def test_private_credentials_are_read_as_written() -> None:
    pairs = {"10": "disXj-xRCZ8p-wg1ua-t5b5Uo", "élu": "5d6tX-WzV8m4-1BtHj-bBMxkf"}
    raw = encode_private_credentials(pairs)
    assert raw == '{"10":"disXj-xRCZ8p-wg1ua-t5b5Uo","élu":"5d6tX-WzV8m4-1BtHj-bBMxkf"}'.encode()
    assert dict(decode_private_credentials(raw, "x")) == pairs


def test_a_line_without_credential_is_named_by_its_number() -> None:
    assert decode_private_credentials(b"10 abc\r\n11 def\n", "x") == (("10", "abc"), ("11", "def"))
    with pytest.raises(Unreadable, match=r"creds\.txt, line 2: expected an identifier"):
        decode_private_credentials(b"10 abc\n11\n", "creds.txt")
    with pytest.raises(Unreadable, match="found a number; expected a string"):
        decode_private_credentials(b'{"10":1}', "creds.json")
