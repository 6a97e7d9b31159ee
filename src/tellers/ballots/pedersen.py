"""A key shared by trustees of whom a threshold can decrypt: the published data of its making, checked whole.

Told by shape: 2.0 to 2.5 have certificates and coefficients; 2.5.1 adds a context to each certificate and a
signature over all commitments; 3.0 to 3.3 add a signature to each verification key.

Source: Belenios specification, "Trustees", threshold; Pedersen's distributed key generation.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Self

from tellers.ballots.codec import Node, encode
from tellers.ballots.group import Element, Group
from tellers.ballots.keys import PublicKey, check_possession
from tellers.ballots.private_messages import SignedMessage, check_signature
from tellers.ballots.proofs import Claim, Proof
from tellers.canonical import Json
from tellers.errors import NotProven, Unreadable


@dataclass(frozen=True, slots=True)
class Context:
    """What a trustee signed up for: which group, how many trustees, what threshold, which place."""

    group: str
    size: int
    threshold: int
    index: int

    def __str__(self) -> str:
        """The occasion in words."""
        return f"place {self.index} of {self.size} with a threshold of {self.threshold} in {self.group[:40]}"


@dataclass(frozen=True, slots=True)
class Certificate:
    """A trustee's keys for signing and for private messages, signed by the first of them."""

    signed: SignedMessage
    verification: Element
    encryption: Element
    context: Context | None

    @classmethod
    def read(cls, node: Node, group: Group) -> Self:
        """Read a certificate."""
        signed, message = SignedMessage.read(node, group)
        fields = message.record("verification", "encryption", optional=("context",))
        context = _read_context(fields["context"]) if "context" in fields else None
        return cls(signed, fields["verification"].element(group), fields["encryption"].element(group), context)


def _read_context(node: Node) -> Context:
    fields = node.record("group", "size", "threshold", "index")
    numbers = (fields[name].integer() for name in ("size", "threshold", "index"))
    return Context(fields["group"].text(), *numbers)


@dataclass(frozen=True, slots=True)
class Coefficients:
    """A trustee's commitments to the coefficients of its polynomial, signed."""

    signed: SignedMessage
    elements: tuple[Element, ...]

    @classmethod
    def read(cls, node: Node, group: Group, threshold: int) -> Self:
        """Read the commitments of one trustee, as many as the threshold."""
        signed, message = SignedMessage.read(node, group)
        elements = message.record("coefexps")["coefexps"].items(exactly=threshold)
        return cls(signed, tuple(element.element_or_identity(group) for element in elements))


@dataclass(frozen=True)
class Pedersen:
    """The published data of a threshold key; every list has one entry per trustee, in order."""

    threshold: int
    certificates: tuple[Certificate, ...]
    coefficients: tuple[Coefficients, ...]
    signatures: tuple[Proof, ...] | None
    verification_keys: tuple[PublicKey, ...]

    @classmethod
    def read(cls, node: Node, group: Group) -> Self:
        """Read threshold parameters; raise Unreadable where the lists differ in length."""
        fields = node.record("threshold", "certs", "coefexps", "verification_keys", optional=("signatures",))
        certificates = tuple(Certificate.read(item, group) for item in fields["certs"].items())
        size = len(certificates)
        threshold = fields["threshold"].integer()
        if not 1 <= threshold <= size:
            raise Unreadable(f"a threshold of {threshold} of {size} trustees makes no sense", source=node.where)
        signatures = None
        if "signatures" in fields:
            signatures = tuple(Proof.read(item, group) for item in fields["signatures"].items(exactly=size))
        return cls(
            threshold,
            certificates,
            tuple(Coefficients.read(item, group, threshold) for item in fields["coefexps"].items(exactly=size)),
            signatures,
            tuple(PublicKey.read(item, group) for item in fields["verification_keys"].items(exactly=size)),
        )

    def to_json(self) -> Json:
        """The data as Belenios JSON."""
        signatures: dict[str, Json] = {}
        if self.signatures is not None:
            signatures = {"signatures": [signature.to_json() for signature in self.signatures]}
        return {
            "threshold": self.threshold,
            "certs": [certificate.signed.to_json() for certificate in self.certificates],
            "coefexps": [coefficients.signed.to_json() for coefficients in self.coefficients],
            **signatures,
            "verification_keys": [key.to_json() for key in self.verification_keys],
        }

    @property
    def size(self) -> int:
        """The number of trustees."""
        return len(self.certificates)

    @property
    def key(self) -> Element:
        """The public key that they share."""
        return self.joint_coefficients[0]

    @cached_property
    def joint_coefficients(self) -> tuple[Element, ...]:
        """The commitments to the sum of all polynomials."""
        columns = zip(*(coefficients.elements for coefficients in self.coefficients), strict=True)
        return tuple(column[0].group.product(column) for column in columns)

    def expected_key(self, index: int) -> Element:
        """The verification key that the commitments give to the trustee of this index, counted from 1."""
        return key_at(self.joint_coefficients, index)


def key_at(commitments: Sequence[Element], index: int) -> Element:
    """The commitment to the value of a polynomial at an index, from those to its coefficients."""
    *lower, value = commitments
    for coefficient in reversed(lower):
        value = value**index * coefficient
    return value


def check_pedersen(pedersen: Pedersen, first: int) -> None:
    """Refuse threshold data of which any part does not follow; its trustees are numbered from `first`."""
    culprits = [f"trustee {first + place}" for place in range(pedersen.size)]
    _check_generation(pedersen, culprits)
    # Each check over all trustees before the next: what one spoilt would else be laid at another's door.
    for check in (check_certificate, check_coefficients, check_commitments_signature, check_verification_key):
        for place, culprit in enumerate(culprits):
            check(pedersen, place, culprit)


def _check_generation(pedersen: Pedersen, culprits: Sequence[str]) -> None:
    """Refuse a mixture of generations, which would hide that a signature was taken away."""
    signed = pedersen.signatures is not None
    for certificate, culprit in zip(pedersen.certificates, culprits, strict=True):
        if (certificate.context is not None) != signed:
            raise NotProven("certificate", culprit=culprit, detail="a context without signatures, or the reverse")
    keys = pedersen.verification_keys
    for key, culprit in zip(keys, culprits, strict=True):
        if (key.signature is not None) != (keys[0].signature is not None) or (
            key.signature is not None and not signed
        ):
            raise NotProven("verification key signature", culprit=culprit, detail="some keys are signed, some not")


def check_certificate(pedersen: Pedersen, place: int, culprit: str) -> None:
    """Refuse a certificate that its own key has not signed, or that was made for another occasion."""
    certificate = pedersen.certificates[place]
    group = certificate.verification.group
    check_certificate_of(certificate, Context(group.name, pedersen.size, pedersen.threshold, place + 1), culprit)


def check_certificate_of(certificate: Certificate, expected: Context, culprit: str) -> None:
    """Refuse a certificate that its own key has not signed, or that was made for another occasion than expected."""
    claim, signed = Claim("certificate", culprit), certificate.signed
    check_signature(certificate.verification, signed.message, signed.signature, claim)
    if certificate.context not in (None, expected):
        raise claim.refusal(f"it was made for {certificate.context}; expected {expected}")


def check_coefficients(pedersen: Pedersen, place: int, culprit: str) -> None:
    """Refuse commitments that the trustee has not signed."""
    signed, key = pedersen.coefficients[place].signed, pedersen.certificates[place].verification
    check_signature(key, signed.message, signed.signature, Claim("coefficients", culprit))


def check_commitments_signature(pedersen: Pedersen, place: int, culprit: str) -> None:
    """Refuse a trustee's signature over all certificates and its commitments; older data has none."""
    if pedersen.signatures is None:
        return
    message = certificates_message(pedersen.certificates, pedersen.coefficients[place].elements)
    key, signature = pedersen.certificates[place].verification, pedersen.signatures[place]
    check_signature(key, message, signature, Claim("commitments signature", culprit))


def certificates_message(certificates: Sequence[Certificate], commitments: Sequence[Element]) -> str:
    """What a trustee signs to bind all certificates and the trustee's own commitments together."""
    value: Json = {
        "certs": [certificate.signed.to_json() for certificate in certificates],
        "coefexps": [element.text for element in commitments],
    }
    return "certs_sig|" + encode(value).decode("utf-8")


def check_verification_key(pedersen: Pedersen, place: int, culprit: str) -> None:
    """Refuse a verification key without possession, that the commitments do not give, or that is not signed."""
    public = pedersen.verification_keys[place]
    if public.key != pedersen.expected_key(place + 1):
        detail = "it does not follow from the coefficients; are all lines joined in the order of the trustees?"
        raise NotProven("verification key", culprit=culprit, detail=detail)
    check_possession(public, culprit)
    if public.signature is not None:
        claim = Claim("verification key signature", culprit)
        check_signature(pedersen.certificates[place].verification, public.key.text, public.signature, claim)
