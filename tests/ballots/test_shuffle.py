"""Shuffles: the reference tool's are checked, ours hold, and nothing about one can be changed.

Truth: the two shuffles of the archived election by belenios-tool 3.3.0; the equations of the specification, of which
each is broken by one change at least. That the tool accepts ours is in tests/interop.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest
from tests.ballots.samples import drawn, vectors

from tellers.ballots.ciphertext import Ciphertext
from tellers.ballots.codec import encode, read
from tellers.ballots.group import BELENIOS_2048, ED25519, RFC_3526_2048, Group
from tellers.ballots.proofs import Claim
from tellers.ballots.shuffle import Mix, ShuffleProof, check_shuffle, drawn_order, holds_at_once, shuffle
from tellers.errors import NotProven

GROUPS = (ED25519, RFC_3526_2048, BELENIOS_2048)
CLAIM = Claim("shuffle", "trustee 1")
SECRET = 77


def mixed(size: int, group: Group = ED25519) -> tuple[Mix, ShuffleProof]:
    """A shuffle of so many ciphertexts of the numbers 1, 2, 3…"""
    randomness, g, key = drawn(f"shuffle {size}"), group.generator, group.generator**SECRET
    before = tuple(Ciphertext(g ** (m + 9), key ** (m + 9) * g**m) for m in range(1, size + 1))
    after, proof = shuffle("F", key, before, randomness)
    return Mix("F", key, before, after), proof


@pytest.mark.parametrize("group", GROUPS, ids=lambda group: group.name)
def test_generators_are_those_of_the_reference_tool(group: Group) -> None:
    for index, text in vectors(group)["generators"].items():
        assert group.independent_generator(int(index)).text == text


@pytest.mark.parametrize("group", GROUPS, ids=lambda group: group.name)
def test_a_shuffle_holds_and_opens_to_the_same_votes_in_every_group(group: Group) -> None:
    mix, proof = mixed(4, group)
    check_shuffle(mix, proof, CLAIM)

    def opened(ciphertexts: Sequence[Ciphertext]) -> list[str]:
        return sorted((one.beta / one.alpha**SECRET).text for one in ciphertexts)

    assert opened(mix.before) == opened(mix.after)
    assert not set(mix.before) & set(mix.after)


@pytest.mark.parametrize("size", [0, 1, 2, 3, 8])
def test_a_shuffle_of_any_number_holds(size: int) -> None:
    mix, proof = mixed(size)
    check_shuffle(mix, proof, CLAIM)


def test_a_proof_is_read_as_it_was_written() -> None:
    mix, proof = mixed(3)
    assert ShuffleProof.read(read(encode(proof.to_json()), "x"), len(mix.before), ED25519) == proof


def test_every_order_is_as_likely_as_any_other() -> None:
    orders = Counter(drawn_order(3, drawn(f"order {number}")) for number in range(1200))
    assert len(orders) == 6
    # 200 of each are expected; five standard deviations are 65
    assert all(135 < times < 265 for times in orders.values())


Change = Callable[[Mix, ShuffleProof], tuple[Mix, ShuffleProof]]
g = ED25519.generator


def element(name: str, place: int) -> Change:
    def change(mix: Mix, proof: ShuffleProof) -> tuple[Mix, ShuffleProof]:
        values = list(getattr(proof, name))
        values[place] = values[place] * g
        return mix, replace(proof, **{name: tuple(values)})

    return change


def scalar(name: str, place: int, by: int = 1) -> Change:
    def change(mix: Mix, proof: ShuffleProof) -> tuple[Mix, ShuffleProof]:
        values = list(getattr(proof, name))
        values[place] = (values[place] + by) % ED25519.order
        return mix, replace(proof, **{name: tuple(values)})

    return change


def another_vote(mix: Mix, proof: ShuffleProof) -> tuple[Mix, ShuffleProof]:
    first, *rest = mix.after
    return replace(mix, after=(Ciphertext(first.alpha, first.beta * g), *rest)), proof


def a_vote_twice(mix: Mix, proof: ShuffleProof) -> tuple[Mix, ShuffleProof]:
    first, _, *rest = mix.after
    return replace(mix, after=(first, first, *rest)), proof


def another_order(mix: Mix, proof: ShuffleProof) -> tuple[Mix, ShuffleProof]:
    return replace(mix, after=mix.after[::-1]), proof


def another_list(mix: Mix, proof: ShuffleProof) -> tuple[Mix, ShuffleProof]:
    return replace(mix, before=mix.before[::-1]), proof


def another_key(mix: Mix, proof: ShuffleProof) -> tuple[Mix, ShuffleProof]:
    return replace(mix, key=mix.key * g), proof


def another_election(mix: Mix, proof: ShuffleProof) -> tuple[Mix, ShuffleProof]:
    return replace(mix, fingerprint="G"), proof


def a_vote_left_out(mix: Mix, proof: ShuffleProof) -> tuple[Mix, ShuffleProof]:
    return replace(mix, after=mix.after[1:]), proof


CHANGES: dict[str, Change] = {
    **{f"t {place}": element("t", place) for place in range(5)},
    **{f"t hat {place}": element("t_hat", place) for place in range(3)},
    **{f"c {place}": element("c", place) for place in range(3)},
    **{f"c hat {place}": element("c_hat", place) for place in range(3)},
    **{f"s {place}": scalar("s", place) for place in range(4)},
    **{f"s hat {place}": scalar("s_hat", place) for place in range(3)},
    **{f"s dash {place}": scalar("s_dash", place) for place in range(3)},
    "another vote": another_vote,
    "a vote twice": a_vote_twice,
    "another order": another_order,
    "another list": another_list,
    "another key": another_key,
    "another election": another_election,
    "a vote left out": a_vote_left_out,
}


@pytest.mark.parametrize("size", [0, 1, 2, 5])
def test_all_equations_hold_as_one(size: int) -> None:
    assert holds_at_once(*mixed(size), drawn("exponents"))


@pytest.mark.parametrize("group", GROUPS, ids=lambda group: group.name)
def test_all_equations_hold_as_one_in_every_group(group: Group) -> None:
    assert holds_at_once(*mixed(3, group), drawn("exponents"))


@pytest.mark.parametrize("change", [change for name, change in CHANGES.items() if name != "a vote left out"])
def test_whatever_breaks_an_equation_breaks_the_one(change: Change) -> None:
    """The slow twin is the test of each equation, which refuses all of these."""
    assert not holds_at_once(*change(*mixed(3)), drawn("exponents"))


def test_an_equation_that_is_given_no_weight_is_not_seen() -> None:
    """The exponents are what catches a false equation: without that of t1, s1 may be anything."""
    mix, proof = scalar("s", 0)(*mixed(3))
    ones = (1).to_bytes(16, "big")
    assert holds_at_once(mix, proof, lambda length: bytes(16) + ones * (length // 16 - 1))
    assert not holds_at_once(mix, proof, lambda length: ones * (length // 16))


PAIRS = [(("s", 0), ("s", 1)), (("s", 2), ("s_hat", 0)), (("s_hat", 0), ("s_hat", 1)), (("s_hat", 1), ("s_hat", 2))]


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_faults_that_make_up_for_each_other_are_seen(one: tuple[str, int], other: tuple[str, int]) -> None:
    """The challenge knows no response, so a prover may add g to one equation and take it from another."""
    mix, proof = scalar(*one, by=1)(*scalar(*other, by=-1)(*mixed(3)))
    assert holds_at_once(mix, proof, lambda length: b"\1" * length), "with equal exponents this goes unseen"
    for seed in range(3):
        assert not holds_at_once(mix, proof, drawn(f"exponents {seed}"))
    with pytest.raises(NotProven, match=r"the equation of (t1|t3|ciphertext 1 of 3|ciphertext 2 of 3)"):
        check_shuffle(mix, proof, CLAIM, drawn("exponents"))


@pytest.mark.parametrize(
    ("name", "place", "says"),
    [("s", 0, "t1"), ("s", 3, "t4,1"), ("s_hat", 1, "ciphertext 2 of 3"), ("s_dash", 2, "t3")],
)
def test_where_they_do_not_hold_as_one_the_equation_is_named(name: str, place: int, says: str) -> None:
    with pytest.raises(NotProven, match=f"the equation of {says}"):
        check_shuffle(*scalar(name, place)(*mixed(3)), CLAIM, drawn("exponents"))


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_nothing_about_a_shuffle_can_be_changed(change: Change) -> None:
    mix, proof = change(*mixed(3))
    with pytest.raises(NotProven) as refused:
        check_shuffle(mix, proof, CLAIM)
    assert (refused.value.check, refused.value.culprit) == ("shuffle", "trustee 1")


@pytest.mark.parametrize(
    ("name", "place", "says"),
    [("s", 0, "t1"), ("s", 1, "t2"), ("s", 2, "t3"), ("s", 3, "t4,1"), ("s_hat", 1, "ciphertext 2 of 3")],
)
def test_the_equation_that_fails_is_named(name: str, place: int, says: str) -> None:
    with pytest.raises(NotProven, match=f"the equation of {says}"):
        check_shuffle(*scalar(name, place)(*mixed(3)), CLAIM)
