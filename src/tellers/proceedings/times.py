"""Days and moments as facts hold them: text that is one."""

from datetime import date, datetime
from typing import Annotated

from msgspec import Meta

Day = Annotated[str, Meta(pattern=r"\A[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")]
"""A day, as 2016-06-28."""

Moment = Annotated[
    str, Meta(pattern=r"\A[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(Z|[+-][0-9]{2}:[0-9]{2})\Z")
]
"""A moment with its offset, as 2016-06-28T16:30:00+01:00."""

When = Annotated[
    str,
    Meta(
        pattern=r"\A[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2}:[0-9]{2}(Z|[+-][0-9]{2}:[0-9]{2}))?\Z",
    ),
]
"""A day, or a moment of it: whatever is known."""


def when(text: str) -> date:
    """A day or a moment; raises ValueError where the calendar has none such."""
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)


def day_of(at: date) -> date:
    """The day of a day or of a moment."""
    return at.date() if isinstance(at, datetime) else at


def written(at: date) -> str:
    """A day or a moment as facts hold it."""
    return at.isoformat(timespec="seconds") if isinstance(at, datetime) else at.isoformat()
