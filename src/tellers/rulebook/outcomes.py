"""How a procedure can end: the outcomes that are decided, and the endings that cut it short."""

from enum import Enum


class Outcome(Enum):
    """What is decided of a proceeding."""

    CARRIED = "carried"
    LOST = "lost"
    TIED = "tied"
    INQUORATE = "inquorate"
    ELECTED = "elected"
    UNFILLED = "unfilled"
    ADMITTED = "admitted"
    REFUSED = "refused"
    TRIGGERED = "triggered"
    NOT_TRIGGERED = "not-triggered"
    UPHELD = "upheld"
    OVERTURNED = "overturned"


class Ending(Enum):
    """An end that is not decided; a book can say what follows from it."""

    WITHDRAWN = "withdrawn"
    TARGET_RESIGNS = "target-resigns"
    ANNULLED = "annulled"
