"""The slow twin of the Ed25519 group: RFC 8032, section 5.1, in plain integers, for tests only.

Written from the RFC's formulas; shares no line and no library with tellers.ballots.group.
"""

P = 2**255 - 19
Q = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P

Point = tuple[int, int]

NEUTRAL: Point = (0, 1)


def root(square: int) -> int | None:
    """A square root modulo P, or None: RFC 8032, section 5.1.3."""
    candidate = pow(square, (P + 3) // 8, P)
    for root in (candidate, candidate * pow(2, (P - 1) // 4, P) % P):
        if root * root % P == square % P:
            return root
    return None


def with_y(y: int, parity: int) -> Point | None:
    """The point of this y whose x has this parity; x = 0 has no odd form."""
    x = root((y * y - 1) * pow(D * y * y + 1, P - 2, P))
    if x is None or (x == 0 and parity):
        return None
    return (x if x % 2 == parity else P - x, y)


BASE = with_y(4 * pow(5, P - 2, P) % P, 0) or NEUTRAL


def add(a: Point, b: Point) -> Point:
    """The sum of two points by the complete law of twisted Edwards curves."""
    (x1, y1), (x2, y2) = a, b
    k = D * x1 * x2 * y1 * y2
    x3 = (x1 * y2 + x2 * y1) * pow(1 + k, P - 2, P)
    y3 = (y1 * y2 + x1 * x2) * pow(1 - k, P - 2, P)
    return (x3 % P, y3 % P)


def negated(a: Point) -> Point:
    return (-a[0] % P, a[1])


def times(n: int, a: Point) -> Point:
    """The multiple of a point, by doubling and adding."""
    total = NEUTRAL
    while n:
        if n & 1:
            total = add(total, a)
        a = add(a, a)
        n >>= 1
    return total


def text(a: Point) -> str:
    """The protocol's text: y and the parity of x, big-endian, in hexadecimal."""
    return f"{a[1] | (a[0] & 1) << 255:064x}"


def is_member_text(digits: str) -> bool:
    """True of the canonical text of a member of the prime-order subgroup, the neutral element included."""
    number = int(digits, 16)
    y, parity = number & (2**255 - 1), number >> 255
    point = with_y(y, parity) if y < P else None
    return point is not None and times(Q, point) == NEUTRAL


def some_point_of_order_eight() -> Point:
    """A generator of the eight points of small order, found by search."""
    for y in range(2, 1000):
        point = with_y(y, 0)
        if point is not None:
            small = times(Q, point)
            if times(4, small) != NEUTRAL:
                return small
    raise AssertionError
