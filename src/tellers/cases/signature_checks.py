"""The checks of who stands behind a case's minutes, one a function: the key, the checkpoint, the witnesses.

Each returns what it found in words, or refuses and names the culprit.
"""

import shlex
from collections.abc import Sequence
from dataclasses import dataclass

from tellers.cases.evidence import CaseEvidence, CheckpointEvidence
from tellers.errors import NotProven, TellersError
from tellers.minutes.checkpoint import open_note
from tellers.minutes.note import Verifier
from tellers.proceedings import facts
from tellers.proceedings.motion import Act


def check_key(case: CaseEvidence) -> str:
    """Refuse another key than the one that the reader expects, who has it from the notice of the vote."""
    fingerprint = Verifier.parse(case.founding.key).fingerprint
    if case.settings.key is not None and case.settings.key not in (case.founding.key, fingerprint):
        raise NotProven("key", culprit=case.founding.key, detail="your notice has another key than this case")
    return f"fingerprint {fingerprint}"


def check_checkpoint(case: CaseEvidence) -> CheckpointEvidence:
    """Refuse a checkpoint that the secretary's key did not sign, or that does not cover the whole book."""
    notice = case.motion.last(facts.Notice)
    agents = () if notice is None else notice.agents
    witnesses = {agent.key: agent.name for agent in agents if agent.key is not None}
    signer, keys = Verifier.parse(case.founding.key), {Verifier.parse(key): name for key, name in witnesses.items()}
    raw = case.folder.read(case.folder.checkpoint)
    opened = open_note(raw, signer, tuple(keys), case.folder.relative(case.folder.checkpoint))
    opened.checkpoint.check_covered_by(case.book)
    if opened.checkpoint.size < case.book.size:
        raise NotProven(
            "checkpoint",
            culprit="minutes.checkpoint",
            detail=f"it covers {opened.checkpoint.size} of {case.book.size} minutes; `tellers case checkpoint` signs",
        )
    names = tuple(name for key, name in keys.items() if open_note(raw, signer, (key,)).witnessed_by)
    return CheckpointEvidence(opened.checkpoint, names)


@dataclass(frozen=True)
class Unwitnessed:
    """An agent with a key in the notice who has not co-signed the checkpoint; `minute` is the one that says so."""

    name: str
    minute: int | None
    reason: str | None

    def __str__(self) -> str:
        return self.name if self.minute is None else f"{self.name} (minute {self.minute}: {self.reason})"


def unwitnessed(case: CaseEvidence, checkpoint: CheckpointEvidence) -> tuple[Unwitnessed, ...]:
    """The agents whose co-signature is missing, in the order of the notice; a dissent excuses nobody."""
    notice, entered = case.motion.last(facts.Notice), _entered_as_silent(case)
    expected = [agent.name for agent in notice.agents if agent.key is not None] if notice else []
    missing = [name for name in expected if name not in checkpoint.witnessed_by]
    return tuple(entered.get(name, Unwitnessed(name, None, None)) for name in missing)


def awaited_agents(case: CaseEvidence) -> tuple[str, ...]:
    """The agents who have not co-signed the checkpoint as it stands, and of whom no minute says that they do not.

    All with a key in the notice, where the checkpoint cannot be read or does not cover every minute.
    """
    notice = case.motion.last(facts.Notice)
    try:
        return tuple(one.name for one in unwitnessed(case, check_checkpoint(case)) if one.minute is None)
    except TellersError:
        return tuple(agent.name for agent in notice.agents if agent.key is not None) if notice else ()


def _entered_as_silent(case: CaseEvidence) -> dict[str, Unwitnessed]:
    """The agents who stand in the minutes, after the motion's end, as not co-signing."""
    ends = [entry.number for entry in case.motion.entries if entry.act in (Act.DECLARE, Act.WITHDRAW)]
    return {
        entry.facts.agent: Unwitnessed(entry.facts.agent, entry.number, entry.facts.reason)
        for entry in case.motion.entries
        if ends and entry.number > ends[0] and isinstance(entry.facts, facts.Attendance)
    }


def check_witnesses(grounds: tuple[CaseEvidence, CheckpointEvidence]) -> str:
    """Refuse a finished case of which an agent has not co-signed the last checkpoint, unless the minutes say who.

    A co-signature attests the history, not the result: whoever dissents is asked for one too. A history that nobody
    has co-signed is refused whatever its minutes say, since one key could have written them all.
    """
    case, checkpoint = grounds
    missing = unwitnessed(case, checkpoint)
    signed = f"co-signed by {', '.join(checkpoint.witnessed_by) or 'nobody'}"
    if not missing:
        return signed
    if not case.complete:
        return f"{signed}; not yet by {', '.join(one.name for one in missing)}"
    if not checkpoint.witnessed_by:
        detail = f"{_have(missing)} not co-signed: nobody has witnessed this history; {_how_to_cosign(case)}"
        raise NotProven("witnesses", culprit=", ".join(one.name for one in missing), detail=detail)
    silent = [one.name for one in missing if one.minute is None]
    if silent:
        enter = f"tellers case agent {shlex.quote(str(case.folder.root))} --agent NAME --dissents REASON"
        how = f"{_how_to_cosign(case)}; if one will not, enter why: {enter}"
        detail = f"{_have(silent)} not co-signed the checkpoint; {how}"
        raise NotProven("witnesses", culprit=", ".join(silent), detail=detail)
    return f"{signed}; NOT CO-SIGNED by {', '.join(map(str, missing))}"


def _have(people: Sequence[object]) -> str:
    return "has" if len(people) == 1 else "have"


def _how_to_cosign(case: CaseEvidence) -> str:
    """The command of an agent's device, for this case."""
    folder = case.folder
    note, book = shlex.quote(str(folder.checkpoint)), shlex.quote(str(folder.minutes))
    words = f"{note} --key KEYFILE --signer {case.founding.key} --book {book}"
    return f"an agent does so with: tellers minutes cosign {words}"
