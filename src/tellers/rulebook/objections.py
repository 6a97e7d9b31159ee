"""The time after a count in which objections are made, and for which the declaration is held back."""

from dataclasses import dataclass

from tellers.rulebook.clocks import Span


@dataclass(frozen=True)
class Objections:
    """How long after the count objections are made; `holds` says whether an open one holds the declaration back.

    So many hours run from the minute of the count; so many days run to the end of the last of them.
    """

    within: Span
    holds: bool

    @property
    def sentence(self) -> str:
        """The rule in a sentence."""
        held = (
            "an open one holds the declaration back until it is answered" if self.holds else "an open one is printed"
        )
        return f"Objections are made within {self.within} of the count; {held}."
