"""Which generation of the reference tool wrote an archive, as its shape tells, and whether reading it is proved.

Version 1 of the protocol has no number for its generations. Only threshold keys, lists, Ed25519 and a certificate of
the credentials tell them apart; an archive that has none of these is the same in all.

Source: docs/formats/archive.md, "Generations".
"""

from dataclasses import dataclass

from tellers.ballots.election import Election
from tellers.ballots.group import ED25519
from tellers.ballots.pedersen import Pedersen
from tellers.ballots.questions import Lists
from tellers.ballots.trustees import Trustees
from tellers.canonical import Json


@dataclass(frozen=True, slots=True)
class Generation:
    """The versions that write this shape; `proved` where our reading is tested beside one of them.

    A shape of 2.1 to 2.5 alone is read from the specification, and nothing proves that it is read rightly.
    """

    versions: str
    proved: bool

    def to_json(self) -> Json:
        """The generation as JSON."""
        return {"versions": self.versions, "proved": self.proved}

    def __str__(self) -> str:
        if self.proved:
            return self.versions
        return f"{self.versions}, unproved: read from the specification, not tested beside a tool that writes it"


ANY = Generation("2.0 to 3.3", proved=True)
ANY_NEWER = Generation("2.1 to 3.3", proved=True)
OLDEST = Generation("2.0 to 2.5", proved=True)
AFTER_OLDEST = Generation("2.1 to 2.5", proved=False)
MIDDLE = Generation("2.5.1", proved=False)
NEWEST = Generation("3.0 to 3.3", proved=True)
WITH_CERTIFICATE = Generation("3.2 to 3.3", proved=True)
MIXED = Generation("of no one version", proved=False)


def generation_of(election: Election, trustees: Trustees, *, has_certificate: bool) -> Generation:
    """The generation that an archive's first event has the shape of."""
    shapes = {_shape(entry, election) for entry in trustees.entries if isinstance(entry, Pedersen)}
    if has_certificate:
        return WITH_CERTIFICATE if shapes <= {NEWEST} else MIXED
    if len(shapes) > 1:
        return MIXED
    if shapes:
        return shapes.pop()
    return ANY_NEWER if _after_2_0(election) else ANY


def _shape(entry: Pedersen, election: Election) -> Generation:
    if entry.signatures is not None:
        return MIDDLE if entry.verification_keys[0].signature is None else NEWEST
    return AFTER_OLDEST if _after_2_0(election) else OLDEST


def _after_2_0(election: Election) -> bool:
    """Whether the election has what version 2.0 does not: Ed25519, or lists."""
    return election.group == ED25519 or any(isinstance(question, Lists) for question in election.questions)
