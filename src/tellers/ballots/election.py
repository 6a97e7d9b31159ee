"""An election: its questions, its group and key, and the fingerprint that every ballot and decryption names.

Protocol version 1 is read; any other is refused by its number.

Source: Belenios specification, "Elections".
"""

from dataclasses import dataclass, field
from typing import Self

from tellers.ballots.codec import Node, encode, read
from tellers.ballots.credentials import BASE58, random_token
from tellers.ballots.embedding import check_room
from tellers.ballots.group import Element, Group, group_named
from tellers.ballots.hashing import fingerprint
from tellers.ballots.questions import NonHomomorphic, Question, read_question
from tellers.canonical import Json
from tellers.errors import Refused, Unreadable
from tellers.randomness import Randomness

PROTOCOL_VERSION = 1

SHORTEST_UUID = 14

_OPTIONAL = ("administrator", "credential_authority", "language")


@dataclass(frozen=True, slots=True)
class Template:
    """What the organiser says about an election before it has a key."""

    name: str
    description: str
    questions: tuple[Question, ...]
    others: tuple[tuple[str, str], ...] = ()
    """The optional fields administrator, credential_authority and language."""

    @classmethod
    def decode(cls, raw: bytes, source: str) -> Self:
        """Read a template file."""
        return cls.read(read(raw, source).record("name", "description", "questions", optional=_OPTIONAL))

    @classmethod
    def read(cls, fields: dict[str, Node]) -> Self:
        """Read the fields that a template and an election share."""
        questions = tuple(read_question(node) for node in fields["questions"].items())
        if not questions:
            raise Unreadable("there is no question; expected at least one", source=fields["questions"].where)
        others = tuple((name, fields[name].text()) for name in _OPTIONAL if name in fields)
        return cls(fields["name"].text(), fields["description"].text(), questions, others)


@dataclass(frozen=True, slots=True)
class Election:
    """One election, as its archived bytes say."""

    template: Template
    uuid: str
    group: Group
    public_key: Element
    raw: bytes = field(repr=False)
    fingerprint: str
    """SHA-256 of the bytes in Base64, which the protocol's proofs name."""

    @property
    def questions(self) -> tuple[Question, ...]:
        """What is asked, in order."""
        return self.template.questions

    @property
    def name(self) -> str:
        """The election's title."""
        return self.template.name

    @classmethod
    def decode(cls, raw: bytes, source: str) -> Self:
        """Read an election; raise NotProven for a bad key, Unreadable for all else that is wrong with it."""
        root = read(raw, source)
        _refuse_other_versions(root)
        required = ("version", "description", "name", "group", "public_key", "questions", "uuid")
        fields = root.record(*required, optional=_OPTIONAL)
        group = group_named(fields["group"].text(), fields["group"].where)
        uuid = check_uuid(fields["uuid"].text(), fields["uuid"].where)
        key = fields["public_key"].element(group)
        template = Template.read(fields)
        _check_room(template, group, root.where)
        return cls(template, uuid, group, key, raw, fingerprint(raw))


def _refuse_other_versions(root: Node) -> None:
    version = root.value.get("version") if isinstance(root.value, dict) else PROTOCOL_VERSION
    if version != PROTOCOL_VERSION or isinstance(version, bool):
        expected = f"expected version {PROTOCOL_VERSION}"
        raise Unreadable(f"Belenios protocol version {str(version)[:20]} is not read; {expected}", source=root.where)


def _check_room(template: Template, group: Group, where: str) -> None:
    for question in template.questions:
        if isinstance(question, NonHomomorphic):
            try:
                check_room(len(question.answers), group)
            except Refused as error:
                raise Unreadable(str(error), source=where) from None


def check_uuid(uuid: str, where: str) -> str:
    """Return the identifier; raise Unreadable for one that could not name a file or an election."""
    if len(uuid) < SHORTEST_UUID or len(uuid) > 100 or not set(uuid) <= set(BASE58):  # noqa: PLR2004 — a file's name
        raise Unreadable(f"found {uuid[:40]!r}; expected {SHORTEST_UUID} Base58 characters or more", source=where)
    return uuid


def make_uuid(randomness: Randomness) -> str:
    """A new identifier of an election."""
    return random_token(SHORTEST_UUID, randomness)


def make_election(template: Template, uuid: str, public_key: Element) -> Election:
    """The election of a template under a key, in the bytes that every ballot will name."""
    value: dict[str, Json] = {
        "version": PROTOCOL_VERSION,
        "description": template.description,
        "name": template.name,
        "group": public_key.group.name,
        "public_key": public_key.text,
        "questions": [question.to_json() for question in template.questions],
        "uuid": check_uuid(uuid, "uuid"),
        **dict(template.others),
    }
    return Election.decode(encode(value), "election")
