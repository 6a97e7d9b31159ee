"""The groups against the reference tool's powers and RFC 8032 in plain integers, and every text that stays out."""

from collections.abc import Callable
from dataclasses import FrozenInstanceError, fields, is_dataclass
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.ballots import slow_ed25519 as slow
from tests.ballots.samples import drawn, vectors

from tellers.ballots import parameters
from tellers.ballots.arithmetic import edwards, residues
from tellers.ballots.arithmetic.edwards import Point
from tellers.ballots.group import BELENIOS_2048, ED25519, RFC_3526_2048, Element, Group, group_named
from tellers.ballots.hashing import hashed_scalar
from tellers.errors import NotProven, Unreadable

GROUPS = (ED25519, RFC_3526_2048, BELENIOS_2048)
every_group = pytest.mark.parametrize("group", GROUPS, ids=lambda group: group.name)
exponents = st.one_of(
    st.integers(0, 20), st.integers(slow.Q - 20, slow.Q + 20), st.integers(-20, 0), st.integers(0, 2**260)
)


# What the reference tool says.


@every_group
def test_order_and_generator_are_those_of_the_reference_tool(group: Group) -> None:
    assert vectors(group)["q"] == {"": str(group.order)}
    assert vectors(group)["g"] == {"": group.generator.text}


@every_group
def test_powers_of_the_generator_are_those_of_the_reference_tool(group: Group) -> None:
    for exponent, text in vectors(group)["exp"].items():
        assert (group.generator ** int(exponent)).text == text
        assert group.generator.secret_power(int(exponent)).text == text


@every_group
def test_a_challenge_is_the_reference_tools_hash(group: Group) -> None:
    example = vectors(group)["hash_example"]
    assert str(hashed_scalar(group, example["string"])) == example["value_mod_q"]


def test_the_prime_of_rfc_3526_is_the_value_of_its_formula() -> None:
    # RFC 3526, section 3: 2^2048 - 2^1984 - 1 + 2^64 * { [2^1918 pi] + 124476 }
    bits = 2200

    def arctan_of_inverse(n: int) -> int:
        term, total, k = (1 << bits) // n, 0, 0
        while term:
            total += (-1) ** k * (term // (2 * k + 1))
            term //= n * n
            k += 1
        return total

    pi = 4 * (4 * arctan_of_inverse(5) - arctan_of_inverse(239))  # Machin
    prime = 2**2048 - 2**1984 - 1 + 2**64 * ((pi >> (bits - 1918)) + 124476)
    assert prime == parameters.RFC_3526_PRIME


def test_the_numbers_of_belenios_2048_relate_as_its_specification_says() -> None:
    prime, order = parameters.BELENIOS_PRIME, parameters.BELENIOS_ORDER
    assert (prime.bit_length(), order.bit_length()) == (2048, 256)
    assert (prime - 1) % order == 0
    assert all(pow(base, prime - 1, prime) == 1 and pow(base, order - 1, order) == 1 for base in (2, 3, 5, 7))


# The laws of a group, in all three.


@every_group
def test_powers_add_in_the_exponent_whatever_their_sign_or_size(group: Group) -> None:
    g, q = group.generator, group.order
    x, y = group.random_scalar(drawn("x")), group.random_scalar(drawn("y"))
    assert g**x * g**y == g ** (x + y)
    assert g**x / g**y == g ** (x - y)
    assert (g**x) ** y == (g**x).secret_power(y) == g ** (x * y % q)
    assert g ** (x + q) == g ** (x - q) == g**x


@every_group
def test_the_neutral_element_is_reached_and_left_again(group: Group) -> None:
    g, one = group.generator, group.identity
    element = g**5
    reached = [element**0, element.secret_power(0), element**group.order, element / element, one**7, one * one]
    assert all(each == one and each.is_identity for each in [*reached, one.secret_power(3), group.product([])])
    assert one * element == element * one == element / one == element
    assert not element.is_identity


@every_group
def test_elements_are_equal_by_value_and_cannot_be_changed(group: Group) -> None:
    assert group.generator**2 == group.generator * group.generator
    assert len({group.generator**2, group.generator * group.generator, group.generator}) == 2
    element = group.generator**2
    assert is_dataclass(element)
    for field in fields(element):
        with pytest.raises(FrozenInstanceError):
            setattr(element, field.name, 1)


def test_elements_of_two_groups_do_not_mix() -> None:
    elements: list[Element] = [group.generator for group in GROUPS]
    for one, other in zip(elements, [*elements[1:], elements[0]], strict=True):
        assert one != other
        with pytest.raises(TypeError):
            one * other
        with pytest.raises(TypeError):
            one / other


@every_group
def test_the_order_of_lists_is_numeric_or_that_of_the_little_endian_bytes(group: Group) -> None:
    # The specification: finite fields numerically; Ed25519 by the 32 bytes of RFC 8032
    elements = [group.generator**exponent for exponent in range(1, 30)]
    ordered = sorted(elements, key=group.sort_key)
    if group is ED25519:
        assert ordered == sorted(elements, key=lambda element: bytes.fromhex(element.text)[::-1])
    else:
        assert ordered == sorted(elements, key=lambda element: int(element.text))


def test_a_random_scalar_is_never_zero_and_below_the_order() -> None:
    for group in GROUPS:
        assert group.random_scalar(bytes) == 1
        assert 0 < group.random_scalar(lambda length: b"\xff" * length) < group.order


def test_an_unknown_group_is_refused_by_name() -> None:
    assert group_named("Ed25519", "x") is ED25519
    with pytest.raises(Unreadable, match="'Ed448' is unknown"):
        group_named("Ed448", "election.json")


# The gate for elements.


@every_group
def test_a_member_passes_the_gate(group: Group) -> None:
    element = group.generator**123456789
    assert group.element(element.text, "here") == element


@every_group
def test_the_neutral_element_passes_only_where_it_may_stand(group: Group) -> None:
    assert group.element_or_identity(group.identity.text, "here") == group.identity
    with pytest.raises(NotProven, match="neutral") as refused:
        group.element(group.identity.text, "ballot 7, credential")
    assert (refused.value.check, refused.value.culprit) == ("group element", "ballot 7, credential")


_SMALL = slow.some_point_of_order_eight()
_MEMBER = slow.times(5, slow.BASE)
ED25519_BAD = {
    **{f"of small order, {n} times": slow.text(slow.times(n, _SMALL)) for n in range(1, 8)},
    **{f"a member and {n} small": slow.text(slow.add(_MEMBER, slow.times(n, _SMALL))) for n in range(1, 8)},
    "not on the curve": next(f"{y:064x}" for y in range(2, 50) if slow.with_y(y, 0) is None),
    "neutral with y over p": f"{slow.P + 1:064x}",
    "neutral with the odd sign": f"{1 | 1 << 255:064x}",
    "largest y": f"{2**255 - 1:064x}",
    "all ones": "f" * 64,
    "y = 0": "0" * 64,
    "y = p": f"{slow.P:064x}",
    "upper case": ED25519.generator.text.upper().replace("6666", "ABCD"),
    "little-endian": bytes.fromhex((ED25519.generator**3).text)[::-1].hex(),
    "short": "6" * 63,
    "long": "6" * 65,
    "empty": "",
    "decimal of another group": "2",
    "spaced": " " + "6" * 62 + "8",
    "prefixed": "0x" + "6" * 61 + "8",
    "other digits": "٦" * 64,
}


@pytest.mark.parametrize("text", ED25519_BAD.values(), ids=ED25519_BAD)
def test_the_gate_of_ed25519_refuses_what_is_no_canonical_member(text: str) -> None:
    for gate in (ED25519.element, ED25519.element_or_identity):
        with pytest.raises(NotProven) as refused:
            gate(text, "ballot 7")
        assert (refused.value.check, refused.value.culprit) == ("group element", "ballot 7")


@pytest.mark.parametrize("text", ED25519_BAD.values(), ids=ED25519_BAD)
def test_the_gate_does_not_lean_on_a_libsodium_that_overlooks_the_point_of_order_two(
    monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    # CVE-2025-69277: q P was only asked to have x = 0, which is true of the point of order 2 as well
    def overlooking(raw: bytes) -> bool:
        number = int.from_bytes(raw, "little")
        point = slow.with_y(number % 2**255, number >> 255) if number % 2**255 < slow.P else None
        return point is not None and slow.times(8, point) != slow.NEUTRAL and slow.times(slow.Q, point)[0] == 0

    monkeypatch.setattr(edwards, "crypto_core_ed25519_is_valid_point", overlooking)
    monkeypatch.setattr(edwards, "_LOOKS_AT_ORDER_TWO", False)
    with pytest.raises(NotProven, match="group element"):
        ED25519.element_or_identity(text, "ballot 7")
    for good in (slow.text(_MEMBER), ED25519.identity.text):
        assert ED25519.element_or_identity(good, "here").text == good


def _outside(group: Group, prime: int) -> str:
    return next(str(n) for n in range(2, 99) if pow(n, group.order, prime) != 1)


FINITE = [(RFC_3526_2048, parameters.RFC_3526_PRIME), (BELENIOS_2048, parameters.BELENIOS_PRIME)]


@pytest.mark.parametrize(("group", "prime"), FINITE, ids=lambda value: getattr(value, "name", ""))
def test_the_gate_of_a_finite_field_refuses_what_is_no_canonical_member(group: Group, prime: int) -> None:
    member = group.generator ** (2**255 - 19)
    good = member.text
    bad = {
        "zero": "0",
        "outside the subgroup": _outside(group, prime),
        "of order two": str(prime - 1),
        "the prime": str(prime),
        "over the prime": str(prime + int(good)),
        "negative": "-" + good,
        "signed": "+" + good,
        "leading zero": "0" + good,
        "spaced": good + " ",
        "grouped": good[:1] + "_" + good[1:],
        "hexadecimal": f"{int(good):x}",
        "other digits": good.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")),
        "superscript": "²",
        "empty": "",
        "endless": "1" * 10_000,
    }
    assert group.element(good, "here") == member
    for reason, text in bad.items():
        with pytest.raises(NotProven, match=f"group element: {reason}"):
            group.element_or_identity(text, reason)


def test_membership_by_the_jacobi_symbol_is_membership_by_the_power_q() -> None:
    # RFC-3526-2048 has q = (p - 1) / 2, so that its subgroup is that of the squares
    for number in range(2, 60):
        member = pow(number, RFC_3526_2048.order, parameters.RFC_3526_PRIME) == 1
        try:
            RFC_3526_2048.element(str(number), "here")
        except NotProven:
            assert not member
        else:
            assert member


# The gate for scalars.


@every_group
def test_a_scalar_passes_up_to_the_order(group: Group) -> None:
    for value in (0, 1, group.order - 1):
        assert group.scalar(str(value), "here") == value


@every_group
@pytest.mark.parametrize("text", ["", "-1", "+1", "01", "00", " 1", "1 ", "1_0", "1.0", "1e3", "0x1", "٣", "²", "a"])
def test_the_gate_for_scalars_refuses_other_forms(group: Group, text: str) -> None:
    with pytest.raises(NotProven) as refused:
        group.scalar(text, "proof 3")
    assert (refused.value.check, refused.value.culprit) == ("scalar", "proof 3")


@every_group
def test_the_gate_for_scalars_refuses_the_order_and_beyond(group: Group) -> None:
    for value in (group.order, group.order + 1, 10 * group.order, 10**5000):
        with pytest.raises(NotProven, match="scalar: here"):
            group.scalar("1" + "0" * 5000 if value == 10**5000 else str(value), "here")


def test_a_refused_scalar_is_not_repeated_in_the_message() -> None:
    with pytest.raises(NotProven) as refused:
        ED25519.scalar("secret123456", "here")
    assert "secret123456" not in str(refused.value)


# The slow twin.


def test_the_slow_twin_has_the_base_point_of_rfc_8032() -> None:
    # RFC 8032, section 5.1: the x of the base point
    assert slow.BASE[0] == 15112221349535400772501151409588531511454012693041857206046113283949847762202
    assert slow.times(slow.Q, slow.BASE) == slow.NEUTRAL


@settings(max_examples=60, deadline=None)
@given(x=exponents, y=exponents)
def test_the_fast_group_agrees_with_plain_integers(x: int, y: int) -> None:
    g = ED25519.generator
    a, b = slow.times(x % slow.Q, slow.BASE), slow.times(y % slow.Q, slow.BASE)
    assert (g**x).text == slow.text(a)
    assert (g**x * g**y).text == slow.text(slow.add(a, b))
    assert (g**x / g**y).text == slow.text(slow.add(a, slow.negated(b)))
    assert ((g**x) ** y).text == (g**x).secret_power(y).text == slow.text(slow.times(y % slow.Q, a))


@settings(max_examples=60, deadline=None)
@given(
    number=st.one_of(
        st.integers(0, 2**256 - 1),
        st.integers(0, 40),
        st.integers(slow.P - 20, slow.P + 20),
        st.builds(lambda n: int(slow.text(slow.times(n, slow.BASE)), 16), st.integers(0, slow.Q)),
    )
)
def test_the_fast_gate_agrees_with_plain_integers(number: int) -> None:
    text = f"{number:064x}"
    try:
        element = ED25519.element_or_identity(text, "here")
    except NotProven:
        assert not slow.is_member_text(text)
    else:
        assert slow.is_member_text(text)
        assert element.text == text


# Many at once, in a finite field.

finite_group = pytest.mark.parametrize("group", [RFC_3526_2048, BELENIOS_2048], ids=lambda group: group.name)


@finite_group
def test_products_in_bulk_are_those_of_python_integers(group: Group) -> None:
    prime = parameters.RFC_3526_PRIME if group is RFC_3526_2048 else parameters.BELENIOS_PRIME
    g, other = group.generator, group.generator**12345
    exponents = [0, 1, -1, group.order - 1, group.random_scalar(drawn("e")), 2**255]
    asked = [((g, n), (other, n + 1), ((g, other), 3)) for n in exponents]
    expected = [
        str(pow(g.number, n % group.order, prime) * pow(other.number, (n + 1) % group.order, prime)
            * pow(g.number * other.number, 3, prime) % prime)
        for n in exponents
    ]  # fmt: skip
    assert group.public_texts(asked) == expected
    assert [one.text for one in group.secret_products(asked)] == expected


@finite_group
def test_a_table_gives_the_powers_of_its_base(group: Group) -> None:
    base = group.generator**99
    exponents = [*range(-3, 97), group.order - 1, group.random_scalar(drawn("table"))]
    assert len(exponents) > 100
    assert group.public_texts([((base, n),) for n in exponents]) == [(base**n).text for n in exponents]
    assert group.public_texts([((base, 5),)]) == [(base**5).text]


@finite_group
def test_two_exponents_that_add_up_to_a_hash_give_their_own_powers(group: Group) -> None:
    base, first = group.generator**7, group.random_scalar(drawn("first"))
    for total in (0, 1, 2**256 - 1, 2**300):
        second = (total - first) % group.order
        asked = [((base, first),), ((base, second),), ((base, 3),)]
        assert group.public_texts(asked) == [(base**n).text for n in (first, second, 3)]


@finite_group
def test_a_long_product_is_the_product_of_its_powers(group: Group) -> None:
    randomness = drawn("long")
    numbers = [group.random_scalar(randomness) for _ in range(40)]
    powers = [(group.generator**n, group.random_scalar(randomness)) for n in numbers]
    total = sum(n * exponent for n, (_, exponent) in zip(numbers, powers, strict=True))
    bases, exponents = [base for base, _ in powers], [exponent for _, exponent in powers]
    assert group.multi_product(bases, exponents) == group.generator**total
    assert group.multi_product(bases[:3], exponents[:3]) == group.product(b**e for b, e in powers[:3])
    assert group.multi_product(bases, [0] * 40).is_identity


# Secret exponents.


def test_a_vote_of_0_costs_as_many_multiplications_as_a_vote_of_1(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[str] = []
    for name in ("crypto_scalarmult_ed25519_base_noclamp", "crypto_scalarmult_ed25519_noclamp"):
        monkeypatch.setattr(edwards, name, _counted(name, getattr(edwards, name), calls))
    for base in (ED25519.generator, Point(bytes.fromhex(slow.text(_MEMBER))[::-1])):
        asked = []
        for vote in (0, 1):
            calls.clear()
            base.secret_power(vote)
            asked.append(list(calls))
        assert asked[0] == asked[1] != []


def _counted(name: str, call: Callable[..., bytes], calls: list[str]) -> Callable[..., bytes]:
    def counted(*arguments: bytes) -> bytes:
        calls.append(name)
        return call(*arguments)

    return counted


@pytest.mark.parametrize("group", [RFC_3526_2048, BELENIOS_2048], ids=lambda group: group.name)
def test_every_secret_exponent_goes_to_gmp_in_as_many_words(monkeypatch: pytest.MonkeyPatch, group: Group) -> None:
    # GMP's powm_sec takes a time that depends on the words of the exponent: a word more is a quarter of the time
    words: set[tuple[int, int]] = set()

    def powmod_sec(base: int, exponent: int, prime: int) -> int:
        words.add((-(-exponent.bit_length() // 32), -(-exponent.bit_length() // 64)))
        return pow(base, exponent, prime)

    monkeypatch.setattr(residues, "gmpy2", SimpleNamespace(powmod_sec=powmod_sec))
    edge = 2 ** (64 * (-(-group.order.bit_length() // 64))) - group.order
    for exponent in (0, 1, 2, group.order // 2, edge - 1, edge, group.order - 1):
        group.generator.secret_power(exponent)
    assert len(words) == 1
