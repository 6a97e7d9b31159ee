"""The result: the reference tool's is found again; every count to the bound is found, and none over it."""

import json
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.ballots.ranked import VOTES, ranked
from tests.ballots.samples import ARCHIVES, MOTION, SEATS, archived, drawn, made

from tellers.ballots import answer_embedded
from tellers.ballots.ballot import counted_ballots, make_ballot
from tellers.ballots.ciphertext import Ciphertext
from tellers.ballots.decryption import combine, decrypt
from tellers.ballots.group import BELENIOS_2048, ED25519, RFC_3526_2048, Group
from tellers.ballots.questions import Homomorphic
from tellers.ballots.result import Result, check_result, compute_result
from tellers.ballots.tally import EncryptedTally, compute_tally
from tellers.ballots.verifier import verify_archive
from tellers.errors import NotProven, Unreadable


@pytest.mark.parametrize("version", ARCHIVES)
def test_the_result_of_the_reference_tool_is_found_again(version: str) -> None:
    known = archived(version)
    factors = combine(known.tally, known.trustees, known.decryptions)
    result = compute_result(known.election, known.tally, factors, known.sized.total_weight)
    assert result.encode() == known.result_raw == (ARCHIVES[version] / "result.json").read_bytes().strip()
    check_result(result, Result.decode(known.result_raw, known.election, "x"), "result")


@pytest.mark.parametrize("version", ARCHIVES)
def test_the_result_is_what_the_voters_chose(version: str) -> None:
    # secrets/votes.json says who voted what; the last vote of each voter counts
    known = archived(version)
    votes = json.loads((ARCHIVES[version] / "secrets" / "votes.json").read_bytes())
    last = {vote["voter"]: vote["vote"][0] for vote in votes}
    assert len(last) == len(counted_ballots(known.ballots))
    sums = tuple(sum(column) for column in zip(*last.values(), strict=True))
    assert Result.decode(known.result_raw, known.election, "x").counts(0) == sums


def opened(group: Group, counts: tuple[int, int, int], bound: int) -> tuple[int, ...]:
    """The counts that are found in a tally whose decryption is known."""
    factor = group.generator**99
    ciphertexts = tuple(Ciphertext(group.generator, factor * group.generator**count) for count in counts)
    election = made(MOTION, group=group).election
    return compute_result(election, EncryptedTally((MOTION,), (ciphertexts,)), ((factor,) * 3,), bound).counts(0)


@pytest.mark.parametrize("group", [ED25519, RFC_3526_2048, BELENIOS_2048], ids=lambda group: group.name)
def test_every_count_to_the_bound_is_found_and_none_over_it(group: Group) -> None:
    for bound in (0, 1, 2, 3, 4, 8, 9, 15, 16, 17):
        for low, high in pairwise(range(bound + 1)):
            assert opened(group, (low, high, bound), bound) == (low, high, bound)
        with pytest.raises(NotProven, match=f"result: question 1: .* no number from 0 to {bound}"):
            opened(group, (0, bound + 1, 0), bound)


@settings(max_examples=20, deadline=None)
@given(bound=st.integers(0, 10**6), part=st.fractions(0, 1))
def test_a_large_count_is_found_by_few_steps(bound: int, part: float) -> None:
    count = int(bound * part)
    assert opened(ED25519, (count, bound, 0), bound) == (count, bound, 0)


def test_a_tally_that_holds_minus_one_has_no_result() -> None:
    with pytest.raises(NotProven, match="result"):
        opened(ED25519, (0, -1, 0), 100)


YES = Homomorphic("Yes?", ("yes", "no"), 1, 1)


def test_another_result_is_refused() -> None:
    with pytest.raises(NotProven, match=r"result: the archive: found \[\[1, 2\]\]; .* \[\[2, 1\]\]"):
        check_result(Result((YES,), ((2, 1),)), Result((YES,), ((1, 2),)), "the archive")


def test_a_result_is_read_as_written_with_large_counts_as_strings() -> None:
    result = Result((MOTION, SEATS), ((1, 2**30, 0), (0, 1, 2)))
    assert result.encode() == b'{"result":[[1,"1073741824",0],[0,1,2]]}'
    assert Result.decode(result.encode(), made(MOTION, SEATS).election, "x") == result


@pytest.mark.parametrize(
    "raw", [b'{"result":[]}', b'{"result":[[1]]}', b'{"result":[[1,2,-3]]}', b'{"result":[[1,2,"3"]]}', b"[]"]
)
def test_a_result_of_another_shape_is_refused(raw: bytes) -> None:
    with pytest.raises(Unreadable, match="result"):
        Result.decode(raw, made().election, "result")


def test_a_result_that_is_claimed_is_proved_without_a_search_and_a_false_one_is_not_believed() -> None:
    """Weights of a million million: a search would take hours."""
    weights = (10**12 - 3, 2)
    known = made(SEATS, weights=(*weights, 1, 1))
    ballots = [known.ballot(0, [1, 1, 0]), known.ballot(1, [0, 1, 0])]
    tally, sized = compute_tally(known.election, ballots, known.credentials)
    parts = {n: decrypt(known.election, tally, key.secret, drawn("w")) for n, key in enumerate(known.trustee_keys, 1)}
    factors = combine(tally, known.trustees, parts)
    true = Result(known.election.questions, ((weights[0], sum(weights), 0),))
    assert compute_result(known.election, tally, factors, sized.total_weight, claimed=true) == true
    false = replace(true, rows=((3, 2, 1),))
    secret = sum(key.secret for key in known.trustee_keys)
    small = replace(tally, rows=(tuple(Ciphertext(one.alpha, one.alpha**secret) for one in tally.rows[0]),))
    assert compute_result(known.election, small, factors, 9, claimed=false).rows == ((0, 0, 0),)


def test_one_voter_who_encrypts_what_is_no_vote_does_not_take_the_result_from_all(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # belenios-tool 3.3.0 opens such a ballot to the same numbers, and its `verify` takes this archive
    known = ranked()
    with monkeypatch.context() as hostile:
        hostile.setattr(answer_embedded, "embed", lambda _, group: group.generator**12345)
        nonsense = make_ballot(known.election, known.voters[0], VOTES[0], drawn("no vote"))
    report = verify_archive(replace(known, ballots=(nonsense, *known.ballots[1:])).archive(), "x")
    assert report.ok
    assert report.result is not None
    assert (31, 225, 137) in report.result.rows[0]
    assert "question 1: 1 of the opened hold no vote" in report.checks[-1].detail
