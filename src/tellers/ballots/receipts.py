"""The receipt that a trustee gives after loading the saved key back: a proof, made from the file, of still having it.

A key that was shown once and never saved is a result that nobody can open. So the organiser gives a nonce, every
trustee answers from the file as it is kept, and the ceremony counts in only who has answered.

The proof begins with words of its own and names the nonce: no proof of the protocol can be taken for it, it can be
taken for none of them, and one of yesterday does not serve today.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Self

from tellers.ballots.ceremony import certificate_identifier
from tellers.ballots.codec import encode, read
from tellers.ballots.group import Element, Group
from tellers.ballots.holding import Holding, certificate_of
from tellers.ballots.pedersen import Certificate
from tellers.ballots.private_messages import Seed
from tellers.ballots.proofs import Claim, Proof, check_knowledge, prove_knowledge
from tellers.ballots.trustees import Trustees
from tellers.errors import NotProven, Refused
from tellers.randomness import Randomness

SHORTEST_NONCE, LONGEST_NONCE = 8, 100
SINGLE = "single"
"""What the key of a single trustee was made for: no ceremony."""

CHECK = "loading the key back"


@dataclass(frozen=True, slots=True)
class Occasion:
    """What a receipt is for: the organiser's nonce, and the hash of the certificate, or `single`."""

    nonce: str
    about: str = SINGLE

    @classmethod
    def of(cls, nonce: str, certificate: Certificate | None) -> Self:
        """The occasion of a key of a ceremony, or of a single trustee's."""
        return cls(nonce, SINGLE if certificate is None else certificate_identifier(certificate))


@dataclass(frozen=True, slots=True)
class Receipt:
    """Whose key was loaded, for what, and the proof."""

    occasion: Occasion
    key: Element
    proof: Proof

    def encode(self) -> bytes:
        """The receipt as one line of JSON."""
        about, nonce = self.occasion.about, self.occasion.nonce
        return encode({"loaded": about, "nonce": nonce, "key": self.key.text, "proof": self.proof.to_json()})

    @classmethod
    def decode(cls, raw: bytes, group: Group, source: str) -> Self:
        """Read a receipt; it is not checked yet."""
        fields = read(raw, source).record("loaded", "nonce", "key", "proof")
        occasion = Occasion(fields["nonce"].text(), fields["loaded"].text())
        return cls(occasion, fields["key"].element(group), Proof.read(fields["proof"], group))


def check_nonce(nonce: str) -> str:
    """Return the organiser's nonce; raise Refused for one that is none."""
    if not SHORTEST_NONCE <= len(nonce) <= LONGEST_NONCE or not (nonce.isascii() and nonce.isalnum()):
        raise Refused(
            f"{nonce[:20]!r} is no nonce; expected {SHORTEST_NONCE} to {LONGEST_NONCE} letters and digits, as "
            "`tellers election generate-token` prints them"
        )
    return nonce


def load_back(holding: Holding, occasion: Occasion, randomness: Randomness) -> Receipt:
    """The receipt of a key that was loaded from where it is kept."""
    key, secret = (
        (holding.verification_key, holding.signing) if isinstance(holding, Seed) else (holding.key, holding.exponent)
    )
    return Receipt(occasion, key, prove_knowledge(key.group, _context(key, occasion), secret, randomness))


def check_certificates_loaded(certificates: Sequence[Certificate], receipts: Sequence[Receipt], nonce: str) -> None:
    """Refuse to go on with a ceremony of which a trustee has not loaded the .key file back."""
    wanted = ((certificate.verification, certificate) for certificate in certificates)
    for number, (key, certificate) in enumerate(wanted, 1):
        _check(receipts, key, Occasion.of(nonce, certificate), f"trustee {number}")


def check_keys_loaded(trustees: Trustees, receipts: Sequence[Receipt], nonce: str) -> None:
    """Refuse trustees of whom one has not loaded back what decrypts: .privkey, or .key and .dkey."""
    for number, key in enumerate(trustees.verification_keys, 1):
        _check(receipts, key, Occasion.of(nonce, certificate_of(trustees, number)), f"trustee {number}")


def _check(receipts: Sequence[Receipt], key: Element, occasion: Occasion, culprit: str) -> None:
    fault: NotProven | None = None
    for receipt in _of(receipts, key, occasion):
        try:
            check_knowledge(_context(key, occasion), key, receipt.proof, Claim(CHECK, culprit))
        except NotProven as error:
            fault = error
        else:
            return
    raise fault or NotProven(
        CHECK,
        culprit=culprit,
        detail="no receipt is of this key, this ceremony and this nonce; its holder runs `tellers election "
        "load-back` on the saved file",
    )


def _of(receipts: Sequence[Receipt], key: Element, occasion: Occasion) -> Iterator[Receipt]:
    return (receipt for receipt in receipts if receipt.key == key and receipt.occasion == occasion)


def _context(key: Element, occasion: Occasion) -> str:
    return f"tellers-loaded-back|{key.group.name}|{occasion.nonce}|{occasion.about}|{key.text}|"
