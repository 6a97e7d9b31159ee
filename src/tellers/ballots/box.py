"""The ballots of an archive, taken one at a time: what a pass over them found is kept, the ballots are not.

So an archive of a million ballots takes the memory of their hashes and credentials, wherever its bytes are.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial

from tellers.ballots.ballot import Ballot, check_ballot
from tellers.ballots.chain import Entry
from tellers.ballots.credentials import CredentialList
from tellers.ballots.election import Election
from tellers.ballots.group import Element
from tellers.ballots.progress import Progress, no_progress
from tellers.ballots.reading import Read, reading
from tellers.ballots.tally import EncryptedTally, RunningTally, SizedTally, weight_of
from tellers.errors import NotProven, TellersError

GATES = ("group element", "scalar")
"""What the gates of a group call their refusals."""

MOST_NAMED = 21
"""So many ballots at fault are named; of the others their number."""


@dataclass
class Faults:
    """What is wrong with ballots, in order: the first ones, and how many there are."""

    named: list[NotProven] = field(default_factory=list)
    count: int = 0

    def add(self, fault: NotProven) -> None:
        """One more ballot at fault."""
        self.count += 1
        if len(self.named) < MOST_NAMED:
            self.named.append(fault)

    def check(self) -> None:
        """Refuse a box in which any ballot is at fault; the first is named, and the next ones after it."""
        if not self.named:
            return
        first, *others = self.named
        more = f"; and {self.count - 1} more: {', '.join(fault.culprit for fault in others)}" if others else ""
        raise NotProven(first.check, culprit=first.culprit, detail=first.detail + more)


@dataclass
class Findings:
    """What one pass over the ballots found; `proved` says whether their proofs were looked at."""

    proved: bool
    faults: Faults = field(default_factory=Faults)
    bad_gate: TellersError | None = None
    unread: int = 0
    last: dict[Element, int] = field(default_factory=dict)
    """The number of the last ballot of each credential."""
    unlisted: NotProven | None = None

    @property
    def counted(self) -> int | None:
        """How many ballots count; None where one could not be read."""
        return None if self.unread else len(self.last)


class Box:
    """The ballots of an election in their order, numbered from 1."""

    def __init__(
        self,
        entries: Sequence[Entry],
        election: Election,
        credentials: Read[CredentialList],
        progress: Progress = no_progress,
    ) -> None:
        self._entries = entries
        self._election = election
        self._credentials = credentials
        self._progress = progress
        self._findings: Findings | None = None
        self._running = RunningTally(election)

    def __len__(self) -> int:
        return len(self._entries)

    @property
    def hashes(self) -> Iterator[str | None]:
        """The SHA-256 of each ballot."""
        return (entry.event.payload for entry in self._entries)

    def ballot(self, number: int) -> Read[Ballot]:
        """One ballot, or what was wrong with it."""
        return reading(ballot_label(number), partial(self._decode, number))

    def _decode(self, number: int, where: str) -> Ballot:
        return Ballot.decode(self._entries[number - 1].payload, self._election, where)

    def look(self, *, prove: bool = False) -> Findings:
        """What a pass over all ballots finds: reads each, and where asked, checks the proofs of each."""
        if self._findings is None or (prove and not self._findings.proved):
            self._running = RunningTally(self._election)
            self._findings = self._pass(prove=prove)
        return self._findings

    def tally(self) -> tuple[EncryptedTally, SizedTally]:
        """The tally of the ballots that count; raises for one that cannot be read or is of no listed credential."""
        findings = self.look()
        findings.faults.check()
        if findings.unlisted is not None:
            raise findings.unlisted
        return self._running.tally

    def _pass(self, *, prove: bool) -> Findings:
        found = Findings(prove)
        listed = self._credentials.found
        credentials = None if isinstance(listed, TellersError) else listed
        for number in range(1, len(self) + 1):
            read = self.ballot(number)
            if isinstance(read.found, TellersError):
                found.unread += 1
                if found.bad_gate is None and isinstance(read.found, NotProven) and read.found.check in GATES:
                    found.bad_gate = read.found
            elif credentials is not None:
                self._count(number, read.found, credentials, found)
            self._note_fault(read, credentials if prove else None, found)
            self._progress("ballots checked" if prove else "ballots read", number, len(self))
        return found

    def _note_fault(self, read: Read[Ballot], credentials: CredentialList | None, found: Findings) -> None:
        """Note what is wrong with a ballot; with credentials given, its proofs are looked at."""
        try:
            ballot = read.value
            if credentials is not None:
                check_ballot(ballot, self._election, credentials, read.where)
        except NotProven as fault:
            found.faults.add(fault)

    def _count(self, number: int, ballot: Ballot, credentials: CredentialList, found: Findings) -> None:
        """Count a ballot in the place of an earlier one of the same credential."""
        try:
            weight = weight_of(ballot, credentials)
        except NotProven as stranger:
            found.unlisted = found.unlisted or stranger
        else:
            before = found.last.get(ballot.credential)
            if before is not None:
                self._running.remove(self.ballot(before).value, weight)
            self._running.add(ballot, weight)
        found.last[ballot.credential] = number


def ballot_label(number: int) -> str:
    """How a message names a ballot: by its place among the ballots, from 1."""
    return f"ballot {number}"
