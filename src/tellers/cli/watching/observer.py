"""One visit to a board: checkpoints first, then archives, which must hold the heads that the checkpoints sign."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from tellers.ballots.chain import read_setup
from tellers.ballots.election import Election
from tellers.ballots.events import EventType
from tellers.ballots.following import Follower, TwoHistories, check_one_history
from tellers.ballots.progress import Progress
from tellers.ballots.records import CutShort, Raw
from tellers.canonical import Json
from tellers.cli.watching.boards import Board, OutOfReach
from tellers.cli.watching.evidence import Scene
from tellers.cli.watching.memory import Memory, read_head
from tellers.cli.witnessing import Device
from tellers.errors import NotProven, RecordBroken, TellersError, Unreadable
from tellers.minutes import store
from tellers.minutes.following import SignedHead, Step, compare
from tellers.minutes.note import Note, Verifier


@dataclass(frozen=True)
class Seen:
    """One thing that was looked at and holds."""

    place: str
    name: str
    said: str
    facts: dict[str, Json]


@dataclass(frozen=True)
class Head:
    """A checkpoint on a board, held against the longest one seen before."""

    name: str
    raw: bytes
    book: bytes | None
    signed: SignedHead
    step: Step
    signer: Verifier


@dataclass
class Observer:
    """Who watches: what is remembered, which keys sign, and with which device checkpoints are co-signed."""

    memory: Memory
    signers: Sequence[Verifier]
    device: Device | None
    out: Path
    progress: Progress
    followers: dict[str, Follower] = field(default_factory=dict)

    def visit(self, board: Board, moment: datetime) -> Iterator[Seen]:
        """Look at everything on a board; raises Finding with the evidence for the first thing that does not hold.

        Raises OutOfReach for a board that cannot be had now, RecordBroken for a memory that is damaged.
        """
        scene = Scene(self.memory.root, moment)
        names = board.names()
        self._check_nothing_gone(board, names.archives + names.notes, scene)
        heads = [head for name in names.notes for head in self._head(board, name, scene)]
        followed: list[str] = []
        for name in names.archives:
            uuid, seen = self._archive(board, name, heads, scene)
            followed.append(uuid)
            yield seen
        for head in heads:
            yield self._conclude(board, head, followed, scene)

    def _check_nothing_gone(self, board: Board, names: Sequence[str], scene: Scene) -> None:
        shown = self.memory.shown(board.place)
        gone = sorted({*shown.archives, *shown.notes} - set(names))
        if gone:
            fault = NotProven("still shown", culprit=gone[0], detail="it was shown before and is gone")
            raise scene.record(board.place, _file_name(gone[0]), fault, {})

    # Checkpoints.

    def _head(self, board: Board, name: str, scene: Scene) -> Iterator[Head]:
        """A checkpoint by a key that is watched; nothing where its key was not given."""
        raw = board.note(name)
        signer = next((signer for signer in self.signers if signer.name == _origin(raw)), None)
        if signer is not None:
            yield self._compare(board, name, raw, signer, scene)
        elif name in self.memory.shown(board.place).notes:
            fault = NotProven(
                "origin", culprit=name, detail="it was signed by a key given with --signer, and is not now"
            )
            raise scene.record(board.place, _file_name(name), fault, {"shown.checkpoint": raw})

    def _compare(self, board: Board, name: str, raw: bytes, signer: Verifier, scene: Scene) -> Head:
        book = board.book(name)
        kept = self.memory.head(signer)
        files = _files("shown", raw, book) | ({} if kept is None else _files("kept", kept[0], kept[1]))
        try:
            signed = read_head(raw, book, signer, f"{board.place}, {name}")
            step = compare(None if kept is None else kept[2], signed)
            self._check_not_taken_back(board, name, signed)
        except (NotProven, RecordBroken) as fault:
            raise scene.record(board.place, _file_name(name), fault, files) from None
        return Head(name, raw, book, signed, step, signer)

    def _check_not_taken_back(self, board: Board, name: str, signed: SignedHead) -> None:
        before = self.memory.shown(board.place).notes.get(name, 0)
        if signed.checkpoint.size < before:
            detail = f"it is of {signed.checkpoint.size} minutes; this board has shown one of {before}"
            raise NotProven("taken back", culprit=name, detail=detail)

    def _conclude(self, board: Board, head: Head, followed: Sequence[str], scene: Scene) -> Seen:
        """Hold a checkpoint against the archives shown beside it, keep it where it is the longest, and co-sign it."""
        checkpoint = head.signed.checkpoint
        committed = checkpoint.archive_head
        borne_out = committed is None or any(self.followers[uuid].holds(committed) for uuid in followed)
        if not borne_out and followed:
            fault = NotProven(
                "committed head", culprit=head.name, detail=f"no archive shown beside it has the event {committed}"
            )
            archives = {f"{uuid}.bel": window for uuid in followed if (window := self.memory.window(uuid)) is not None}
            raise scene.record(
                board.place, _file_name(head.name), fault, _files("shown", head.raw, head.book) | archives
            )
        if head.step in (Step.FIRST, Step.NEWER) or (head.step is Step.SAME and head.book is not None):
            self.memory.keep_head(head.signer, head.raw, head.book)
        shown = self.memory.shown(board.place)
        self.memory.remember(board.place, shown.with_note(head.name, checkpoint.size))
        cosigned = self._cosign(head, scene) if borne_out else None
        said = f"{checkpoint.size} minutes, {head.step.value}" + (f", co-signed: {cosigned}" if cosigned else "")
        if not borne_out:
            said += ", its archive is not shown here"
        facts: dict[str, Json] = {
            "minutes": checkpoint.size,
            "head": checkpoint.root.hex(),
            "archive": committed,
            "step": head.step.value,
            "cosigned": None if cosigned is None else str(cosigned),
        }
        return Seen(board.place, head.name, said, facts)

    def _cosign(self, head: Head, scene: Scene) -> Path | None:
        """Co-sign a checkpoint that extends what was seen; None where there is no device, or nothing to vouch for."""
        if self.device is None or head.book is None or head.step in (Step.OLDER, Step.UNPROVED):
            return None
        path = self.out / f"{head.signer.fingerprint[:16]}.checkpoint"
        text = Note.decode(head.raw, head.name).text
        if path.exists() and Note.decode(path.read_bytes(), str(path)).text == text:
            return path
        book, moment = store.decode_book(head.book, head.name).book, int(scene.moment.timestamp())
        with self.device.cosigning(head.raw, head.signer, book, moment, head.name) as done:
            self.out.mkdir(parents=True, exist_ok=True)
            store.write_note(path, done.note)
        return path

    # Archives.

    def _archive(self, board: Board, name: str, heads: Sequence[Head], scene: Scene) -> tuple[str, Seen]:
        uuid = _uuid(name)
        if uuid not in self.followers:
            self.followers[uuid] = self.memory.take_up(uuid, self.progress)
        follower, kept = self.followers[uuid], self.memory.window(uuid)
        before = follower.standing
        with board.archive(name, kept) as shown:
            try:
                self._hold(board, name, kept, shown)
                self._follow(uuid, follower, shown)
            except TellersError as fault:
                if isinstance(fault, OutOfReach) or (isinstance(fault, Unreadable) and not before.events):
                    raise
                files: dict[str, Raw] = {"shown.bel": shown} | ({} if kept is None else {"kept.bel": kept})
                for head in heads:
                    files |= _files(f"shown-{_file_name(head.name)}", head.raw, head.book)
                    if (old := self.memory.head(head.signer)) is not None:
                        files |= _files(f"kept-{_file_name(head.name)}", old[0], old[1])
                raise scene.record(board.place, uuid, fault, files) from None
            most = max(self.memory.shown(board.place).archives.get(name, 0), min(len(shown), follower.standing.size))
        self.memory.remember(board.place, self.memory.shown(board.place).with_archive(name, most))
        return uuid, _archive_seen(board.place, name, before.events, follower)

    def _hold(self, board: Board, name: str, kept: Raw | None, shown: Raw) -> None:
        """Refuse an archive that does not hold what was seen, or less than this board has shown."""
        if kept is None or check_one_history(kept, shown):
            return
        before = self.memory.shown(board.place).archives.get(name, 0)
        if len(shown) < before:
            detail = f"it has {len(shown)} bytes; this board has shown {before}, whose events were there for good"
            raise TwoHistories("taken back", culprit=name, detail=detail)

    def _follow(self, uuid: str, follower: Follower, shown: Raw) -> None:
        """Verify what is new, and keep what holds even where something after it does not."""
        if follower.standing.events == 0 and not _is_of(uuid, shown):
            return
        if len(shown) <= follower.standing.size:
            return
        try:
            for _ in follower.follow(shown):
                pass
        finally:
            self.memory.grow(uuid, shown, follower)


def _is_of(uuid: str, shown: Raw) -> bool:
    """Whether an archive has begun, and is of the election whose name it bears; raises NotProven for another's."""
    try:
        setup = read_setup(shown, uuid)
    except CutShort:
        return False
    found = Election.decode(setup.data[0], "the election").uuid
    if found != uuid:
        raise NotProven("name of the archive", culprit=uuid, detail=f"it holds the election {found}")
    return True


def _archive_seen(place: str, name: str, before: int, follower: Follower) -> Seen:
    now = follower.standing
    kind = now.last.value if now.last else None
    state = "complete" if now.last is EventType.RESULT else "running"
    said = f"{now.events} events, {now.events - before} of them new and verified; {now.ballots} ballots; {state}"
    facts: dict[str, Json] = {
        "events": now.events,
        "new": now.events - before,
        "ballots": now.ballots,
        "head": now.head,
        "last": kind,
        "state": state,
    }
    return Seen(place, name, said, facts)


def _origin(note: bytes) -> str | None:
    """The name of the book that a note is of; None for what is no note."""
    try:
        return Note.decode(note, "note").text.partition("\n")[0]
    except Unreadable:
        return None


def _uuid(name: str) -> str:
    return name.rpartition("/")[2].removesuffix(".bel")


def _file_name(name: str) -> str:
    return re.sub(r"[^A-Za-z0-9._-]", "-", name.rpartition("/")[2].rpartition(".")[0] or name)


def _files(view: str, note: bytes, book: bytes | None) -> dict[str, Raw]:
    files: dict[str, Raw] = {f"{view}.checkpoint": note}
    return files if book is None else files | {f"{view}.jsonl": book}
