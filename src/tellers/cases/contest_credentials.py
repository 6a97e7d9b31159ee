"""Acts on the credentials of an open ballot of a contest: a late addition, a lost credential, a removal.

The list of credentials is fixed, and every ballot of a listed one is counted: nothing is added to it or taken out.
Source: docs/trustees.md, "Late additions, lost credentials, removals".
"""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from msgspec import structs

from tellers.ballots.chain import Archive
from tellers.ballots.events import EventType
from tellers.cases import store
from tellers.cases.contest_rolls import roll_key, standing_roll
from tellers.cases.credential_checks import TOO_EARLY, check_not_cast, check_replaceable
from tellers.cases.proceedings import meant, ready, register_of
from tellers.cases.sitting import Sitting, archive_at
from tellers.errors import Refused
from tellers.proceedings import facts_credentials as facts
from tellers.proceedings.allowed import check_allowed
from tellers.proceedings.contest import Act, Contest, SealedBallot
from tellers.proceedings.facts_contest import Frozen
from tellers.proceedings.guards import refusal
from tellers.proceedings.hanging import NOTHING
from tellers.register.freezing import added, removed
from tellers.register.members import Member
from tellers.register.roll import Channel, RollEntry
from tellers.rulebook.contests import Contest as Procedure

NO_HASH = "0" * 64


@dataclass(frozen=True)
class Reissue:
    """Whose credential is sent again and why; with a reserve in its place, the public keys of both."""

    number: str
    reason: str
    lost: str | None = None
    reserve: str | None = None


def activate(sitting: Sitting, id_: str | None, number: str, reserve: str, reason: str) -> facts.Activated:
    """Put a member on the roll of the open ballot, for whom a reserve credential stands from now on."""
    contest = meant(sitting, Contest, id_)
    sitting.check_of(contest, Act.ACTIVATE)
    ballot = contest.sealed[-1]
    stage = ballot.opened.stage
    blank = facts.Activated(
        **_blank(ballot), entry={}, reason=reason.strip(), roll=NO_HASH, entitled=0, reserve=reserve
    )
    asked = ready(sitting, Act.ACTIVATE, blank)
    member = register_of(sitting).member(number)
    _check_may_vote(sitting, asked.procedure(Procedure), ballot, member)
    standing = standing_roll(sitting.folder, contest, stage)
    roll, key = added(standing, roll_key(sitting, contest, stage), member, sitting.clerk.randomness)
    (entry,) = set(roll.entries) - set(standing.entries)
    archive = _open_archive(sitting, ballot)
    check_not_cast(archive, reserve, TOO_EARLY)
    done = structs.replace(
        asked.done, entry=entry.to_json(), archive=archive.head, roll=roll.fingerprint, entitled=roll.entitled
    )
    check_allowed(sitting.record, done, sitting.now, sitting.rulebook)
    store.write_private(sitting.folder.stage_key(contest.id, stage), key.encode())
    sitting.enter(Act.ACTIVATE, done)
    store.write(sitting.folder.stage_roll(contest.id, stage), roll.encode())
    return done


def reissue(sitting: Sitting, id_: str | None, asked_for: Reissue) -> facts.Reissued:
    """Enter that a lost credential is sent again: the same one, or a reserve in its place."""
    contest = meant(sitting, Contest, id_)
    sitting.check_of(contest, Act.REISSUE)
    ballot = contest.sealed[-1]
    entry = _entry_of(sitting, contest, ballot.opened.stage, asked_for.number)
    if entry.channel is Channel.PAPER:
        raise Refused("the member votes on paper, and has no credential")
    archive = _open_archive(sitting, ballot)
    blank = facts.Reissued(
        **{**_blank(ballot), "archive": archive.head},
        pseudonym=entry.pseudonym,
        reason=asked_for.reason.strip(),
        lost=asked_for.lost,
        reserve=asked_for.reserve,
    )
    done: facts.Reissued = ready(sitting, Act.REISSUE, blank).done
    check_allowed(sitting.record, done, sitting.now, sitting.rulebook)
    check_replaceable(archive, done.lost, done.reserve)
    sitting.enter(Act.REISSUE, done)
    return done


def remove(sitting: Sitting, id_: str | None, number: str, reason: str) -> facts.Removed:
    """Strike a member off the roll of the open ballot; its election is abandoned, and another is opened."""
    contest = meant(sitting, Contest, id_)
    sitting.check_of(contest, Act.REMOVE)
    ballot = contest.sealed[-1]
    stage = ballot.opened.stage
    entry = _entry_of(sitting, contest, stage, number)
    roll = removed(standing_roll(sitting.folder, contest, stage), entry.pseudonym)
    blank = facts.Removed(
        **{**_blank(ballot), "archive": _open_archive(sitting, ballot).head},
        entry=entry.to_json(),
        reason=reason.strip(),
        roll=roll.fingerprint,
        entitled=roll.entitled,
    )
    done: facts.Removed = ready(sitting, Act.REMOVE, blank).done
    sitting.enter(Act.REMOVE, done)
    store.write(sitting.folder.stage_roll(contest.id, stage), roll.encode())
    return done


def _blank(ballot: SealedBallot) -> dict[str, Any]:
    """What the facts of each of these acts begin with."""
    opened = ballot.opened
    return {
        "proceeding": ballot.contest.id,
        "hangs_on": NOTHING,
        "stage": opened.stage,
        "uuid": opened.uuid,
        "archive": NO_HASH,
    }


def _open_archive(sitting: Sitting, ballot: SealedBallot) -> Archive:
    path = sitting.folder.archive(ballot.opened.uuid)
    archive = archive_at(sitting.folder, path)
    if archive.of_type(EventType.END_BALLOTS):
        raise Refused(
            f"voting has ended in {sitting.folder.relative(path)}; close the ballot (tellers case contest close)"
        )
    return archive


def _entry_of(sitting: Sitting, contest: Contest, stage: str, number: str) -> RollEntry:
    """The entry of a member on the roll of a stage."""
    on_roll = {entry.pseudonym: entry for entry in standing_roll(sitting.folder, contest, stage).entries}
    names = roll_key(sitting, contest, stage).pseudonyms(number)
    entries = [on_roll[name] for name in names if name in on_roll]
    if not entries:
        raise Refused(f"the member with the number {number!r} is not on the roll of '{stage}' (--member)")
    return entries[0]


def _check_may_vote(sitting: Sitting, procedure: Procedure, ballot: SealedBallot, member: Member) -> None:
    """Refuse a late addition who is not of the body on the day of the freeze, votes on paper, or has several votes."""
    on = date.fromisoformat(ballot.contest.the(Frozen).on)
    stage = next(one for one in procedure.stages if one.id == ballot.opened.stage)
    body = sitting.rulebook.body(stage.body, on=on)
    if not (member.belongs_on(on) and body.includes(member.standing_by_column())):
        raise refusal(
            f"the member with the number {member.id!r} is not of '{body.id}' on {on}, as the register has it",
            body.grounds,
        )
    if replace(member, paper=False, weight=1) != member:
        raise Refused(
            "a reserve is for one who votes by sealed ballot, with one vote; the register gives this member a paper "
            "or another weight"
        )
