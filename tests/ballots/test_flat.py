"""Long records read as a whole: what is made is what the slow reading makes, of good records and of bad ones.

Truth: the JSON reader of Python, through `codec.read`, and Python's own lists.
"""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.ballots.ranked import ranked
from tests.ballots.samples import drawn

from tellers.ballots import codec
from tellers.ballots.archive import open_window
from tellers.ballots.chain import Archive, FiledRecords, decode_archive
from tellers.ballots.ciphertext import Ciphertext, Ciphertexts
from tellers.ballots.columns import Scalars
from tellers.ballots.decryption import PartialDecryption
from tellers.ballots.events import EventType as T
from tellers.ballots.flat import Flat, outlined, pairs_json, texts_json
from tellers.ballots.group import ED25519, RFC_3526_2048, Group
from tellers.ballots.proofs import Proof, Proofs
from tellers.ballots.questions import NonHomomorphic
from tellers.ballots.shuffling import Shuffle
from tellers.ballots.tally import EncryptedTally
from tellers.errors import NotProven, TellersError

LONG: dict[T, Any] = {T.ENCRYPTED_TALLY: EncryptedTally, T.SHUFFLE: Shuffle, T.PARTIAL_DECRYPTION: PartialDecryption}
GROUPS = pytest.mark.parametrize("group", [ED25519, RFC_3526_2048], ids=lambda group: group.name)


def archive() -> Archive:
    return decode_archive(ranked().archive(), "x.bel")


def record(kind: T) -> bytes:
    return archive().of_type(kind)[0].data[0]


def outcome(kind: T, raw: bytes) -> object:
    """What is made of a record, or why nothing is."""
    try:
        return LONG[kind].decode(raw, ranked().election, "it", drawn("test"))
    except TellersError as error:
        return type(error), str(error)


def slowly(kind: T, raw: bytes, monkeypatch: pytest.MonkeyPatch) -> object:
    with monkeypatch.context() as patch:
        patch.setattr(codec, "outlined", lambda _: None)
        return outcome(kind, raw)


def altered(raw: bytes) -> list[bytes]:
    """The record with one thing wrong in it, and once with nothing."""
    value = json.loads(raw)
    texts = json.dumps(value)
    number = raw.index(b'"', raw.index(b'":"') + 2) + 1
    other = b"0" if raw[number : number + 1] != b"0" else b"1"
    return [
        raw,
        texts.encode(),
        raw[:number] + other + raw[number + 1 :],
        raw[:number] + b"g" + raw[number + 1 :],
        raw[:number] + raw[number : number + 1].upper() + raw[number + 1 :],
        raw[:number] + b"0" + raw[number:],
        raw[:number] + b"@0" + raw[number:],
        raw[:number] + b"\\u0030" + raw[number + 1 :],
        raw[:-1],
        raw + b" ",
        raw.replace(b'["', b'["","', 1),
        raw.replace(b'","', b'",,"', 1),
        raw.replace(b'},{"', b"},{", 1),
        raw.replace(b'"},{"', b'"}{"', 1),
        raw.replace(b'"alpha"', b'"challenge"'),
        raw.replace(b"[", b"[[", 1),
        b'["@0"]',
        b'[["@0"]]',
        b"[]",
        b"{}",
        b"",
    ]


@pytest.mark.parametrize("kind", LONG, ids=lambda kind: kind.value)
def test_a_long_record_is_read_as_the_slow_reader_reads_it_whatever_is_wrong(
    kind: T, monkeypatch: pytest.MonkeyPatch
) -> None:
    for raw in altered(record(kind)):
        assert outcome(kind, raw) == slowly(kind, raw, monkeypatch)


@pytest.mark.parametrize("kind", LONG, ids=lambda kind: kind.value)
def test_the_outline_of_a_true_record_has_none_of_its_long_arrays(kind: T) -> None:
    outline = outlined(record(kind))
    assert outline is not None
    assert outline.flats
    assert len(outline.raw) < 1_500
    assert outline.filled(json.loads(outline.raw)) != json.loads(outline.raw)


def test_what_is_read_is_held_as_rows_of_bytes() -> None:
    at = ranked().election
    step, part = (
        Shuffle.decode(record(T.SHUFFLE), at, "it"),
        PartialDecryption.decode(record(T.PARTIAL_DECRYPTION), at, "it"),
    )
    (row,), (proof,) = step.rows, step.proofs
    assert isinstance(row, Ciphertexts)
    ((factors, proofs),) = (
        (factors, proofs)
        for question, factors, proofs in zip(at.questions, part.factors, part.proofs, strict=True)
        if isinstance(question, NonHomomorphic)
    )
    columns = [row.elements, proof.c, proof.c_hat, proof.t_hat, factors]
    assert {type(column) for column in columns} == {type(ED25519.column([]))}
    assert {type(column) for column in (proof.s_hat, proof.s_dash)} == {Scalars}
    assert isinstance(proofs, Proofs)


@pytest.mark.parametrize("raw", [b'"a["b","c"]"', b'"a["b","c"]', b'x["a","b"]', b'["a""b"]', b'"["a"]"'])
def test_what_is_no_json_has_no_outline_that_is(raw: bytes) -> None:
    outline = outlined(raw)
    assert outline is not None
    with pytest.raises(json.JSONDecodeError):
        json.loads(raw)
    with pytest.raises(json.JSONDecodeError):
        json.loads(outline.raw)


hexadecimal = st.text("0123456789abcdef", min_size=1, max_size=9)


@given(st.lists(hexadecimal, min_size=1, max_size=9))
def test_an_array_of_texts_is_written_and_read_as_it_is(texts: list[str]) -> None:
    raw = codec.encode(texts_json("".join(f"{one}," for one in texts)))
    assert raw == codec.encode([*texts])
    outline = outlined(raw)
    assert outline is not None
    assert [one.decode() for one in outline.flats[0].texts() or []] == texts
    assert outline.flats[0].values == texts


@given(st.lists(st.tuples(hexadecimal, hexadecimal), min_size=1, max_size=9))
def test_an_array_of_objects_is_written_and_read_as_it_is(pairs: list[tuple[str, str]]) -> None:
    joined = "".join(f"{one}," for pair in pairs for one in pair)
    for names in (("alpha", "beta"), ("challenge", "response")):
        raw = codec.encode(pairs_json(*names, joined))
        assert json.loads(raw) == [dict(zip(names, pair, strict=True)) for pair in pairs]
        (flat,) = outlined(raw).flats  # type: ignore[union-attr]
        assert b",".join(flat.texts(*names) or []).decode() + "," == joined
        assert flat.texts("beta", "alpha") is None
        assert flat.texts() is None


def test_empty_arrays_are_written_as_such() -> None:
    assert codec.encode(texts_json("")) == b"[]"
    assert codec.encode(pairs_json("alpha", "beta", "")) == b"[]"
    assert Flat(b'["ab"]').texts("alpha", "beta") is None


@GROUPS
def test_rows_are_sequences_of_what_they_hold(group: Group) -> None:
    elements = [group.generator**n for n in range(6)]
    column = group.column(elements)
    ciphertexts = [Ciphertext(*elements[n : n + 2]) for n in range(0, 6, 2)]
    proofs = [Proof(n, group.order - 1 - n) for n in range(4)]
    pairs: list[tuple[list[Any], Sequence[Any]]] = [
        (elements, column),
        (ciphertexts, Ciphertexts.of(ciphertexts, group)),
        (proofs, Proofs.of(proofs, group)),
        ([0, 1, group.order - 1], Scalars.of([0, 1, group.order - 1], group.order)),
    ]
    for plain, row in pairs:
        assert len(plain) == len(row)
        assert list(row) == plain
        assert row[-1] == plain[-1]
        assert list(row[1:3]) == plain[1:3]
        assert list(row[::-1]) == plain[::-1]
        assert row == tuple(plain) or plain == elements  # a tuple and a list are never equal
        assert row != tuple(plain[1:])
        assert hash(row) == hash(tuple(plain))
        with pytest.raises(IndexError):
            row[len(plain)]


@GROUPS
def test_elements_come_back_from_their_sort_keys_in_order(group: Group) -> None:
    elements = [group.generator**n for n in range(5)]
    keys = sorted(group.sort_key(element) for element in elements)
    assert [group.sort_key(element) for element in group.sorted_from(keys)] == keys
    assert set(group.sorted_from(keys)) == set(elements)


@pytest.mark.parametrize("randomness", [None, drawn("column")], ids=["each", "together"])
def test_a_column_is_read_whole_or_not_at_all(randomness: object) -> None:
    texts = [(ED25519.generator**n).text.encode() for n in range(4)]
    good = ED25519.read_column(texts, randomness)  # type: ignore[arg-type]
    assert good == [ED25519.generator**n for n in range(4)]
    low_order = b"0" * 64  # y = 0 is a point of order 4
    for bad in (low_order, texts[2].upper(), texts[2][1:], b"g" * 64, b" " * 64, b"f" * 64):
        assert ED25519.read_column([*texts, bad], randomness) is None  # type: ignore[arg-type]
    assert RFC_3526_2048.read_column([b"1"], None) is None


def test_all_but_the_set_up_stays_in_the_file(tmp_path: Path) -> None:
    path = tmp_path / "x.bel"
    path.write_bytes(ranked().archive())
    filed, held = decode_archive(open_window(path), "x"), archive()
    for one, other in zip(filed.entries, held.entries, strict=True):
        assert tuple(one.data) == other.data
        assert one.data[:2] == other.data[:2]
    (first, *_) = filed.of_type(T.SHUFFLE)
    assert isinstance(first.data, FiledRecords)
    path.write_bytes(path.read_bytes().replace(b'"ciphertexts"', b'"Ciphertexts"'))
    with pytest.raises(NotProven, match="changed while it was being read"):
        _ = first.data[0]
