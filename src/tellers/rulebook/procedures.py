"""Procedures: the seven ways in which an organisation decides, and what they have in common."""

from typing import TypeAlias

from tellers.rulebook.appointments import Appointment
from tellers.rulebook.clauses import Rule
from tellers.rulebook.contests import Contest
from tellers.rulebook.meetings import Meeting
from tellers.rulebook.motions import Motion
from tellers.rulebook.nominations import Nomination
from tellers.rulebook.petitions import Petition
from tellers.rulebook.rulings import Ruling

Procedure: TypeAlias = Motion | Petition | Nomination | Contest | Appointment | Meeting | Ruling

KINDS: dict[str, type[Procedure]] = {
    "motion": Motion,
    "petition": Petition,
    "nomination": Nomination,
    "contest": Contest,
    "appointment": Appointment,
    "meeting": Meeting,
    "ruling": Ruling,
}
"""Every kind by the word that a book writes."""


def kind_of(procedure: Procedure) -> str:
    """The kind of a procedure, as a book writes it."""
    return next(word for word, kind in KINDS.items() if isinstance(procedure, kind))


def rules_of(procedure: Procedure) -> dict[str, Rule[object]]:
    """Every rule of a procedure itself, by its key in the book; those of stages and filters stand with them."""
    return {key: value for key, value in vars(procedure).items() if isinstance(value, Rule)}
