"""What refuses a change of who may vote while a motion is open: by reserves alone, and nobody is taken out.

The list of credentials is fixed before the first ballot. Source: docs/trustees.md.
"""

from datetime import datetime

from tellers.errors import Refused
from tellers.proceedings import facts
from tellers.proceedings.credentials import check_distinct
from tellers.proceedings.facts import moment
from tellers.proceedings.motion import Motion


def check_late(before: Motion, amendment: facts.Amendment, at: datetime) -> None:
    """Refuse to change the roll once voting is open, unless a reserve comes to stand for a late addition.

    Before, no reserve stands for anybody.
    """
    standing, reserve = before.credentials, amendment.reserve
    if (reserve is None) != (amendment.archive is None):
        raise Refused("a reserve stands for a member since some head of the archive; the minute has one and not both")
    if before.last(facts.Opening) is None:
        if reserve is not None:
            raise Refused("voting is not open, so no reserve is needed: leave --key out")
        return
    if amendment.move != "added":
        raise Refused(
            "voting is open, and no ballot can be taken out of an archive, nor a paper out of a box; hold the vote "
            "again in a new case, or leave it to a ruling after the close"
        )
    if standing is None or reserve is None:
        raise Refused(
            "voting is open: a member is added to it by a reserve credential alone, which the registrar gives "
            "(--key, as `tellers election activate-reserve` prints it)"
        )
    check_still_open(before, at)
    if (amendment.entry.get("channel"), amendment.entry.get("weight")) != ("sealed", 1):
        raise Refused("a reserve credential is of weight 1, for somebody who votes by sealed ballot")
    standing.check_reserve(reserve)


def check_reissue(before: Motion, reissue: facts.Reissue, at: datetime) -> None:
    """Refuse to send a credential again where there are none, or to replace one that is not the voter's."""
    standing = before.credentials
    if standing is None:
        raise Refused("nobody votes by sealed ballot here, so there are no credentials")
    check_still_open(before, at)
    standing.check_reissued(reissue.given)


def check_still_open(before: Motion, at: datetime) -> None:
    """Refuse to change who may vote once the time of voting is over: from then on it is a ruling."""
    closes = before.the(facts.Notice).closes
    if at >= moment(closes):
        raise Refused(
            f"voting was to close at {closes}; who should or should not have voted is a matter for a ruling from then "
            "on"
        )


def check_credentials(roll: facts.Freeze | facts.Amendment, sealed: facts.SealedOpening) -> None:
    """Refuse credentials that are not one for each on the roll who votes by sealed ballot, beside the reserves."""
    check_distinct(sealed.reserves)
    if sealed.credentials != roll.sealed:
        raise Refused(f"{sealed.credentials} credentials stand for voters; {roll.sealed} of the roll vote sealed")
