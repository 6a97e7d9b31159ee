"""What the acts of petitions and of nominations leave alike in their minutes: a member's support, and an early end."""

from typing import Literal, TypeAlias

from tellers.proceedings.facts import Count
from tellers.proceedings.hanging import Done, Id

Ending: TypeAlias = Literal["withdrawn", "target-resigns"]
"""How a petition or nominations end without a finding."""


class Supporting(Done, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One member supports; `bodies` are those of the member's that the threshold asks for, `weight` their weight."""

    signer: str
    weight: Count
    bodies: tuple[Id, ...]


class EndedEarly(Done, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """An end without a finding: it is taken back, or falls because whom it is about has resigned."""

    ending: Ending
    reason: str
