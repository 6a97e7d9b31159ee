"""The checks of an archive, each by itself: it returns what there is to say, or raises naming the culprit.

Source: docs/formats/archive.md.
"""

from tellers.ballots.ballot import check_no_duplicate
from tellers.ballots.box import GATES
from tellers.ballots.chain import Archive, Entry
from tellers.ballots.decryption import PartialDecryption, check_partial_decryption, combine
from tellers.ballots.events import EventType, check_next
from tellers.ballots.evidence import Decryption, Evidence
from tellers.ballots.pedersen import Pedersen
from tellers.ballots.result import Result, check_result, compute_result
from tellers.ballots.shuffling import check_owner, check_step
from tellers.ballots.tally import check_tally
from tellers.ballots.trustees import Trustees, check_election_key, check_trustees
from tellers.errors import NotProven, Refused
from tellers.randomness import Randomness

NOT_YET = "the election is running"
"""What a check says that has nothing to look at before the election is over."""


def check_order(archive: Archive) -> str:
    """Refuse events out of the one legal order."""
    previous: EventType | None = None
    for entry in archive.entries:
        check_follows(previous, entry)
        previous = entry.event.type
    return f"{len(archive.entries)} events, the last is {archive.entries[-1].event.type.value}"


def check_follows(previous: EventType | None, entry: Entry) -> None:
    """Refuse an event that does not come next in the one legal order."""
    try:
        check_next(previous, entry.event.type, entry.event.height)
    except Refused as error:
        raise NotProven("order of events", culprit=event_label(entry), detail=str(error)) from None


def check_elements(evidence: Evidence) -> None:
    """Refuse an archive of which any record holds a group element or a scalar that its group does not."""
    for error in evidence.errors:
        if isinstance(error, NotProven) and error.check in GATES:
            raise error


def check_keys(evidence: Evidence) -> str:
    """Refuse trustees who have not proved what they must, and an election whose key is not theirs."""
    trustees = evidence.trustees.value
    check_trustees(trustees)
    check_election_key(evidence.election, trustees)
    return f"{len(trustees.verification_keys)} trustees"


def check_ballots(evidence: Evidence) -> str:
    """Refuse an archive of which any ballot is not proved to be a vote; the first such one is named."""
    evidence.credentials.value  # noqa: B018 — what was wrong with the list is said before any ballot is
    findings = evidence.box.look(prove=True)
    findings.faults.check()
    check_no_duplicate(evidence.box.hashes)
    cast, counted = len(evidence.box), len(findings.last)
    unread = "; credentials_certificate is there and was not checked" if evidence.has_certificate else ""
    return f"{cast} ballots, {counted} count, {cast - counted} superseded{unread}"


def check_sums(evidence: Evidence) -> str:
    """Refuse a tally that is not the product of the ballots that count, or misstates their number or weight."""
    if evidence.tally is None:
        return NOT_YET
    tally = evidence.tally.value
    evidence.credentials.value  # noqa: B018 — without the list there are no weights
    check_tally(evidence.box.tally(), tally.sums, tally.sized, evidence.tally.where)
    return f"{tally.sized.num_tallied} ballots, total weight {tally.sized.total_weight}"


def check_shuffles(evidence: Evidence, randomness: Randomness | None = None) -> str:
    """Refuse shuffles that are not proved or not by different trustees, and none where votes are opened one by one."""
    if evidence.tally is None:
        return NOT_YET
    if not evidence.tally.value.sums.to_shuffle:
        return _check_no_shuffles(evidence)
    trustees, tally = len(evidence.trustees.value.verification_keys), evidence.tally.value.sums
    owners: list[int] = []
    for record in evidence.shuffles:
        owner = record.value.owner.owner
        check_owner(owner, owners, trustees, record.where)
        culprit = f"{record.where}, by trustee {owner}"
        tally = check_step(evidence.election, tally, record.value.step, culprit, randomness)
        owners.append(owner)
    _check_some_shuffle(evidence)
    few = "" if len(owners) == trustees else f"; {trustees - len(owners)} of {trustees} trustees have not shuffled"
    return f"by trustees {', '.join(map(str, owners))}{few}" if owners else f"none yet{few}"


def _check_some_shuffle(evidence: Evidence) -> None:
    if not evidence.shuffles and evidence.archive.entries[-1].event.type is not EventType.ENCRYPTED_TALLY:
        detail = "votes that are opened one by one are shuffled before; there is no shuffle"
        raise NotProven("shuffles", culprit="the archive", detail=detail)


def _check_no_shuffles(evidence: Evidence) -> str:
    for entry in evidence.archive.entries:
        if entry.event.type in (EventType.SHUFFLE, EventType.END_SHUFFLES):
            detail = "no question of this election is shuffled"
            raise NotProven("shuffles", culprit=event_label(entry), detail=detail)
    return "none, and the questions need none"


def check_decryptions(evidence: Evidence) -> str:
    """Refuse partial decryptions that are not proved, unless those of a threshold suffice without them."""
    if evidence.tally is None:
        return NOT_YET
    trustees = evidence.trustees.value
    sound, faults = sound_decryptions(evidence)
    check_enough_left(trustees, faults)
    if evidence.complete:
        try:
            combine(evidence.to_decrypt, trustees, sound)
        except NotProven as error:
            raise next(iter(faults.values()), error) from None
    good = f"trustees {', '.join(str(owner) for owner in sorted(sound))}" if sound else "none yet"
    return good + "".join(f"; tolerated: {fault}" for fault in faults.values())


def sound_decryptions(evidence: Evidence) -> tuple[dict[int, PartialDecryption], dict[int, NotProven]]:
    """The proved partial decryptions by trustee, and what is wrong with the others.

    Raises NotProven for one that cannot be read, or a second one by the same trustee.
    """
    check_owners(evidence)
    sound: dict[int, PartialDecryption] = {}
    faults: dict[int, NotProven] = {}
    for place, record in enumerate(evidence.decryptions):
        owner, fault = record.value.owner.owner, _decryption_fault(evidence, place)
        if fault is None:
            sound[owner] = record.value.part
        else:
            faults[owner] = fault
    return sound, faults


def _decryption_fault(evidence: Evidence, place: int) -> NotProven | None:
    """What is wrong with the partial decryption at a place, or None; it is looked at once."""
    known = evidence.decryption_faults
    if place not in known:
        try:
            check_decryption(evidence, evidence.decryptions[place].value)
            known[place] = None
        except NotProven as fault:
            known[place] = fault
    return known[place]


def check_owners(evidence: Evidence) -> None:
    """Refuse a second partial decryption by the same trustee."""
    owners: set[int] = set()
    for record in evidence.decryptions:
        owner = record.value.owner.owner
        if owner in owners:
            raise NotProven("partial decryption", culprit=f"trustee {owner}", detail="it has decrypted before")
        owners.add(owner)


def check_decryption(evidence: Evidence, decryption: Decryption) -> PartialDecryption:
    """Refuse one partial decryption unless its owner's key supports it."""
    if evidence.tally is None:
        raise NotProven("partial decryption", culprit=NOT_YET, detail="there is no encrypted tally")
    owner = decryption.owner.owner
    key = evidence.trustees.value.verification_key(owner)
    check_partial_decryption(evidence.election, evidence.to_decrypt, decryption.part, key, f"trustee {owner}")
    return decryption.part


def check_enough_left(trustees: Trustees, faults: dict[int, NotProven]) -> None:
    """Refuse where some key cannot be reached any more without the trustees at fault, or one is no trustee."""
    first = 1
    for entry in trustees.entries:
        inside = [faults[owner] for owner in range(first, first + entry.size) if owner in faults]
        if len(inside) > (entry.size - entry.threshold if isinstance(entry, Pedersen) else 0):
            raise inside[0]
        first += entry.size
    for owner, fault in faults.items():
        if not 1 <= owner < first:
            raise fault


def check_outcome(evidence: Evidence) -> str:
    """Refuse a result that is not what the decryptions give."""
    result = outcome(evidence)
    if result is None:
        return NOT_YET
    told = [(number, len(result.no_votes_in(number - 1))) for number in range(1, len(result.rows) + 1)]
    return "what the decryptions give" + "".join(_no_votes(number, count) for number, count in told if count)


def _no_votes(number: int, count: int) -> str:
    """What is said of opened elements that hold no vote."""
    made = "by who cast them, or by a false decryption (docs/threats.md, 15)"
    return f"; question {number}: {count} of the opened hold no vote, {made}"


def outcome(evidence: Evidence, *, to_count: bool = False) -> Result | None:
    """The result that the decryptions give, which the published one must be; None before there is one.

    To count, marked votes are told apart too, which takes a search for each vote that was opened.
    """
    if evidence.tally is None or evidence.result is None:
        return None
    sound, _ = sound_decryptions(evidence)
    tally = evidence.tally.value
    factors = combine(evidence.to_decrypt, evidence.trustees.value, sound)
    weight, published = tally.sized.total_weight, evidence.result.value
    computed = compute_result(evidence.election, evidence.to_decrypt, factors, weight, published, to_count=to_count)
    check_result(computed, published, evidence.result.where)
    return computed


def check_extends(archive: Archive, earlier: Archive) -> str:
    """Refuse an archive that does not hold an older copy of itself, event by event."""
    if archive.header != earlier.header:
        raise NotProven("earlier copy", culprit="the header", detail="it is another archive's")
    for number, old in enumerate(earlier.entries):
        if number >= len(archive.entries):
            raise NotProven("earlier copy", culprit=event_label(old), detail="it stands in the earlier copy only")
        if archive.entries[number].event != old.event:
            raise NotProven("earlier copy", culprit=event_label(old), detail="the earlier copy has another one")
    return f"extends {len(earlier.entries)} events by {len(archive.entries) - len(earlier.entries)}"


def event_label(entry: Entry) -> str:
    """How a message names an event."""
    return f"event {entry.event.height} ({entry.event.type.value})"
