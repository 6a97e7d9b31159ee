"""Checkpoints on a board: held against what was seen before and against the archives they sign, and co-signed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tellers.ballots.following import Follower
from tellers.ballots.records import Raw
from tellers.canonical import Json
from tellers.cli.watching.boards import Board, OutOfReach
from tellers.cli.watching.evidence import Scene, file_name
from tellers.cli.watching.memory import Memory, read_head
from tellers.cli.watching.seen import Passed, Seen, Why, plain
from tellers.cli.witnessing import Device
from tellers.errors import NotProven, RecordBroken, Unreadable
from tellers.minutes import store
from tellers.minutes.checkpoint import Checkpoint
from tellers.minutes.following import SignedHead, Step, compare
from tellers.minutes.note import Note, Verifier


@dataclass(frozen=True)
class Head:
    """A checkpoint on a board, held against the longest one seen before."""

    name: str
    raw: bytes
    book: bytes | None
    signed: SignedHead
    step: Step
    signer: Verifier

    def files(self, view: str = "shown") -> dict[str, Raw]:
        """The note and its book, as files of evidence."""
        return note_files(view, self.raw, self.book)


@dataclass(frozen=True)
class Committed:
    """A head that a checkpoint signs, and the archives beside it of which it may be."""

    what: str
    head: str
    among: Mapping[str, Follower]

    @property
    def held(self) -> bool:
        """Whether one of the archives has an event of this hash."""
        return any(follower.holds(self.head) for follower in self.among.values())


@dataclass(frozen=True)
class Checkpoints:
    """What a watcher does with checkpoints: which keys it follows, and the device with which it co-signs."""

    memory: Memory
    signers: Sequence[Verifier]
    device: Device | None
    out: Path

    def look(self, board: Board, name: str, scene: Scene) -> Head | Passed:
        """A checkpoint by a key that is watched, held against those before it.

        Raises Finding where it does not hold.
        """
        before = self.memory.shown(board.key).notes
        try:
            raw = board.note(name)
            note = Note.decode(raw, name)
        except OutOfReach as error:
            return Passed(board.place, name, Why.OUT_OF_REACH, plain(error))
        except Unreadable as error:
            if name in before:
                raise self._not_its_own(board, name, scene) from None
            return Passed(board.place, name, Why.UNREADABLE, plain(error))
        signer = self._signer(note)
        if signer is not None:
            return self._compare(board, name, raw, signer, scene)
        if name in before:
            raise self._not_its_own(board, name, scene, raw)
        origin = note.text.partition("\n")[0]
        what = f"it is of {origin!r}, whose key was not given; give it with --signer, from the notice of the vote"
        return Passed(board.place, name, Why.NOT_OURS, what)

    def _signer(self, note: Note) -> Verifier | None:
        """The key that is watched and signed a note, or whose name it bears; None for another's note."""
        origin = note.text.partition("\n")[0]
        named = [signer for signer in self.signers if signer.name == origin]
        return next((signer for signer in named if note.by(signer)), named[0] if named else None)

    def _not_its_own(self, board: Board, name: str, scene: Scene, raw: bytes = b"") -> Exception:
        fault = NotProven("origin", culprit=name, detail="it was signed by a key given with --signer, and is not now")
        return scene.record(board.place, file_name(name), fault, {"shown.checkpoint": raw} if raw else {})

    def _compare(self, board: Board, name: str, raw: bytes, signer: Verifier, scene: Scene) -> Head | Passed:
        kept = self.memory.head(signer)
        book = None
        try:
            book = board.book(name)
            signed = read_head(raw, book, signer, f"{board.place}, {name}")
            step = compare(None if kept is None else kept[2], signed)
            self._check_not_taken_back(board, name, signed)
        except OutOfReach as error:
            return Passed(board.place, name, Why.OUT_OF_REACH, str(error))
        except (Unreadable, NotProven, RecordBroken) as fault:
            if isinstance(fault, Unreadable) and name not in self.memory.shown(board.key).notes:
                return Passed(board.place, name, Why.UNREADABLE, str(fault))
            files = note_files("shown", raw, book) | ({} if kept is None else note_files("kept", kept[0], kept[1]))
            raise scene.record(board.place, file_name(name), fault, files) from None
        return Head(name, raw, book, signed, step, signer)

    def _check_not_taken_back(self, board: Board, name: str, signed: SignedHead) -> None:
        before = self.memory.shown(board.key).notes.get(name, 0)
        if signed.checkpoint.size < before:
            detail = f"it is of {signed.checkpoint.size} minutes; this board has shown one of {before}"
            raise NotProven("taken back", culprit=name, detail=detail)

    def conclude(self, board: Board, head: Head, followed: Mapping[str, Follower], scene: Scene) -> Seen:
        """Hold a checkpoint against the archives shown beside it, keep it where it is the longest, and co-sign it.

        Raises Finding where an archive does not have the head that is signed.
        """
        missing: list[str] = []
        for committed in _committed(head.signed.checkpoint, followed):
            if not committed.among:
                missing.append(committed.what)
            elif not committed.held:
                raise self._without(board, head, committed, scene)
        self._keep(board, head)
        cosigned = None if missing else self._cosign(board, head, scene)
        return _head_seen(board.place, head, cosigned, missing, self._other_book(head))

    def _without(self, board: Board, head: Head, committed: Committed, scene: Scene) -> Exception:
        """The evidence that what is signed is not what is shown: both signed heads, and the archives."""
        detail = f"it signs {committed.head} for {committed.what}; no archive shown beside it has that event"
        files = head.files()
        if (kept := self.memory.head(head.signer)) is not None:
            files |= note_files("kept", kept[0], kept[1])
        for uuid in committed.among:
            if (window := self.memory.window(uuid)) is not None:
                files[f"{uuid}.bel"] = window
        fault = NotProven("committed head", culprit=head.name, detail=detail)
        return scene.record(board.place, file_name(head.name), fault, files)

    def _keep(self, board: Board, head: Head) -> None:
        if head.step in (Step.FIRST, Step.NEWER) or (head.step is Step.SAME and head.book is not None):
            self.memory.keep_head(head.signer, head.raw, head.book)
        shown = self.memory.shown(board.key)
        self.memory.remember(board.key, shown.with_note(head.name, head.signed.checkpoint.size))

    def _other_book(self, head: Head) -> str | None:
        """The book that the device vouches for, where it is another one: a device vouches for one."""
        book = None if self.device is None else self.device.book
        return None if book == head.signer.name else book

    def _cosign(self, board: Board, head: Head, scene: Scene) -> Path | None:
        """Co-sign a checkpoint that extends what was seen; None where there is no device, or nothing to vouch for.

        Raises Finding where the device has co-signed another history, by hand or on another watch.
        """
        if self.device is None or head.book is None or head.step in (Step.OLDER, Step.UNPROVED):
            return None
        if self._other_book(head) is not None:
            return None
        path = self.out / f"{head.signer.fingerprint[:16]}.checkpoint"
        text = Note.decode(head.raw, head.name).text
        if path.exists() and Note.decode(store.read_note(path), str(path)).text == text:
            return path
        book, moment = store.decode_book(head.book, head.name).book, int(scene.moment.timestamp())
        try:
            with self.device.cosigning(head.raw, head.signer, book, moment, head.name) as done:
                self.out.mkdir(parents=True, exist_ok=True)
                store.write_note(path, done.note)
        except (NotProven, RecordBroken) as fault:
            files = head.files()
            if self.device.last.exists():
                files["kept.checkpoint"] = store.read_note(self.device.last)
            raise scene.record(board.place, file_name(head.name), fault, files) from None
        return path


def note_files(view: str, note: bytes, book: bytes | None) -> dict[str, Raw]:
    """A note and its book, as files of evidence."""
    files: dict[str, Raw] = {f"{view}.checkpoint": note}
    return files if book is None else files | {f"{view}.jsonl": book}


def _committed(checkpoint: Checkpoint, followed: Mapping[str, Follower]) -> Iterator[Committed]:
    """The heads that a checkpoint signs: of the archive of a motion, whose name it does not say, and of contests."""
    contests = checkpoint.contest_heads
    if checkpoint.archive_head is not None:
        others = {uuid: follower for uuid, follower in followed.items() if uuid not in contests}
        yield Committed("the archive", checkpoint.archive_head, others)
    for uuid, head in contests.items():
        yield Committed(f"the archive {uuid}", head, {uuid: followed[uuid]} if uuid in followed else {})


def _head_seen(place: str, head: Head, cosigned: Path | None, missing: Sequence[str], other: str | None) -> Seen:
    checkpoint = head.signed.checkpoint
    said = f"{checkpoint.size} minutes, {head.step.value}" + (f", co-signed: {cosigned}" if cosigned else "")
    if missing:
        said += f", not shown here: {', '.join(missing)}"
    if other:
        said += f", not co-signed: the key given vouches for {other}; a key vouches for one book, so take another"
    facts: dict[str, Json] = {
        "minutes": checkpoint.size,
        "head": checkpoint.root.hex(),
        "archive": checkpoint.archive_head,
        "contests": dict(checkpoint.contest_heads),
        "missing": list(missing),
        "step": head.step.value,
        "cosigned": None if cosigned is None else str(cosigned),
    }
    return Seen(place, head.name, said, facts)
