"""A sealed ballot of a contest in its case: set up, opened, closed, counted from its archive."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from msgspec import structs

from tellers.ballots import steps
from tellers.ballots.archive import read_archive
from tellers.ballots.chain import Archive
from tellers.ballots.checks import outcome
from tellers.ballots.credentials import CredentialList
from tellers.ballots.election import Election, Template
from tellers.ballots.events import EventType
from tellers.ballots.evidence import read_evidence
from tellers.ballots.tally import SizedTally
from tellers.ballots.trustees import Trustees
from tellers.canonical import Json, sha256_hex
from tellers.cases import store
from tellers.cases.contest_papers import counted_papers
from tellers.cases.contest_rolls import standing_roll
from tellers.cases.contest_setup import Checked, check_decrypted, check_setup, check_shuffled, sealed_voters
from tellers.cases.credential_checks import check_credentials
from tellers.cases.custody import check_needed, took_part
from tellers.cases.proceedings import meant, ready
from tellers.cases.sitting import Sitting, archive_at, local
from tellers.cases.voting import reserves_of, voters_file
from tellers.errors import RecordBroken, Refused
from tellers.proceedings import facts_contest as facts
from tellers.proceedings.allowed import check_allowed, check_not_stayed
from tellers.proceedings.asked import Asked
from tellers.proceedings.contest import Act, Contest, SealedBallot
from tellers.proceedings.contest_ballots import Coming, coming, template_of
from tellers.proceedings.contest_figures import Figures, figures_of
from tellers.proceedings.contest_papers import added
from tellers.proceedings.facts import TookPart
from tellers.proceedings.facts_custody import Spared, Trustee
from tellers.proceedings.guards_custody import absent_of, check_decrypted_by, custody_of, spared, unappointed
from tellers.proceedings.guards_sealed import check_beside, check_papers_counted, check_secret
from tellers.proceedings.hanging import NOTHING
from tellers.rulebook.contests import Contest as Procedure


@dataclass(frozen=True)
class ContestSetup:
    """What registrar and trustees hand over, and who they are; the trustees in the order of their keys.

    `closes` is when a later ballot closes; the first closes as announced. `reserves` is the registrar's public list of
    reserve credentials, None where there are none. `unappointed` are camps that appointed no trustees.
    """

    files: steps.Setup
    registrar: str
    trustees: tuple[Trustee, ...]
    closes: datetime | None = None
    reserves: bytes | None = None
    unappointed: tuple[str, ...] = ()


def template(sitting: Sitting, id_: str | None) -> Template:
    """The template of the ballot that comes next; refused where its result would tell how single voters voted."""
    contest = meant(sitting, Contest, id_)
    asked = _asked(sitting, contest)
    procedure = asked.procedure(Procedure)
    ballot = coming(asked, procedure)
    roll = standing_roll(sitting.folder, contest, ballot.stage.id)
    check_secret(procedure, ballot, sealed_voters(roll))
    check_beside(procedure, ballot, roll.paper)
    return template_of(asked, procedure, ballot)


def voters(sitting: Sitting, id_: str | None) -> str:
    """The sealed voters of the ballot that comes next, a pseudonym a line, for the registrar."""
    contest = meant(sitting, Contest, id_)
    asked = _asked(sitting, contest)
    roll = standing_roll(sitting.folder, contest, coming(asked, asked.procedure(Procedure)).stage.id)
    sealed_voters(roll)
    return voters_file(roll)


def open_ballot(sitting: Sitting, id_: str | None, setup: ContestSetup) -> facts.Opened:
    """Open the ballot that comes next: its archive is begun, and its people are minuted."""
    contest = meant(sitting, Contest, id_)
    sitting.check_of(contest, Act.OPEN)
    asked = _asked(sitting, contest)
    procedure = asked.procedure(Procedure)
    ballot = coming(asked, procedure)
    opened = _opened(sitting, contest, ballot, setup)
    opened = structs.replace(opened, unappointed=unappointed(custody_of(procedure), setup.unappointed))
    opened = ready(sitting, Act.OPEN, opened).done
    election = _election(setup)
    roll = standing_roll(sitting.folder, contest, ballot.stage.id)
    check_setup(Checked(election, _trustees(setup, election), _credentials(setup, election)), opened, roll)
    check_needed(_trustees(setup, election), opened, custody_of(procedure))
    if election.template != template_of(asked, procedure, ballot):
        raise Refused(
            "the election does not ask what this ballot asks; make it from the template that `tellers case contest "
            "template` prints"
        )
    check_allowed(sitting.record, opened, sitting.now, sitting.rulebook)
    archive = _begun(sitting, setup, election)
    opened = structs.replace(opened, archive=archive.head)
    sitting.enter(Act.OPEN, opened)
    return opened


def close_ballot(sitting: Sitting, id_: str | None) -> facts.Closed:
    """Close the ballot; the ballots are proved and put together under encryption, and the tally's hash is minuted."""
    contest = meant(sitting, Contest, id_)
    blank = facts.Closed(
        proceeding=contest.id, hangs_on=NOTHING, archive="0" * 64, ballots=0, counted=0, tally="0" * 64
    )
    asked = ready(sitting, Act.CLOSE, blank)
    check_allowed(sitting.record, asked.done, sitting.now, sitting.rulebook)
    path = sitting.folder.archive(contest.sealed[-1].opened.uuid)
    archive = archive_at(sitting.folder, path)
    standing = contest.sealed[-1].credentials
    check_credentials(archive, standing, "contest credentials", sitting.folder.relative(path))
    if not archive.of_type(EventType.END_BALLOTS):
        steps.close_ballots(path)
        archive = read_archive(path)
    if not archive.of_type(EventType.ENCRYPTED_TALLY):
        steps.add_event(path, EventType.ENCRYPTED_TALLY, steps.tally_records(archive))
        archive = read_archive(path)
    closed = structs.replace(asked.done, **closing_of(archive))
    sitting.enter(Act.CLOSE, closed)
    return closed


def closing_of(archive: Archive) -> dict[str, Any]:
    """What the minute of the close says of an archive that holds its encrypted tally."""
    (entry,) = archive.of_type(EventType.ENCRYPTED_TALLY)
    sized = SizedTally.decode(entry.payload, "the encrypted tally")
    return {
        "archive": entry.hash,
        "ballots": len(archive.of_type(EventType.BALLOT)),
        "counted": sized.num_tallied,
        "tally": sized.encrypted_tally,
    }


def tally(sitting: Sitting, id_: str | None, ruling: int | None = None) -> facts.Proved:
    """Enter the figures that the archive proves, once each camp has shuffled and enough trustees have decrypted.

    Where somebody has not, the figures stand by the rules' default, which may ask for the minute of a `ruling`.
    """
    contest = meant(sitting, Contest, id_)
    sitting.check_of(contest, Act.TALLY)
    ballot = contest.sealed[-1]
    took, walked_out = _decrypted(sitting, contest, ruling)
    blank = facts.Proved(
        proceeding=contest.id, hangs_on=NOTHING, stage=ballot.opened.stage, tellers=(), archive="0" * 64, ballot={},
        spoiled=(), trustees=took, walked_out=walked_out,
    )  # fmt: skip
    asked = ready(sitting, Act.TALLY, blank)
    check_not_stayed(sitting.record, sitting.now, sitting.rulebook)
    check_papers_counted(ballot)
    check_decrypted_by(asked, asked.procedure(Procedure), asked.done)
    archive = _with_result(sitting, ballot)
    figures = proved_figures(archive, ballot)
    proved = structs.replace(asked.done, archive=archive.head, ballot=figures.ballot, spoiled=figures.spoiled)
    papers = counted_papers(sitting, ballot)
    if papers is not None and ballot.agreed is not None:
        tellers = tuple(entered.teller for entered in ballot.agreed)
        sums = added(figures.ballot, papers.ballot)
        proved = structs.replace(proved, tellers=tellers, ballot=sums, sealed=figures.ballot)
    sitting.enter(Act.TALLY, proved)
    return proved


def _decrypted(sitting: Sitting, contest: Contest, ruling: int | None) -> tuple[tuple[TookPart, ...], Spared | None]:
    """Who has decrypted, and by which rule the others are spared; None where nobody is."""
    opened = contest.sealed[-1].opened
    took = took_part(archive_at(sitting.folder, sitting.folder.archive(opened.uuid)), opened)
    absent = absent_of(opened, took)
    custody = custody_of(_asked(sitting, contest).procedure(Procedure))
    return took, spared(custody, absent, ruling) if absent else None


def proved_figures(archive: Archive, ballot: SealedBallot) -> Figures:
    """What an archive that holds its result gives as the figures of the minute; of a series, with those before."""
    result = outcome(read_evidence(archive), to_count=True)
    if result is None:
        raise Refused("the archive holds no result")
    (tallied,) = archive.of_type(EventType.ENCRYPTED_TALLY)
    counted = SizedTally.decode(tallied.payload, "the encrypted tally").num_tallied
    return figures_of(result, counted, rounds_before(ballot))


def rounds_before(ballot: SealedBallot) -> dict[str, Json] | None:
    """The figures of the ballots before in a stage that is held in a series of ballots; None where it is not."""
    if not ballot.opened.series:
        return None
    same = [
        one
        for one in ballot.contest.sealed
        if one.minute < ballot.minute and one.opened.stage == ballot.opened.stage and not one.abandoned
    ]
    return same[-1].proved.ballot if same and same[-1].proved is not None else {}


def _asked(sitting: Sitting, contest: Contest) -> Asked[Contest, Any]:
    """The contest as it stands, read as it began: for what is asked without doing anything."""
    return Asked(sitting.record, contest, contest.beginning, sitting.now, sitting.rulebook)


def _opened(sitting: Sitting, contest: Contest, ballot: Coming, setup: ContestSetup) -> facts.Opened:
    election = _election(setup)
    listed, reserves = _credentials(setup, election), reserves_of(setup.reserves, election.group)
    closes = contest.announced.closes
    if setup.closes is not None:
        closes = local(setup.closes, sitting.zone).isoformat(timespec="seconds")
    return facts.Opened(
        proceeding=contest.id,
        hangs_on=NOTHING,
        stage=ballot.stage.id,
        number=ballot.number,
        series=ballot.in_rounds,
        closes=closes,
        uuid=election.uuid,
        election=election.fingerprint,
        archive="0" * 64,
        credentials=len(listed) - len(reserves),
        registrar=setup.registrar,
        trustees=setup.trustees,
        reserves=reserves,
        papers=standing_roll(sitting.folder, contest, ballot.stage.id).paper,
    )


def _election(setup: ContestSetup) -> Election:
    return Election.decode(setup.files.election.rstrip(b"\n"), "election.json")


def _trustees(setup: ContestSetup, election: Election) -> Trustees:
    return Trustees.decode(setup.files.trustees.rstrip(b"\n"), election.group, "trustees.json")


def _credentials(setup: ContestSetup, election: Election) -> CredentialList:
    return CredentialList.decode(setup.files.credentials, election.group, "public_creds.json")


def _begun(sitting: Sitting, setup: ContestSetup, election: Election) -> Archive:
    """The archive of this election: begun now, or as an opening left it that was interrupted before its minute."""
    path = sitting.folder.archive(election.uuid)
    store.make_folder(path.parent)
    if not store.is_there(path):
        return steps.begin_election(path, setup.files, int(sitting.now.timestamp()))
    archive = archive_at(sitting.folder, path)
    if archive.setup.data != setup.files.records() or len(archive.entries) > 1:
        raise Refused("the archive of this election has begun with other files; make a new election for this ballot")
    return archive


def _with_result(sitting: Sitting, ballot: SealedBallot) -> Archive:
    """The archive with its result, which is added where everybody has done their part."""
    path = sitting.folder.archive(ballot.opened.uuid)
    archive = archive_at(sitting.folder, path)
    sums = [sha256_hex(entry.data[0]) for entry in archive.of_type(EventType.ENCRYPTED_TALLY)]
    if ballot.closed is None or sums != [ballot.closed.tally]:
        raise RecordBroken("it holds another encrypted tally than the minutes", entry=sitting.folder.relative(path))
    check_shuffled(archive, ballot.opened)
    if not archive.of_type(EventType.RESULT):
        check_decrypted(archive, ballot.opened)
        steps.add_event(path, EventType.RESULT, steps.result_records(archive))
        archive = read_archive(path)
    return archive
