"""Reserve credentials: listed at set-up for members who are found to be entitled later, and nobody's until a minute.

The list of credentials is fixed before the first ballot, so nobody can be added to it. Instead it holds a few more,
whose keys are published as reserves. One comes to stand for a member when a minute activates it; until then it is
outside "entitled", and a ballot cast with it is a fault that anybody finds.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from tellers.ballots.chain import Archive, Entry
from tellers.ballots.codec import encode, read
from tellers.ballots.credentials import CredentialList
from tellers.ballots.events import EventType
from tellers.ballots.group import Element, Group
from tellers.ballots.steps import ballot_credential
from tellers.errors import NotProven, Refused

MARK = "reserve-"
"""How the name of a reserve begins in the registrar's own files."""


def reserve_name(number: int) -> str:
    """The name of a reserve in the registrar's own files, from 1."""
    return f"{MARK}{number}"


def is_reserve(name: str | None) -> bool:
    """Whether a name in the registrar's own files is that of a reserve."""
    return name is not None and name.startswith(MARK)


def encode_reserves(credentials: CredentialList) -> bytes:
    """The public list of reserves: their keys, in the order of the list of credentials."""
    return encode([entry.key.text for entry in credentials.entries if is_reserve(entry.name)])


def without_reserves(credentials: CredentialList) -> CredentialList:
    """The credentials of those who are entitled from the beginning, as the registrar's own list names them."""
    return CredentialList(tuple(entry for entry in credentials.entries if not is_reserve(entry.name)))


def decode_reserves(raw: bytes, group: Group, source: str) -> tuple[Element, ...]:
    """Read the public list of reserves."""
    return tuple(node.element(group) for node in read(raw, source).items())


@dataclass(frozen=True)
class Reserves:
    """The credentials of an election of which some are reserves, and which of these minutes have activated."""

    credentials: CredentialList
    reserves: tuple[Element, ...]
    activated: tuple[Element, ...] = ()

    def __post_init__(self) -> None:
        strangers = [key for key in self.reserves if self.credentials.weight_of(key) is None]
        if strangers or len(set(self.reserves)) < len(self.reserves):
            raise Refused("the list of reserves has a key twice, or one that is not on the list of credentials")
        if not set(self.activated) <= set(self.reserves) or len(set(self.activated)) < len(self.activated):
            raise Refused("a key is activated twice, or is none of the reserves")

    @property
    def unused(self) -> tuple[Element, ...]:
        """The reserves that stand for nobody."""
        return tuple(key for key in self.reserves if key not in self.activated)

    @property
    def entitled(self) -> int:
        """How many credentials stand for somebody."""
        return len(self.credentials) - len(self.unused)


def check_reserves(archive: Archive, reserves: Reserves) -> None:
    """Refuse an archive in which a ballot was cast with a reserve that stands for nobody."""
    for entry in _cast_with(archive, reserves.unused):
        raise NotProven(
            "reserve credentials",
            culprit=f"event {entry.event.height}",
            detail="the ballot is by a reserve that no minute has activated; the registrar answers for it",
        )


def _cast_with(archive: Archive, keys: Collection[Element]) -> Iterator[Entry]:
    texts = {key.text for key in keys}
    return (entry for entry in archive.of_type(EventType.BALLOT) if ballot_credential(entry) in texts)


@dataclass(frozen=True)
class Assigned:
    """A reserve and the member for whom the registrar activated it; private."""

    reserve: str
    voter: str

    def encode(self) -> bytes:
        """The assignment as a line of the registrar's own file."""
        return encode({"reserve": self.reserve, "voter": self.voter})

    @classmethod
    def decode(cls, raw: bytes, source: str) -> "Assigned":
        """Read a line of the registrar's own file."""
        fields = read(raw, source).record("reserve", "voter")
        return cls(fields["reserve"].text(), fields["voter"].text())


def next_reserve(names: Sequence[str], assigned: Sequence[Assigned], voter: str, *, instead: bool = False) -> Assigned:
    """The first reserve that is nobody's, for a member; raises Refused where the member has one, or none is left.

    With `instead` it takes the place of a credential that the member has and lost.
    """
    taken = {one.reserve for one in assigned}
    has = voter in names or any(one.voter == voter for one in assigned)
    if is_reserve(voter) or has != instead:
        raise Refused(
            f"{voter} has no credential that could be replaced"
            if instead
            else f"{voter} has a credential; send the same one again (tellers election reissue-credential)"
        )
    for name in names:
        if is_reserve(name) and name not in taken:
            return Assigned(name, voter)
    raise Refused("no reserve is left; who comes now votes on paper, or the vote begins anew")


def secret_name(names: Collection[str], assigned: Sequence[Assigned], voter: str) -> str:
    """Under which name the registrar's file has a member's credential; raises Refused where it has none."""
    own = next((one.reserve for one in reversed(assigned) if one.voter == voter), voter)
    if own not in names or (is_reserve(voter) and own == voter):
        raise Refused(f"there is no credential of {voter!r}; expected a name or a number of the registrar's file")
    return own
