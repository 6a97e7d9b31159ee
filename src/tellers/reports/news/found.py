"""A claim as it was found in a report, marked in its sentence, with what the record makes of it."""

from dataclasses import dataclass

from tellers.canonical import Json
from tellers.reports.judging import Judgement, Word
from tellers.reports.news.draft import Mark


@dataclass(frozen=True)
class Found:
    """A claim and its verdict."""

    mark: Mark
    judgement: Judgement

    @property
    def word(self) -> Word:
        """The verdict."""
        return self.judgement.word

    @property
    def place(self) -> tuple[int, int]:
        """Where the marked words stand in the report, from its beginning, as signs."""
        start = self.mark.sentence.start
        return start + self.mark.start, start + self.mark.end

    @property
    def words(self) -> str:
        """The marked words."""
        return self.mark.sentence.text[self.mark.start : self.mark.end]

    def to_json(self) -> dict[str, Json]:
        """One entry of `claims`, as docs/formats/report-check.md has it."""
        found, (start, end) = self.judgement, self.place
        return {
            "sentence": self.mark.sentence.text,
            "text": self.words,
            "figure": self.mark.figure,
            "verdict": found.word.value,
            "record": found.record,
            "base": found.base,
            "source": found.source,
            "why": found.why,
            "start": start,
            "end": end,
        }
