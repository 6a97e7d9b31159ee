"""Meek's method: the reference rule of the Proportional Representation Foundation.

Its questions are its own: votes are worked out afresh in every iteration, and nothing is ever transferred. What no
other rule set here answers otherwise is not asked: parts kept and keep factors are rounded up (B.2.a, B.2.f), and all
within the surplus of the lowest are tied (B.3).
"""

from dataclasses import dataclass, fields

from tellers.counting.rule_sets.questions import Answer, NoFirst

PRF = "PRF Reference Rule: Meek"


@dataclass(frozen=True)
class MeekRules:
    """The answers of one rule set of this kind."""

    id: str
    title: str
    law: str
    proved: bool
    doubts: str
    skipped_ranks_stop: Answer[int]
    repeat_stops: Answer[bool]
    no_first: Answer[NoFirst]
    decimals: Answer[int]
    omega_decimals: Answer[int]
    most_iterations: Answer[int]

    @property
    def answers(self) -> tuple[tuple[str, str, str], ...]:
        """Every question with what is said and the clause."""
        given = ((field.name, getattr(self, field.name)) for field in fields(self))
        return tuple((name, str(answer.says), answer.cites) for name, answer in given if isinstance(answer, Answer))


MEEK = MeekRules(
    id="stv-meek",
    title="Meek",
    law=PRF,
    proved=True,
    doubts="",
    skipped_ranks_stop=Answer(0, f"{PRF}, B.2.a: in order of rank on that ballot"),
    repeat_stops=Answer(says=False, cites=f"{PRF}, B.2.a: a candidate keeps a part once"),
    no_first=Answer(NoFirst.REJECTED, "not in the rule: several candidates at one rank are no ranking"),
    decimals=Answer(9, f"{PRF}, B.2.a, B.2.b and B.2.f: nine decimal places"),
    omega_decimals=Answer(6, f"{PRF}, A: omega is 0.000001"),
    most_iterations=Answer(10_000, "not in the rule, which ends by itself; a count that needs more says so"),
)

MEEK_RULES = {MEEK.id: MEEK}
"""The rule sets of this family, by id."""
