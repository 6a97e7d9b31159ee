"""The keys of trustees put together, in the one group in which their proofs hold."""

import pytest
from tests.ballots.ceremony import ceremony
from tests.ballots.samples import drawn

from tellers.ballots.codec import encode
from tellers.ballots.group import BELENIOS_2048, ED25519, RFC_3526_2048, Group
from tellers.ballots.joining import Named, join_keys
from tellers.ballots.keys import make_trustee_key
from tellers.errors import NotProven, TellersError, Unreadable

GROUPS = (ED25519, RFC_3526_2048, BELENIOS_2048)


def singles(group: Group, count: int = 2, seed: str = "") -> list[Named]:
    return [
        (f"line {number}", make_trustee_key(group, drawn(f"{seed} {number}")).public.encode())
        for number in range(1, count + 1)
    ]


def shared(group: Group, size: int, threshold: int) -> Named:
    return (f"{size}.json", encode(ceremony(group, threshold, size).published))


@pytest.mark.parametrize("group", GROUPS, ids=lambda group: group.name)
def test_keys_are_joined_in_their_own_group_whatever_numbers_they_are(group: Group) -> None:
    """A number of BELENIOS-2048 is often one of RFC-3526-2048 too, and was read there."""
    for seed in range(12):
        found = join_keys(singles(group, seed=f"{seed}"), [])
        assert found.election_key.group == group


@pytest.mark.parametrize("group", GROUPS, ids=lambda group: group.name)
def test_several_ceremonies_are_joined_after_single_trustees(group: Group) -> None:
    found = join_keys(singles(group, 1), [shared(group, 3, 2), shared(group, 2, 1)])
    assert [type(entry).__name__ for entry in found.entries] == ["Single", "Pedersen", "Pedersen"]
    assert len(found.verification_keys) == 6
    first, second, third = (entry.key for entry in found.entries)
    assert found.election_key == first * second * third


def test_a_key_that_is_not_proved_is_named_in_the_group_of_the_others() -> None:
    one, two = singles(BELENIOS_2048)
    other = singles(BELENIOS_2048, seed="other")[0][1]
    wrong = two[1][: two[1].index(b'"public_key"')] + other[other.index(b'"public_key"') :]
    with pytest.raises(NotProven, match="proof of possession: trustee 2"):
        join_keys([one, ("line 2", wrong)], [])


def test_a_key_that_is_given_twice_is_refused_whoever_gives_it_again() -> None:
    """A copy of a .pubkey file needs no secret, and its copier would seem to be a trustee."""
    one, two = singles(ED25519)
    with pytest.raises(NotProven, match="trustee's own key: trustee 3: it is the key of trustee 1 too"):
        join_keys([one, two, ("line 3", one[1])], [])
    camp, other = shared(ED25519, 3, 2), shared(ED25519, 2, 1)
    with pytest.raises(NotProven, match="trustee's own key: trustee 6: it is the key of trustee 3 too"):
        join_keys([one, two], [camp, ("again.json", camp[1])])
    assert len(join_keys([one, two], [camp, other]).verification_keys) == 7  # the shares of 1 of 2 are equal


def test_keys_of_two_groups_are_refused() -> None:
    with pytest.raises(TellersError):
        join_keys([*singles(ED25519, 1), *singles(RFC_3526_2048, 1)], [])


def test_no_keys_are_refused() -> None:
    with pytest.raises(Unreadable, match="there is no key"):
        join_keys([], [])
