"""Whom the listed credentials of one election stand for, by the minutes: voters, late ones, those who lost theirs.

The list is fixed before the first ballot. Reserves on it stand for nobody until a minute gives them to somebody, and a
lost credential stands for nobody once a reserve has its place. Source: docs/trustees.md.
"""

from dataclasses import dataclass

from tellers.errors import Refused

SHOWN = 16
"""How many characters of a public key a message shows."""


@dataclass(frozen=True)
class Given:
    """One act on a credential: whose it is, the head of the archive then, and the keys it gives and takes away."""

    pseudonym: str
    archive: str
    reserve: str | None
    lost: str | None = None


@dataclass(frozen=True)
class Credentials:
    """The credentials of one election: how many stand for a voter from the beginning, the reserves, and the acts."""

    first: int
    reserves: tuple[str, ...]
    acts: tuple[Given, ...] = ()

    @property
    def voters(self) -> int:
        """How many stand for somebody: a replacement changes nothing, a late addition is one more."""
        return self.first + sum(act.reserve is not None and act.lost is None for act in self.acts)

    @property
    def given(self) -> dict[str, str]:
        """The reserves that stand for somebody, or did, and the pseudonym of each, in the order of the minutes."""
        return {act.reserve: act.pseudonym for act in self.acts if act.reserve is not None}

    @property
    def revoked(self) -> tuple[str, ...]:
        """The public keys of lost credentials, in whose place others stand."""
        return tuple(act.lost for act in self.acts if act.lost is not None)

    @property
    def unused(self) -> frozenset[str]:
        """The reserves that no minute gives to anybody."""
        return frozenset(self.reserves) - self.given.keys()

    @property
    def idle(self) -> frozenset[str]:
        """The listed public keys that stand for nobody."""
        return self.unused | frozenset(self.revoked)

    def check_reserve(self, reserve: str) -> None:
        """Refuse a key that is none of the reserves, or that stands for somebody already."""
        if reserve not in self.reserves:
            number = len(self.reserves)
            listed = f"it opened with {number} of them" if number else "it opened with none, so nobody can be added"
            raise Refused(
                f"{shortened(reserve)} is no reserve of this ballot; {listed}; expected a reserve's public key, "
                "whole, as `tellers election activate-reserve` prints it (--key)"
            )
        if reserve in self.given:
            whose = self.given[reserve]
            raise Refused(f"the reserve {shortened(reserve)} stands for {whose} already; take another (--key)")

    def check_reissued(self, done: Given) -> None:
        """Refuse half a replacement, one by a reserve that is taken, and one of a key that is not this voter's."""
        if (done.reserve is None) != (done.lost is None):
            raise Refused(
                "a reserve takes the place of a lost credential: give the public keys of both (--lost and --key), or "
                "of neither, and the same credential is sent again"
            )
        if done.reserve is None or done.lost is None:
            return
        self.check_reserve(done.reserve)
        if done.lost in self.idle or done.lost == done.reserve:
            raise Refused(f"{shortened(done.lost)} stands for nobody, so it cannot be replaced (--lost)")
        owner = self.given.get(done.lost)
        held = [key for key, whose in self.given.items() if whose == done.pseudonym and key not in self.revoked]
        if owner not in (None, done.pseudonym) or (held and done.lost not in held):
            raise Refused(f"{shortened(done.lost)} is not the credential of {done.pseudonym}, by the minutes (--lost)")


def shortened(key: str) -> str:
    """The beginning of a public key, enough to find it by; what is shorter stands whole, in quotes."""
    return f"{key[:SHOWN]}…" if len(key) > SHOWN else repr(key)


def check_distinct(reserves: tuple[str, ...]) -> None:
    """Refuse a list of reserves with a key twice."""
    if len(set(reserves)) < len(reserves):
        raise Refused("a public key stands twice among the reserves (--reserves)")
