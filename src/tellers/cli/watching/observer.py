"""One visit to a board: checkpoints first, then archives, which must hold the heads that the checkpoints sign."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime

from tellers.ballots.chain import read_setup
from tellers.ballots.election import Election
from tellers.ballots.events import EventType
from tellers.ballots.following import Follower, Standing, TwoHistories, check_one_history
from tellers.ballots.progress import Progress
from tellers.ballots.records import HEADER_NAME, CutShort, Raw
from tellers.canonical import Json
from tellers.cli.watching.boards import Board, Names, OutOfReach
from tellers.cli.watching.checkpoints import Checkpoints, Head, note_files
from tellers.cli.watching.evidence import Scene, file_name
from tellers.cli.watching.memory import Memory
from tellers.cli.watching.seen import Passed, Seen, Why, plain
from tellers.errors import NotProven, TellersError, Unreadable
from tellers.words import amount

_SHOWN_OF_GARBAGE = 16


@dataclass
class Observer:
    """Who watches: what is remembered, and what is done with checkpoints."""

    memory: Memory
    checkpoints: Checkpoints
    progress: Progress
    followers: dict[str, Follower] = field(default_factory=dict)

    def visit(self, board: Board, moment: datetime) -> Iterator[Seen | Passed]:
        """Look at everything on a board; raises Finding with the evidence for the first thing that does not hold.

        Raises OutOfReach for a board that cannot be had now, RecordBroken for a memory that is damaged.
        """
        scene = Scene(self.memory.root, moment)
        names = board.names()
        self._check_nothing_gone(board, names.archives + names.notes, scene)
        yield from _passed_by(board.place, names)
        looked = [self.checkpoints.look(board, name, scene) for name in names.notes]
        heads = [head for head in looked if isinstance(head, Head)]
        yield from (passed for passed in looked if isinstance(passed, Passed))
        followed: dict[str, Follower] = {}
        for name in names.archives:
            seen = self._archive(board, name, heads, scene)
            if isinstance(seen, Seen) and seen.begun:
                followed[_uuid(name)] = self.followers[_uuid(name)]
            yield seen
        for head in heads:
            yield self.checkpoints.conclude(board, head, followed, scene)

    def _check_nothing_gone(self, board: Board, names: Sequence[str], scene: Scene) -> None:
        shown = self.memory.shown(board.key)
        gone = sorted({*shown.archives, *shown.notes} - set(names))
        if gone:
            raise _gone(board, gone[0], scene, "it was shown before and is gone")

    def _archive(self, board: Board, name: str, heads: Sequence[Head], scene: Scene) -> Seen | Passed:
        uuid = _uuid(name)
        if uuid not in self.followers:
            self.followers[uuid] = self.memory.take_up(uuid, self.progress)
        try:
            return self._followed(board, name, heads, scene)
        except OutOfReach as error:
            return Passed(board.place, name, Why.OUT_OF_REACH, str(error))
        except Unreadable as error:
            if name in self.memory.shown(board.key).archives:
                raise _gone(board, name, scene, f"it was shown before; now {plain(error)}") from None
            return Passed(board.place, name, Why.UNREADABLE, plain(error))

    def _followed(self, board: Board, name: str, heads: Sequence[Head], scene: Scene) -> Seen:
        uuid = _uuid(name)
        follower, kept = self.followers[uuid], self.memory.window(uuid)
        before = follower.standing
        with board.archive(name, kept, self.memory.room(uuid)) as shown:
            try:
                self._hold(board, name, kept, shown)
                unfinished = self._follow(uuid, follower, shown)
            except TellersError as fault:
                if isinstance(fault, OutOfReach) or (isinstance(fault, Unreadable) and not before.events):
                    raise
                raise scene.record(board.place, uuid, fault, self._files(kept, shown, heads)) from None
            if not follower.standing.events:
                return _not_begun(board.place, name, len(shown), unfinished)
            rest = max(0, len(shown) - follower.standing.size)
            less = _less(shown, follower.standing)
            whole = (less or follower.standing).size
            most = max(self.memory.shown(board.key).archives.get(name, 0), whole)
        self.memory.remember(board.key, self.memory.shown(board.key).with_archive(name, most))
        if less is not None:
            return _behind(board.place, name, less, follower.standing)
        return _archive_seen(board.place, name, before.events, follower, rest)

    def _files(self, kept: Raw | None, shown: Raw, heads: Sequence[Head]) -> dict[str, Raw]:
        """The archive in both views, and the signed heads of both."""
        files: dict[str, Raw] = {"shown.bel": shown} | ({} if kept is None else {"kept.bel": kept})
        for head in heads:
            files |= head.files(f"shown-{file_name(head.name)}")
            if (old := self.memory.head(head.signer)) is not None:
                files |= note_files(f"kept-{file_name(head.name)}", old[0], old[1])
        return files

    def _hold(self, board: Board, name: str, kept: Raw | None, shown: Raw) -> None:
        """Refuse an archive that does not hold what was seen, or less than this board has shown."""
        if kept is None or check_one_history(kept, shown, self.progress):
            return
        before = self.memory.shown(board.key).archives.get(name, 0)
        if len(shown) < before:
            detail = f"it has {len(shown)} bytes; this board has shown {before}, whose events were there for good"
            raise TwoHistories("taken back", culprit=name, detail=detail)

    def _follow(self, uuid: str, follower: Follower, shown: Raw) -> str:
        """Verify what is new, and keep what holds even where something after it does not.

        Returns what keeps an archive from having begun, nothing where it has.
        """
        if follower.standing.events == 0 and (unfinished := _unfinished(uuid, shown)):
            return unfinished
        if len(shown) <= follower.standing.size:
            return ""
        try:
            for _ in follower.follow(shown):
                pass
        finally:
            self.memory.grow(uuid, shown, follower)
        return ""


def _gone(board: Board, name: str, scene: Scene, detail: str) -> Exception:
    return scene.record(board.place, file_name(name), NotProven("still shown", culprit=name, detail=detail), {})


def _passed_by(place: str, names: Names) -> Iterator[Passed]:
    for name in names.misnamed:
        what = "its name is not one that is looked at: UUID.bel, of letters and digits, or NAME.checkpoint"
        yield Passed(place, name, Why.NOT_OURS, what)
    if not names.archives + names.notes:
        what = "no archive (UUID.bel, here or in the folder archive) and no checkpoint (NAME.checkpoint)"
        yield Passed(place, None, Why.NOTHING, what)


def _unfinished(uuid: str, shown: Raw) -> str:
    """What keeps an archive from having begun, nothing where it has; raises NotProven for another election's.

    Raises Unreadable for what is no archive.
    """
    if len(shown) <= len(HEADER_NAME) and HEADER_NAME.encode().startswith(shown[: len(HEADER_NAME)]):
        return "its first member has only begun" if len(shown) else "it is empty"
    try:
        setup = read_setup(shown, uuid)
    except CutShort as error:
        return f"{error.culprit}: {error.detail}"
    except Unreadable as error:
        found = f"{plain(error)}; it has {len(shown)} bytes and begins with {shown[:_SHOWN_OF_GARBAGE]!r}"
        raise Unreadable(found, source=uuid) from None
    name = Election.decode(setup.data[0], "the election").uuid
    if name != uuid:
        raise NotProven("name of the archive", culprit=uuid, detail=f"it holds the election {name}")
    return ""


def _not_begun(place: str, name: str, size: int, unfinished: str) -> Seen:
    said = f"{size} bytes and no whole event yet: {unfinished}; left for the next time"
    return Seen(place, name, said, _facts(Follower().standing, 0, size), begun=False)


def _archive_seen(place: str, name: str, before: int, follower: Follower, rest: int) -> Seen:
    now = follower.standing
    facts = _facts(now, before, rest)
    said = (
        f"{now.events} events, {now.events - before} of them new and verified; {now.ballots} ballots; {facts['state']}"
    )
    if rest:
        said += f"; {rest} bytes of an event that is not whole yet"
    return Seen(place, name, said, facts)


def _less(shown: Raw, most: Standing) -> Standing | None:
    """What a board shows of an archive of which more was seen elsewhere; None where it shows all that was seen."""
    if len(shown) >= most.size:
        return None
    part = Follower()
    with suppress(CutShort, Unreadable):
        part.trust(shown)
    return part.standing


def _behind(place: str, name: str, less: Standing, most: Standing) -> Seen:
    behind = most.events - less.events
    said = (
        f"{less.events} events, {less.ballots} ballots: {amount(behind, 'event')} fewer than were seen on another "
        f"board, which has {most.events} and {most.ballots} ballots; this one lags, or somebody took them back from it"
    )
    return Seen(place, name, said, {**_facts(less, less.events, 0), "behind": behind})


def _facts(now: Standing, before: int, rest: int) -> dict[str, Json]:
    return {
        "events": now.events,
        "new": now.events - before,
        "ballots": now.ballots,
        "head": now.head,
        "last": now.last.value if now.last else None,
        "state": "complete" if now.last is EventType.RESULT else "running" if now.events else "not begun",
        "unfinished": rest,
        "behind": 0,
    }


def _uuid(name: str) -> str:
    return name.rpartition("/")[2].removesuffix(".bel")
