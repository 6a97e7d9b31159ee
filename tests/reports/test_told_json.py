"""A declaration.json read back: claims get the same verdicts from it as from the declaration it was written from."""

import pytest
from tests.reports.samples import declared
from tests.rulebook.samples import labour

from tellers.errors import Unreadable
from tellers.reports.told import told_of
from tellers.reports.told_json import fingerprint_of_book, read_told

RECORD = declared()
RAW = RECORD.encode()


def test_with_its_rule_book_it_is_the_same_record() -> None:
    read, told = read_told(RAW, "declaration.json", labour()), told_of(RECORD)
    assert (read.figures, read.effects, read.outcome, read.on) == (told.figures, told.effects, told.outcome, told.on)
    assert [step.head for step in read.steps] == [step.head for step in told.steps]
    assert [step.ways for step in read.steps] == [step.ways for step in told.steps]


def test_without_it_only_the_names_of_bodies_are_missing() -> None:
    read = read_told(RAW, "declaration.json", None)
    assert [(step.needed, step.base_size, step.bodies) for step in read.steps] == [(50, 249, ""), (38, 249, "")]


def test_it_names_its_rule_book() -> None:
    assert fingerprint_of_book(RAW) == labour().fingerprint


@pytest.mark.parametrize("raw", [b"{}", b"[]", b"no", RAW.replace(b'"value":172', b'"value":-172', 1)])
def test_what_is_no_declaration_is_refused(raw: bytes) -> None:
    with pytest.raises(Unreadable, match=r"not a declaration\.json"):
        read_told(raw, "declaration.json", None)
