"""A forger's workshop: a case rewritten around any change, by whoever holds as many of its keys as the test says."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from tests.ballots.forge import Events, chained, events_of
from tests.cases.samples import AGAINST, AGENTS, FOR, TRUSTEES, People, Play
from tests.minutes.samples import changed, rechained

from tellers.ballots import steps
from tellers.ballots.archive import read_archive
from tellers.ballots.chain import decode_archive
from tellers.ballots.events import EventType
from tellers.canonical import Json, sha256_hex
from tellers.cases.founding import settings
from tellers.cases.outcome import made_of
from tellers.cli.case.rendering import rendered
from tellers.minutes.book import MinuteBook
from tellers.minutes.checkpoint import Checkpoint, sign
from tellers.minutes.minute import Minute
from tellers.minutes.note import Signer
from tellers.minutes.store import read_book, read_key
from tellers.proceedings import facts
from tellers.proceedings.declaration import Days, declaration_of
from tellers.proceedings.motion import Act
from tellers.proceedings.record import fold
from tellers.rulebook.parsing import decode


class Forger:
    """Someone who rewrites a case; every change of a minute is numbered and chained anew when it is written."""

    def __init__(self, play: Play) -> None:
        self.play = play
        self.folder = play.folder
        self.minutes: list[Minute] = list(read_book(self.folder.minutes).book.minutes)

    def place(self, act: Act) -> int:
        """The place of the last minute of an act."""
        return max(place for place, minute in enumerate(self.minutes) if minute.act == act.value)

    def facts(self, act: Act) -> dict[str, Any]:
        """A copy of the facts of the last minute of an act, to be changed at will."""
        copy: dict[str, Any] = self.minutes[self.place(act)].to_json()["facts"]  # type: ignore[assignment]
        return copy

    def change(self, act: Act, **new: Json) -> "Forger":
        """Change facts of the last minute of an act."""
        place = self.place(act)
        self.minutes[place] = changed(self.minutes[place], facts={**self.facts(act), **new})
        return self

    def redo(self, act: Act, **fields: Json) -> "Forger":
        """Change the minute itself: when, or by whom."""
        place = self.place(act)
        self.minutes[place] = changed(self.minutes[place], **fields)
        return self

    def drop(self, act: Act) -> "Forger":
        """Leave a minute out."""
        del self.minutes[self.place(act)]
        return self

    def add(self, after: Act, act: Act, **new: Json) -> "Forger":
        """Slip a minute in, a second entry by the same hand."""
        place = self.place(after)
        self.minutes.insert(place + 1, changed(self.minutes[place], act=act.value, facts=new))
        return self

    def introduce(self) -> "Forger":
        """Write case.toml to what minute 0 now says."""
        founding = facts.read(facts.Founding, self.facts(Act.FOUND), entry="minute 0")
        self.folder.settings.write_bytes(settings(founding))
        return self

    def commitment_of(self, teller: str) -> str:
        """The commitment that a teller entered."""
        entries = [minute.facts for minute in self.minutes if minute.act == Act.ENTER_PAPER.value]
        return next(str(entry["commitment"]) for entry in entries if entry["teller"] == teller)

    def chain(self) -> "Forger":
        """Number and chain the minutes anew, and write them; no key is needed for that."""
        self.minutes = rechained(self.minutes)
        return self.write()

    def write(self) -> "Forger":
        """Write the minutes as they are."""
        self.folder.minutes.write_bytes(b"".join(minute.encode() + b"\n" for minute in self.minutes))
        return self

    def declare(self) -> "Forger":
        """Chain, and compute the declaration of the forged minutes as an honest secretary would."""
        self.minutes = rechained(self.minutes)
        place = self.place(Act.DECLARE)
        book = replace(MinuteBook(), minutes=tuple(self.minutes[:place]))
        day = facts.moment(self.minutes[place].at).date()
        rulebook = decode(self.folder.rulebook.read_bytes(), "book.toml")
        declaration = declaration_of(book, fold(book).motion, rulebook, Days(day, day))
        people = rendered(declaration)
        for form, raw in (("json", declaration.encode()), ("txt", people.text), ("html", people.page)):
            self.folder.declaration(form).write_bytes(raw)
        return self.change(Act.DECLARE, **facts.to_json(made_of(declaration, people))).chain()

    def sign(self, signer: Signer | None = None, archive: str | None = None) -> "Forger":
        """Sign the minutes as they are with the secretary's key, found in secrets, or with another."""
        key = signer or read_key(self.folder.secretary_key)
        held = MinuteBook()
        object.__setattr__(held, "minutes", tuple(self.minutes))  # whether or not they follow
        head = archive or (self.head if list(self.folder.archives.glob("*.bel")) else None)
        self.folder.checkpoint.write_bytes(sign(Checkpoint.of(key.name, held, head), key))
        return self

    def cosign(self) -> "Forger":
        """Sign with the agents' keys too: everybody is in it."""
        self.play.cosign(*AGENTS)
        return self

    def sign_all(self) -> "Forger":
        """Declare, sign and co-sign: with every key there is."""
        return self.declare().sign().cosign()

    @property
    def head(self) -> str:
        """The head of the archive."""
        return decode_archive(self.play.archive.read_bytes(), "archive").head

    def archived(self, events: Events) -> bytes:
        """These events, hashed and chained anew, in an archive that was begun when this one was."""
        begun = decode_archive(self.play.archive.read_bytes(), "archive")
        forged = decode_archive(chained(events), "forged")
        return replace(forged, header=begun.header, timestamp=begun.timestamp).encode()

    @property
    def events(self) -> Events:
        """The events of the archive."""
        return events_of(self.play.archive.read_bytes())

    def without_last_ballot(self) -> bytes:
        """The archive while it ran, hashed and chained anew without its last ballot."""
        return self.archived(self.events[:-1])

    def cut_to_ballots(self) -> bytes:
        """The archive as if it were running: nothing after the ballots."""
        return self.archived([event for event in self.events if event[0] in (EventType.SETUP, EventType.BALLOT)])

    def recount(self, choices: tuple[tuple[int, ...], ...], people: People | None = None) -> "Forger":
        """Trustees and secretary together hold the sealed ballot anew, and write the minutes to it."""
        self.play.people = people or self.play.people
        if self.play.people is None:
            raise LookupError("there is no sealed ballot to hold anew")
        old = self.play.archive
        begun = decode_archive(old.read_bytes(), "archive").timestamp
        old.unlink()
        path = self.folder.archive(self.play.people.election.uuid)
        archive = steps.begin_election(path, self.play.people.setup.files, begun)
        election: dict[str, Json] = {"uuid": path.stem, "election": self.play.people.election.fingerprint}
        self.change(Act.OPEN, sealed={**self.facts(Act.OPEN)["sealed"], **election, "archive": archive.head})
        return self._counted(path, choices)

    def _counted(self, path: Path, choices: tuple[tuple[int, ...], ...]) -> "Forger":
        self.play.vote(choices)
        steps.close_ballots(path)
        steps.add_event(path, EventType.ENCRYPTED_TALLY, steps.tally_records(read_archive(path)))
        closed = decode_archive(path.read_bytes(), "archive")
        tally = sha256_hex(closed.entries[-1].data[0])
        count: dict[str, Json] = {"for": choices.count(FOR), "against": choices.count(AGAINST)}
        closing: dict[str, Json] = {"archive": closed.head, "ballots": len(choices), "counted": len(choices)}
        self.change(Act.CLOSE, sealed={**closing, "tally": tally})
        self.play.decrypt()
        steps.add_event(path, EventType.RESULT, steps.result_records(read_archive(path)))
        took: list[Json] = [{"name": name, "camp": None, "decrypted": True} for name in TRUSTEES]
        return self.change(Act.TALLY, **count, sealed={**count, "blank": 0, "archive": self.head, "trustees": took})
