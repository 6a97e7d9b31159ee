"""A checked report for the terminal: each claim marked in its sentence, the verdict, the record and the source."""

from collections.abc import Iterable

from tellers.reports.judging import Word
from tellers.reports.layout import Column, paragraph, table
from tellers.reports.news.checking import counted
from tellers.reports.news.found import Found
from tellers.reports.told import Told

COLUMNS = (Column(14), Column(64))
AROUND = 110
"""How much of a long sentence is quoted on either side of a claim."""


def report_text(found: Iterable[Found], main: Told) -> str:
    """The verdicts in 80 columns, in the order of the report, and how many there are of each."""
    listed = tuple(found)
    lines = list(paragraph(f"Held against: {main.title}, {main.organisation}.", indent=0))
    for one in listed:
        before, words, after = pieces(one)
        lines.append("")
        lines += table([(one.word.value.upper(), f"{before}>>{words}<<{after}")], COLUMNS, indent=0)
        lines += table([("", _record(one))], COLUMNS, indent=0)
    lines += ["", *paragraph(totals(listed), indent=0)]
    return "\n".join(lines) + "\n"


def pieces(found: Found) -> tuple[str, str, str]:
    """The sentence before the claim, the claim and the rest; what is far from it in a long one is left out."""
    text, start, end = found.mark.sentence.text, found.mark.start, found.mark.end
    before, after = text[:start], text[end:]
    if len(before) > AROUND:
        before = "… " + before[-AROUND:].partition(" ")[2]
    if len(after) > AROUND:
        after = after[:AROUND].rpartition(" ")[0] + " …"
    return before, text[start:end], after


def totals(found: tuple[Found, ...]) -> str:
    """How many claims got each verdict: "12 claims: 9 right, 1 wrong, 2 not-checkable."."""
    if not found:
        return "There is no number in this report that could be a figure of the vote."
    sizes = ", ".join(f"{size} {word.value}" for word, size in counted(found).items())
    return f"{len(found)} claim{'' if len(found) == 1 else 's'}: {sizes}."


def _record(found: Found) -> str:
    why = found.judgement.why
    return why if found.word is Word.NOT_CHECKABLE else f"{why} [{found.judgement.source}]"
