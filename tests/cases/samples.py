"""A small case with everybody's secrets: 12 sealed voters and 3 on paper, real Ed25519, an act at a time.

Everybody is invented. The rule book is that of 2016, whose minimum cell of 10 leaves the 3 papers too few to be
published by themselves; `spoiled` papers are.
"""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import pytest
from tests.ballots.samples import drawn
from tests.rulebook.samples import RULEBOOKS

from tellers.ballots import steps
from tellers.ballots.archive import read_archive
from tellers.ballots.ballot import make_ballot
from tellers.ballots.codec import encode
from tellers.ballots.credentials import CredentialKey, CredentialList, PublicCredential, derive, make_credential
from tellers.ballots.decryption import decrypt
from tellers.ballots.election import Election, Template, make_election, make_uuid
from tellers.ballots.events import EventType
from tellers.ballots.group import ED25519
from tellers.ballots.keys import TrusteeKey, make_trustee_key
from tellers.ballots.questions import Homomorphic
from tellers.ballots.tally import EncryptedTally
from tellers.ballots.trustees import Trustees
from tellers.canonical import sha256_hex
from tellers.cases import founding, membership, notice, outcome, papers, roll, voting
from tellers.cases.evidence import Settings
from tellers.cases.founding import NewCase
from tellers.cases.notice import NoticeGiven
from tellers.cases.recovery import recover
from tellers.cases.sitting import Clerk, Sitting, sitting
from tellers.cases.store import CaseFolder
from tellers.cases.verification import CaseReport, verify_case
from tellers.cases.voting import ANSWERS, SealedSetup
from tellers.cli.case.rendering import rendered
from tellers.errors import Refused, TellersError
from tellers.minutes.checkpoint import cosign
from tellers.minutes.note import Algorithm, Signer, Verifier
from tellers.minutes.store import read_note, write_note
from tellers.proceedings import facts
from tellers.proceedings.facts import Agent, SpoiledPapers
from tellers.proceedings.paper import Sheet
from tellers.register.roll import Roll

TEXT = "That this body has no confidence in its leader."
MOVER, HOLDER = "Ann Member 0", "Hal Holder"
SECRETARY = "Secretary"
TRUSTEES = ("Tea", "Tom", "Tove")
TELLERS = ("Tess", "Tim")
AGENTS = {"Ada": "for", "Abe": "against"}
FOR, AGAINST, BLANK = (0, 1, 0), (0, 0, 1), (1, 0, 0)
NOON_28 = 1467115200


def register(sealed: int = 12, paper: int = 3, *, weight: int = 1) -> bytes:
    """Members of the Commons with the whip, some of whom asked for paper, and two of the European Parliament."""
    rows = [f"C-{at},Ann Member {at},commons,yes,{'no' if at < sealed else 'yes'}" for at in range(sealed + paper)]
    rows += [f"E-{at},Eve Member {at},europe,yes,no" for at in range(2)]
    rows += ["C-99,Sid Suspended,commons,no,no"]
    return ("number,name,house,whip,paper,weight\n" + "".join(f"{row},{weight}\n" for row in rows)).encode()


def witness(name: str) -> Signer:
    """An agent's key."""
    return Signer(f"agent-{name.lower()}", drawn(f"witness {name}")(32), Algorithm.COSIGNATURE)


@dataclass(frozen=True)
class People:
    """Whoever holds a secret of a sealed ballot: registrar, voters, trustees."""

    election: Election
    trustees: Trustees
    keys: tuple[TrusteeKey, ...]
    voters: tuple[CredentialKey, ...]
    credentials: CredentialList

    @classmethod
    def meet(cls, text: str = TEXT, voters: int = 12, trustees: int = 3, **names: str) -> "People":
        """Registrar and trustees set up an election that asks the motion."""
        source = drawn(f"people {text} {voters} {trustees} {names}")
        keys = tuple(make_trustee_key(ED25519, source) for _ in range(trustees))
        publics = Trustees.of_singles(key.public for key in keys)
        title = names.get("title", "Motion of no confidence in the leader")
        organisation = names.get("organisation", "Labour Party (United Kingdom)")
        template = Template(title, organisation, (Homomorphic(text, ANSWERS, 1, 1, blank=True),))
        election = make_election(template, make_uuid(source), publics.election_key)
        secrets = tuple(derive(make_credential(source), election.uuid, ED25519) for _ in range(voters))
        listed = CredentialList.sorted(PublicCredential(voter.public, None) for voter in secrets)
        return cls(election, publics, keys, secrets, listed)

    @property
    def setup(self) -> SealedSetup:
        """What the secretary gets from them."""
        files = steps.Setup(self.election.raw, self.trustees.encode(), self.credentials.encode())
        return SealedSetup(files, "Rea", TRUSTEES[: len(self.keys)])

    def ballot(self, voter: int, choice: tuple[int, ...]) -> bytes:
        """One voter's ballot."""
        return make_ballot(self.election, self.voters[voter], (choice,), drawn(f"{voter} {choice}")).raw

    def decrypted(self, archive: Path, number: int) -> tuple[bytes, bytes]:
        """One trustee's part; the trustee's machine verifies the archive first, which tests of ballots see to."""
        (entry,) = read_archive(archive).of_type(EventType.ENCRYPTED_TALLY)
        sums = EncryptedTally.decode(entry.data[0], self.election, "the tally")
        part = decrypt(self.election, sums, self.keys[number].secret, drawn(f"decryption {number}")).encode()
        return part, encode({"owner": number + 1, "payload": sha256_hex(part)})


@dataclass
class Play:
    """A case as its people act on it, in order; each act says when it is done."""

    folder: CaseFolder
    people: People | None = field(default_factory=People.meet)
    book: str = "labour"
    procedure: str = "no-confidence"
    day: str = "2016-06-28"
    secret: str = "a case"  # what its randomness is drawn from

    @contextmanager
    def at(self, time: str, day: str | None = None) -> Iterator[Sitting]:
        """The case held for an act at that time of the day, recovered as the command recovers it."""
        with sitting(self.folder, self.clerk(time, day)) as held:
            recover(held, rendered)
            yield held

    def clerk(self, time: str, day: str | None = None) -> Clerk:
        """Who enters an act at that time."""
        moment = datetime.fromisoformat(f"{day or self.day}T{time}")
        return Clerk(moment, drawn(f"{self.secret} {moment}"))

    def new(self, time: str = "08:00", members: bytes | None = None, rules: bytes | None = None) -> facts.Founding:
        raw = rules or (RULEBOOKS / self.book / "book.toml").read_bytes()
        begun = NewCase(raw, "book.toml", self.procedure, members or register(), "members.csv", SECRETARY)
        return founding.found(self.folder, begun, self.clerk(time))

    def propose(self, time: str = "08:10") -> None:
        with self.at(time) as held:
            notice.propose(held, TEXT, (MOVER,), HOLDER)

    def notify(self, time: str = "08:20", *, keys: bool = True) -> None:
        agents = tuple(
            Agent(name, camp, str(witness(name).verifier) if keys else None) for name, camp in AGENTS.items()
        )
        opens, closes = (datetime.fromisoformat(f"{self.day}T{at}") for at in ("11:00", "16:00"))
        with self.at(time) as held:
            notice.give_notice(held, NoticeGiven(opens, closes, agents))

    def state(self, time: str = "08:30") -> None:
        with self.at(time) as held:
            notice.attach_statement(held, "I ask you to vote against.")

    def freeze(self, time: str = "09:00") -> facts.Freeze:
        with self.at(time) as held:
            return roll.freeze_roll(held, held.today)

    def restore_whip(self, time: str = "09:10") -> None:
        """The register is renewed: Sid, C-99, had the whip, and can be put on the roll."""
        members = self.folder.register.read_bytes().replace(b"C-99,Sid Suspended,commons,no", b"C-99,Sid,commons,yes")
        with self.at(time) as held:
            membership.renew(held, members, "members.csv")

    def open(self, time: str = "11:00") -> facts.Opening:
        with self.at(time) as held:
            return voting.open_voting(held, None if self.people is None else self.people.setup)

    def vote(self, choices: tuple[tuple[int, ...], ...] = (FOR,) * 7 + (AGAINST,) * 3) -> None:
        if self.people is not None:
            with steps.open_box(self.archive) as box:
                for voter, choice in enumerate(choices):
                    box.cast(self.people.ballot(voter, choice))

    def close(self, time: str = "16:00") -> facts.Closing:
        with self.at(time) as held:
            return voting.close_voting(held)

    def paper(self, time: str = "16:05", **count: int) -> None:
        for teller in TELLERS:
            with self.at(time) as held:
                papers.enter_sheet(held, sheet(teller, **count))

    def attend(self, time: str = "16:10", **dissents: str) -> None:
        for agent in AGENTS:
            with self.at(time) as held:
                papers.attend(held, agent, dissents.get(agent))

    def decrypt(self, *numbers: int) -> None:
        if self.people is not None:
            for number in numbers or range(len(self.people.keys)):
                part = self.people.decrypted(self.archive, number)
                steps.add_event(self.archive, EventType.PARTIAL_DECRYPTION, part)

    def tally(self, time: str = "16:20") -> facts.Tally:
        with self.at(time) as held:
            return outcome.tally(held)

    def declare(self, time: str = "16:30") -> None:
        with self.at(time) as held:
            declaration = outcome.proposed_declaration(held)
            outcome.declare(held, declaration, rendered(declaration))

    def cosign(self, *names: str) -> None:
        for name in names or AGENTS:
            write_note(self.folder.checkpoint, cosign(read_note(self.folder.checkpoint), witness(name), NOON_28))

    @property
    def archive(self) -> Path:
        (path,) = self.folder.archives.glob("*.bel")
        return path

    def copied(self, to: Path) -> "Play":
        """The same people with a copy of the case."""
        shutil.copytree(self.folder.root, to)
        return Play(CaseFolder(to), self.people, self.book, self.procedure, self.day, self.secret)


STAGES = (
    "new", "propose", "notify", "state", "freeze", "open", "vote", "close", "paper", "attend", "decrypt", "tally",
    "declare", "cosign",
)  # fmt: skip
"""The acts of `Play`, in order."""


def sheet(teller: str, *, for_: int = 0, against: int = 0, blank: int = 0, spoiled: int = 2) -> Sheet:
    """One teller's count; unless said otherwise, two spoiled papers."""
    groups = (SpoiledPapers("no mark", spoiled),) if spoiled else ()
    return Sheet(teller, for_, against, blank, groups, sha256_hex(f"salt of {teller}".encode()))


def verified(folder: CaseFolder, earlier: CaseFolder | None = None, key: str | None = None) -> CaseReport:
    """The report on a case."""
    return verify_case(folder, Settings(rendered, earlier, key))


def failures(report: CaseReport) -> list[str]:
    """The checks that do not hold by themselves, without those that were not reached."""
    return [check.name for check in report.checks if not check.ok and not check.detail.startswith("not reached")]


def told(report: CaseReport, name: str) -> str:
    """What a check says: its culprit and its detail."""
    (found,) = (check for check in report.checks if check.name == name)
    return f"{found.culprit}: {found.detail}"


def current_roll(folder: CaseFolder) -> Roll:
    """The roll as its file has it."""
    return Roll.decode(folder.roll.read_bytes(), "roll.json")


def key_of(folder: CaseFolder) -> Verifier:
    """The secretary's key, as case.toml has it."""
    (line,) = (line for line in folder.settings.read_text().splitlines() if line.startswith("key = "))
    return Verifier.parse(line.split('"')[1])


def unchanged(folder: CaseFolder) -> dict[str, bytes]:
    """Every file of the case, private ones too."""
    return {str(path): path.read_bytes() for path in sorted(folder.root.rglob("*")) if path.is_file()}


def refused(play: Play, act: Callable[[], object], message: str, kind: type[TellersError] = Refused) -> None:
    """The act is refused with this message, and no byte of the case has changed."""
    before = unchanged(play.folder)
    with pytest.raises(kind, match=message):
        act()
    assert unchanged(play.folder) == before


def amend(
    play: Play, move: str, number: str, reason: str = "left out by mistake", time: str = "09:30"
) -> facts.Amendment:
    with play.at(time) as held:
        return (roll.add_member if move == "added" else roll.remove_member)(held, number, reason)


def withdraw(play: Play) -> None:
    with play.at("23:00") as held:
        notice.withdraw(held, "the holder has resigned")
