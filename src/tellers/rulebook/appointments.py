"""Appointments: posts that one office or body fills, and may empty again."""

from dataclasses import dataclass

from tellers.rulebook.basis import Basis
from tellers.rulebook.clauses import Rule


@dataclass(frozen=True, kw_only=True)
class Appointment(Basis):
    """Who appoints to which posts; whether they may dismiss, and whether the appointed must consent."""

    body: str | None
    posts: tuple[str, ...]
    by: str
    dismiss: Rule[bool]
    consent: Rule[bool]
