"""Whether a ballot was counted in somebody's name: what a member learns in private, with the member's own credential.

Whoever holds the credentials could vote for those who stay away. Only those who stayed away can tell.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from tellers.ballots.chain import Archive
from tellers.ballots.credentials import CredentialList
from tellers.ballots.events import EventType
from tellers.ballots.group import Element
from tellers.ballots.hashing import fingerprint
from tellers.ballots.steps import ballot_credential
from tellers.canonical import Json


@dataclass(frozen=True, slots=True)
class Voted:
    """The trackers of the ballots cast with one credential, in order: the last of them counts."""

    trackers: tuple[str, ...]
    tallied: bool

    @property
    def last(self) -> str | None:
        """The tracker of the ballot that counts, or will count if it stays the last; None where none was cast."""
        return self.trackers[-1] if self.trackers else None

    @property
    def superseded(self) -> tuple[str, ...]:
        """The trackers of the ballots that a later one replaced."""
        return self.trackers[:-1]

    def to_json(self) -> Json:
        """The answer as JSON."""
        return {
            "voted": bool(self.trackers),
            "counted": bool(self.trackers) and self.tallied,
            "tracker": self.last,
            "superseded": [*self.superseded],
        }


def voted(archive: Archive, keys: Iterable[Element]) -> dict[Element, Voted]:
    """For each of these credentials' keys, what was cast with it, in one pass over the ballots."""
    wanted = {key.text: key for key in keys}
    found: dict[str, list[str]] = {text: [] for text in wanted}
    for entry in archive.of_type(EventType.BALLOT):
        text = ballot_credential(entry)
        if text in found:
            found[text].append(fingerprint(entry.payload))
    tallied = bool(archive.of_type(EventType.ENCRYPTED_TALLY))
    return {wanted[text]: Voted(tuple(trackers), tallied) for text, trackers in found.items()}


def turnout(archive: Archive, credentials: CredentialList) -> CredentialList:
    """The credentials with which a ballot was cast: everybody sees which they are, and their weights."""
    texts = {ballot_credential(entry) for entry in archive.of_type(EventType.BALLOT)}
    return CredentialList(tuple(entry for entry in credentials.entries if entry.key.text in texts))
