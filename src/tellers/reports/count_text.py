"""A count as text in 80 columns: who is elected, then every stage as a table; the figures are the transcript's own."""

from collections.abc import Iterator

from tellers.counting.transcript import Stage, Transcript
from tellers.reports.count_tables import tables_text
from tellers.reports.layout import WIDTH, Column, columns_of, paragraph, table

INDENT, GAP = 2, 2
NAME = 24
"""The columns of a name where there are votes beside it; a longer name goes on below."""

LEFT = ""
"""What stands in the place of votes for a candidate who is no longer in the count."""


def count_text(transcript: Transcript, title: str) -> str:
    """The whole count for reading, without a line feed at its end."""
    return "\n".join(_lines(transcript, title))


def headline(transcript: Transcript) -> str:
    """The answer in one line."""
    elected = transcript.names(transcript.elected)
    if transcript.possible:
        sure = f"{', '.join(elected)}; the rest is tied" if elected else "nobody: tied"
        return f"UNDECIDED. Elected so far: {sure}"
    return f"ELECTED: {', '.join(elected) or 'nobody'}"


def placing(transcript: Transcript) -> tuple[int, ...]:
    """The candidates as a reader looks for them: the elected in their order, then whoever stayed in longest.

    Those who left together stand in the order of the paper, which decides nothing.
    """
    left = {c: stage.number for stage in transcript.stages for c in stage.excluded}
    last = transcript.stages[-1].number + 1 if transcript.stages else 0
    votes = transcript.stages[-1].tally if transcript.stages else {}
    others = [c for c in range(len(transcript.candidates)) if c not in transcript.elected]
    others.sort(key=lambda c: (-left.get(c, last), -votes.get(c, 0)))
    return (*transcript.elected, *others)


def votes_text(transcript: Transcript, stage: Stage, candidate: int) -> str:
    """The votes of a candidate at a stage; nothing for one who is out and has none."""
    votes = stage.tally.get(candidate)
    if not votes and any(candidate in one.excluded for one in transcript.stages if one.number <= stage.number):
        return LEFT
    return LEFT if votes is None else transcript.text(votes)


def _lines(transcript: Transcript, title: str) -> Iterator[str]:
    yield from paragraph(headline(transcript), indent=0, hang=4)
    yield from _possible(transcript)
    yield ""
    yield from paragraph(title, indent=0)
    yield from paragraph(_contest(transcript), indent=0)
    yield from paragraph(_method(transcript), indent=0)
    if transcript.stages:
        yield from ("", "STAGES")
        yield from _events(transcript)
        yield from ("", "VOTES AT EACH STAGE")
        yield from _counted(transcript)
        yield from _tally(transcript)
    yield from tables_text(transcript)
    yield from _remarks(transcript)


def _possible(transcript: Transcript) -> Iterator[str]:
    if transcript.possible:
        yield from paragraph("Nothing given decides the tie. Every result that it leaves open:")
        for result in transcript.possible:
            yield from paragraph(f"- {', '.join(transcript.names(result))}", hang=2)
        yield from paragraph("To decide it, give --decide NAME or, for a lot that anyone can draw again, --seed TEXT.")


def _contest(transcript: Transcript) -> str:
    places = "1 place" if transcript.seats == 1 else f"{transcript.seats} places"
    return (
        f"{places}, {len(transcript.candidates)} candidates; {transcript.valid} valid papers, "
        f"{transcript.blank} blank, {transcript.spoiled} spoiled."
    )


def _method(transcript: Transcript) -> str:
    quota = "" if transcript.quota is None else f" Quota {transcript.text(transcript.quota)}."
    proved = "" if transcript.proved else " UNPROVED: its text was not read, or no official result held against it."
    return f"Method {transcript.method}: {transcript.rule_set}.{quota}{proved}"


def _events(transcript: Transcript) -> Iterator[str]:
    number = Column(max(2, len(str(transcript.stages[-1].number))), numbers=True)
    for stage in transcript.stages:
        parts = [transcript.event(stage)]
        parts += [f"elected: {', '.join(transcript.names(stage.elected))}"] if stage.elected else []
        out = [c for c in stage.excluded if c not in stage.of]
        parts += [f"out: {', '.join(transcript.names(tuple(out)))}"] if out else []
        parts += [f"quota {transcript.text(stage.quota)}"] if stage.quota not in {None, transcript.quota} else []
        parts += [stage.note] if stage.note else []
        columns = (number, Column(WIDTH - INDENT - GAP - number.width))
        yield from table([(str(stage.number), "; ".join(parts))], columns, INDENT)


def _counted(transcript: Transcript) -> Iterator[str]:
    """What the figures are where they are not votes; these do not add up to the papers."""
    for counts in dict.fromkeys(
        stage.counts for stage in transcript.stages if stage.tally and stage.counts != "votes"
    ):
        numbers = [str(stage.number) for stage in transcript.stages if stage.counts == counts]
        stages = f"{'Stage' if len(numbers) == 1 else 'Stages'} {', '.join(numbers)}"
        yield from paragraph(f"{stages}, not votes: {counts}.", indent=INDENT)


def _tally(transcript: Transcript) -> Iterator[str]:
    """The table in as many blocks as the width asks for, each with the names; `*` elected, `-` out at that stage."""
    width = max(columns_of(cell) for stage in transcript.stages for cell in _column(transcript, stage))
    width = min(width, WIDTH - INDENT - NAME - GAP)
    names = ("", *(transcript.candidates[c] for c in placing(transcript)), *_below(transcript))
    longest = max(columns_of(name) for name in names)
    room = min(NAME, longest)
    size = max(1, (WIDTH - INDENT - room) // (width + GAP))
    for start in range(0, len(transcript.stages), size):
        stages = transcript.stages[start : start + size]
        if start:
            yield ""
        columns = (Column(room), *(Column(width, numbers=True) for _ in stages))
        cells = [_column(transcript, stage) for stage in stages]
        yield from table(zip(names, *cells, strict=True), columns, INDENT)
    if any(stage.elected or stage.excluded for stage in transcript.stages):
        yield from paragraph("* elected at this stage, - out at it", indent=INDENT)


def _below(transcript: Transcript) -> tuple[str, ...]:
    if not any(stage.tally and stage.counts == "votes" for stage in transcript.stages):
        return ()
    parts = []
    if any(stage.overvoted for stage in transcript.stages):
        parts.append("  of these overvoted")
    if any(stage.lost for stage in transcript.stages):
        parts.append("  of these lost")
    return ("Exhausted", *parts, "Total")


def _column(transcript: Transcript, stage: Stage) -> list[str]:
    """One stage from its number to its total, as many cells as there are rows."""
    cells = [f"{stage.number} "]
    for candidate in placing(transcript):
        mark = "*" if candidate in stage.elected else "-" if candidate in stage.excluded else " "
        votes = votes_text(transcript, stage, candidate)
        cells.append(f"{votes}{mark}" if votes or mark != " " else "")
    below = _below(transcript)
    if stage.counts != "votes" or not stage.tally:
        return [*cells, *("" for _ in below)]
    cells.append(f"{transcript.text(stage.exhausted)} ")
    cells += [f"{transcript.text(stage.overvoted)} "] if "  of these overvoted" in below else []
    cells += [f"{transcript.text(stage.lost)} "] if "  of these lost" in below else []
    return [*cells, f"{transcript.text(stage.total)} "]


def _remarks(transcript: Transcript) -> Iterator[str]:
    if transcript.ties:
        yield from ("", "TIES")
        for tie in transcript.ties:
            fell = f" fell on {', '.join(transcript.names(tie.chosen))}" if tie.chosen else " is open"
            line = f"stage {tie.stage}, {tie.over}: {', '.join(transcript.names(tie.tied))};{fell} ({tie.how})"
            yield from paragraph(line, hang=4)
    if transcript.notes:
        yield from ("", "NOTES")
        for note in transcript.notes:
            yield from paragraph(f"- {note}", hang=2)
