"""One record of an archive: its value, or what was wrong with it, kept for the check that asks."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from tellers.errors import NotProven, TellersError, Unreadable

T = TypeVar("T")


@dataclass(frozen=True)
class Read(Generic[T]):
    """A record of an archive that was read, or the reason why it could not be."""

    where: str
    found: T | TellersError

    @property
    def value(self) -> T:
        """The value; raises the reason as NotProven where there is none."""
        if isinstance(self.found, Unreadable):
            raise NotProven("record", culprit=self.where, detail=str(self.found))
        if isinstance(self.found, TellersError):
            raise self.found
        return self.found


def reading(where: str, read: Callable[[str], T]) -> Read[T]:
    """Read one record now, and keep what was wrong with it for the check that asks."""
    try:
        return Read(where, read(where))
    except TellersError as error:
        return Read(where, error)
