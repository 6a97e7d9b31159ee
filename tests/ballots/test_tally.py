"""The encrypted tally: the reference tool's is found again, and another one is refused."""

from dataclasses import replace

import pytest
from tests.ballots.samples import ARCHIVES, added_up, archived, made

from tellers.ballots.ballot import counted_ballots
from tellers.ballots.ciphertext import Ciphertext
from tellers.ballots.credentials import CredentialList
from tellers.ballots.tally import EncryptedTally, SizedTally, check_tally, compute_tally
from tellers.errors import NotProven, Unreadable

FOR, AGAINST, BLANK = (0, 1, 0), (0, 0, 1), (1, 0, 0)


@pytest.mark.parametrize("version", ARCHIVES)
def test_the_tally_of_the_reference_tool_is_found_again(version: str) -> None:
    known = archived(version)
    computed = compute_tally(known.election, counted_ballots(known.ballots), known.credentials)
    check_tally(computed, known.tally, known.sized, "tally")
    assert computed == (known.tally, known.sized)
    assert SizedTally.decode(known.sized.encode(), "x") == known.sized


def test_a_superseded_ballot_that_counts_is_found() -> None:
    known = archived("3.3.0")
    too_many = compute_tally(known.election, known.ballots, known.credentials)
    with pytest.raises(NotProven, match="encrypted tally: the tally: it is not the product"):
        check_tally(too_many, known.tally, known.sized, "the tally")


def test_a_weight_counts_as_so_many_ballots() -> None:
    ours = made(weights=(3, 1, 5, 0))
    ballots = [ours.ballot(0, FOR), ours.ballot(2, AGAINST), ours.ballot(3, FOR)]
    tally, sized = compute_tally(ours.election, ballots, ours.credentials)
    one, other, ignored = (added_up(ballot).choices[1] for ballot in ballots)
    assert tally.rows[0][1] == one * one * one * other * other * other * other * other * ignored**0
    assert (sized.num_tallied, sized.total_weight) == (3, 8)


def test_a_tally_of_no_ballots_is_neutral() -> None:
    ours = made()
    tally, sized = compute_tally(ours.election, [], ours.credentials)
    identity = ours.election.group.identity
    assert set(tally.rows[0]) == {Ciphertext(identity, identity)}
    assert (sized.num_tallied, sized.total_weight) == (0, 0)
    assert EncryptedTally.decode(tally.encode(), ours.election, "x") == tally


def test_a_ballot_without_a_listed_credential_has_no_weight() -> None:
    ours = made()
    with pytest.raises(NotProven, match="credential on the list"):
        compute_tally(ours.election, [ours.ballot(0, FOR)], CredentialList(()))


def test_another_number_or_weight_is_refused() -> None:
    ours = made()
    computed = compute_tally(ours.election, [ours.ballot(0, FOR)], ours.credentials)
    tally, sized = computed
    check_tally(computed, tally, sized, "the tally")
    with pytest.raises(NotProven, match="number of ballots: the tally: found 2; expected 1"):
        check_tally(computed, tally, replace(sized, num_tallied=2), "the tally")
    with pytest.raises(NotProven, match="total weight: the tally: found 2; expected 1"):
        check_tally(computed, tally, replace(sized, total_weight=2), "the tally")


def test_a_tally_with_two_answers_swapped_is_refused() -> None:
    ours = made()
    computed = compute_tally(ours.election, [ours.ballot(0, FOR)], ours.credentials)
    swapped = replace(computed[0], rows=(computed[0].rows[0][::-1],))
    with pytest.raises(NotProven, match="encrypted tally"):
        check_tally(computed, swapped, computed[1], "the tally")


@pytest.mark.parametrize(
    ("raw", "says"),
    [(b"[]", "found 0 entries; expected 1"), (b"[[]]", "found 0 entries; expected 3"), (b"{}", "an array")],
)
def test_a_tally_of_another_shape_is_refused(raw: bytes, says: str) -> None:
    with pytest.raises(Unreadable, match=says):
        EncryptedTally.decode(raw, made().election, "tally")


def test_elements_of_a_tally_pass_the_gate() -> None:
    tally, _ = compute_tally(made().election, [], made().credentials)
    raw = tally.encode().replace(b"01", b"00", 1)
    with pytest.raises(NotProven, match=r"group element: tally, \[0\]\[0\]\.alpha"):
        EncryptedTally.decode(raw, made().election, "tally")
