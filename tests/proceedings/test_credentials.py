"""Whom credentials stand for: worked by hand, act by act; the rules are those of docs/trustees.md."""

import pytest

from tellers.errors import Refused
from tellers.proceedings.credentials import Credentials, Given, check_distinct

HEAD = "ab" * 32
ANN, BEN = "aaaa-aaaa-aaaa-aaaa", "bbbb-bbbb-bbbb-bbbb"
ADDED = Given(ANN, HEAD, "r1")
REPLACED = Given(BEN, HEAD, "r2", "k7")
SENT = Given(BEN, HEAD, None)
THREE = ("r1", "r2", "r3")


def credentials(*acts: Given) -> Credentials:
    return Credentials(10, THREE, acts)


def test_reserves_stand_for_nobody_until_a_minute() -> None:
    standing = credentials()
    assert (standing.voters, standing.revoked) == (10, ())
    assert standing.unused == standing.idle == frozenset(THREE)


def test_a_late_addition_is_one_more_voter_and_a_replacement_is_none() -> None:
    standing = credentials(ADDED, REPLACED, SENT)
    assert standing.voters == 11
    assert standing.given == {"r1": ANN, "r2": BEN}
    assert standing.revoked == ("k7",)
    assert (standing.unused, standing.idle) == (frozenset({"r3"}), frozenset({"r3", "k7"}))


def test_a_reserve_that_was_lost_too_is_replaced_by_another() -> None:
    again = Given(BEN, HEAD, "r3", "r2")
    before = credentials(ADDED, REPLACED)
    before.check_reissued(again)
    standing = credentials(ADDED, REPLACED, again)
    assert (standing.voters, standing.idle) == (11, frozenset({"k7", "r2"}))


@pytest.mark.parametrize(
    ("done", "said"),
    [
        (Given(BEN, HEAD, "r3", None), "of both"),
        (Given(BEN, HEAD, None, "k7"), "of both"),
        (
            Given(BEN, HEAD, "k1", "k8"),
            "'k1' is no reserve of this ballot; it opened with 3 of them; expected a reserve's public key, whole",
        ),
        (Given(BEN, HEAD, "r1", "k8"), f"'r1' stands for {ANN} already"),
        (Given(BEN, HEAD, "r3", "r3"), "'r3' stands for nobody"),
        (Given(BEN, HEAD, "r3", "k7"), "'k7' stands for nobody"),
        (Given(BEN, HEAD, "r3", "r1"), f"'r1' is not the credential of {BEN}"),
        (Given(BEN, HEAD, "r3", "k8"), f"'k8' is not the credential of {BEN}"),
        (Given(ANN, HEAD, "r3", "k8"), f"'k8' is not the credential of {ANN}"),
    ],
)
def test_what_cannot_be_is_refused(done: Given, said: str) -> None:
    with pytest.raises(Refused, match=said):
        credentials(ADDED, REPLACED).check_reissued(done)


def test_without_reserves_nobody_can_be_added() -> None:
    with pytest.raises(Refused, match="it opened with none, so nobody can be added"):
        Credentials(10, ()).check_reserve("r1")


def test_a_list_of_reserves_has_each_once() -> None:
    check_distinct(THREE)
    with pytest.raises(Refused, match="twice among the reserves"):
        check_distinct(("r1", "r1"))
