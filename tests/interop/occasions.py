"""Whole elections of every kind, in which each role is played by our command or by the reference tool.

A role is one person or several, each with a folder of their own; what passes between them is carried by hand.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.interop.people import Failed, Person, carry_archive

ROLES = ("registrar", "trustee", "dealer", "voter", "shuffler", "keeper")
"""`dealer` puts the messages of a ceremony together; `keeper` keeps the archive."""


@dataclass(frozen=True)
class Occasion:
    """An election: its group, its questions, what is voted, and what must come out.

    `votes` are pairs of the voter's place and the choices; `keys` says for each entry of the trustees how many hold it
    and how many of them decrypt: (1, 1) is a single trustee. `opened` are the places of questions opened one by one,
    whose votes come out in any order.
    """

    name: str
    group: str
    questions: Sequence[object]
    votes: Sequence[tuple[int, list[object]]]
    result: list[list[object]]
    keys: tuple[tuple[int, int], ...] = ((1, 1), (1, 1))
    weights: tuple[int, ...] = ()
    opened: frozenset[int] = frozenset()


@dataclass(frozen=True)
class People:
    """Who plays whom: a tool for each role, None for ours."""

    root: Path
    tools: Mapping[str, Path] = field(default_factory=dict)

    def person(self, role: str, name: str = "") -> Person:
        """A person of a role, in a folder of their own."""
        folder = self.root / f"{role}{name}"
        folder.mkdir(exist_ok=True)
        return Person(folder, self.tools.get(role), ("ranked-patterns", "weights"))


@dataclass(frozen=True)
class Holder:
    """A trustee with their number, and the options by which their key decrypts."""

    person: Person
    number: int
    command: str
    options: tuple[str, ...]


def hold(people: People, occasion: Occasion) -> Person:
    """A whole election; the keeper is returned, whose archive verifies with whoever keeps it."""
    keeper, registrar = people.person("keeper"), people.person("registrar")
    uuid = keeper.step("generate-token").decode().strip()
    _credentials(registrar, uuid, occasion)
    keeper.write("public_creds.json", registrar.only("*.pubcreds").read_bytes())
    holders = list(_keys(people, keeper, occasion))
    template = {"description": "Résolution", "name": "Motion 12", "questions": occasion.questions}
    keeper.write("template.json", json.dumps(template, ensure_ascii=False))
    keeper.step("make-election", "--uuid", uuid, "--group", occasion.group, "--template", "template.json")
    keeper.step("init")
    secrets = list(json.loads(registrar.only("*.privcreds").read_bytes()).values())
    for number, (voter, choice) in enumerate(occasion.votes):
        _vote(people, keeper, f"{number}", secrets[voter], choice)
    keeper.step("add-event", "--type=EndBallots")
    keeper.step("add-event", "--type=EncryptedTally", stdin=keeper.step("compute-encrypted-tally"))
    if occasion.opened:
        _shuffle(people, keeper, len(holders))
    for holder in _deciding(occasion, holders):
        carry_archive(keeper, holder.person)
        part = holder.person.step(holder.command, *holder.options, "--trustee-id", str(holder.number))
        keeper.step("add-event", "--type=PartialDecryption", stdin=part)
    keeper.step("add-event", "--type=Result", stdin=keeper.step("compute-result"))
    keeper.step("verify")
    return keeper


def sorted_result(occasion: Occasion, result: list[list[object]]) -> list[object]:
    """A result in which the votes that come out in any order stand in one."""
    return [sorted(map(str, row)) if place in occasion.opened else row for place, row in enumerate(result)]


def _credentials(registrar: Person, uuid: str, occasion: Occasion) -> None:
    given = ("--uuid", uuid, "--group", occasion.group)
    if not occasion.weights:
        registrar.step("generate-credentials", *given, "--count", "3")
        return
    lines = [f"v{place}@example.org,v{place},{weight}" for place, weight in enumerate(occasion.weights)]
    registrar.write("voters.txt", "\n".join(lines) + "\n")
    registrar.step("generate-credentials", *given, "--file", "voters.txt")


def _keys(people: People, keeper: Person, occasion: Occasion) -> Iterator[Holder]:
    """Make every key; the keeper has trustees.json when this is done."""
    singles, shared, number = b"", [], 0
    for entry, (size, threshold) in enumerate(occasion.keys):
        if size == 1:
            number += 1
            trustee = people.person("trustee", str(number))
            trustee.step("generate-trustee-key", "--group", occasion.group)
            singles += trustee.only("*.pubkey").read_bytes()
            yield Holder(trustee, number, "decrypt", ("--privkey", trustee.only("*.privkey").name))
        else:
            members = [people.person("trustee", str(number + place)) for place in range(1, size + 1)]
            names, parameters = _ceremony(people.person("dealer", str(entry)), members, occasion.group, threshold)
            shared.append(parameters)
            for member, name in zip(members, names, strict=True):
                number += 1
                files = ("--key", f"{name}.key", "--decryption-key", f"{name}.dkey")
                yield Holder(member, number, "decrypt-threshold", files)
    if len(shared) > 1 and keeper.tool is not None:
        # The reference tool reads several ceremonies and joins only one; trustees.json is put together by hand.
        entries = [["Single", json.loads(one)] for one in singles.splitlines()]
        entries += [["Pedersen", json.loads(one)] for one in shared]
        keeper.write("trustees.json", json.dumps(entries, separators=(",", ":"), ensure_ascii=False))
        return
    # The reference tool wants the file of single keys, even where there are none.
    keeper.write("public_keys.jsons", singles)
    names = ["threshold.json"] if len(shared) == 1 else [f"threshold{place}.json" for place in range(len(shared))]
    for name, parameters in zip(names, shared, strict=True):
        keeper.write(name, parameters)
    keeper.step("make-trustees", *(word for name in names[1:] and names for word in ("--threshold", name)))


def _ceremony(dealer: Person, members: list[Person], group: str, threshold: int) -> tuple[list[str], bytes]:
    def take(person: Person, number: str, *options: str, stdin: bytes = b"") -> bytes:
        return person.step("generate-trustee-key-threshold", "--group", group, "--step", number, *options, stdin=stdin)

    contexts = [f"{place}/{threshold}/{len(members)}" for place in range(1, len(members) + 1)]
    names = [
        take(member, "1", "--threshold-context", context).decode().strip()
        for member, context in zip(members, contexts, strict=True)
    ]
    certificates = b"".join(
        (member.folder / f"{name}.cert").read_bytes() for member, name in zip(members, names, strict=True)
    )
    for person in (dealer, *members):
        person.write("certs.jsons", certificates)
        take(person, "2", "--certs", "certs.jsons")
    polynomials = b"".join(
        take(member, "3", "--threshold-context", context, "--certs", "certs.jsons", "--key", f"{name}.key")
        for member, context, name in zip(members, contexts, names, strict=True)
    )
    dealer.write("polynomials.jsons", polynomials)
    shared = ("--certs", "certs.jsons", "--polynomials", "polynomials.jsons")
    take(dealer, "4", *shared)
    outputs = b"".join(
        take(
            member,
            "5",
            "--certs",
            "certs.jsons",
            "--key",
            f"{name}.key",
            stdin=(dealer.folder / f"{name}.vinput").read_bytes(),
        )
        for member, name in zip(members, names, strict=True)
    )
    parameters = take(dealer, "6", *shared, stdin=outputs)
    for member, name in zip(members, names, strict=True):
        member.write(f"{name}.dkey", (dealer.folder / f"{name}.dkey").read_bytes())
    return names, parameters


def _vote(people: People, keeper: Person, name: str, credential: str, choice: list[object]) -> None:
    voter = people.person("voter", name)
    carry_archive(keeper, voter)
    voter.write("credential", credential)
    voter.write("choice", json.dumps(choice))
    option = "--ballot" if voter.tool and voter.tool.name == "belenios-tool" else "--choice"
    ballot = voter.step("generate-ballot", "--privcred", "credential", option, "choice")
    keeper.step("add-event", "--type=Ballot", stdin=ballot)


def _shuffle(people: People, keeper: Person, trustees: int) -> None:
    for number in range(1, trustees + 1):
        shuffler = people.person("shuffler", str(number))
        carry_archive(keeper, shuffler)
        step = shuffler.step("shuffle", "--trustee-id", str(number))
        keeper.step("add-event", "--type=Shuffle", stdin=step)
    keeper.step("add-event", "--type=EndShuffles")


def _deciding(occasion: Occasion, holders: list[Holder]) -> Iterator[Holder]:
    """As many of each key as it needs, the last of its holders first."""
    first = 0
    for size, threshold in occasion.keys:
        yield from reversed(holders[first + size - threshold : first + size])
        first += size


YES_NO = {"answers": ["For", "Against"], "blank": True, "min": 1, "max": 1, "question": "Confidence?"}
SEATS = {"answers": ["Ann", "Bob", "Cy"], "min": 0, "max": 2, "question": "Which two?"}
RANKING = {"type": "NonHomomorphic", "value": {"answers": ["Ann", "Bob", "Cy"], "question": "Rank them"}}
LISTS = {"type": "Lists", "value": {"answers": [["L1", "a", "b"], ["L2", "c"]], "question": "List?"}}

Votes = tuple[tuple[int, list[object]], ...]
MOTION_VOTES: Votes = ((0, [[0, 1, 0]]), (1, [[0, 0, 1]]), (0, [[1, 0, 0]]))
MIXED_VOTES: Votes = (
    (0, [[0, 1, 0], [1, 0, 1], [1, 2, 3], [[1, 1, 0], [0, 0]]]),
    (1, [[1, 0, 0], [0, 0, 0], [3, 1, 2], [[0, 0, 0], [1, 1]]]),
    (0, [[0, 0, 1], [0, 1, 0], [0, 255, 7], [[1, 1, 1], [0, 0]]]),
)
MIXED_RESULT: list[list[object]] = [[1, 0, 1], [0, 1, 0], [[3, 1, 2], [0, 255, 7]], [[1, 1, 1], [1, 1]]]

OCCASIONS = {
    occasion.name: occasion
    for occasion in [
        Occasion("a motion", "Ed25519", [YES_NO], MOTION_VOTES, [[1, 0, 1]]),
        Occasion(
            "a motion in RFC-3526-2048",
            "RFC-3526-2048",
            [YES_NO],
            MOTION_VOTES,
            [[1, 0, 1]],
        ),
        Occasion(
            "a motion in BELENIOS-2048",
            "BELENIOS-2048",
            [YES_NO],
            MOTION_VOTES,
            [[1, 0, 1]],
        ),
        Occasion("two seats", "Ed25519", [SEATS], [(0, [[1, 0, 1]]), (1, [[0, 0, 0]])], [[1, 0, 1]]),
        Occasion(
            "weights",
            "Ed25519",
            [YES_NO, LISTS],
            [(0, [[0, 1, 0], [[1, 1, 0], [0, 0]]]), (2, [[0, 0, 1], [[0, 0, 0], [1, 1]]])],
            [[0, 3, 5], [[3, 3, 0], [5, 5]]],
            weights=(3, 1, 5),
        ),
        Occasion(
            "every type of question at once",
            "Ed25519",
            [YES_NO, SEATS, RANKING, LISTS],
            MIXED_VOTES,
            MIXED_RESULT,
            opened=frozenset({2}),
        ),
        Occasion(
            "a ranking in RFC-3526-2048",
            "RFC-3526-2048",
            [RANKING],
            [(0, [[1, 2, 3]]), (1, [[3, 1, 2]])],
            [[[1, 2, 3], [3, 1, 2]]],
            opened=frozenset({0}),
        ),
        Occasion(
            "two of three trustees",
            "Ed25519",
            [YES_NO],
            MOTION_VOTES,
            [[1, 0, 1]],
            keys=((3, 2),),
        ),
        Occasion(
            "one trustee beside two of three",
            "RFC-3526-2048",
            [YES_NO],
            MOTION_VOTES,
            [[1, 0, 1]],
            keys=((1, 1), (3, 2)),
        ),
        Occasion(
            "a key for each camp, of which one of two decrypts",
            "Ed25519",
            [YES_NO, RANKING],
            [(0, [[0, 1, 0], [1, 2, 3]]), (1, [[0, 0, 1], [3, 2, 1]])],
            [[0, 1, 1], [[1, 2, 3], [3, 2, 1]]],
            keys=((2, 1), (2, 1)),
            opened=frozenset({1}),
        ),
        Occasion(
            "a scrutineer's key beside one for each camp",
            "Ed25519",
            [YES_NO],
            MOTION_VOTES,
            [[1, 0, 1]],
            keys=((1, 1), (3, 2), (2, 1)),
        ),
    ]
}

__all__ = ["OCCASIONS", "ROLES", "Failed", "Occasion", "People", "hold", "sorted_result"]
