"""Whatever is altered in an archive of any kind is found and its culprit named, or the archive is a legal one still.

The alterations are generated (alterations.py); nothing here says which check finds them: that is test_forgeries. The
legal ones are listed with the reason, and each of them is found against an older copy.
"""

import json
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain
from types import SimpleNamespace

import gmpy2  # type: ignore[import-untyped]
import pytest
from tests.ballots.alterations import Alteration, of_another, of_bytes, of_file, of_order, of_values
from tests.ballots.forge import MOMENT, Events, chained
from tests.ballots.kinds import KINDS, events_of_kind, make_events

from tellers.ballots.arithmetic import edwards, residues
from tellers.ballots.credentials import CredentialList
from tellers.ballots.election import Election
from tellers.ballots.events import EventType as T
from tellers.ballots.group import ED25519
from tellers.ballots.records import BLOCK, HEADER_NAME, encode_member
from tellers.ballots.verifier import verify_archive
from tellers.errors import Unreadable

SEED = 20_160_628
LONG = {"every question, two thresholds", "a finite field of short exponents", "rankings in a finite field"}
"""Kinds that take long to verify. Each place of theirs is altered in one way, drawn by the seed."""

KEPT = 6
"""Of what else is done to these, one of so many is tried. The other kinds have every sort of place."""


@pytest.fixture(autouse=True, scope="module")
def remembered() -> Iterator[None]:
    """The arithmetic of the groups remembers what it computed: most of an altered archive is as it was."""
    with pytest.MonkeyPatch.context() as patch:
        for name in vars(edwards):
            if name.startswith("crypto_"):
                patch.setattr(edwards, name, lru_cache(maxsize=None)(getattr(edwards, name)))
        modular = {name: lru_cache(maxsize=None)(getattr(gmpy2, name)) for name in ("powmod", "invert", "jacobi")}
        patch.setattr(residues, "gmpy2", SimpleNamespace(**modular, powmod_sec=gmpy2.powmod_sec))
        yield


@dataclass(frozen=True)
class Legal:
    """An alteration that leaves a legal archive, and why nothing in the archive can tell."""

    object: str
    place: str
    what: str
    why: str

    def covers(self, one: Alteration) -> bool:
        patterns = (self.object, one.object), (self.place, one.place), (self.what, one.what)
        return all(re.fullmatch(pattern, text) for pattern, text in patterns)


LEGAL = (
    Legal("events", r"event [1-9].*", "and all after it dropped", "a running election: a beginning of the true one"),
    Legal("events", r"event \d+ \(Result\)", "dropped", "the same: the result is the last event"),
    Legal("events", r"event \d+ \(Ballot\)", r"moved to \d+", "two voters may vote in either order"),
    Legal("events", r"event \d+ \(PartialDecryption\)", r"moved to \d+", "trustees may decrypt in any order"),
    Legal("events", r"event \d+ \(PartialDecryption\)", "dropped", "two of three suffice"),
    Legal("decryption", ".*", ".*", "two of three suffice: the bad one is named, and tolerated"),
    Legal("events", r"event \d+ \(PartialDecryption\)", "event .*", "the same, of another election"),
    Legal("events", r"event \d+ \(Result\)", "event .*", "the other election has the same result"),
    Legal("result", ".*", "that of .*", "the same"),
    Legal("credentials", r"event 0, \(whole\)", "turned round", "the list has an order, and nothing checks it"),
    Legal(
        "credentials", "event 0, .*", ".*", "the key or the weight of a voter who has not voted: the registrar's word"
    ),
    Legal("trustees", ".*", "with name", "a trustee's name stands under no signature"),
    Legal("shuffle owner", ".*", ".*", "a shuffle is not signed: any trustee who has not shuffled may be named"),
)
"""What no check can find in the archive alone; docs/verification.md says how it is found."""

CULPRITS = {
    "election": "the election|election |trustee|ballot 1|member ",
    "trustees": "the trustees|trustee |election |member ",
    "credentials": "the credentials|ballot |the encrypted tally|member ",
    "setup": "member ",
    "ballot": "ballot ",
    "tally": "the encrypted tally|member ",
    "sized tally": "the encrypted tally|member ",
    "shuffle": "shuffle |member ",
    "shuffle owner": "shuffle |member ",
    "decryption": "trustee|partial decryption |member ",
    "decryption owner": "trustee|partial decryption |member ",
    "result": "the result|member ",
    "events": "member |event |ballot |trustee|shuffle |the |partial decryption |question ",
}
"""Who may be to blame for an altered object: how the name of the culprit begins."""


def alterations(name: str) -> Iterator[Alteration]:
    """Every alteration of the election of a kind; of those that take long, each place and some of the rest."""
    kind, events, draw = KINDS[name], events_of_kind(name), random.Random(SEED)
    yield from of_values(events, kind.group, draw, whole=name not in LONG)
    rest = (of_bytes(events), of_order(events), of_another(events, another(name), "another election"))
    for one in chain.from_iterable(rest):
        if name not in LONG or draw.randrange(KEPT) == 0:
            yield one


@cache
def another(name: str) -> Events:
    """An election of the same kind among others."""
    return make_events(KINDS[name], f"{name}, another")


def found(raw: bytes, earlier: bytes | None = None) -> tuple[str, str] | None:
    """The check that finds what is wrong and the culprit it names; None where the archive verifies."""
    try:
        failed = verify_archive(raw, "altered.bel", earlier=earlier).failed
    except Unreadable as error:
        return "election", str(error)
    return None if failed is None else (failed.name, failed.culprit or "")


@pytest.mark.parametrize("name", KINDS)
def test_the_election_of_each_kind_verifies_before_it_is_altered(name: str) -> None:
    assert found(chained(events_of_kind(name))) is None


@pytest.mark.parametrize("name", KINDS)
def test_every_alteration_is_found_and_its_culprit_named_or_is_legal_and_found_against_an_older_copy(
    name: str,
) -> None:
    true = chained(events_of_kind(name))
    wrong: list[str] = []
    for one in alterations(name):
        raw = chained(one.events)
        how = found(raw)
        if how is None:
            if not any(legal.covers(one) for legal in LEGAL) or not truly_legal(one, name):
                wrong.append(f"{one.name}: verifies")
            elif raw != true and (found(raw, earlier=true) or ("",))[0] != "earlier copy":
                wrong.append(f"{one.name}: not found against the older copy")
        elif not re.match(CULPRITS[one.object], how[1]):
            wrong.append(f"{one.name}: laid at the door of {how}")
    assert wrong == []


def truly_legal(one: Alteration, name: str) -> bool:
    """Whether the reason for which an alteration is legal holds in the case at hand."""
    events = events_of_kind(name)
    if one.object == "credentials" and one.what != "turned round":
        return voters_listed(one.events) == voters_listed(events)
    if one.object == "decryption" or ("PartialDecryption" in one.place and one.what in ("dropped", "event")):
        return KINDS[name].spare(json.loads(events[event_of(one)][1][1])["owner"])
    return True


def event_of(one: Alteration) -> int:
    """The number of the event that was altered."""
    match = re.match(r"event (\d+)", one.place)
    assert match
    return int(match[1])


def voters_listed(events: Events) -> list[str]:
    """The entries of the list, key and weight, of those who voted."""
    election = Election.decode(events[0][1][0], "election")
    listed = CredentialList.decode(events[0][1][2], election.group, "credentials")
    ballots = b"".join(data[0] for kind, data in events if kind is T.BALLOT)
    return sorted(entry.text for entry in listed.entries if b'"credential":"%s"' % entry.key.text.encode() in ballots)


def test_each_reason_for_an_archive_to_be_legal_is_met() -> None:
    met: set[Legal] = set()
    for name in KINDS:
        if KINDS[name].group == ED25519:
            met |= {rule for one in alterations(name) for rule in LEGAL if rule.covers(one)}
    assert met == set(LEGAL)


@pytest.mark.parametrize("name", ["blank allowed, single trustees", "rankings, shuffled by two"])
def test_a_file_that_is_changed_cut_extended_or_written_otherwise_is_found_and_the_place_named(name: str) -> None:
    raw = chained(events_of_kind(name))
    passed: list[str] = []
    for one in of_file(raw, random.Random(SEED)):
        how = found(one.raw)
        if one.raw != raw and (how is None or not how[1]):
            passed.append(one.name)
    assert passed == []


def test_an_archive_with_the_number_of_an_older_header_verifies_and_is_another_archive() -> None:
    raw = chained(events_of_kind("no blank, weights"))
    older = encode_member(HEADER_NAME, b'{"version":1,"timestamp":%d}' % MOMENT, MOMENT) + raw[2 * BLOCK :]
    assert found(older) is None
    assert found(older, earlier=raw) == ("earlier copy", "the header")
