"""The ballots that counts are measured on: the two files of a contest hold the same papers."""

from pathlib import Path

import numpy as np
from benchmarks.counting.generator import Law, rankings, write_blt, write_rows

from tellers.counting.formats.blt_out import encode_blt
from tellers.counting.formats.detect import read_contest
from tellers.counting.formats.reading import Reading

LAW = Law(2000, 11, 5, 7)


def test_rows_and_groups_are_the_same_ballots(tmp_path: Path) -> None:
    table = rankings(LAW)
    rows, groups = tmp_path / "rows.csv", tmp_path / "groups.blt"
    write_rows(table, rows)
    write_blt(table, LAW.candidates, 3, groups)
    names = tuple(str(number) for number in range(1, 12))
    read = read_contest(rows.read_bytes(), Reading("random", seats=3, names=names))
    assert encode_blt(read) == encode_blt(read_contest(groups.read_bytes(), Reading("random.blt")))
    assert read.papers.total == LAW.ballots


def test_a_seed_draws_the_same_ballots_again_and_another_seed_others() -> None:
    assert np.array_equal(rankings(LAW), rankings(LAW))
    assert not np.array_equal(rankings(LAW), rankings(Law(2000, 11, 5, 8)))


def test_a_ballot_ranks_nobody_twice_and_leaves_no_rank_out() -> None:
    for ballot in rankings(LAW).tolist():
        ranked = [candidate for candidate in ballot if candidate]
        assert ballot[: len(ranked)] == ranked
        assert len(set(ranked)) == len(ranked) >= 1
