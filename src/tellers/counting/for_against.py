"""The method `for-against`: papers by class, added up exactly.

Valid papers are those for and against; blank and spoiled ones are returned, and not valid.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from tellers.errors import RecordBroken

METHOD = "for-against"


class PaperClass(Enum):
    """What one returned paper is."""

    FOR = "for"
    AGAINST = "against"
    BLANK = "blank"
    SPOILED = "spoiled"


@dataclass(frozen=True)
class ForAgainstCount:
    """How many papers of each class were returned; counts of two channels add up class by class."""

    for_: int
    against: int
    blank: int = 0
    spoiled: int = 0

    def __post_init__(self) -> None:
        for paper_class, size in self.by_class.items():
            if size < 0:
                raise RecordBroken(f"{size} papers; expected none or more", entry=f"count of {paper_class.value}")

    @property
    def valid(self) -> int:
        """Papers that say for or against."""
        return self.for_ + self.against

    @property
    def papers(self) -> int:
        """Papers returned, of every class."""
        return self.valid + self.blank + self.spoiled

    @property
    def by_class(self) -> dict[PaperClass, int]:
        """The count as a mapping, in the order of the classes."""
        return dict(zip(PaperClass, (self.for_, self.against, self.blank, self.spoiled), strict=True))

    def __add__(self, other: "ForAgainstCount") -> "ForAgainstCount":
        return ForAgainstCount(
            self.for_ + other.for_,
            self.against + other.against,
            self.blank + other.blank,
            self.spoiled + other.spoiled,
        )


def count_for_against(papers: Mapping[PaperClass, int]) -> ForAgainstCount:
    """The count of papers by class; a class that is not named has none."""
    return ForAgainstCount(*(papers.get(paper_class, 0) for paper_class in PaperClass))
