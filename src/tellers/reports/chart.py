"""A chart: a drawing, and the table of the figures in it."""

from dataclasses import dataclass

from tellers.reports.layout import WIDTH, paragraph
from tellers.reports.markup import Markup, breakable, element, table


@dataclass(frozen=True)
class Chart:
    """A drawing with its data beside it; a chart that the record has no figures for has words instead."""

    name: str
    title: str
    drawing: Markup | None
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str | None = None

    @property
    def section(self) -> Markup:
        """The chart in a page: heading, drawing, note, table."""
        note = None if self.note is None else element("p", self.note)
        return element("section", element("h2", self.title), self.drawing, note, self._table())

    @property
    def text(self) -> str:
        """The data in plain text, a line a row."""
        lines = [self.title.upper()]
        if self.note is not None:
            lines += paragraph(self.note)
        for row in self.rows:
            pairs = (f"{head}: {cell}" for head, cell in zip(self.heads, row, strict=True) if cell)
            lines += paragraph("; ".join(pairs), hang=4)
        return "\n".join(line[:WIDTH] for line in lines) + "\n"

    def _table(self) -> Markup | None:
        if not self.rows:
            return None
        rows = (
            element(
                "tr", element("th", first, scope="row", dir="auto"), *(element("td", breakable(cell)) for cell in rest)
            )
            for first, *rest in self.rows
        )
        return table(f"{self.title}: the figures", [(head, None) for head in self.heads], rows)
