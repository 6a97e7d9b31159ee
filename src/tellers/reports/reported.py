"""What every form of a result is rendered from: one declaration, and what stands open in its record."""

from collections.abc import Iterator
from dataclasses import dataclass

from tellers.canonical import Json
from tellers.proceedings.contest_declaration import ContestDeclaration
from tellers.proceedings.declaration import Declaration
from tellers.reports.doubts import Doubt, Grade
from tellers.reports.layout import paragraph
from tellers.reports.markup import Markup, element, section
from tellers.words import amount

HEADING = "What stands open in the record"

STRUCK = "ANNULLED. As it was declared: "
"""What goes before the answer of a contest that is annulled."""


@dataclass(frozen=True)
class Reported:
    """A declaration as it is reported, with every doubt that its reader is owed."""

    declaration: Declaration
    doubts: tuple[Doubt, ...] = ()

    @property
    def stopping(self) -> tuple[Doubt, ...]:
        """The doubts with which nobody is said to be satisfied."""
        return tuple(doubt for doubt in self.doubts if doubt.stops)

    def to_json(self) -> dict[str, Json]:
        """The form of docs/formats/reports.md."""
        return {
            "declaration": self.declaration.to_json(),
            "stands_open": [doubt.to_json() for doubt in self.doubts],
        }


@dataclass(frozen=True)
class ReportedContest:
    """The declaration of a contest as it is reported, with every doubt that its reader is owed."""

    declaration: ContestDeclaration
    doubts: tuple[Doubt, ...] = ()

    @property
    def struck(self) -> str:
        """What goes before the answer, so that nobody reads it as one that counts; empty unless it is annulled."""
        return STRUCK if any(doubt.grade is Grade.ANNULLED for doubt in self.doubts) else ""

    @property
    def stopping(self) -> tuple[Doubt, ...]:
        """The doubts with which nobody is said to be satisfied."""
        return tuple(doubt for doubt in self.doubts if doubt.stops)

    def to_json(self) -> dict[str, Json]:
        """The form of docs/formats/reports.md."""
        return {
            "declaration": self.declaration.to_json(),
            "stands_open": [doubt.to_json() for doubt in self.doubts],
        }


def doubts_text(doubts: tuple[Doubt, ...]) -> str:
    """What stands open, as a part of a plain text; empty where nothing does."""
    if not doubts:
        return ""
    lines = [HEADING.upper()]
    for doubt in doubts:
        lines += paragraph(doubt.sentence, hang=4)
    return "\n".join(lines) + "\n"


def spoken_doubts(doubts: tuple[Doubt, ...]) -> Iterator[str]:
    """What stands open, in sentences to read aloud."""
    if not doubts:
        yield "Nothing stands open in the record."
        return
    yield f"{amount(len(doubts), 'thing stands', 'things stand')} in the record that you are to be told of."
    yield from (doubt.sentence for doubt in doubts)


def doubts_section(doubts: tuple[Doubt, ...]) -> Markup | None:
    """What stands open, as a part of a page; left out where nothing does."""
    if not doubts:
        return None
    entries = (element("li", element("b", doubt.grade.value), f": {doubt.text}", dir="auto") for doubt in doubts)
    return section(HEADING, element("ul", *entries))
