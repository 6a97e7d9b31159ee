"""The facts that each act of a nomination leaves in its minute; the form of each is in docs/formats/acts.md.

Candidates stand here by name. A nominator does where the rules make nominations public, and else by a pseudonym.
"""

from tellers.proceedings.facts import Count
from tellers.proceedings.facts_support import EndedEarly, Supporting
from tellers.proceedings.finding import Found
from tellers.proceedings.hanging import Begun, Done, Id
from tellers.proceedings.measuring import Measured
from tellers.proceedings.times import When


class Opening(Begun, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Nominations are open; `holder` is the holder of the office, None where it is vacant or there is none."""

    holder: str | None
    until: When | None


class Nominated(Supporting, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One member nominates one candidate."""

    candidate: str


class Unnominated(Done, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One member takes a nomination back."""

    candidate: str
    signer: str


class Consented(Done, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A candidate consents, or declines; the last word counts."""

    candidate: str
    consents: bool


class Support(Done, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A count of the rule book that is given for one candidate, as 12 local parties."""

    candidate: str
    count: Id
    value: Count
    source: str


class Closing(Measured, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Nominations are closed: who is admitted, who is refused, and on what."""

    found: Found


class Ended(EndedEarly, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Nominations end without a finding: taken back, or whom they are against has resigned."""
