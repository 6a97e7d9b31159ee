"""Which format a file has. The samples are those of each format's own tests."""

import pytest
from tests.counting.formats import test_abif, test_blt, test_csv_rows, test_debian, test_nist_cvr, test_preflib

from tellers.counting.formats.detect import Format, detect

SAMPLES = [
    (test_blt.PLAIN, Format.BLT),
    ("# a comment\n\n" + test_blt.PLAIN, Format.BLT),
    ("\ufeff" + test_blt.PLAIN.replace("\n", "\r\n"), Format.BLT),
    (test_preflib.TOI, Format.PREFLIB),
    (test_preflib.OLD, Format.PREFLIB),
    (test_abif.TENNESSEE, Format.ABIF),
    ("27:Ann>Bob\n", Format.ABIF),
    (test_debian.SHEET, Format.DEBIAN),
    (test_nist_cvr.report(), Format.NIST),
    (test_csv_rows.NUMBERS, Format.CSV),
    (test_csv_rows.NAMES, Format.CSV),
]


@pytest.mark.parametrize(("text", "kind"), SAMPLES)
def test_the_first_bytes_show_the_format(text: str, kind: Format) -> None:
    assert detect(text.encode()) is kind


def test_the_end_of_a_name_says_it_for_files_that_show_nothing() -> None:
    assert detect(b"garbage\n", "ward.blt") is Format.BLT
    assert detect(b"garbage\n", "WARD.BLT.gz") is Format.BLT
    assert detect(b"garbage\n", "orders.soi") is Format.PREFLIB
    assert detect(test_blt.PLAIN.encode(), "votes.txt") is Format.BLT
