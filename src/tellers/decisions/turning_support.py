"""The changes that could turn a petition or a nomination: more or fewer supporters, and a body of another size."""

from collections.abc import Iterator
from dataclasses import replace

from tellers.decisions.facts import Facts, Nominated, Size, Support
from tellers.decisions.turning import FARTHEST, Change


def signature_changes(facts: Facts) -> Iterator[Change]:
    """More and fewer signatures, in all or from each body."""
    support = facts.signatures
    if support is None:
        return
    for text, sign in (("more signatures", 1), ("fewer signatures", -1)):
        for body in (None, *support.from_):
            where = "" if body is None else f" from {body}"

            def apply(steps: int, sign: int = sign, body: str | None = body) -> Facts | None:
                grown = _grown(support, body, sign * steps)
                return None if grown is None else replace(facts, signatures=grown)

            yield Change(text + where, apply, FARTHEST)


def nomination_changes(facts: Facts) -> Iterator[tuple[str, Change]]:
    """More and fewer nominations of each candidate, in all or from each body."""
    for place, one in enumerate(facts.nominations or ()):
        for text, sign in (("more nominations", 1), ("fewer nominations", -1)):
            for body in (None, *one.from_):
                where = "" if body is None else f" from {body}"

                def apply(steps: int, place: int = place, sign: int = sign, body: str | None = body) -> Facts | None:
                    return _nominated(facts, place, body, sign * steps)

                yield one.name, Change(text + where, apply, FARTHEST)


def size_changes(facts: Facts, body: str | None) -> Iterator[Change]:
    """A larger and a smaller body, where its size is a fact."""
    if body is None or body not in facts.sizes:
        return
    for text, sign in ((f"more in {body}", 1), (f"fewer in {body}", -1)):

        def apply(steps: int, sign: int = sign) -> Facts | None:
            sizes = tuple(Size(size.value + sign * steps, size.on) for size in facts.sizes[body])
            if min((size.value for size in sizes), default=0) < 1:
                return None
            return replace(facts, sizes={**facts.sizes, body: sizes})

        yield Change(text, apply, FARTHEST)


def _grown(support: Support, body: str | None, by: int) -> Support | None:
    """Support with so many more signatures; None where there would be fewer than none, or none are told so."""
    own = support.count if body is None else support.from_[body]
    if own is None or own + by < 0:
        return None
    if body is None:
        return replace(support, count=own + by, given=None)
    count = None if support.count is None else max(0, support.count + by)
    return replace(support, from_={**support.from_, body: own + by}, count=count, given=None)


def _nominated(facts: Facts, place: int, body: str | None, by: int) -> Facts | None:
    every = facts.nominations or ()
    one = every[place]
    own = one.count if body is None else one.from_[body]
    if own is None or own + by < 0:
        return None
    grown: Nominated
    if body is None:
        grown = replace(one, count=own + by)
    else:
        count = None if one.count is None else max(0, one.count + by)
        grown = replace(one, from_={**one.from_, body: own + by}, count=count)
    return replace(facts, nominations=(*every[:place], grown, *every[place + 1 :]))
