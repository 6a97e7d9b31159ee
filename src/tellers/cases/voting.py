"""Voting opens and closes: the sealed ballots' archive is begun, and later closed and summed under encryption."""

from dataclasses import dataclass

from tellers.ballots import steps
from tellers.ballots.archive import read_archive
from tellers.ballots.chain import Archive
from tellers.ballots.credentials import CredentialList
from tellers.ballots.election import Election
from tellers.ballots.events import EventType
from tellers.ballots.group import Group
from tellers.ballots.questions import Homomorphic
from tellers.ballots.reserves import decode_reserves
from tellers.ballots.secrecy import check_secrecy
from tellers.ballots.tally import SizedTally
from tellers.ballots.trustees import Trustees
from tellers.canonical import Json
from tellers.cases import store
from tellers.cases.credential_checks import check_credentials, check_reserves_listed, unnamed_reserves
from tellers.cases.roll import current_roll
from tellers.cases.sitting import Sitting, archive_at
from tellers.errors import Refused
from tellers.proceedings import facts, guards
from tellers.proceedings.motion import Act, Motion
from tellers.proceedings.people import check_officers
from tellers.proceedings.texts import check_words, officers
from tellers.register.roll import Channel, Roll

ANSWERS = ("For", "Against")
"""The answers of a sealed motion, in order; a blank ballot is allowed and comes first in the result."""


@dataclass(frozen=True)
class SealedSetup:
    """What registrar and trustees hand over, and their names; the trustees in the order of their keys.

    `reserves` is the registrar's public list of reserve credentials, None where there are none; `camps` are those of
    the trustees, where they are told.
    """

    files: steps.Setup
    registrar: str
    trustees: tuple[str, ...]
    reserves: bytes | None = None
    camps: tuple[str | None, ...] = ()


def question_template(motion: Motion) -> dict[str, Json]:
    """The election's template: one question, for or against, with a blank ballot allowed."""
    founding, proposal = motion.the(facts.Founding), motion.last(facts.Proposal)
    if proposal is None:
        raise Refused("nothing is moved yet, so there is no question; propose the motion first (tellers case propose)")
    question: dict[str, Json] = {
        "answers": list(ANSWERS),
        "blank": True,
        "min": 1,
        "max": 1,
        "question": proposal.text,
    }
    return {"description": founding.organisation, "name": founding.title, "questions": [question]}


def voters_file(roll: Roll) -> str:
    """The sealed voters for the registrar, a pseudonym a line."""
    sealed = (entry for entry in roll.entries if entry.channel is Channel.SEALED)
    return "".join(f"{entry.pseudonym}\n" for entry in sealed)


def open_voting(sitting: Sitting, setup: SealedSetup | None) -> facts.Opening:
    """Open voting by the forms that the roll calls for; raises Refused naming what is not ready."""
    sitting.check(Act.OPEN)
    roll = current_roll(sitting)
    guards.check_opening_time(sitting.motion.the(facts.Notice), sitting.now)
    guards.check_forms(sitting.procedure, roll.sealed, roll.paper, frozen=True)
    guards.check_election_needed(roll.sealed, given=setup is not None)
    sealed = None if setup is None else _open_archive(sitting, setup, roll)
    opening = facts.Opening(sealed, roll.paper)
    sitting.enter(Act.OPEN, opening)
    return opening


def close_voting(sitting: Sitting) -> facts.Closing:
    """Close voting; the sealed ballots are proved and summed under encryption, and the sum's hash is minuted."""
    sitting.check(Act.CLOSE)
    guards.check_close(sitting.motion.the(facts.Notice), sitting.now)
    opening = sitting.motion.the(facts.Opening)
    sealed = None if opening.sealed is None else _close_archive(sitting, opening.sealed)
    closing = facts.Closing(sealed)
    sitting.enter(Act.CLOSE, closing)
    return closing


def _open_archive(sitting: Sitting, setup: SealedSetup, roll: Roll) -> facts.SealedOpening:
    election = Election.decode(setup.files.election.rstrip(b"\n"), "election.json")
    trustees = Trustees.decode(setup.files.trustees.rstrip(b"\n"), election.group, "trustees.json")
    credentials = CredentialList.decode(setup.files.credentials, election.group, "public_creds.json")
    check_question(election, sitting.motion)
    reserves = reserves_of(setup.reserves, election.group)
    check_people(setup.trustees, trustees)
    check_voters(credentials, roll.sealed, reserves)
    first = tuple(entry for entry in credentials.entries if entry.key.text not in reserves)
    check_secrecy(election, CredentialList(first), sitting.procedure.minimum_cell.value)
    for words in officers(setup.registrar, setup.trustees):
        check_words(words)
    check_officers(sitting.motion, setup.registrar, setup.trustees)
    path = sitting.folder.archive(election.uuid)
    store.make_folder(path.parent)
    if store.is_there(path):
        archive = _begun_before(archive_at(sitting.folder, path), setup)
    else:
        archive = steps.begin_election(path, setup.files, int(sitting.now.timestamp()))
    return facts.SealedOpening(
        uuid=election.uuid,
        election=election.fingerprint,
        archive=archive.head,
        credentials=len(credentials) - len(reserves),
        registrar=setup.registrar,
        trustees=setup.trustees,
        reserves=reserves,
        camps=setup.camps,
    )


def _begun_before(archive: Archive, setup: SealedSetup) -> Archive:
    """The archive that an opening left when it was interrupted before its minute."""
    if archive.setup.data != setup.files.records() or len(archive.entries) > 1:
        raise Refused("the archive of this election has begun with other files; make a new election for this vote")
    return archive


def check_question(election: Election, motion: Motion) -> None:
    """Refuse an election that asks something else than the motion, or that says something else around it."""
    founding, proposal = motion.the(facts.Founding), motion.the(facts.Proposal)
    template = election.template
    said = (template.name, template.description, template.questions)
    if said != (founding.title, founding.organisation, (Homomorphic(proposal.text, ANSWERS, 1, 1, blank=True),)):
        raise Refused(
            "the election does not ask the motion: expected the title and the organisation of the case, one question "
            f"with the motion's words, the answers {' and '.join(ANSWERS)}, one choice, and a blank ballot allowed "
            "(`tellers case template` prints it)"
        )


def check_voters(credentials: CredentialList, voters: int, reserves: tuple[str, ...]) -> None:
    """Refuse credentials that are not one a sealed voter, and one a reserve."""
    check_reserves_listed(credentials, reserves)
    if not len(credentials) == credentials.total_weight == voters + len(reserves):
        more = len(credentials) - voters
        beside = f", and {len(reserves)} reserves" if reserves else unnamed_reserves(more)
        raise Refused(
            f"the election has {len(credentials)} credentials of weight {credentials.total_weight}; the roll has "
            f"{voters} sealed voters, one credential of weight 1 each{beside}"
        )


def reserves_of(listed: bytes | None, group: Group) -> tuple[str, ...]:
    """The public keys that a registrar lists as reserves."""
    return () if listed is None else tuple(key.text for key in decode_reserves(listed, group, "the list of reserves"))


def check_people(names: tuple[str, ...], trustees: Trustees) -> None:
    """Refuse an election whose keys are not one a trustee."""
    keys = len(trustees.verification_keys)
    if len(names) != keys:
        raise Refused(f"{len(names)} trustees are named; the election has {keys} keys, one a person")


def _close_archive(sitting: Sitting, sealed: facts.SealedOpening) -> facts.SealedClosing:
    path = sitting.folder.archive(sealed.uuid)
    standing = sitting.motion.credentials
    if standing is not None:
        check_credentials(read_archive(path), standing, "credentials", sitting.folder.relative(path))
    if not read_archive(path).of_type(EventType.END_BALLOTS):
        steps.close_ballots(path)
    archive = read_archive(path)
    if not archive.of_type(EventType.ENCRYPTED_TALLY):
        steps.add_event(path, EventType.ENCRYPTED_TALLY, steps.tally_records(archive))
        archive = read_archive(path)
    (entry,) = archive.of_type(EventType.ENCRYPTED_TALLY)
    sized = SizedTally.decode(entry.payload, "the encrypted tally")
    ballots = len(archive.of_type(EventType.BALLOT))
    return facts.SealedClosing(archive.head, ballots, sized.num_tallied, sized.encrypted_tally)
