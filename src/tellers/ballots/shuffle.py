"""Shuffles: ciphertexts in a secret order and re-encrypted, with a proof that nothing was added, lost or changed.

Source: Belenios specification, "Shuffle"; Terelius and Wikström, as CHVote 1.3.2 writes it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256
from typing import Self

from tellers.ballots.ciphertext import Ciphertext, Ciphertexts, joined_texts
from tellers.ballots.codec import Node
from tellers.ballots.columns import Scalars
from tellers.ballots.flat import texts_json
from tellers.ballots.group import Element, Group
from tellers.ballots.hashing import hashed_scalar
from tellers.ballots.proofs import Claim
from tellers.canonical import Json
from tellers.randomness import Randomness

RANDOM_BYTES = 16
"""The random bytes for each equation: 128 bits."""


@dataclass(frozen=True, slots=True)
class Mix:
    """What a shuffle is of: the election's fingerprint, its key, and the two lists of ciphertexts."""

    fingerprint: str
    key: Element
    before: Sequence[Ciphertext]
    after: Sequence[Ciphertext]

    @property
    def group(self) -> Group:
        """The group of all that stands in it."""
        return self.key.group


@dataclass(frozen=True, slots=True)
class ShuffleProof:
    """The proof of one shuffle, in the specification's names; `x_hat` is x with a hat, `s_dash` is s'."""

    t: tuple[Element, Element, Element, Element, Element]
    t_hat: Sequence[Element]
    s: tuple[int, int, int, int]
    s_hat: Sequence[int]
    s_dash: Sequence[int]
    c: Sequence[Element]
    c_hat: Sequence[Element]

    def to_json(self) -> Json:
        """The proof as Belenios JSON."""
        t1, t2, t3, t41, t42 = (element.text for element in self.t)
        commitments: list[Json] = [t1, t2, t3, [t41, t42], texts_json(_list(self.t_hat))]
        responses: list[Json] = [*map(str, self.s), _scalars_json(self.s_hat), _scalars_json(self.s_dash)]
        return [commitments, responses, texts_json(_list(self.c)), texts_json(_list(self.c_hat))]

    @classmethod
    def read(cls, node: Node, size: int, group: Group, randomness: Randomness | None = None) -> Self:
        """Read the proof of a shuffle of so many ciphertexts; with randomness, elements are tested together."""
        commitments, responses, c, c_hat = node.items(exactly=4)
        t1, t2, t3, t4, t_hat = commitments.items(exactly=5)
        s1, s2, s3, s4, s_hat, s_dash = responses.items(exactly=6)
        t41, t42 = t4.items(exactly=2)
        u1, u2, u3, u41, u42 = (one.element_or_identity(group) for one in (t1, t2, t3, t41, t42))
        r1, r2, r3, r4 = (one.scalar(group) for one in (s1, s2, s3, s4))
        return cls(
            (u1, u2, u3, u41, u42),
            t_hat.elements(group, randomness, size),
            (r1, r2, r3, r4),
            s_hat.scalar_row(group, size),
            s_dash.scalar_row(group, size),
            c.elements(group, randomness, size),
            c_hat.elements(group, randomness, size),
        )


def _scalars_json(numbers: Iterable[int]) -> Json:
    return texts_json("".join(f"{number}," for number in numbers))


@dataclass(frozen=True, slots=True)
class _Order:
    """The secrets of a shuffle: the permutation, and the exponents of re-encryption by the place before it."""

    permutation: tuple[int, ...] = field(repr=False)
    exponents: tuple[int, ...] = field(repr=False)


def shuffle(
    fingerprint: str, key: Element, before: Sequence[Ciphertext], randomness: Randomness
) -> tuple[Ciphertexts, ShuffleProof]:
    """The ciphertexts in a new order that nobody knows but who drew it, re-encrypted, and the proof."""
    group = key.group
    permutation = drawn_order(len(before), randomness)
    order = _Order(permutation, tuple(group.random_scalar(randomness) for _ in before))
    after = _reencrypted(before, key, order)
    mix = Mix(fingerprint, key, before, after)
    return after, _prove(mix, order, randomness)


def drawn_order(size: int, randomness: Randomness) -> tuple[int, ...]:
    """A permutation, each as likely as any other but for 2^-128 (Fisher and Yates)."""
    order = list(range(size))
    for last in range(size - 1, 0, -1):
        chosen = int.from_bytes(randomness(24), "big") % (last + 1)
        order[last], order[chosen] = order[chosen], order[last]
    return tuple(order)


def _reencrypted(before: Sequence[Ciphertext], key: Element, order: _Order) -> Ciphertexts:
    g, drawn = key.group.generator, [(before[place], order.exponents[place]) for place in order.permutation]
    alphas = key.group.secret_products([((one.alpha, 1), (g, exponent)) for one, exponent in drawn])
    betas = key.group.secret_products([((one.beta, 1), (key, exponent)) for one, exponent in drawn])
    return Ciphertexts.of(map(Ciphertext, alphas, betas), key.group)


def _prove(mix: Mix, order: _Order, randomness: Randomness) -> ShuffleProof:
    # The specification's names, from here on.
    group, y, psi = mix.group, mix.key, order.permutation
    g, q, n = group.generator, group.order, len(mix.before)

    def scalars() -> list[int]:
        return [group.random_scalar(randomness) for _ in range(n)]

    h, hs = _generators(group, n)
    r, r_hat = scalars(), scalars()
    c = [g] * n
    committed = group.secret_products([((g, r[psi[i]]), (hs[i], 1)) for i in range(n)])
    for place, element in zip(psi, committed, strict=True):
        c[place] = element
    u = _challenges(mix, c)
    u_dash = [u[psi[i]] for i in range(n)]
    c_hat = _chain(h, r_hat, u_dash)
    previous = [h, *c_hat]
    w = [group.random_scalar(randomness) for _ in range(4)]
    w_hat, w_dash = scalars(), scalars()
    t1, t2, t3, t41, t42 = group.secret_products(
        [
            ((g, w[0]),),
            ((g, w[1]),),
            ((g, w[2]), *zip(hs, w_dash, strict=True)),
            ((y, -w[3]), *((e.beta, one) for e, one in zip(mix.after, w_dash, strict=True))),
            ((g, -w[3]), *((e.alpha, one) for e, one in zip(mix.after, w_dash, strict=True))),
        ]
    )
    t = (t1, t2, t3, t41, t42)
    t_hat = group.column(group.secret_products([((g, w_hat[i]), (previous[i], w_dash[i])) for i in range(n)]))
    challenge = _challenge(mix, (*t, *t_hat), c, c_hat)
    s = (
        (w[0] + challenge * sum(r)) % q,
        (w[1] + challenge * _chained(r_hat, u_dash, q)) % q,
        (w[2] + challenge * sum(a * b for a, b in zip(r, u, strict=True))) % q,
        (w[3] + challenge * sum(a * b for a, b in zip(order.exponents, u, strict=True))) % q,
    )
    s_hat = Scalars.of(((a + challenge * b) % q for a, b in zip(w_hat, r_hat, strict=True)), q)
    s_dash = Scalars.of(((a + challenge * b) % q for a, b in zip(w_dash, u_dash, strict=True)), q)
    return ShuffleProof(t, t_hat, s, s_hat, s_dash, group.column(c), group.column(c_hat))


def _chain(h: Element, r_hat: Sequence[int], u_dash: Sequence[int]) -> list[Element]:
    """The chain of commitments, each to the product of the challenges so far: g^R h^U, which needs no earlier link."""
    g, q, links, of_g, of_h = h.group.generator, h.group.order, [], 0, 1
    for exponent, challenge in zip(r_hat, u_dash, strict=True):
        of_g, of_h = (exponent + challenge * of_g) % q, of_h * challenge % q
        links.append(((g, of_g), (h, of_h)))
    return h.group.secret_products(links)


def _chained(r_hat: Sequence[int], u_dash: Sequence[int], q: int) -> int:
    """The sum of each r with a hat times the product of the challenges after it."""
    total, after = 0, 1
    for exponent, challenge in zip(reversed(r_hat), reversed(u_dash), strict=True):
        total = (total + exponent * after) % q
        after = after * challenge % q
    return total


def check_shuffle(mix: Mix, proof: ShuffleProof, claim: Claim, randomness: Randomness | None = None) -> None:
    """Refuse a shuffle that its proof does not support; the equation that fails is named.

    With randomness of the verifier's own, all equations are tested as one; a false proof passes with a chance of
    2^-128 at most. Where that one does not hold, and without randomness, each equation is looked at by itself.
    """
    if not len(mix.before) == len(mix.after) == len(proof.c):
        sizes = f"{len(mix.before)} ciphertexts before and {len(mix.after)} after, {len(proof.c)} in the proof"
        raise claim.refusal(f"found {sizes}")
    if randomness is None or not holds_at_once(mix, proof, randomness):
        check_each_equation(mix, proof, claim)


def holds_at_once(mix: Mix, proof: ShuffleProof, randomness: Randomness) -> bool:
    """True of a proof whose equations hold; true of another with a chance of 2^-128 at most.

    Each equation, written as a product that must be the neutral element, is raised to a random exponent of 128 bits
    that the prover could not know, and all are multiplied: one product of about 8N powers. In a group of prime order
    above 2^128 a product that is not neutral stays so for all but one exponent. Every element is a member: it came
    through the gate.

    Source: Bellare, Garay and Rabin, "Fast batch verification for modular exponentiation and digital signatures".
    """
    # The specification's names, from here on; e1 to e5 and e_hat are the random exponents.
    group, n, (s1, s2, s3, s4) = mix.group, len(mix.before), proof.s
    q = group.order
    h, hs = _generators(group, n)
    u = _challenges(mix, proof.c)
    c = _challenge(mix, (*proof.t, *proof.t_hat), proof.c, proof.c_hat)
    e1, e2, e3, e4, e5, *e_hat = _exponents(n + 5, randomness)
    product_u = 1
    for one in u:
        product_u = product_u * one % q
    cu = [c * one % q for one in u]
    links = [-c * e for e in e_hat]  # of c_hat[i] in its own equation, and then as the link before the next
    before_first = e2 * c * product_u
    if n:
        before_first += e_hat[0] * proof.s_dash[0]
        links = [link + e * s for link, e, s in zip(links, e_hat[1:], proof.s_dash[1:], strict=False)] + links[-1:]
        links[-1] -= e2 * c
    else:
        before_first -= e2 * c
    of_g = e1 * s1 + e2 * s2 + e3 * s3 - e5 * s4 + sum(e * s for e, s in zip(e_hat, proof.s_hat, strict=True))
    rows: list[tuple[Sequence[Element], Iterable[int]]] = [
        ((group.generator, mix.key, h), (of_g, -e4 * s4, before_first)),
        (proof.t, (-e1, -e2, -e3, -e4, -e5)),
        (proof.t_hat, (-e for e in e_hat)),
        (proof.c, (-e1 * c - e3 * one for one in cu)),
        (proof.c_hat, links),
        (hs, (e1 * c + e3 * s for s in proof.s_dash)),
        (Ciphertexts.of(mix.before, group).elements, (-e * one for one in cu for e in (e5, e4))),
        (Ciphertexts.of(mix.after, group).elements, (e * s for s in proof.s_dash for e in (e5, e4))),
    ]
    return group.product(group.multi_product(row, exponents) for row, exponents in rows).is_identity


def _exponents(count: int, randomness: Randomness) -> list[int]:
    raw = randomness(RANDOM_BYTES * count)
    return [int.from_bytes(raw[at : at + RANDOM_BYTES], "big") for at in range(0, len(raw), RANDOM_BYTES)]


def check_each_equation(mix: Mix, proof: ShuffleProof, claim: Claim) -> None:
    """Refuse a shuffle of which an equation does not hold, and name the first; sizes are right already."""
    # The specification's names, from here on.
    group, y = mix.group, mix.key
    g, q, n = group.generator, group.order, len(mix.before)
    h, hs = _generators(group, n)
    u = _challenges(mix, proof.c)
    challenge = _challenge(mix, (*proof.t, *proof.t_hat), proof.c, proof.c_hat)
    minus = -challenge % q
    s1, s2, s3, s4 = proof.s
    product_u = 1
    for one in u:
        product_u = product_u * one % q
    last = proof.c_hat[-1] if n else h
    scaled = [minus * one % q for one in u]
    expected = (
        ("t1", (group.product(proof.c) / group.product(hs)) ** minus * g**s1),
        ("t2", (last / h**product_u) ** minus * g**s2),
        ("t3", _product(proof.c, scaled, group) * g**s3 * _product(hs, proof.s_dash, group)),
        ("t4,1", _mixed([e.beta for e in mix.before], [e.beta for e in mix.after], scaled, proof) * y ** (-s4 % q)),
        ("t4,2", _mixed([e.alpha for e in mix.before], [e.alpha for e in mix.after], scaled, proof) * g ** (-s4 % q)),
    )
    for (name, right), left in zip(expected, proof.t, strict=True):
        if left != right:
            raise claim.refusal(f"the equation of {name} does not hold")
    previous = (h, *proof.c_hat)
    for i in range(n):
        right = proof.c_hat[i] ** minus * g ** proof.s_hat[i] * previous[i] ** proof.s_dash[i]
        if proof.t_hat[i] != right:
            raise claim.refusal(f"the equation of ciphertext {i + 1} of {n} in the chain does not hold")


def _mixed(before: Sequence[Element], after: Sequence[Element], scaled: Sequence[int], proof: ShuffleProof) -> Element:
    group = proof.t[0].group
    return _product(before, scaled, group) * _product(after, proof.s_dash, group)


def _product(elements: Iterable[Element], exponents: Iterable[int], group: Group) -> Element:
    return group.product(one**n for one, n in zip(elements, exponents, strict=True))


@lru_cache(maxsize=1)
def _generators(group: Group, size: int) -> tuple[Element, Sequence[Element]]:
    """h, and one generator for each ciphertext; kept, since an election's shuffles are of the same size."""
    return group.independent_generator(-1), group.independent_generators(size)


def _challenges(mix: Mix, c: Sequence[Element]) -> list[int]:
    """One challenge for each ciphertext, from everything that is shuffled and the commitment to the order."""
    stated = f"shuffle-challenges|{mix.fingerprint}|{joined_texts(mix.before)}{joined_texts(mix.after)}{_list(c)}"
    seed = sha256(stated.encode("ascii")).hexdigest()
    return [
        hashed_scalar(mix.group, seed + sha256(str(index).encode("ascii")).hexdigest())
        for index in range(len(mix.before))
    ]


def _challenge(mix: Mix, t: Sequence[Element], c: Sequence[Element], c_hat: Sequence[Element]) -> int:
    stated = f"{_list(t)}{joined_texts(mix.before)}{joined_texts(mix.after)}{_list(c)}{_list(c_hat)}{mix.key.text}"
    return hashed_scalar(mix.group, f"shuffle-challenge|{mix.fingerprint}|{stated}")


def _list(elements: Sequence[Element]) -> str:
    return elements[0].group.joined_texts(elements) if elements else ""
