"""A count as CSV: a row for each candidate at each stage, and one for the votes of nobody."""

from collections.abc import Iterator

from tellers.counting.transcript import Stage, Transcript

HEADER = ("stage", "event", "counts", "candidate", "votes", "status")
EXHAUSTED = "exhausted"


def count_csv(transcript: Transcript) -> str:
    """The table, lines ended as RFC 4180 has them; `candidate` is empty on the row of the exhausted votes."""
    return "".join(",".join(map(_cell, row)) + "\r\n" for row in _rows(transcript))


def _rows(transcript: Transcript) -> Iterator[tuple[str, ...]]:
    yield HEADER
    for stage in transcript.stages:
        head = (str(stage.number), transcript.event(stage), stage.counts)
        for candidate, votes in stage.tally.items():
            yield (*head, transcript.candidates[candidate], transcript.text(votes), _status(stage, candidate))
        yield (*head, "", transcript.text(stage.exhausted), EXHAUSTED)


def _cell(text: str) -> str:
    quoted = text.replace('"', '""')
    return f'"{quoted}"' if any(character in text for character in ',"\r\n') else text


def _status(stage: Stage, candidate: int) -> str:
    if candidate in stage.elected:
        return "elected"
    return "excluded" if candidate in stage.excluded else ""
