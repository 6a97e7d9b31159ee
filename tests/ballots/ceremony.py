"""A threshold key made in one place, for tests: all trustees' secrets are known here, so it protects nothing.

Written from the protocol's description of the ceremony; the private messages between trustees are left out.
"""

import json
from dataclasses import dataclass
from typing import Any

from tests.ballots.samples import drawn

from tellers.ballots.codec import encode, read
from tellers.ballots.group import Element, Group
from tellers.ballots.hashing import hashed_scalar
from tellers.ballots.pedersen import Pedersen
from tellers.ballots.proofs import prove_knowledge
from tellers.canonical import Json


@dataclass(frozen=True)
class Ceremony:
    """The published data of a threshold key, and every trustee's share."""

    published: dict[str, Json]
    pedersen: Pedersen
    signing_keys: tuple[int, ...]
    shares: tuple[int, ...]


def signature(group: Group, secret: int, message: str) -> Json:
    return prove_knowledge(group, f"sigmsg|{message}|", secret, drawn(message)).to_json()


def signed(group: Group, secret: int, message: Json) -> Json:
    text = encode(message).decode()
    return {"message": text, "signature": signature(group, secret, text)}


def ceremony(group: Group, threshold: int, size: int, *, generation: str = "3.0") -> Ceremony:
    """A key of which any `threshold` of `size` trustees can decrypt, in the form of 2.0, 2.5.1 or 3.0."""
    randomness, g = drawn(f"ceremony {threshold} {size}"), group.generator
    signing = tuple(hashed_scalar(group, f"sk|seed {place} of {size}") for place in range(size))
    polynomials = [[group.random_scalar(randomness) for _ in range(threshold)] for _ in range(size)]
    shares = tuple(
        sum(a * j**k for polynomial in polynomials for k, a in enumerate(polynomial)) % group.order
        for j in range(1, size + 1)
    )
    certificates: list[Json] = []
    for place, secret in enumerate(signing):
        context: dict[str, Json] = {"group": group.name, "size": size, "threshold": threshold, "index": place + 1}
        keys: dict[str, Json] = {"verification": (g**secret).text, "encryption": (g ** (secret + 1)).text}
        first: dict[str, Json] = {} if generation == "2.0" else {"context": context}
        certificates.append(signed(group, secret, {**first, **keys}))
    commitments: list[list[Json]] = [[(g**a).text for a in polynomial] for polynomial in polynomials]
    published: dict[str, Json] = {
        "threshold": threshold,
        "certs": certificates,
        "coefexps": [signed(group, s, {"coefexps": c}) for s, c in zip(signing, commitments, strict=True)],
    }
    if generation != "2.0":
        published["signatures"] = [
            signature(group, s, "certs_sig|" + encode({"certs": certificates, "coefexps": c}).decode())
            for s, c in zip(signing, commitments, strict=True)
        ]
    published["verification_keys"] = [
        _verification_key(group, g**share, share, secret if generation == "3.0" else None)
        for share, secret in zip(shares, signing, strict=True)
    ]
    pedersen = Pedersen.read(read(encode(published), "threshold.json"), group)
    return Ceremony(published, pedersen, signing, shares)


def _verification_key(group: Group, key: Element, share: int, signing: int | None) -> Json:
    pok = prove_knowledge(group, f"pok|{group.name}|{key.text}|", share, drawn(f"pok {share}"))
    public: dict[str, Json] = {"pok": pok.to_json(), "public_key": key.text}
    if signing is not None:
        public["signature"] = signature(group, signing, key.text)
    return public


def again(published: dict[str, Json]) -> dict[str, Any]:
    """A copy that can be spoiled."""
    copy: dict[str, Any] = json.loads(encode(published))
    return copy
