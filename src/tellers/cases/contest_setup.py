"""Who takes part in a sealed ballot of a contest: one credential a voter, keys of which no camp's can be spared.

What is asked here is asked when the ballot is opened and counted, and again when the case is verified.
"""

from dataclasses import dataclass
from pathlib import Path

from tellers.ballots.archive import read_archive
from tellers.ballots.chain import Archive
from tellers.ballots.credentials import CredentialList
from tellers.ballots.election import Election
from tellers.ballots.events import EventType
from tellers.ballots.ownership import Owned
from tellers.ballots.questions import NonHomomorphic
from tellers.ballots.trustees import Trustees, presences
from tellers.cases import store
from tellers.cases.credential_checks import check_reserves_listed, unnamed_reserves
from tellers.errors import Refused
from tellers.minutes.store import read_book
from tellers.proceedings import facts_contest as facts
from tellers.proceedings.facts_custody import Trustee
from tellers.proceedings.record import fold
from tellers.register.roll import Roll
from tellers.words import alike


def sealed_voters(roll: Roll) -> int:
    """How many vote by sealed ballot; raises Refused for a roll on which somebody has more than one vote."""
    if roll.weight != roll.entitled:
        raise Refused(
            "somebody on the roll has more than one vote; sealed ballots weigh the same, since the weights of few "
            "would tell how they voted: let two tellers count (tellers case contest enter)"
        )
    return roll.sealed


@dataclass(frozen=True)
class Checked:
    """An election as its files have it."""

    election: Election
    trustees: Trustees
    credentials: CredentialList


def check_setup(setup: Checked, opened: facts.Opened, roll: Roll) -> None:
    """Refuse credentials that are not one a voter of the roll, keys that are not one a trustee, idle camps."""
    check_voters(setup.credentials, opened, roll)
    keys = len(setup.trustees.verification_keys)
    if len(opened.trustees) != keys:
        raise Refused(f"{len(opened.trustees)} trustees are named; the election has {keys} keys, one a person")
    for camp in camps(opened):
        others = {number for number, one in enumerate(opened.trustees, 1) if not _of(one, camp)}
        if all(key.enough for key in presences(setup.trustees, others)):
            raise Refused(
                f"the others could decrypt without the camp '{camp}'; name the trustees in the order of the keys "
                "(single keys first, then each camp's), or make a key for each camp (tellers election make-trustees)"
            )


def check_voters(credentials: CredentialList, opened: facts.Opened, roll: Roll) -> None:
    """Refuse credentials that are not one a sealed voter of the roll, beside the reserves, and other papers."""
    expected, reserves = sealed_voters(roll), len(opened.reserves)
    check_reserves_listed(credentials, opened.reserves)
    listed = len(credentials)
    if not listed == credentials.total_weight == expected + reserves or opened.credentials != expected:
        beside = f", and {reserves} reserves" if reserves else unnamed_reserves(listed - expected)
        raise Refused(
            f"the election has {listed} credentials of weight {credentials.total_weight}; the roll has {expected} "
            f"voters{'' if not roll.paper else ' by sealed ballot'}, one credential of weight 1 each{beside}"
        )
    if opened.papers != roll.paper:
        raise Refused(f"{opened.papers} papers are issued; {roll.paper} of the roll vote on paper")


def camps(opened: facts.Opened) -> tuple[str, ...]:
    """The camps that have trustees, as they were named first."""
    return tuple({alike(one.camp): one.camp for one in opened.trustees if one.camp is not None}.values())


def opened_one_by_one(archive: Archive) -> bool:
    """Whether votes of an archive are opened one by one, and so are shuffled first."""
    election = Election.decode(archive.setup.data[0], "the election")
    return any(isinstance(question, NonHomomorphic) for question in election.questions)


def unshuffled(archive: Archive, opened: facts.Opened) -> tuple[str, ...]:
    """The camps of which no trustee has shuffled."""
    owners = [Owned.decode(one.payload, "a shuffle").owner for one in archive.of_type(EventType.SHUFFLE)]
    shuffled = [opened.trustees[owner - 1] for owner in owners if 0 < owner <= len(opened.trustees)]
    return tuple(camp for camp in camps(opened) if not any(_of(one, camp) for one in shuffled))


def check_shuffled(archive: Archive, opened: facts.Opened) -> None:
    """Refuse votes that are opened one by one and that a camp has not shuffled: it could not know that they are."""
    missing = unshuffled(archive, opened) if opened_one_by_one(archive) else ()
    if missing:
        names = " and of ".join(repr(camp) for camp in missing)
        late = "; the shuffles are ended, so the contest is annulled and held again (tellers case contest annul)"
        raise Refused(
            f"no trustee of {names} has shuffled; one of each camp does (tellers election shuffle), before the "
            f"shuffles end and anybody decrypts{late if archive.of_type(EventType.END_SHUFFLES) else ''}"
        )


def check_end_of_shuffles(archive: Path) -> None:
    """Refuse to end the shuffles of a case while a camp has not shuffled: no shuffle can follow (its whole path)."""
    folder = store.case_of(archive)
    if folder is None:
        return
    record = fold(read_book(folder.minutes).book)
    for ballot in record.sealed_ballots:
        if ballot.opened.uuid == archive.stem:
            check_shuffled(read_archive(archive), ballot.opened)


def check_decrypted(archive: Archive, opened: facts.Opened) -> None:
    """Refuse to count while some key lacks trustees who have decrypted, and name them."""
    election = Election.decode(archive.setup.data[0], "the election")
    trustees = Trustees.decode(archive.setup.data[1], election.group, "the trustees")
    parts = archive.of_type(EventType.PARTIAL_DECRYPTION)
    done = {Owned.decode(part.payload, "a partial decryption").owner for part in parts}
    wanting = [key for key in presences(trustees, done) if not key.enough]
    if wanting:
        names = "; ".join(
            f"{key.needed - len(key.present)} of {', '.join(opened.trustees[one - 1].name for one in key.absent)}"
            for key in wanting
        )
        raise Refused(
            f"it is not decrypted: still {names}; each runs `tellers election decrypt` (or decrypt-threshold) with "
            "--tally as the minute of the close has it, and `tellers election add-event` adds it; if they never come, "
            "`tellers case contest annul --walked-out`"
        )


def _of(trustee: Trustee, camp: str) -> bool:
    return trustee.camp is not None and alike(trustee.camp) == alike(camp)
