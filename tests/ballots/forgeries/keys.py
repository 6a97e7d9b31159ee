"""Forged elements, scalars and trustees."""

import json
from collections.abc import Callable
from dataclasses import replace

import pytest
from tests.ballots.forge import Plan, changed
from tests.ballots.forgeries.common import GARBAGE, Forgery, nothing, plan, skip_claims, with_ballots
from tests.ballots.samples import drawn
from tests.ballots.world import Ceremony, Keys, World, asked, make_world, possession, sign, signed, world

from tellers.ballots import checks, group, keys, pedersen, private_messages, trustees
from tellers.ballots.arithmetic import edwards
from tellers.ballots.codec import encode
from tellers.ballots.election import Election
from tellers.canonical import Json

Q = group.ED25519.order
IDENTITY = group.ED25519.identity.text
ORDER_TWO = (2**255 - 19 - 1).to_bytes(32, "big").hex()  # the point (0, -1)


def any_scalar(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(group.Group, "scalar", lambda _self, text, _where: int(text))


def any_point(patch: pytest.MonkeyPatch) -> None:
    made = lambda _self, text, _where: edwards.Point(bytes.fromhex(text)[::-1])  # noqa: E731 — one line is enough
    patch.setattr(edwards.Ed25519, "element_or_identity", made)


def _element_or_identity(at: group.Group, text: str, where: str) -> group.Element:
    return at.element_or_identity(text, where)


def any_key(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(group.Group, "element", _element_or_identity)


def with_response_above_order() -> bytes:
    first, *others = plan().read_ballots(plan().ballots)
    proof = replace(first.signature, response=first.signature.response + Q)
    return with_ballots(replace(first, signature=proof).encode(), *(each.raw for each in others))


def with_credential(text: str) -> Callable[[], bytes]:
    def make() -> bytes:
        forged = plan()
        listed = [entry.text for entry in world().credentials.entries]
        absent = f"{world().voters[3].public.text},1"
        forged.credentials = encode([text if entry == absent else entry for entry in listed])
        return forged.archive()

    return make


ELEMENTS = {
    "a scalar over the order": Forgery(
        "elements and scalars", "ballot 1, signature", "scalar", with_response_above_order, any_scalar
    ),
    "a credential of low order": Forgery(
        "elements and scalars", "the credentials, [", "group element", with_credential(f"{ORDER_TWO},1"), any_point
    ),
    "the identity as a credential": Forgery(
        "elements and scalars", "the credentials, [", "neutral", with_credential(f"{IDENTITY},1"), any_key
    ),
}


def with_trustees(*path: str | int, to: Json) -> bytes:
    forged = plan()
    forged.trustees = encode(changed(world().trustees, path, to))
    return forged.archive()


SHARED = (1, 1)


def resigned_key(secret: int, signature: Json = None) -> Json:
    """A verification key of a trustee who does not decrypt (the third of the threshold), signed by that trustee."""
    key = (group.ED25519.generator**secret).text
    by = signature or sign(world().signing[1], key, drawn("key"))
    return {"pok": possession(secret, drawn("pok")), "public_key": key, "signature": by}


def bent_ceremony(bend: Callable[[Ceremony], None]) -> Callable[[], bytes]:
    """An election whose threshold trustees were dishonest from the start, and everything after that by the book."""

    def make() -> bytes:
        return Plan.of(_bent_world(bend)).archive()

    return make


def _bent_world(bend: Callable[[Ceremony], None]) -> World:
    randomness = drawn("a bent world")
    single = keys.make_trustee_key(group.ED25519, randomness)
    ceremony = Ceremony(group.ED25519, randomness).begin()
    bend(ceremony)
    published: Json = [["Single", single.public.to_json()], ["Pedersen", ceremony.publish()]]
    made = Keys(published, (single.secret, *ceremony.shares), tuple(ceremony.signing))
    return make_world(asked(world()), made, randomness)


def with_one_certificate_twice(ceremony: Ceremony) -> None:
    """The second trustee of the threshold takes the third's place too, with the same keys for messages."""
    randomness = drawn("twice")
    secret = ceremony.signing[2] = ceremony.signing[1]
    keys_ = json.loads(ceremony.certificates[1]["message"])  # type: ignore[arg-type, call-overload, index]
    keys_["context"]["index"] = 3
    ceremony.certificates[2] = signed(secret, keys_, randomness)


def with_a_copied_trustee() -> bytes:
    """A second single trustee who publishes what the first does, and knows nothing; nobody has voted."""
    true = world()
    published = json.loads(encode(true.trustees))
    made = Keys([published[0], *published], (true.secrets[0], *true.secrets), true.signing)
    forged = Plan.of(replace(make_world(asked(true), made, drawn("a copied trustee")), ballots=()))
    forged.owners, forged.result = [1, 2, 3, 5], b'{"result":[[0,0,0]]}'
    return forged.archive()


def for_another_occasion(ceremony: Ceremony) -> None:
    randomness = drawn("another occasion")
    for place, secret in enumerate(ceremony.signing):
        keys_: Json = {
            "context": {"group": "Ed25519", "size": 5, "threshold": 2, "index": place + 1},
            "verification": (group.ED25519.generator**secret).text,
            "encryption": (group.ED25519.generator ** (secret + 1)).text,
        }
        ceremony.certificates[place] = signed(secret, keys_, randomness)


def with_another_election_key() -> bytes:
    """A key that no trustee holds; without a ballot, nothing later can tell."""
    true = world()
    key = true.election.public_key * group.ED25519.generator
    raw = true.election.raw.replace(true.election.public_key.text.encode(), key.text.encode())
    forged = Plan.of(replace(true, election=Election.decode(raw, "election"), ballots=()))
    forged.result = b'{"result":[[0,0,0]]}'
    return forged.archive()


def spaced_trustees() -> bytes:
    """The same trustees in other bytes, which nothing but the chain commits to."""
    forged = plan()
    forged.trustees = forged.trustees.replace(b":", b": ", 1)
    return forged.archive()


TRUSTEES = {
    "the same trustees in other bytes": Forgery(
        "trustees", "the trustees", "canonical record", spaced_trustees, nothing((trustees, "check_canonical"))
    ),
    "a single key without possession": Forgery(
        "trustees",
        "trustee 1",
        "proof of possession",
        lambda: with_trustees(0, 1, "pok", to=GARBAGE),
        nothing((trustees, "check_possession")),
    ),
    "a verification key without possession": Forgery(
        "trustees",
        "trustee 3",
        "proof of possession",
        lambda: with_trustees(*SHARED, "verification_keys", 1, "pok", to=GARBAGE),
        nothing((pedersen, "check_possession")),
    ),
    "a verification key that is another's": Forgery(
        "trustees",
        "trustee 3",
        "verification key",
        lambda: with_trustees(*SHARED, "verification_keys", 1, to=resigned_key(77)),
        nothing((pedersen, "check_verification_key")),
    ),
    "a verification key that is not signed by its trustee": Forgery(
        "trustees",
        "trustee 3",
        "verification key signature",
        lambda: with_trustees(*SHARED, "verification_keys", 1, "signature", to=GARBAGE),
        lambda patch: skip_claims(patch, private_messages, "check_knowledge", "verification key signature"),
    ),
    "a certificate that is not signed": Forgery(
        "trustees",
        "trustee 2",
        "certificate",
        bent_ceremony(lambda c: c.certificates.__setitem__(0, changed(c.certificates[0], ["signature"], GARBAGE))),
        nothing((pedersen, "check_certificate")),
    ),
    "a certificate for another occasion": Forgery(
        "trustees",
        "trustee 2",
        "it was made for place 1 of 5 with a threshold of 2 in Ed25519; expected place 1 of 3",
        bent_ceremony(for_another_occasion),
        nothing((pedersen, "check_certificate")),
    ),
    "commitments that are not signed": Forgery(
        "trustees",
        "trustee 4",
        "coefficients",
        lambda: with_trustees(*SHARED, "coefexps", 2, "signature", to=GARBAGE),
        nothing((pedersen, "check_coefficients")),
    ),
    "no signature over all commitments": Forgery(
        "trustees",
        "trustee 4",
        "commitments signature",
        lambda: with_trustees(*SHARED, "signatures", 2, to=GARBAGE),
        nothing((pedersen, "check_commitments_signature")),
    ),
    "one trustee in two places of a threshold": Forgery(
        "trustees",
        "trustee 4",
        "trustee's own key",
        bent_ceremony(with_one_certificate_twice),
        nothing((trustees, "check_distinct")),
    ),
    "a trustee who copies another": Forgery(
        "trustees",
        "trustee 2",
        "trustee's own key",
        with_a_copied_trustee,
        nothing((trustees, "check_distinct")),
    ),
    "an election key that no trustee holds": Forgery(
        "trustees",
        f"election {world().election.uuid}",
        "election key",
        with_another_election_key,
        nothing((checks, "check_election_key")),
    ),
}
