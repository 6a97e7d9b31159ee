"""Attacks on an archive that need thought, or a tar of another kind: each is found, and what is to blame is named.

The generator (alterations.py) changes one place at a time; here whoever changes an archive holds some of its keys, or
joins parts that hold by themselves. Truth: the sentence of docs/formats/archive.md that each breaks.
"""

import io
import json
import tarfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from tests.ballots.forge import Plan, chained, events_of, owned, wrapped
from tests.ballots.kinds import events_of_kind
from tests.ballots.samples import drawn
from tests.ballots.world import World, sign_ballot, vote, world

from tellers.ballots.ballot import Ballot
from tellers.ballots.codec import encode
from tellers.ballots.election import Election
from tellers.ballots.events import EventType as T
from tellers.ballots.group import ED25519
from tellers.ballots.records import BLOCK, Member, encode_member, read_members
from tellers.ballots.tally import compute_tally
from tellers.ballots.verifier import verify_archive
from tellers.canonical import sha256_hex
from tellers.errors import NotProven, Unreadable

TRUE = Plan.of(world()).events()
RAW = chained(TRUE)
TALLY, FIRST_PART, RESULT = 6, 7, 10
"""Where the encrypted tally, the first of three decryptions, and the result stand."""


def named(raw: bytes) -> str:
    """What an archive does not hold to: the check, who is to blame, and why."""
    try:
        failed = verify_archive(raw, "x.bel").failed
    except Unreadable as error:
        return f"unreadable: {error}"
    assert failed is not None, "it was accepted"
    return f"{failed.name}: {failed.culprit}: {failed.detail}"


def test_the_archive_that_is_attacked_verifies() -> None:
    assert chained(events_of(RAW)) == RAW
    assert verify_archive(RAW, "x.bel").ok


# Parts of another election that the same trustees and voters held.


def held_again() -> World:
    """The same people, keys, votes and credentials under another name."""
    fields = json.loads(world().election.raw) | {"name": "Another motion"}
    bare = replace(world(), election=Election.decode(encode(fields), "election"))
    votes = [(0, [1, 0, 0]), (1, [0, 1, 0]), (2, [0, 0, 1]), (0, [0, 1, 0])]
    cast = tuple(vote(bare, voter, choice, drawn(f"again {at}")).raw for at, (voter, choice) in enumerate(votes))
    return replace(bare, ballots=cast)


OTHER = Plan.of(held_again()).events()
BLAMED = ["ballot 1", "ballot 1", "ballot 2", "ballot 3", "ballot 4"]


@pytest.mark.parametrize(
    ("place", "culprit"), [*enumerate(BLAMED), (6, "the encrypted tally"), (7, "trustee 1"), (9, "trustee 4")]
)
def test_an_event_of_another_election_of_the_same_people_is_found(place: int, culprit: str) -> None:
    said = named(chained([*TRUE[:place], OTHER[place], *TRUE[place + 1 :]]))
    assert f": {culprit}:" in said
    if place >= TALLY:
        assert f": {culprit}:" in named(chained([*TRUE[:place], *OTHER[place:]]))


# The list of credentials, in the registrar's hands.

LISTED: list[str] = json.loads(Plan.of(world()).credentials)
KEY = LISTED[0].partition(",")[0]


def with_list(entries: list[Any]) -> bytes:
    plan = Plan.of(world())
    plan.credentials = encode(entries)
    return plan.archive()


@pytest.mark.parametrize("entry", [LISTED[0], f"{KEY},7", KEY])
def test_a_credential_that_stands_twice_is_found_under_whatever_weight(entry: str) -> None:
    assert "credential list: the key stands twice" in named(with_list([*LISTED, entry]))
    assert "credential list: the key stands twice" in named(with_list([entry, *LISTED]))


@pytest.mark.parametrize("weight", ["-1", "+2", "1.0", "1e2", "٢", "9" * 5_000, "", " 1", "1,Ann", "01", "0x1"])
def test_a_weight_that_is_written_otherwise_is_found(weight: str) -> None:
    assert "ballots: the credentials" in named(with_list([f"{KEY},{weight}", *LISTED[1:]]))


@pytest.mark.parametrize("weight", ["0", "6", str(10**11)])
def test_another_weight_is_found_in_the_tally(weight: str) -> None:
    voter = world().voters[0].public.text
    changed = [f"{voter},{weight}" if entry.startswith(voter) else entry for entry in LISTED]
    assert "encrypted tally: the encrypted tally" in named(with_list(changed))


def test_a_ballot_by_a_credential_that_was_removed_is_found_even_where_it_does_not_count() -> None:
    plan = Plan.of(world())
    plan.credentials = encode([entry for entry in LISTED if not entry.startswith(world().voters[0].public.text)])
    plan.counted = [plan.ballots[1], plan.ballots[2]]
    assert "ballots: ballot 1: credential on the list" in named(plan.archive())


# A voter who signs anew what was done to the own ballot.


def proofs_of(ballot: dict[str, Any]) -> Iterator[dict[str, str]]:
    (answer,) = ballot["answers"]
    for proofs in (*answer["individual_proofs"], answer["overall_proof"], answer["blank_proof"]):
        yield from proofs


def resigned(change: Callable[[dict[str, Any]], object]) -> str:
    """What is found where the second ballot is changed, and signed by its voter again where it can be read."""
    fields = json.loads(world().ballots[1])
    change(fields)
    raw = encode(fields)
    try:
        read = Ballot.decode(raw, world().election, "ballot")
    except (NotProven, Unreadable):
        pass
    else:
        raw = sign_ballot(read, world().voters[1], drawn("signed anew")).raw
    plan = Plan.of(world())
    plan.counted = list(plan.ballots)
    plan.ballots[1] = raw
    return named(plan.archive())


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("blank_proof", "blank proof: the proof does not hold"),
        ("overall_proof", "overall proof: the proof does not hold"),
        ("individual_proofs", "individual proof: the proof does not hold"),
        ("choices", "individual proof: the proof does not hold"),
    ],
)
def test_proofs_in_another_order_do_not_hold(name: str, says: str) -> None:
    said = resigned(lambda ballot: ballot["answers"][0][name].reverse())
    assert said.startswith("ballots: ballot 2, answers[0]")
    assert says in said


def test_choices_with_their_proofs_in_another_order_are_another_vote_and_do_not_hold() -> None:
    def turned(ballot: dict[str, Any]) -> None:
        for name in ("choices", "individual_proofs"):
            ballot["answers"][0][name].reverse()

    assert "overall proof: the proof does not hold" in resigned(turned)


@pytest.mark.parametrize("count", [-1, 1])
@pytest.mark.parametrize("names", [("choices",), ("individual_proofs",), ("choices", "individual_proofs")])
def test_an_answer_too_few_or_too_many_is_found(names: tuple[str, ...], count: int) -> None:
    def resized(ballot: dict[str, Any]) -> None:
        for name in names:
            items = ballot["answers"][0][name]
            items[:] = items[:count] if count < 0 else [*items, items[0]]

    assert f"found {3 + count} entries; expected 3" in resigned(resized)


def test_a_scalar_of_the_order_more_is_found_in_every_proof() -> None:
    count = len(list(proofs_of(json.loads(world().ballots[1]))))
    assert count == 10
    for place in range(count):
        for name in ("challenge", "response"):

            def more(ballot: dict[str, Any], place: int = place, name: str = name) -> None:
                proof = list(proofs_of(ballot))[place]
                proof[name] = str(int(proof[name]) + ED25519.order)

            assert "scalar: expected a canonical decimal number below the order" in resigned(more)


def test_what_a_challenge_gives_one_branch_it_takes_from_the_other() -> None:
    def shifted(ballot: dict[str, Any]) -> None:
        one, other = ballot["answers"][0]["individual_proofs"][0]
        one["challenge"] = str((int(one["challenge"]) + 1) % ED25519.order)
        other["challenge"] = str((int(other["challenge"]) - 1) % ED25519.order)

    assert "individual proof: the proof does not hold" in resigned(shifted)


# A tally of other ballots than those that count, and decryptions in the wrong hands.


@pytest.mark.parametrize("ballots", [[0, 1, 2], [0, 1, 2, 3], [1, 3], [1, 1, 2, 3], [1, 2], []])
@pytest.mark.parametrize("sized", [False, True])
def test_a_tally_of_other_ballots_is_found_with_its_own_sizes_and_with_ours(ballots: list[int], sized: bool) -> None:  # noqa: FBT001 — a parameter
    plan = Plan.of(world())
    chosen = [plan.ballots[at] for at in ballots]
    if sized:
        plan.counted = chosen
    else:
        sums, _ = compute_tally(world().election, plan.read_ballots(chosen), world().credentials)
        plan.tally = sums.encode()
    assert named(plan.archive()).startswith("encrypted tally: the encrypted tally:")


def decrypted(*parts: tuple[int, int]) -> str:
    """What is found where owners decrypt by these parts, each the part of another or the own."""
    bodies = {owner: TRUE[FIRST_PART + at][1][0] for at, owner in enumerate((1, 2, 4))}
    held = [(T.PARTIAL_DECRYPTION, owned(owner, bodies[of])) for owner, of in parts]
    return named(chained([*TRUE[:FIRST_PART], *held, TRUE[RESULT]]))


@pytest.mark.parametrize(
    ("parts", "culprit"),
    [
        (((1, 2), (2, 1), (4, 4)), "trustee 1"),
        (((1, 1), (2, 4), (4, 2)), "trustee 2"),
        (((1, 1), (2, 2), (3, 4)), "trustee 3"),
        (((1, 1), (2, 2), (2, 2)), "trustee 2"),
        (((1, 1), (2, 2), (0, 4)), "trustee 0"),
        (((1, 1), (2, 2), (5, 4)), "trustee 5"),
        (((1, 1), (2, 2), (2**53 - 1, 4)), f"trustee {2**53 - 1}"),
        (((2, 2), (4, 4)), "trustee 1"),
        (((1, 1), (2, 2)), "trustees 3, 4"),
        ((), "trustee 1"),
    ],
)
def test_a_decryption_in_another_place_or_missing_is_found(parts: tuple[tuple[int, int], ...], culprit: str) -> None:
    assert decrypted(*parts).startswith(f"partial decryptions: {culprit}:")


@pytest.mark.parametrize("owner", ['"1"', "1.0", "true", "-1", "null", "01", "1e0", "[1]", "9" * 5_000, "NaN"])
def test_an_owner_that_is_no_number_is_found(owner: str) -> None:
    body = TRUE[FIRST_PART][1][0]
    payload = f'{{"owner":{owner},"payload":"{sha256_hex(body)}"}}'.encode()
    said = named(chained([*TRUE[:FIRST_PART], (T.PARTIAL_DECRYPTION, [body, payload]), *TRUE[FIRST_PART + 1 :]]))
    assert said.startswith(("archive: event 7", "archive: member", "partial decryptions:"))


def test_a_shuffle_that_leaves_out_the_one_before_is_found() -> None:
    events = events_of_kind("rankings, shuffled by two")
    one, two = (data[0] for kind, data in events if kind is T.SHUFFLE)

    def shuffled(*steps: tuple[int, bytes]) -> str:
        end = next(at for at, (kind, _) in enumerate(events) if kind is T.END_SHUFFLES)
        return named(chained([*events[:5], *((T.SHUFFLE, owned(*step)) for step in steps), *events[end:]]))

    for steps in ([(2, two)], [(2, two), (1, one)], [(1, one), (2, one)]):
        assert "the equation of t1 does not hold" in shuffled(*steps)
    assert shuffled((1, one)).startswith("partial decryptions: trustee 1:")
    for owner in (0, 3, 2**53 - 1):
        assert f"there is no trustee {owner}" in shuffled((1, one), (owner, two))
    assert "trustee 1 has shuffled before" in shuffled((1, one), (1, two))


# The result in other words.


@pytest.mark.parametrize(
    "text",
    [
        b'{"result":[["0","3","3"]]}',
        b'{"result":[[0.0,3.0,3.0]]}',
        b'{"result":[[0,3e0,3]]}',
        b'{"result":[[-0,3,3]]}',
        b'{"result":[[00,3,3]]}',
        b'{"result":[[false,3,3]]}',
        b'{"result":[[0,3,NaN]]}',
        b'{"result":[[0,3,-Infinity]]}',
        b'{"result":[[0,3,1e400]]}',
        b'{"result":[[0,3,9007199254740993]]}',
        b'{"result":[[0,3,' + b"9" * 5_000 + b"]]}",
        b'{"result":[[0,3,3]],"result":[[0,3,3]]}',
        b'{"result":[[9,9,9]],"result":[[0,3,3]]}',
        b'\xef\xbb\xbf{"result":[[0,3,3]]}',
        '{"result":[[0,3,3]]}'.encode("utf-16"),
        b'{"result":' + b"[" * 100_000 + b"]" * 100_000 + b"}",
        b'{"result":[[[0],3,3]]}',
        b'{"result":[[0,3]]}',
        b'{"result":[[0,3,3,0]]}',
        b'{"result":[[3,0,3]]}',
        b'{"result":[[-1,4,3]]}',
    ],
)
def test_a_result_that_is_not_the_one_in_its_one_form_is_found(text: bytes) -> None:
    assert TRUE[RESULT][1] == [b'{"result":[[0,3,3]]}']
    assert named(chained([*TRUE[:RESULT], (T.RESULT, [text])])).startswith("result: the result:")


# Members that a tar may have and an archive has not.


def tarred(**fields: Any) -> bytes:  # noqa: ANN401 — fields of the library's
    member = tarfile.TarInfo("x")
    for name, value in fields.items():
        setattr(member, name, value)
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w", format=tarfile.GNU_FORMAT) as written:
        written.addfile(member, io.BytesIO(b"1" * member.size))
    return made.getvalue()


STRANGE = {
    "a link": tarred(type=tarfile.SYMTYPE, linkname="/etc/passwd"),
    "a hard link": tarred(type=tarfile.LNKTYPE, linkname="BELENIOS"),
    "a folder": tarred(type=tarfile.DIRTYPE),
    "a pipe": tarred(type=tarfile.FIFOTYPE),
    "a device": tarred(type=tarfile.CHRTYPE),
    "a sparse file": tarred(type=tarfile.GNUTYPE_SPARSE),
    "a pax header": tarred(type=tarfile.XHDTYPE, size=10),
    "a global pax header": tarred(type=tarfile.XGLTYPE, size=10),
    "a long name": tarred(name="a" * 300),
    "an absolute name": tarred(name="/etc/passwd"),
    "a name above": tarred(name="../../x"),
}


@pytest.mark.parametrize("what", STRANGE)
def test_a_member_of_another_kind_is_found_wherever_it_stands(what: str) -> None:
    strange = STRANGE[what]
    for at in (2 * BLOCK, len(RAW)):
        assert blames_a_member(RAW[:at] + strange + RAW[at:])
    assert named(strange + RAW).startswith("unreadable:")


def blames_a_member(raw: bytes) -> bool:
    return named(raw).startswith("archive: member ")


MEMBERS = list(read_members(RAW))


def rebuilt(members: list[Member]) -> bytes:
    return b"".join(encode_member(member.name, member.body, member.modified) for member in members)


def renamed(name: str) -> bytes:
    return rebuilt([MEMBERS[0], replace(MEMBERS[1], name=name), *MEMBERS[2:]])


@pytest.mark.parametrize("how", ["./{}", "/{}", "../{}", "{}/", "{}.", "x{}"])
def test_a_member_under_a_name_that_unpacks_elsewhere_is_found(how: str) -> None:
    assert rebuilt(MEMBERS) == RAW
    assert blames_a_member(renamed(how.format(MEMBERS[1].name)))


def test_a_hash_in_upper_case_two_members_of_one_name_and_another_order_are_found() -> None:
    name = MEMBERS[1].name
    assert blames_a_member(renamed(name.upper()))
    assert blames_a_member(renamed(name[:64].upper() + name[64:]))
    assert blames_a_member(rebuilt([*MEMBERS[:3], MEMBERS[2], *MEMBERS[3:]]))
    assert blames_a_member(rebuilt([*MEMBERS, MEMBERS[1]]))
    assert blames_a_member(rebuilt([MEMBERS[0], MEMBERS[2], MEMBERS[1], *MEMBERS[3:]]))


FIELDS = {
    "another owner": (108, b"0000001"),
    "another mode": (100, b"0000755"),
    "a size in base 256": (124, b"\x80" + bytes(10)),
    "a negative size": (124, b"-0000000001"),
    "a size with spaces": (124, b"       1234"),
    "a size of eight gigabytes": (124, b"77777777777"),
    "a magic": (257, b"ustar\x0000"),
    "the old type": (156, b"\0"),
    "a prefix": (345, b"folder"),
    "a link's name": (157, b"x"),
}


@pytest.mark.parametrize("what", FIELDS)
@pytest.mark.parametrize("number", [0, 1, 2])
def test_a_header_that_other_programs_read_otherwise_is_found(what: str, number: int) -> None:
    at, field = FIELDS[what]
    raw, start = bytearray(RAW), MEMBERS[number].offset
    raw[start + at : start + at + len(field)] = field
    raw[start + 148 : start + 156] = b" " * 8
    raw[start + 148 : start + 156] = b"%06o\0 " % sum(raw[start : start + BLOCK])
    assert named(bytes(raw)).startswith(f"archive: member {number} ")


# An election that is too large for anybody.


@pytest.mark.parametrize(
    "fields",
    [
        {"max": 2**53 - 1},
        {"min": 2**53 - 1, "max": 2**53 - 1},
        {"min": 2},
        {"min": -1},
        {"answers": []},
        {"max": 1.0},
    ],
)
def test_bounds_of_a_question_that_make_no_sense_are_refused_before_anything_is_computed(
    fields: dict[str, Any],
) -> None:
    election = json.loads(world().election.raw)
    election["questions"][0] |= fields
    plan = Plan.of(world())
    setup = wrapped(T.SETUP, [encode(election), plan.trustees, plan.credentials, b"{}"])
    assert named(chained([(T.SETUP, setup)])).startswith("unreadable: the election")
