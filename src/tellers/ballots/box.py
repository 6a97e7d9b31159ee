"""The ballots of an archive, taken one at a time: what a pass over them found is kept, the ballots are not.

So an archive of a million ballots takes the memory of their hashes and credentials, wherever its bytes are.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from tellers.ballots.admission import recognised
from tellers.ballots.ballot import Ballot, ballot_faults
from tellers.ballots.chain import Entry
from tellers.ballots.chunks import in_chunks
from tellers.ballots.credentials import CredentialList
from tellers.ballots.election import Election
from tellers.ballots.group import Element
from tellers.ballots.progress import Progress, no_progress
from tellers.ballots.reading import Read, reading
from tellers.ballots.tally import EncryptedTally, RunningTally, SizedTally, weight_of
from tellers.errors import NotProven, TellersError
from tellers.randomness import Randomness

GATES = ("group element", "scalar")
"""What the gates of a group call their refusals."""

READ_AT_ONCE = 1024
"""The elements of so many ballots are tested together; about twice as many ballots are held at a time."""

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
        randomness: Randomness | None = None,
    ) -> None:
        self._entries = entries
        self._election = election
        self._credentials = credentials
        self._progress = progress
        self._randomness = randomness
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
        return self._read(self._raw(number))

    def _raw(self, number: int) -> Read[bytes]:
        return reading(ballot_label(number), lambda _: self._entries[number - 1].payload)

    def _read(self, raw: Read[bytes]) -> Read[Ballot]:
        return reading(raw.where, lambda where: Ballot.decode(raw.value, self._election, where))

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
        found, done = Findings(prove), 0
        listed = self._credentials.found
        credentials = None if isinstance(listed, TellersError) else listed
        find = partial(self._faults_of, credentials if prove else None)
        for reads in self._reads():
            _note_unread(reads, found)
            if credentials is not None:
                self._count(done + 1, reads, credentials, found)
            for looked_at in in_chunks(find, reads, self._election.group.cores):
                for fault in looked_at.outcome:
                    found.faults.add(fault)
                done += looked_at.size
                self._progress("ballots checked" if prove else "ballots read", done, len(self))
        return found

    def _reads(self) -> Iterator[list[Read[Ballot]]]:
        """Every ballot, some at a time; their elements are tested together, and the next ones meanwhile."""
        group = self._election.group
        try:
            for fetched in in_chunks(self._fetched, self._entries, group.cores, READ_AT_ONCE):
                raws, elements = fetched.outcome
                group.admit(elements)
                yield [self._read(raw) for raw in raws]
        finally:
            group.admit({})

    def _fetched(self, first: int, entries: Sequence[Entry]) -> tuple[list[Read[bytes]], Mapping[str, Element]]:
        """The bytes of ballots from the one of this number on, and the elements that stand in them."""
        raws = [self._raw(number) for number in range(first, first + len(entries))]
        whole = [raw.found for raw in raws if isinstance(raw.found, bytes)]
        return raws, recognised(whole, self._election.group, self._randomness)

    def _faults_of(
        self, credentials: CredentialList | None, _first: int, reads: Sequence[Read[Ballot]]
    ) -> list[NotProven]:
        """What is wrong with these ballots, in order; with credentials given, their proofs are looked at together."""
        found: dict[str, NotProven | None] = {}
        ballots: list[tuple[Ballot, str]] = []
        for read in reads:
            try:
                ballots.append((read.value, read.where))
                found[read.where] = None
            except NotProven as refusal:
                found[read.where] = refusal
        if credentials is not None:
            looked_at = ballot_faults(ballots, self._election, credentials)
            found |= zip((where for _, where in ballots), looked_at, strict=True)
        return [fault for fault in found.values() if fault is not None]

    def _count(self, first: int, reads: Sequence[Read[Ballot]], credentials: CredentialList, found: Findings) -> None:
        """Count the ballots that could be read, each in the place of an earlier one of the same credential."""
        counted: list[tuple[Ballot, int]] = []
        for number, read in enumerate(reads, first):
            ballot = read.found
            if isinstance(ballot, TellersError):
                continue
            try:
                weight = weight_of(ballot, credentials)
            except NotProven as stranger:
                found.unlisted = found.unlisted or stranger
            else:
                before = found.last.get(ballot.credential)
                if before is not None:
                    self._running.remove(self.ballot(before).value, weight)
                counted.append((ballot, weight))
            found.last[ballot.credential] = number
        self._running.add(counted)


def _note_unread(reads: Sequence[Read[Ballot]], found: Findings) -> None:
    for read in reads:
        if isinstance(read.found, TellersError):
            found.unread += 1
            if found.bad_gate is None and isinstance(read.found, NotProven) and read.found.check in GATES:
                found.bad_gate = read.found


def ballot_label(number: int) -> str:
    """How a message names a ballot: by its place among the ballots, from 1."""
    return f"ballot {number}"
