"""Belenios JSON; escapes as in an election that belenios-tool 3.3.0 made from a description with each of them."""

import pytest

from tellers.ballots.codec import Node, encode, encode_weight, natural, read
from tellers.canonical import Json
from tellers.errors import Unreadable


def test_text_is_written_as_the_reference_tool_writes_it() -> None:
    # `setup make-election` of 3.3.0 on this description, 21 November 2026
    assert encode('a\x7fb\x01é/\u2028\\"\n\t<>') == 'a\\u007fb\\u0001é/\u2028\\\\\\"\\n\\t<>'.join('""').encode()


def test_values_are_compact_and_keep_their_order() -> None:
    assert encode({"b": [1, True, None], "a": {}}) == b'{"b":[1,true,null],"a":{}}'


@pytest.mark.parametrize(("weight", "written"), [(1, 1), (2**30 - 1, 2**30 - 1), (2**30, "1073741824")])
def test_a_large_weight_is_a_string(weight: int, written: int | str) -> None:
    # The specification: integers up to 2^30 - 1, above that a decimal string
    assert encode_weight(weight) == written
    assert Node(written, "x").weight() == weight


@pytest.mark.parametrize("value", ["1", 2**30, "01", "-1", -1, True, None, "1" * 13, "²", "", [1]])
def test_a_weight_in_another_form_is_refused(value: int | str | None) -> None:
    with pytest.raises(Unreadable, match=r"tally\.json"):
        Node(value, "tally.json").weight()


@pytest.mark.parametrize("text", ["01", "", "-1", "+1", "1 ", "1" * 13, "٣", "²", "1.0"])
def test_a_number_in_another_form_is_refused(text: str) -> None:
    assert natural("120", "x") == 120
    with pytest.raises(Unreadable, match="expected a number"):
        natural(text, "x")


def test_a_mistake_is_named_with_its_path() -> None:
    root = read(b'{"a":[{"b":1}]}', "ballot 7")
    node = root.record("a")["a"].items()[0].record("b")["b"]
    with pytest.raises(Unreadable, match=r"ballot 7, a\[0\]\.b: found a number; expected a string"):
        node.text()


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (b"{}", "the field 'a' is missing"),
        (b'{"a":1,"c":2}', "the field 'c' is unknown"),
        (b"[]", "found a list; expected an object"),
        (b"null", "found null; expected an object"),
        (b'{"a":1,"a":1}', "stands twice"),
        (b'{"a":1.0}', "not an integer"),
        (b'{"a":1}x', "not JSON"),
    ],
)
def test_a_record_has_its_fields_and_no_others(raw: bytes, says: str) -> None:
    with pytest.raises(Unreadable, match=says):
        read(raw, "x").record("a", optional=("b",))


def test_each_kind_of_value_refuses_the_others() -> None:
    values: dict[str, Json] = {"text": "a", "integer": 1, "boolean": True, "items": [1]}
    for kind in values:
        for name, value in values.items():
            if name == kind:
                assert getattr(Node(value, "x"), kind)()
            else:
                with pytest.raises(Unreadable, match="expected"):
                    getattr(Node(value, "x"), kind)()
    with pytest.raises(Unreadable, match="not negative"):
        Node(-1, "x").integer()
    with pytest.raises(Unreadable, match="found 1 entries; expected 2"):
        Node([1], "x").items(exactly=2)
