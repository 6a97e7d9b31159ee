"""Threshold data of the reference tool holds in each generation; one wrong part names its check and its trustee."""

import json
from collections.abc import Callable
from typing import Any, TypeAlias

import pytest
from tests.ballots.ceremony import again, ceremony, signature, signed
from tests.ballots.samples import ARCHIVES, archived, vectors

from tellers.ballots.codec import encode, read
from tellers.ballots.decryption import lagrange
from tellers.ballots.group import BELENIOS_2048, ED25519, RFC_3526_2048, Group
from tellers.ballots.hashing import hashed_scalar
from tellers.ballots.pedersen import Pedersen, check_pedersen
from tellers.canonical import Json
from tellers.errors import NotProven, Unreadable

Published: TypeAlias = dict[str, Any]

CEREMONY = ceremony(ED25519, 2, 3)
SIGNING = CEREMONY.signing_keys


def parsed(published: object, group: Group = ED25519) -> Pedersen:
    return Pedersen.read(read(encode(published), "threshold.json"), group)  # type: ignore[arg-type]


def published_by(version: str) -> Published:
    published: Published = json.loads(archived(version).trustees_raw)[1][1]
    return published


@pytest.mark.parametrize("version", ARCHIVES)
def test_threshold_data_of_the_reference_tool_holds(version: str) -> None:
    group = archived(version).election.group
    pedersen = parsed(published_by(version), group)
    check_pedersen(pedersen, 2)
    assert (pedersen.threshold, pedersen.size) == (3, 5)
    assert encode(pedersen.to_json()) == encode(published_by(version))


def test_the_generation_between_has_no_signatures_of_the_keys() -> None:
    # 2.5.1: the data of 3.3.0 without the last signature that 3.0 added
    published = published_by("3.3.0")
    for key in published["verification_keys"]:
        del key["signature"]
    check_pedersen(parsed(published), 2)


@pytest.mark.parametrize("group", [ED25519, RFC_3526_2048, BELENIOS_2048], ids=lambda group: group.name)
def test_the_keys_of_a_trustees_seed_are_those_of_the_reference_tool(group: Group) -> None:
    pki = vectors(group)["pki"]
    for name in ("sk", "dk"):
        assert str(hashed_scalar(group, f"{name}|{pki['seed']}")) == pki[name]


def test_the_seeds_of_the_archive_give_the_keys_of_its_certificates() -> None:
    pedersen = parsed(published_by("3.3.0"))
    seeds = {path.stem: path.read_text().strip() for path in (ARCHIVES["3.3.0"] / "secrets/dkg").glob("*.key")}
    expected = {ED25519.generator ** hashed_scalar(ED25519, f"sk|{seed}") for seed in seeds.values()}
    assert {certificate.verification for certificate in pedersen.certificates} == expected


@pytest.mark.parametrize("generation", ["2.0", "2.5.1", "3.0"])
def test_a_key_made_in_each_generation_holds(generation: str) -> None:
    made = ceremony(ED25519, 2, 3, generation=generation)
    check_pedersen(made.pedersen, 1)
    some = made.shares[0] * lagrange(1, [1, 3], ED25519.order) + made.shares[2] * lagrange(3, [1, 3], ED25519.order)
    assert ED25519.generator**some == made.pedersen.key


Spoil = Callable[[Published], None]


def _another(place: int, **changes: object) -> Spoil:
    """The certificate of one trustee, signed properly but made for another occasion."""

    def spoil(published: Published) -> None:
        message = json.loads(published["certs"][place]["message"])
        message["context"].update(changes)
        published["certs"][place] = signed(ED25519, SIGNING[place], message)

    return spoil


def _signatures_again(published: Published) -> None:
    """Everyone signs the commitments again, over the certificates as they now are."""
    for place, secret in enumerate(SIGNING):
        coefexps = json.loads(published["coefexps"][place]["message"])["coefexps"]
        message = "certs_sig|" + encode({"certs": published["certs"], "coefexps": coefexps}).decode()
        published["signatures"][place] = signature(ED25519, secret, message)


def _both(*spoils: Spoil) -> Spoil:
    def spoil(published: Published) -> None:
        for each in spoils:
            each(published)

    return spoil


def _swap(field: str) -> Spoil:
    def spoil(published: Published) -> None:
        entries = published[field]
        entries[0], entries[1] = entries[1], entries[0]

    return spoil


def _copy(field: str, name: str) -> Spoil:
    """The second trustee offers the first one's proof."""

    def spoil(published: Published) -> None:
        published[field][1][name] = published[field][0][name]

    return spoil


def _other_commitments(published: Published) -> None:
    """The second trustee signs other commitments than those it signed together with the certificates."""
    coefexps: list[Json] = [(ED25519.generator**5).text, (ED25519.generator**6).text]
    published["coefexps"][1] = signed(ED25519, SIGNING[1], {"coefexps": coefexps})


def _remove(*path: str | int) -> Spoil:
    def spoil(published: Published) -> None:
        place: Any = published
        for step in path[:-1]:
            place = place[step]
        del place[path[-1]]

    return spoil


def _unsigned_keys_but_second(published: Published) -> None:
    for place in (0, 2):
        del published["verification_keys"][place]["signature"]


SPOILT: dict[str, tuple[Spoil, str, str]] = {
    "certificate signed by another": (_copy("certs", "signature"), "certificate", "trustee 3"),
    "certificates swapped": (_both(_swap("certs"), _signatures_again), "certificate", "trustee 2"),
    "certificate for another group": (_another(1, group="RFC-3526-2048"), "certificate", "trustee 3"),
    "certificate for another size": (_another(1, size=4), "certificate", "trustee 3"),
    "certificate for another threshold": (_another(1, threshold=1), "certificate", "trustee 3"),
    "certificate for another place": (_another(1, index=1), "certificate", "trustee 3"),
    "commitments signed by another": (_copy("coefexps", "signature"), "coefficients", "trustee 3"),
    "commitments swapped": (_swap("coefexps"), "coefficients", "trustee 2"),
    "other commitments than agreed": (_other_commitments, "commitments signature", "trustee 3"),
    "agreed commitments of others": (_both(_other_commitments, _signatures_again), "verification key", "trustee 2"),
    "signatures swapped": (_swap("signatures"), "commitments signature", "trustee 2"),
    "signatures taken away": (_remove("signatures"), "certificate", "trustee 2"),
    "keys swapped": (_swap("verification_keys"), "verification key", "trustee 2"),
    "key without possession": (_copy("verification_keys", "pok"), "proof of possession", "trustee 3"),
    "key signed by another": (
        _copy("verification_keys", "signature"),
        "verification key signature",
        "trustee 3",
    ),
    "one key unsigned": (_remove("verification_keys", 1, "signature"), "verification key signature", "trustee 3"),
    "only one key signed": (_unsigned_keys_but_second, "verification key signature", "trustee 3"),
}


@pytest.mark.parametrize(("spoil", "check", "culprit"), SPOILT.values(), ids=SPOILT)
def test_one_wrong_part_names_its_check_and_its_trustee(spoil: Spoil, check: str, culprit: str) -> None:
    published = again(CEREMONY.published)
    check_pedersen(parsed(published), 2)
    spoil(published)
    with pytest.raises(NotProven) as refused:
        check_pedersen(parsed(published), 2)
    assert (refused.value.check, refused.value.culprit) == (check, culprit)


def test_data_of_2_0_cannot_carry_the_signatures_of_later_generations() -> None:
    old = again(ceremony(ED25519, 2, 3, generation="2.0").published)
    new = CEREMONY.published
    with pytest.raises(NotProven, match="certificate: trustee 1"):
        check_pedersen(parsed({**old, "signatures": new["signatures"]}), 1)
    with pytest.raises(NotProven, match="verification key signature: trustee 1"):
        check_pedersen(parsed({**old, "verification_keys": new["verification_keys"]}), 1)


def test_what_was_signed_in_another_ceremony_does_not_hold_here() -> None:
    other = again(ceremony(ED25519, 2, 4).published)
    published = again(CEREMONY.published)
    for field in ("certs", "coefexps", "signatures", "verification_keys"):
        entries = other[field]
        assert isinstance(entries, list)
        with pytest.raises(NotProven, match="trustee 1"):
            check_pedersen(parsed({**published, field: entries[:3]}), 1)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"threshold": 0}, "a threshold of 0 of 3"),
        ({"threshold": 4}, "a threshold of 4 of 3"),
        ({"threshold": 1}, "found 2 entries; expected 1"),
        ({"certs": []}, "a threshold of 2 of 0"),
        ({"coefexps": []}, "found 0 entries; expected 3"),
        ({"signatures": []}, "found 0 entries; expected 3"),
        ({"verification_keys": []}, "found 0 entries; expected 3"),
        ({"more": []}, "the field 'more' is unknown"),
    ],
)
def test_lists_that_do_not_fit_are_refused_at_reading(change: dict[str, object], says: str) -> None:
    with pytest.raises(Unreadable, match=says):
        parsed({**CEREMONY.published, **change})


def test_elements_inside_signed_messages_pass_the_gate_too() -> None:
    published: Published = again(CEREMONY.published)
    published["coefexps"][2] = signed(ED25519, SIGNING[2], {"coefexps": ["0" * 64, "0" * 64]})
    with pytest.raises(NotProven, match=r"group element: threshold\.json, coefexps\[2\]\.message, coefexps\[0\]"):
        parsed(published)
    published = again(CEREMONY.published)
    message = {**json.loads(published["certs"][0]["message"]), "verification": ED25519.identity.text}
    published["certs"][0] = signed(ED25519, 0, message)
    with pytest.raises(NotProven, match="the neutral element cannot be a key"):
        parsed(published)
