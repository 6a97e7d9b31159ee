"""The ceremony by which trustees make a key of which a threshold can decrypt, one step a trustee at a time.

Each trustee keeps one secret, the seed of step 1. The numbers are the reference tool's: 1 a certificate each,
2 the certificates are checked, 3 a polynomial each, 4 what each is to have is put together, 5 a key each,
6 the public data is put together.

Source: Belenios specification, "Trustees", threshold; Pedersen's distributed key generation.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from tellers.ballots.ceremony_messages import Inbox, Polynomial, Share, threshold_of
from tellers.ballots.codec import Node, encode, read
from tellers.ballots.group import Group
from tellers.ballots.keys import PublicKey, possession
from tellers.ballots.pedersen import (
    Certificate,
    Coefficients,
    Context,
    Pedersen,
    certificates_message,
    check_certificate_of,
    check_pedersen,
    key_at,
)
from tellers.ballots.private_messages import (
    Letter,
    Seed,
    check_signature,
    make_seed,
    receive,
    send,
    sign,
    signature_of,
)
from tellers.ballots.proofs import Claim, Proof
from tellers.canonical import Json, sha256_hex
from tellers.errors import NotProven, Refused, Unreadable
from tellers.randomness import Randomness

MOST_TRUSTEES = 100

LONGER = 200
"""Digits by which a sum of shares that was not reduced may be longer than the order: 100 trustees, each to 100^99."""

_CANONICAL = re.compile(r"0|[1-9][0-9]*")


@dataclass(frozen=True)
class Enrolment:
    """What step 1 leaves a trustee with: the secret seed, and the certificate for everybody."""

    seed: Seed = field(repr=False)
    certificate: Certificate

    @property
    def identifier(self) -> str:
        """The name of the trustee's files."""
        return certificate_identifier(self.certificate)


def certificate_identifier(certificate: Certificate) -> str:
    """SHA-256 of what the certificate says: the name of its trustee's files."""
    return sha256_hex(certificate.signed.message.encode("utf-8"))


def enrol(context: Context, group: Group, randomness: Randomness) -> Enrolment:
    """Step 1: a seed, and the certificate of its keys for this occasion."""
    return certify(context, make_seed(group, randomness), randomness)


def certify(context: Context, seed: Seed, randomness: Randomness) -> Enrolment:
    """The certificate of a seed's keys for an occasion; its identifier is the same however often it is made."""
    check_context(context)
    signed = sign(seed, _certified(context, seed), randomness)
    return Enrolment(seed, Certificate(signed, seed.verification_key, seed.encryption_key, context))


def identifier_of(context: Context, seed: Seed) -> str:
    """The name of the files of the trustee with this seed at this place."""
    return sha256_hex(encode(_certified(context, seed)))


def _certified(context: Context, seed: Seed) -> Json:
    return {
        "context": {
            "group": seed.group.name,
            "size": context.size,
            "threshold": context.threshold,
            "index": context.index,
        },
        "verification": seed.verification_key.text,
        "encryption": seed.encryption_key.text,
    }


def check_context(context: Context) -> None:
    """Refuse a place, a threshold or a number of trustees that makes no ceremony."""
    if not 1 <= context.threshold <= context.size <= MOST_TRUSTEES or not 1 <= context.index <= context.size:
        found = f"trustee {context.index}, threshold {context.threshold}, {context.size} trustees"
        raise Refused(f"found {found}; expected a place and a threshold from 1 to the number, {MOST_TRUSTEES} at most")


def read_certificates(lines: Sequence[bytes], group: Group, source: str) -> tuple[Certificate, ...]:
    """Step 2: the certificates of all trustees in order, each checked; raise NotProven naming whose does not hold."""
    certificates = tuple(
        Certificate.read(read(line, f"{source}, line {number}"), group) for number, line in enumerate(lines, 1)
    )
    if not certificates:
        raise Unreadable("there are no certificates; expected one line for each trustee", source=source)
    first = certificates[0].context
    if first is None:
        raise Unreadable("these certificates are of version 2.5 or older; make new ones", source=source)
    for place, certificate in enumerate(certificates):
        expected = Context(group.name, len(certificates), first.threshold, place + 1)
        check_certificate_of(certificate, expected, f"trustee {place + 1}")
    if len({certificate.verification for certificate in certificates}) < len(certificates):
        raise NotProven("certificate", culprit=source, detail="two trustees have the same key")
    return certificates


def place_of(seed: Seed, certificates: Sequence[Certificate]) -> int:
    """The place, from 0, of the trustee with this seed; raise Refused where the certificates have none of it."""
    for place, certificate in enumerate(certificates):
        if certificate.verification == seed.verification_key and certificate.encryption == seed.encryption_key:
            return place
    raise Refused("no certificate is of this key; take the .key file that step 1 left beside your certificate")


def make_polynomial(seed: Seed, certificates: Sequence[Certificate], randomness: Randomness) -> Polynomial:
    """Step 3: a secret polynomial, its value at each trustee's place for that trustee, and public commitments."""
    group, own = seed.group, certificates[place_of(seed, certificates)]
    coefficients = tuple(group.random_scalar(randomness) for _ in range(threshold_of(certificates)))
    elements = tuple(group.generator.secret_power(one) for one in coefficients)
    committed = sign(seed, {"coefexps": [element.text for element in elements]}, randomness)
    kept: Json = {"polynomial": [str(one) for one in coefficients]}
    return Polynomial(
        send(seed, own.encryption, kept, randomness),
        tuple(
            send(seed, other.encryption, {"secret": str(_value(coefficients, index, group.order))}, randomness)
            for index, other in enumerate(certificates, 1)
        ),
        Coefficients(committed, elements),
        signature_of(seed, certificates_message(certificates, elements), randomness),
    )


def _value(coefficients: Sequence[int], at: int, order: int) -> int:
    value = 0
    for coefficient in reversed(coefficients):
        value = (value * at + coefficient) % order
    return value


def read_polynomials(
    lines: Sequence[bytes], certificates: Sequence[Certificate], source: str
) -> tuple[Polynomial, ...]:
    """The messages of step 3 of all trustees in order, their signatures checked."""
    if len(lines) != len(certificates):
        raise Unreadable(f"found {len(lines)} polynomials; expected {len(certificates)}, a line each", source=source)
    polynomials = tuple(
        Polynomial.decode(line, certificates, f"{source}, line {number}") for number, line in enumerate(lines, 1)
    )
    check_commitments(certificates, [one.coefficients for one in polynomials], [one.signature for one in polynomials])
    return polynomials


def check_commitments(
    certificates: Sequence[Certificate], coefficients: Sequence[Coefficients], signatures: Sequence[Proof]
) -> None:
    """Refuse commitments that are not signed by their trustee, alone and together with all certificates."""
    for number, (certificate, one, signature) in enumerate(
        zip(certificates, coefficients, signatures, strict=True), 1
    ):
        key, culprit = certificate.verification, f"trustee {number}"
        check_signature(key, one.signed.message, one.signed.signature, Claim("coefficients", culprit))
        message = certificates_message(certificates, one.elements)
        check_signature(key, message, signature, Claim("commitments signature", culprit))


def inboxes(polynomials: Sequence[Polynomial]) -> tuple[Inbox, ...]:
    """Step 4: what each trustee is to have, in order."""
    coefficients = tuple(one.coefficients for one in polynomials)
    signatures = tuple(one.signature for one in polynomials)
    return tuple(
        Inbox(own.polynomial, tuple(one.secrets[place] for one in polynomials), coefficients, signatures)
        for place, own in enumerate(polynomials)
    )


def make_share(seed: Seed, certificates: Sequence[Certificate], inbox: Inbox, randomness: Randomness) -> Share:
    """Step 5: the trustee's key, from shares of which each is held against its sender's commitments.

    Raises NotProven naming the trustee whose share or signature does not hold, and where one's own polynomial was
    exchanged.
    """
    group, place = seed.group, place_of(seed, certificates)
    check_commitments(certificates, inbox.coefficients, inbox.signatures)
    _check_own_polynomial(seed, inbox, place)
    secret = sum(_received(seed, certificates, inbox, sender, place + 1) for sender in range(len(certificates)))
    secret %= group.order
    key = group.generator.secret_power(secret)
    signature = signature_of(seed, key.text, randomness)
    public = PublicKey(key, possession(key, secret, randomness), signature)
    return Share(send(seed, seed.encryption_key, {"decryption_key": str(secret)}, randomness), public)


def _received(seed: Seed, certificates: Sequence[Certificate], inbox: Inbox, sender: int, index: int) -> int:
    claim = Claim("share", f"trustee {sender + 1}")
    letter = Letter(inbox.secrets[sender], certificates[sender].verification, claim)
    secret = _secret(receive(seed, letter), "secret", seed.group)
    if seed.group.generator.secret_power(secret) != key_at(inbox.coefficients[sender].elements, index):
        raise claim.refusal("the share does not follow from the trustee's commitments")
    return secret


def _check_own_polynomial(seed: Seed, inbox: Inbox, place: int) -> None:
    claim = Claim("own polynomial", f"trustee {place + 1}")
    letter = Letter(inbox.polynomial, seed.verification_key, claim)
    kept = receive(seed, letter).record("polynomial")["polynomial"].items()
    generator = seed.group.generator
    elements = tuple(generator.secret_power(one.scalar(seed.group)) for one in kept)
    if elements != inbox.coefficients[place].elements:
        raise claim.refusal("the commitments under this trustee's name are not those of the trustee's polynomial")


def _secret(value: Node, name: str, group: Group) -> int:
    return value.record(name)[name].scalar(group)


def open_share(seed: Seed, private_key: str, culprit: str) -> int:
    """The secret of a .dkey file, which only its own trustee can open.

    belenios-tool 2.0 adds the shares up and leaves the sum as it is, over the order; it stands for its remainder.
    """
    claim = Claim("decryption key", culprit)
    kept = receive(seed, Letter(private_key, seed.verification_key, claim)).record("decryption_key")["decryption_key"]
    digits = kept.text()
    if len(digits) > len(str(seed.group.order)) + LONGER or not _CANONICAL.fullmatch(digits):
        raise claim.refusal("its message is no canonical decimal number, or far above the order of the group")
    return int(digits) % seed.group.order


def threshold_parameters(
    certificates: Sequence[Certificate], polynomials: Sequence[Polynomial], shares: Sequence[Share]
) -> Pedersen:
    """Step 6: the public data of the key, checked whole."""
    if len(shares) != len(certificates):
        raise Refused(f"found {len(shares)} keys of step 5; expected {len(certificates)}, one of each trustee")
    made = Pedersen(
        threshold_of(certificates),
        tuple(certificates),
        tuple(one.coefficients for one in polynomials),
        tuple(one.signature for one in polynomials),
        tuple(share.public_key for share in shares),
    )
    check_pedersen(made, 1)
    return made
