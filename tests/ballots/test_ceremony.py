"""The ceremony of a threshold key: held in every group; whoever cheats is named by the first who can tell.

Truth: the steps of the reference tool's own ceremony (vectors/ballots/archives/ed25519-h-threshold) are repeated from
its files with the trustees' seeds, and give its results.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import pytest
from tests.ballots.samples import ARCHIVES, drawn

from tellers.ballots.archive import read_archive
from tellers.ballots.ceremony import (
    enrol,
    inboxes,
    make_polynomial,
    make_share,
    open_share,
    place_of,
    read_certificates,
    read_polynomials,
    threshold_parameters,
)
from tellers.ballots.ceremony_messages import Inbox, Polynomial, Share
from tellers.ballots.codec import encode, read
from tellers.ballots.decryption import lagrange
from tellers.ballots.group import BELENIOS_2048, ED25519, RFC_3526_2048, Group
from tellers.ballots.pedersen import Certificate, Context, Pedersen, check_pedersen
from tellers.ballots.private_messages import Letter, Seed, decode_seed, make_seed, receive, send
from tellers.ballots.proofs import Claim
from tellers.ballots.trustees import Trustees
from tellers.errors import NotProven, Refused, Unreadable

DKG = ARCHIVES["3.3.0"] / "secrets" / "dkg"
GROUPS = (ED25519, RFC_3526_2048, BELENIOS_2048)


def line(certificate: Certificate) -> bytes:
    return encode(certificate.signed.to_json())


@dataclass(frozen=True)
class Held:
    """A ceremony up to the inboxes."""

    seeds: tuple[Seed, ...]
    certificates: tuple[Certificate, ...]
    polynomials: tuple[Polynomial, ...]

    @property
    def inboxes(self) -> tuple[Inbox, ...]:
        return inboxes(self.polynomials)

    def share(self, place: int, inbox: Inbox | None = None) -> Share:
        own = self.inboxes[place] if inbox is None else inbox
        return make_share(self.seeds[place], self.certificates, own, drawn(f"share {place}"))


def held(size: int = 3, threshold: int = 2, group: Group = ED25519) -> Held:
    enrolments = [
        enrol(Context(group.name, size, threshold, index), group, drawn(f"enrol {index}"))
        for index in range(1, size + 1)
    ]
    certificates = read_certificates([line(one.certificate) for one in enrolments], group, "certs")
    seeds = tuple(one.seed for one in enrolments)
    polynomials = [
        make_polynomial(seed, certificates, drawn(f"polynomial {place}")).encode() for place, seed in enumerate(seeds)
    ]
    return Held(seeds, certificates, read_polynomials(polynomials, certificates, "polynomials"))


@pytest.mark.parametrize("group", GROUPS, ids=lambda group: group.name)
def test_any_threshold_of_the_shares_is_the_key(group: Group) -> None:
    ours = held(3, 2, group)
    shares = [ours.share(place) for place in range(3)]
    made = threshold_parameters(ours.certificates, ours.polynomials, shares)
    again = Pedersen.read(read(encode(made.to_json()), "threshold.json"), group)
    check_pedersen(again, 1)
    secrets = [open_share(seed, share.private_key, "x") for seed, share in zip(ours.seeds, shares, strict=True)]
    for indices in ([1, 2], [2, 3], [3, 1]):
        parts = (secrets[index - 1] * lagrange(index, indices, group.order) for index in indices)
        assert group.generator ** (sum(parts) % group.order) == made.key


def of_the_reference_tool() -> Held:
    certificates = read_certificates((DKG / "certs.jsons").read_bytes().splitlines(), ED25519, "certs.jsons")
    lines = (DKG / "polynomials.jsons").read_bytes().splitlines()
    seeds = [decode_seed(path.read_bytes(), ED25519, "key") for path in DKG.glob("*.key")]
    ordered = tuple(sorted(seeds, key=lambda seed: place_of(seed, certificates)))
    return Held(ordered, certificates, read_polynomials(lines, certificates, "polynomials.jsons"))


def test_the_steps_of_the_reference_tools_ceremony_give_its_results() -> None:
    theirs = of_the_reference_tool()
    for path in DKG.glob("*.vinput"):
        seed = decode_seed(path.with_suffix(".key").read_bytes(), ED25519, "key")
        place = place_of(seed, theirs.certificates)
        inbox = theirs.inboxes[place]
        assert inbox.encode() == path.read_bytes().strip()
        share = theirs.share(place, Inbox.decode(path.read_bytes(), theirs.certificates, "vinput"))
        kept = path.with_suffix(".dkey").read_text().strip()
        assert open_share(seed, share.private_key, "ours") == open_share(seed, kept, "theirs")
        public = Share.decode(path.with_suffix(".voutput").read_bytes(), ED25519, "voutput").public_key
        assert public.key == share.public_key.key


def test_the_public_data_of_the_reference_tools_ceremony_is_that_of_its_threshold_json() -> None:
    theirs = of_the_reference_tool()
    shares = [theirs.share(place) for place in range(5)]
    ours = threshold_parameters(theirs.certificates, theirs.polynomials, shares)
    published = Pedersen.read(read((DKG / "threshold.json").read_bytes(), "threshold.json"), ED25519)
    assert ours.key == published.key
    assert [key.key for key in ours.verification_keys] == [key.key for key in published.verification_keys]


# Whoever cheats.


def test_a_share_that_does_not_follow_from_its_commitments_names_its_sender() -> None:
    ours = held()
    cheat = replace(
        ours.inboxes[0], secrets=(ours.inboxes[0].secrets[0], ours.inboxes[1].secrets[1], ours.inboxes[0].secrets[2])
    )
    with pytest.raises(NotProven) as refused:
        ours.share(0, cheat)
    assert refused.value.culprit == "trustee 2"


def test_a_share_of_another_polynomial_names_its_sender() -> None:
    ours = held()
    # Trustee 2 sends trustee 1 a share of a polynomial that is not the one committed to.
    other = make_polynomial(ours.seeds[1], ours.certificates, drawn("another polynomial"))
    inbox = ours.inboxes[0]
    cheat = replace(inbox, secrets=(inbox.secrets[0], other.secrets[0], inbox.secrets[2]))
    with pytest.raises(NotProven, match="share: trustee 2: the share does not follow from the trustee's commitments"):
        ours.share(0, cheat)


def test_a_trustee_whose_own_polynomial_was_exchanged_notices() -> None:
    ours = held()
    other = make_polynomial(ours.seeds[0], ours.certificates, drawn("exchanged"))
    cheat = replace(ours.inboxes[0], polynomial=other.polynomial)
    with pytest.raises(NotProven, match="own polynomial: trustee 1"):
        ours.share(0, cheat)


def test_commitments_of_another_ceremony_are_refused() -> None:
    ours, other = held(), held()
    stranger = enrol(Context(ED25519.name, 3, 2, 2), ED25519, drawn("stranger"))
    certificates = (ours.certificates[0], stranger.certificate, ours.certificates[2])
    lines = [polynomial.encode() for polynomial in other.polynomials]
    with pytest.raises(NotProven, match="trustee 1"):
        read_polynomials(lines, certificates, "polynomials")


def test_certificates_that_a_server_exchanged_are_noticed_by_their_trustee() -> None:
    # Lesson 4: the server puts a key of its own in the place of trustee 2's.
    ours = held()
    stranger = enrol(Context(ED25519.name, 3, 2, 2), ED25519, drawn("server"))
    exchanged = (ours.certificates[0], stranger.certificate, ours.certificates[2])
    with pytest.raises(Refused, match="no certificate is of this key"):
        make_polynomial(ours.seeds[1], exchanged, drawn("x"))


@pytest.mark.parametrize(
    ("change", "culprit"),
    [
        (lambda lines: [lines[1], lines[0], lines[2]], "trustee 1"),
        (lambda lines: lines[:2], "trustee 1"),
        (lambda lines: [lines[0], lines[0], lines[2]], "trustee 2"),
    ],
    ids=["exchanged", "one missing", "one twice"],
)
def test_certificates_out_of_their_places_are_refused(change: object, culprit: str) -> None:
    lines = [line(one) for one in held().certificates]
    assert callable(change)
    changed: Sequence[bytes] = change(lines)
    with pytest.raises(NotProven) as refused:
        read_certificates(changed, ED25519, "certs")
    assert (refused.value.check, refused.value.culprit) == ("certificate", culprit)


def test_no_certificates_are_no_ceremony() -> None:
    with pytest.raises(Unreadable, match="there are no certificates"):
        read_certificates([], ED25519, "certs")


@pytest.mark.parametrize(("index", "threshold", "size"), [(0, 2, 3), (4, 2, 3), (1, 0, 3), (1, 4, 3), (1, 1, 101)])
def test_a_place_or_a_threshold_that_makes_no_ceremony_is_refused(index: int, threshold: int, size: int) -> None:
    with pytest.raises(Refused, match="expected a place and a threshold"):
        enrol(Context(ED25519.name, size, threshold, index), ED25519, drawn("x"))


def test_a_share_is_opened_by_its_own_trustee_alone() -> None:
    ours = held()
    share = ours.share(0)
    for stranger in (ours.seeds[1], make_seed(ED25519, drawn("nobody"))):
        with pytest.raises(NotProven, match="decryption key"):
            open_share(stranger, share.private_key, "the .dkey file")


def test_a_share_that_version_2_0_left_over_the_order_stands_for_its_remainder() -> None:
    """Truth: the .dkey file of belenios-tool 2.0's own ceremony, and the verification key in its archive."""
    folder = ARCHIVES["2.0"]
    (path,) = (folder / "secrets" / "dkg").glob("*.dkey")
    seed = decode_seed(path.with_suffix(".key").read_bytes(), RFC_3526_2048, "its .key file")
    letter = Letter(path.read_text().strip(), seed.verification_key, Claim("decryption key", "its .dkey file"))
    number = int(receive(seed, letter).record("decryption_key")["decryption_key"].text())
    assert number > RFC_3526_2048.order
    secret = open_share(seed, letter.text, "its .dkey file")
    (archive,) = folder.glob("*.bel")
    trustees = Trustees.decode(read_archive(archive).setup.data[1], RFC_3526_2048, "the trustees")
    assert RFC_3526_2048.generator.secret_power(secret) in trustees.verification_keys


@pytest.mark.parametrize("text", ["01", "-1", "", "1_0", "\u0661", "1\n", "9" * 300])
def test_a_share_that_is_no_canonical_number_or_far_over_the_order_is_refused(text: str) -> None:
    seed = make_seed(ED25519, drawn("seed"))
    key = send(seed, seed.encryption_key, {"decryption_key": text}, drawn("letter"))
    with pytest.raises(NotProven, match="no canonical decimal number, or far above the order"):
        open_share(seed, key, "the .dkey file")


def test_the_key_of_a_trustee_who_gives_another_than_the_shares_make_is_refused() -> None:
    ours = held()
    shares = [ours.share(place) for place in range(3)]
    with pytest.raises(NotProven, match="verification key: trustee 1"):
        threshold_parameters(ours.certificates, ours.polynomials, [shares[1], shares[1], shares[2]])
    with pytest.raises(Refused, match="found 2 keys of step 5; expected 3"):
        threshold_parameters(ours.certificates, ours.polynomials, shares[:2])
