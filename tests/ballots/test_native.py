"""Rust against the slow twin: who is a member, every kind of product, and what it says of bad input.

Truth: RFC 8032, section 5.1, in plain integers (slow_ed25519); the eight points of small order are found by search.
"""

import struct
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.ballots import slow_ed25519 as slow
from tests.ballots.samples import drawn

from tellers.ballots import group
from tellers.ballots.arithmetic import native as engine
from tellers.ballots.group import ED25519, Element
from tellers.errors import NotProven

native = pytest.importorskip("tellers_native", reason="tellers-native is not here: `make native` builds it")

SMALL = slow.some_point_of_order_eight()
TORSION = [slow.times(n, SMALL) for n in range(8)]
NEUTRAL = slow.NEUTRAL
MANY = 2_500
"""So many points that they are thrown into buckets."""

scalars = st.one_of(st.sampled_from([0, 1, 2, slow.Q - 1, slow.Q - 2, 2**252, 8]), st.integers(0, slow.Q - 1))


@pytest.fixture(params=["native", "python"])
def back_end(request: pytest.FixtureRequest) -> Iterator[str]:
    """Each back end in turn; then the one that was in use."""
    before = group.back_end()
    group.use_back_end(request.param)
    yield request.param
    group.use_back_end("native" if "dalek" in before else "python")


def columns(powers: Sequence[tuple[Element, int]]) -> tuple[list[Element], list[int]]:
    return [base for base, _ in powers], [exponent for _, exponent in powers]


def raw(point: slow.Point) -> bytes:
    return bytes.fromhex(slow.text(point))[::-1]


def some_members(count: int) -> list[bytes]:
    """The first powers of the generator, made without a decoder."""
    g = native.known_members(raw(slow.BASE))
    one = [n.to_bytes(32, "little") for n in range(1, count + 1)]
    numbers = struct.pack(f"<{count}I", *[1] * count), struct.pack(f"<{count}I", *[0] * count)
    return cut(native.secret_products(g, b"", *numbers, b"".join(one))[1])


def cut(points: bytes) -> list[bytes]:
    return [points[at : at + 32] for at in range(0, len(points), 32)]


# Who is a member.


@settings(max_examples=12, deadline=None)
@given(n=st.integers(1, slow.Q - 1))
def test_of_the_eight_cosets_of_a_point_only_its_own_is_in_the_group(n: int) -> None:
    member = slow.times(n, slow.BASE)
    encodings = b"".join(raw(slow.add(member, small)) for small in TORSION)
    assert [point is not None for point in native.decode(encodings)] == [True] + [False] * 7
    assert [point is not None for point in native.decode_at_once(encodings, bytes(16 * 8))] == [True] + [False] * 7


@settings(max_examples=12, deadline=None)
@given(n=st.integers(0, slow.Q - 1))
def test_the_two_exact_tests_agree_on_all_eight_cosets(n: int) -> None:
    """By the order of the point, and by halving it three times; n = 0 gives the points of small order themselves."""
    member = slow.times(n, slow.BASE)
    encodings = b"".join(raw(slow.add(member, small)) for small in TORSION)
    assert native.exact_tests(encodings) == [(True, True)] + [(False, False)] * 7


@settings(max_examples=200, deadline=None)
@given(number=st.one_of(st.integers(0, 2**255 - 1), st.integers(0, 99)))
def test_the_two_exact_tests_agree_on_any_point_of_the_curve(number: int) -> None:
    ((by_order, by_halving),) = native.exact_tests(number.to_bytes(32, "little"))
    assert by_order == by_halving == slow.is_member_text(f"{number:064x}")


def test_of_the_points_of_small_order_only_the_neutral_one_is_in_the_group() -> None:
    encodings = b"".join(raw(small) for small in TORSION)
    assert [point is not None for point in native.decode(encodings)] == [True] + [False] * 7


@settings(max_examples=150, deadline=None)
@given(
    number=st.one_of(
        st.integers(0, 2**256 - 1),
        st.integers(0, 40),
        st.integers(slow.P - 20, slow.P + 20),
        st.integers(2**255, 2**255 + 20),
        st.integers(2**255 + slow.P - 20, 2**256 - 1),
    )
)
def test_any_bytes_are_a_member_or_not_as_in_plain_integers(number: int) -> None:
    (found,) = native.decode(number.to_bytes(32, "little"))
    assert (found is not None) == slow.is_member_text(f"{number:064x}")


def at_once(encodings: Sequence[bytes], seed: str = "buckets") -> list[int]:
    """The places of those that are refused."""
    found = native.decode_at_once(b"".join(encodings), drawn(seed)(16 * len(encodings)))
    return [place for place, point in enumerate(found) if point is None]


def test_all_members_pass_at_once() -> None:
    assert at_once(some_members(MANY)) == []


@pytest.mark.parametrize("order", range(1, 8))
def test_one_point_outside_is_named_among_many(order: int) -> None:
    members = some_members(MANY)
    members[1_234] = raw(slow.add(slow.times(1_235, slow.BASE), TORSION[order]))
    assert at_once(members) == [1_234]


@pytest.mark.parametrize(("first", "second"), [(4, 4), (1, 7), (2, 6), (3, 5)])
def test_points_whose_small_parts_make_up_for_each_other_are_named(first: int, second: int) -> None:
    members = some_members(MANY)
    for place, order in ((10, first), (2_000, second)):
        members[place] = raw(slow.add(slow.times(place + 1, slow.BASE), TORSION[order]))
    for seed in range(5):
        assert at_once(members, f"throw {seed}") == [10, 2_000]


def test_the_chance_is_in_the_throws_alone() -> None:
    """Where every point falls into the same bucket, two that make up for each other pass: randomness is needed."""
    members = some_members(MANY)
    for place in (10, 2_000):
        members[place] = raw(slow.add(slow.times(place + 1, slow.BASE), TORSION[4]))
    found = native.decode_at_once(b"".join(members), bytes(16 * MANY))
    assert None not in found


def test_a_single_point_outside_is_found_whatever_the_throws() -> None:
    members = some_members(MANY)
    members[7] = raw(slow.add(slow.times(8, slow.BASE), TORSION[4]))
    assert native.decode_at_once(b"".join(members), bytes(16 * MANY))[7] is None


# Products, on both back ends.


def elements(exponents: Sequence[int]) -> list[Element]:
    return [ED25519.generator**n for n in exponents]


products = st.lists(
    st.lists(st.tuples(st.integers(0, 4), scalars), min_size=0, max_size=4), min_size=0, max_size=6
).map(lambda rows: [tuple(row) for row in rows])


@pytest.mark.usefixtures("back_end")
@settings(max_examples=25, deadline=None)
@given(exponents=st.lists(scalars, min_size=5, max_size=5), rows=products)
def test_products_are_those_of_plain_integers(exponents: list[int], rows: list[tuple[tuple[int, int], ...]]) -> None:
    bases = elements(exponents)
    asked = [[(bases[place], n) for place, n in row] for row in rows]
    sums = [sum(exponents[place] * n for place, n in row) % slow.Q for row in rows]
    expected = [slow.text(slow.times(total, slow.BASE)) for total in sums]
    assert ED25519.public_texts(asked) == expected
    assert [one.text for one in ED25519.secret_products(asked)] == expected
    assert [ED25519.multi_product(*columns(row)).text for row in asked] == expected


@pytest.mark.usefixtures("back_end")
def test_a_base_that_stands_in_many_products_gives_the_same() -> None:
    g, other = ED25519.generator, ED25519.generator**7
    asked = [((g, n), (other, slow.Q - n), ((g, other), 3)) for n in range(40)]
    assert ED25519.public_texts(asked) == [(g ** (n - 7 * n + 24)).text for n in range(40)]


@pytest.mark.usefixtures("back_end")
def test_a_long_product_is_the_product() -> None:
    bases = elements(range(3_000))
    assert ED25519.multi_product(bases, [2] * 3_000) == ED25519.generator ** (2_999 * 3_000)
    assert ED25519.secret_products([[(base, 2) for base in bases]])[0] == ED25519.generator ** (2_999 * 3_000)


@pytest.mark.usefixtures("back_end")
def test_sums_and_quotients_are_row_by_row() -> None:
    one, two, three = elements([1, 2, 3])
    assert ED25519.sums([[one, two], [], [three]]) == elements([3, 0, 3])
    assert ED25519.quotients([three, one], [one, one]) == elements([2, 0])
    assert ED25519.product([one, two, three]) == ED25519.generator**6


@pytest.mark.usefixtures("back_end")
def test_generators_in_bulk_are_those_one_by_one() -> None:
    assert ED25519.independent_generators(20) == [ED25519.independent_generator(index) for index in range(20)]


@pytest.mark.usefixtures("back_end")
def test_an_element_of_another_group_is_a_mistake_of_ours() -> None:
    with pytest.raises((TypeError, AttributeError)):
        ED25519.public_texts([[(group.RFC_3526_2048.generator, 2), (ED25519.generator, 2)]])


@pytest.mark.usefixtures("back_end")
@pytest.mark.parametrize("count", [0, 3, 4, 6, 9])
def test_as_many_exponents_as_elements_are_asked_for(monkeypatch: pytest.MonkeyPatch, count: int) -> None:
    monkeypatch.setattr(engine, "AT_ONCE", 4)
    bases = elements(range(1, 6))
    with pytest.raises(ValueError, match=r"exponents|argument|scalars"):
        ED25519.multi_product(bases, [1] * count)
    assert ED25519.multi_product(bases, [1] * 5) == ED25519.generator**15


@pytest.mark.usefixtures("back_end")
@pytest.mark.parametrize("size", [1, 4, 5, 11])
def test_a_column_that_was_read_or_made_in_parts_gives_the_products_of_its_elements(
    monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    """A short column that came through the gate is kept as points; a long one, and a part of one, are read again."""
    monkeypatch.setattr(engine, "AT_ONCE", 4)
    exponents = [3**place for place in range(size)]
    read = ED25519.read_column([one.text.encode() for one in elements(range(1, size + 1))], drawn("column"))
    assert read is not None
    total = sum((place + 1) * 3**place for place in range(size))
    assert ED25519.multi_product(read, exponents) == ED25519.generator**total
    assert ED25519.multi_product(read[:], exponents) == ED25519.generator**total
    assert ED25519.multi_product(read[1:], exponents[1:]) == ED25519.generator ** (total - 1)
    made = ED25519.independent_generators(size)
    one_by_one = [ED25519.independent_generator(place) ** n for place, n in enumerate(exponents)]
    assert ED25519.multi_product(made, exponents) == ED25519.product(one_by_one)


# Who is a member, at the gate of both back ends.

HOSTILE = {
    **{f"of small order, {n} times": slow.text(small) for n, small in enumerate(TORSION) if n},
    **{
        f"a member and {n} small": slow.text(slow.add(slow.times(5, slow.BASE), small))
        for n, small in enumerate(TORSION)
        if n
    },
    "neutral, said to be odd": f"{1 | 1 << 255:064x}",
    "of order two, said to be odd": f"{slow.P - 1 | 1 << 255:064x}",
    "y = 0, odd": f"{1 << 255:064x}",
    **{f"y = p + {n}": f"{slow.P + n:064x}" for n in range(19)},
    **{f"y = p + {n}, odd": f"{slow.P + n | 1 << 255:064x}" for n in range(19)},
    "upper case": slow.text(slow.times(3, slow.BASE)).upper(),
    "short": "6" * 63,
    "spaced": f"{slow.text(slow.BASE)[:62]} 6",
}


@pytest.mark.usefixtures("back_end")
@pytest.mark.parametrize("seed", [None, "together"])
@pytest.mark.parametrize("bad", HOSTILE.values(), ids=HOSTILE)
def test_what_is_no_member_comes_through_no_gate(bad: str, seed: str | None) -> None:
    randomness = None if seed is None else drawn(seed)
    good = [slow.text(slow.times(n, slow.BASE)) for n in range(4)]
    assert ED25519.recognised([*good, bad], randomness).get(bad) is None
    for place in range(5):
        texts = [one.encode("ascii") for one in (*good[:place], bad, *good[place:])]
        assert ED25519.read_column(texts, randomness) is None
    with pytest.raises(NotProven, match="group element"):
        ED25519.element_or_identity(bad, "here")


@pytest.mark.usefixtures("back_end")
@pytest.mark.parametrize("size", [0, 1, 3, 4, 5, 8, 9])
def test_a_column_is_tested_whole_wherever_it_is_cut(monkeypatch: pytest.MonkeyPatch, size: int) -> None:
    monkeypatch.setattr(engine, "AT_ONCE", 4)
    texts = [slow.text(slow.times(n, slow.BASE)).encode("ascii") for n in range(size)]
    column = ED25519.read_column(texts, drawn("cut"))
    assert column is not None
    assert [one.text.encode("ascii") for one in column] == texts
    for place in range(size):
        spoilt = [*texts[:place], slow.text(TORSION[4]).encode("ascii"), *texts[place + 1 :]]
        assert ED25519.read_column(spoilt, drawn("cut")) is None


# What comes over the border.

ONE = struct.pack("<I", 1)
ZERO = struct.pack("<I", 0)
GOOD = (b"", ONE, ZERO, bytes(32))


@pytest.mark.parametrize(
    ("terms", "says"),
    [
        ((b"", b"\1", ZERO, bytes(32)), "no whole number of lengths"),
        ((b"", ONE, b"\0\0", bytes(32)), "no whole number of places"),
        ((b"", ONE, ZERO + ZERO, bytes(32)), "8 bytes of places; expected 4"),
        ((b"", ONE, struct.pack("<I", 1), bytes(32)), "there is no base 1"),
        ((b"", ONE, ZERO, bytes(31)), "31 bytes of scalars; expected 32"),
        ((b"", ONE, ZERO, bytes(64)), "64 bytes of scalars; expected 32"),
        ((b"", ONE, ZERO, slow.Q.to_bytes(32, "little")), "scalar 0 is not below the order"),
        ((b"", ONE, ZERO, b"\xff" * 32), "scalar 0 is not below the order"),
        ((struct.pack("<2I", 2, 0), ONE, ZERO, bytes(32)), "bytes of a sum"),
        ((struct.pack("<2I", 1, 5), ONE, ZERO, bytes(32)), "there is no base 5"),
        ((b"", b"\xff" * 4, ZERO, bytes(32)), "bytes of places"),
    ],
)
def test_bad_input_is_an_error_and_never_a_panic(terms: tuple[bytes, ...], says: str) -> None:
    points = native.known_members(raw(slow.BASE))
    assert native.public_products(points, *GOOD) == raw(NEUTRAL)
    for call in (native.public_products, native.secret_products):
        with pytest.raises(ValueError, match=says):
            call(points, *terms)


def test_other_bad_input_is_an_error_too() -> None:
    points = native.known_members(raw(slow.BASE))
    calls: list[Callable[[], object]] = [
        lambda: native.decode(bytes(33)),
        lambda: native.decode_at_once(bytes(32), bytes(15)),
        lambda: native.known_members(bytes.fromhex(f"{2:064x}")[::-1]),
        lambda: native.multi_product(native.known_column(raw(slow.BASE)), bytes(33)),
        lambda: native.known_column(bytes.fromhex(f"{2:064x}")[::-1]),
        lambda: native.column(bytes(33)),
        lambda: native.column(bytes(32), bytes(15)),
        lambda: native.sums(points, ZERO),
        lambda: native.differences(points, []),
        lambda: native.first_generators(bytes(1)),
    ]
    for call in calls:
        with pytest.raises(ValueError, match=r"found|whole|no point"):
            call()


few = st.one_of(
    st.binary(max_size=99),
    st.lists(st.one_of(st.integers(0, 4), st.integers(0, 2**32 - 1)), max_size=4).map(
        lambda numbers: struct.pack(f"<{len(numbers)}I", *numbers)
    ),
    st.lists(st.one_of(scalars, st.integers(0, 2**256 - 1)), max_size=4).map(
        lambda numbers: b"".join(number.to_bytes(32, "little") for number in numbers)
    ),
)


@settings(max_examples=300, deadline=None)
@given(count=st.integers(0, 3), parts=st.tuples(few, few, few, few))
def test_whatever_bytes_come_over_it_computes_or_says_what_is_wrong(count: int, parts: tuple[bytes, ...]) -> None:
    """A panic of Rust is no Exception: it would end the test."""
    points = native.known_members(raw(slow.BASE)) * count
    one, two, three, four = parts
    calls: list[Callable[[], object]] = [
        lambda: native.public_products(points, one, two, three, four),
        lambda: native.secret_products(points, one, two, three, four),
        lambda: native.sums(points, one),
        lambda: native.differences(points, points[1:]),
        lambda: native.multi_product(native.known_column(raw(slow.BASE) * count), two),
        *(partial(call, one) for call in (native.decode, native.column, native.known_members, native.known_column)),
        *(partial(call, one) for call in (native.first_generators, native.exact_tests)),
        *(partial(call, one, two) for call in (native.decode_at_once, native.column)),
    ]
    for call in calls:
        with suppress(ValueError):
            call()


def test_of_nothing_there_is_nothing() -> None:
    assert native.public_products([], b"", b"", b"", b"") == b""
    assert native.secret_products([], b"", b"", b"", b"") == ([], b"")
    assert native.sums([], b"") == native.differences([], []) == ([], b"")
    assert native.decode(b"") == native.decode_at_once(b"", b"") == native.known_members(b"") == []
    columns = [native.column(b""), native.column(b"", b""), native.known_column(b""), native.first_generators(b"")[0]]
    assert [native.multi_product(column, b"") for column in columns] == [raw(NEUTRAL)] * 4
    assert native.first_generators(b"")[1] == b""


def test_bytes_that_may_change_do_not_come_over() -> None:
    """Rust reads while other threads run: what they could write meanwhile is refused."""
    for changing in (bytearray(32), memoryview(bytearray(32))):
        with pytest.raises(TypeError):
            native.decode(changing)
