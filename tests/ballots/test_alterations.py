"""Every place of every object of an archive, altered and hashed and chained anew, is found.

Nothing here says which check finds it: that is test_forgeries. What an archive cannot show is named below.
"""

import json
from collections.abc import Iterator, Sequence
from functools import cache

import pytest
from tests.ballots.forge import Events, Plan, chained, changed, leaves, wrapped
from tests.ballots.samples import MOTION
from tests.ballots.world import world

from tellers.ballots.chain import decode_archive
from tellers.ballots.codec import encode
from tellers.ballots.events import EventType
from tellers.ballots.evidence import read_evidence
from tellers.ballots.group import ED25519, RFC_3526_2048, Group
from tellers.ballots.parameters import RFC_3526_PRIME
from tellers.ballots.verifier import verify_archive
from tellers.canonical import Json
from tellers.errors import NotProven, TellersError, Unreadable

T = EventType
Path = tuple[str | int, ...]

OBJECTS = {
    "election": (0, 0),
    "trustees": (0, 1),
    "credentials": (0, 2),
    "setup": (0, 3),
    "ballot": (2, 0),
    "tally": (6, 0),
    "sized tally": (6, 1),
    "decryption": (7, 0),
    "decryption of a threshold": (8, 0),
    "owner": (7, 1),
    "result": (10, 0),
}
"""Where each object stands: the event and its place among the event's data."""

NOT_SHOWN = {
    ("credentials", place)
    for place, entry in enumerate(world().credentials.entries)
    if entry.key == world().voters[3].public
}
"""Which key is listed for a voter who does not vote: the registrar's word alone."""


@cache
def true_events(group: Group = ED25519) -> Events:
    return Plan.of(world(MOTION, group)).events()


def with_object(name: str, raw: bytes, events: Events) -> bytes:
    """The archive in which one object has other bytes, and the hashes of it are right."""
    event, place = OBJECTS[name]
    kind, data = events[event]
    replaced = [raw if at == place else body for at, body in enumerate(data)]
    if place != len(data) - 1:
        replaced = wrapped(kind, replaced)
    return chained([*events[:event], (kind, replaced), *events[event + 1 :]])


def read_object(name: str, events: Events) -> Json:
    event, place = OBJECTS[name]
    value: Json = json.loads(events[event][1][place])
    return value


def verifies(raw: bytes) -> bool:
    try:
        return verify_archive(raw, "altered.bel").ok
    except Unreadable:
        return False


def other(value: Json) -> Json:
    """Another value of the same kind, valid where it stands if that is possible."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + 1
    assert isinstance(value, str)
    if value.isdigit() and len(value) < 78:
        return str((int(value) + 1) % ED25519.order)
    head, comma, weight = value.partition(",")
    if len(head) == 64:
        return (ED25519.generator**5).text + comma + weight
    return value + "x"


def objects(value: Json, *path: str | int) -> Iterator[Path]:
    """The paths of every object inside a JSON document, itself included."""
    if isinstance(value, dict):
        yield path
        for name, inner in value.items():
            yield from objects(inner, *path, name)
    if isinstance(value, list):
        for index, inner in enumerate(value):
            yield from objects(inner, *path, index)


def at(value: Json, path: Path) -> Json:
    for step in path:
        value = value[step]  # type: ignore[index]
    return value


@pytest.mark.parametrize("name", OBJECTS)
def test_another_value_anywhere_is_found(name: str) -> None:
    events = true_events()
    value = read_object(name, events)
    changes = {path: changed(value, path, other(leaf)) for path, leaf in leaves(value)}
    assert changes
    passed = {path for path, says in changes.items() if verifies(with_object(name, encode(says), events))}
    assert {(name, path[0]) for path in passed} == {place for place in NOT_SHOWN if place[0] == name}


@pytest.mark.parametrize("name", OBJECTS)
def test_null_anywhere_is_found(name: str) -> None:
    events = true_events()
    value = read_object(name, events)
    paths = [path for path, _ in leaves(value)]
    assert [p for p in paths if verifies(with_object(name, encode(changed(value, p, None)), events))] == []


@pytest.mark.parametrize("name", OBJECTS)
def test_a_missing_and_an_unknown_field_are_found(name: str) -> None:
    events = true_events()
    value = read_object(name, events)
    for path in objects(value):
        fields = at(value, path)
        assert isinstance(fields, dict)
        without = [{k: v for k, v in fields.items() if k != gone} for gone in fields]
        for says in (*without, fields | {"more": 1}):
            document = changed(value, path, says) if path else says
            assert not verifies(with_object(name, encode(document), events)), (path, says)


@pytest.mark.parametrize("name", OBJECTS)
@pytest.mark.parametrize(
    "raw", [b"", b"null", b"[]", b"{}", b"[[[[", b"\xff", b'"\xed\xa0\x80"', b"1e400", b"[" * 100_000]
)
def test_what_is_no_such_object_is_found_and_never_a_traceback(name: str, raw: bytes) -> None:
    assert not verifies(with_object(name, raw, true_events()))


# Elements and scalars that are none.

ELEMENTS: list[tuple[str, Path]] = [
    ("election", ("public_key",)),
    ("trustees", (0, 1, "public_key")),
    ("trustees", (1, 1, "verification_keys", 2, "public_key")),
    ("credentials", (0,)),
    ("ballot", ("credential",)),
    ("ballot", ("answers", 0, "choices", 1, "alpha")),
    ("ballot", ("answers", 0, "choices", 2, "beta")),
    ("tally", (0, 0, "alpha")),
    ("tally", (0, 2, "beta")),
    ("decryption", ("decryption_factors", 0, 1)),
    ("decryption of a threshold", ("decryption_factors", 0, 0)),
]
"""Every kind of place in which an element stands; those inside signed texts are below."""

KEYS = ELEMENTS[:5]
"""Those of them that must not be the neutral element."""

SCALARS: list[tuple[str, Path]] = [
    ("trustees", (0, 1, "pok", "challenge")),
    ("trustees", (1, 1, "certs", 0, "signature", "response")),
    ("trustees", (1, 1, "coefexps", 1, "signature", "challenge")),
    ("trustees", (1, 1, "signatures", 2, "response")),
    ("trustees", (1, 1, "verification_keys", 0, "signature", "challenge")),
    ("trustees", (1, 1, "verification_keys", 0, "pok", "response")),
    ("ballot", ("answers", 0, "individual_proofs", 0, 1, "challenge")),
    ("ballot", ("answers", 0, "overall_proof", 1, "response")),
    ("ballot", ("answers", 0, "blank_proof", 0, "challenge")),
    ("ballot", ("signature", "proof", "response")),
    ("decryption", ("decryption_proofs", 0, 2, "challenge")),
]

P = 2**255 - 19


def y(number: int) -> str:
    return number.to_bytes(32, "big").hex()


NO_POINTS = {
    "order 2": y(P - 1),
    "order 4": y(0),
    "order 4, the other one": y(1 << 255),
    "order 8": "7a03ac9277fdc74ec6cc392cfa53202a0f67100d760b3cba4fd83d3d706a17c7",
    "identity with the sign of x": y((1 << 255) + 1),
    "identity over the prime": y(P + 1),
    "y over the prime": y(P + 3),
    "all ones": "f" * 64,
    "not on the curve": y(2),
    "upper case": (ED25519.generator**5).text.upper(),
    "one digit short": ED25519.generator.text[1:],
    "two digits more": "00" + ED25519.generator.text,
    "little-endian": bytes.fromhex(ED25519.generator.text)[::-1].hex(),
    "decimal": str(int(ED25519.generator.text, 16)),
    "empty": "",
    "other digits": "\u0663" * 64,
}
# RFC 8032, section 5.1, gives the curve; the points of low order are those of RFC 7748's security considerations.


def mixed_order() -> str:
    """The base point plus a point of order 2: (x, y) + (0, -1) = (-x, -y), on the curve, not in the group."""
    number = int(ED25519.generator.text, 16)
    sign, coordinate = number >> 255, number & ((1 << 255) - 1)
    return y(((1 - sign) << 255) | (P - coordinate))


PRIME = RFC_3526_PRIME
NO_RESIDUES = {
    "zero": "0",
    "the prime": str(PRIME),
    "over the prime": str(PRIME + 4),
    "order 2": str(PRIME - 1),
    "no square": str(PRIME - 4),
    "negative": "-4",
    "leading zero": "04",
    "plus": "+4",
    "space": " 4",
    "hexadecimal": "0x4",
    "empty": "",
    "other digits": "\u0664",
    "a million digits": "9" * 1_000_000,
}


def no_scalars(order: int) -> dict[str, str]:
    return {
        "the order": str(order),
        "over the order": str(order + 1),
        "negative": "-1",
        "leading zero": "01",
        "plus": "+1",
        "space": " 1",
        "empty": "",
        "other digits": "\u0661",
        "a million digits": "9" * 1_000_000,
    }


def refusal(name: str, path: Sequence[str | int], text: str, group: Group) -> str:
    """What reading says of an archive with this text at this place, and where."""
    events = true_events(group)
    if name == "credentials":
        text += ",1"
    archive = decode_archive(with_object(name, encode(changed(read_object(name, events), path, text)), events), "x")
    try:
        errors = list(read_evidence(archive).errors)
    except TellersError as error:
        errors = [error]
    assert len(errors) == 1
    assert isinstance(errors[0], NotProven)
    return errors[0].check


@pytest.mark.parametrize("place", ELEMENTS, ids=str)
@pytest.mark.parametrize("text", [*NO_POINTS.values(), mixed_order()], ids=[*NO_POINTS, "mixed order"])
def test_a_text_that_is_no_point_of_the_group_is_refused_wherever_it_stands(
    place: tuple[str, Path], text: str
) -> None:
    assert refusal(*place, text, ED25519) == "group element"


@pytest.mark.parametrize("place", ELEMENTS, ids=str)
@pytest.mark.parametrize("text", NO_RESIDUES.values(), ids=NO_RESIDUES)
def test_a_text_that_is_no_residue_of_the_group_is_refused_wherever_it_stands(
    place: tuple[str, Path], text: str
) -> None:
    assert refusal(*place, text, RFC_3526_2048) == "group element"


@pytest.mark.parametrize("group", [ED25519, RFC_3526_2048], ids=lambda group: group.name)
@pytest.mark.parametrize("place", KEYS, ids=str)
def test_the_neutral_element_is_no_key_and_no_credential(place: tuple[str, Path], group: Group) -> None:
    assert refusal(*place, group.identity.text, group) == "group element"


@pytest.mark.parametrize("place", ELEMENTS[5:], ids=str)
def test_the_neutral_element_elsewhere_is_legal_and_then_does_not_prove(place: tuple[str, Path]) -> None:
    name, path = place
    events = true_events()
    raw = with_object(name, encode(changed(read_object(name, events), path, ED25519.identity.text)), events)
    failed = verify_archive(raw, "x").failed
    assert failed is not None
    assert failed.name != "elements and scalars"


@pytest.mark.parametrize("group", [ED25519, RFC_3526_2048], ids=lambda group: group.name)
@pytest.mark.parametrize("place", SCALARS, ids=str)
@pytest.mark.parametrize("kind", no_scalars(0))
def test_a_text_that_is_no_scalar_is_refused_wherever_it_stands(
    place: tuple[str, Path], kind: str, group: Group
) -> None:
    assert refusal(*place, no_scalars(group.order)[kind], group) == "scalar"


@pytest.mark.parametrize(
    ("path", "field"),
    [
        ((1, 1, "certs", 0, "message"), "verification"),
        ((1, 1, "certs", 2, "message"), "encryption"),
        ((1, 1, "coefexps", 1, "message"), "coefexps"),
    ],
)
def test_a_point_of_low_order_inside_a_signed_text_is_refused(path: Path, field: str) -> None:
    message = json.loads(str(at(read_object("trustees", true_events()), path)))
    message[field] = [NO_POINTS["order 2"], *message[field][1:]] if field == "coefexps" else NO_POINTS["order 2"]
    assert refusal("trustees", path, encode(message).decode(), ED25519) == "group element"
