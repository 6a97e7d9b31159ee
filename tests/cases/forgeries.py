"""Forged cases: what is forged, with which keys, which check finds it, and how that check is switched off."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import pytest
from tests.cases.forger import Forger
from tests.cases.samples import AGAINST, FOR, People, Play, current_roll, witness
from tests.minutes.samples import changed

from tellers.ballots import steps
from tellers.ballots.chain import decode_archive
from tellers.ballots.events import EventType
from tellers.ballots.report import CheckResult
from tellers.ballots.result import Result
from tellers.ballots.verifier import verify_archive
from tellers.canonical import Json, sha256_hex
from tellers.cases import count_checks, file_checks, record_checks, signature_checks
from tellers.minutes import book as minute_book
from tellers.minutes.checkpoint import Checkpoint, OpenedCheckpoint, Witnessed
from tellers.minutes.note import Note, Signer
from tellers.proceedings.motion import Act

Off = Callable[[pytest.MonkeyPatch], None]


def silent(module: object, name: str) -> Off:
    """Switch a check off: it refuses nothing."""
    return lambda patch: patch.setattr(module, name, lambda *_, **__: "")


def unsigned(patch: pytest.MonkeyPatch) -> None:
    """Believe every signature under the checkpoint."""

    def believed(raw: bytes, signer: object, keys: tuple[Signer, ...], source: str = "") -> OpenedCheckpoint:
        checkpoint = Checkpoint.parse(Note.decode(raw, source).text, source)
        return OpenedCheckpoint(checkpoint, signer, tuple(Witnessed(key.name, 0) for key in keys), 0)  # type: ignore[arg-type]

    patch.setattr(signature_checks, "open_note", believed)


def unproved(patch: pytest.MonkeyPatch) -> None:
    """Believe whatever result stands in the archive."""

    def believed(raw: bytes, name: str, **_: object) -> object:
        report = verify_archive(raw, name)
        passed = tuple(CheckResult(check.name, ok=True) for check in report.checks)
        return replace(report, checks=passed, result=TRUE_RESULT)

    patch.setattr(count_checks, "verify_archive", believed)


TRUE_RESULT = Result((), ((0, 7, 3),))
"""Blank, for and against, as the trustees opened it."""

OFF: dict[str, Off] = {
    "minute book": silent(minute_book, "check_follows"),
    "rule book": silent(record_checks, "check_fingerprint"),
    "case.toml": silent(record_checks, "check_settings"),
    "key": silent(signature_checks, "check_key"),
    "checkpoint": unsigned,
    "witnesses": silent(signature_checks, "check_witnesses"),
    "rules": silent(record_checks, "check_rules"),
    "roll": silent(record_checks, "check_roll"),
    "archive": unproved,
    "election": silent(count_checks, "check_election"),
    "credentials": silent(count_checks, "check_standing"),
    "running archive": silent(count_checks, "check_running"),
    "sealed count": silent(count_checks, "check_sealed_count"),
    "committed head": silent(count_checks, "check_committed_head"),
    "papers": silent(count_checks, "check_papers"),
    "totals": silent(count_checks, "check_totals"),
    "declaration": silent(record_checks, "check_declaration"),
    "files": silent(file_checks, "check_files"),
    "earlier copy": silent(file_checks, "check_earlier"),
}
"""How each check of a case is switched off."""


@dataclass(frozen=True)
class Forgery:
    """A change of a case; `alone` where no other check finds it."""

    check: str
    culprit: str
    says: str
    make: Callable[[Play], object]
    stage: str = "cosign"
    alone: bool = True
    earlier: bool = False
    key: str | None = None


# What anybody can do who holds the files.


def _edit(path: str, old: bytes, new: bytes) -> Callable[[Play], object]:
    def edit(play: Play) -> None:
        file = play.folder.root / path
        raw = file.read_bytes()
        assert old in raw, old
        file.write_bytes(raw.replace(old, new, 1))

    return edit


def _strip_cosignatures(play: Play) -> None:
    note = Note.decode(play.folder.checkpoint.read_bytes(), "note")
    play.folder.checkpoint.write_bytes(Note(note.text, note.signatures[:1]).encode())


def _sheet_altered(play: Play) -> None:
    sheet = play.folder.sheet(Forger(play).commitment_of("Tess"), hidden=False)
    sheet.write_bytes(sheet.read_bytes().replace(b'"papers":2', b'"papers":1'))


def _other_secretary(play: Play) -> None:
    """A key of the forger's, under the same name; the co-signatures are of the text and still hold."""
    forger, note = Forger(play), Note.decode(play.folder.checkpoint.read_bytes(), "note")
    impostor = Signer(note.signatures[0].name, bytes([9]) * 32)
    forger.sign(impostor)
    signed = Note.decode(play.folder.checkpoint.read_bytes(), "note")
    play.folder.checkpoint.write_bytes(Note(note.text, (*signed.signatures, *note.signatures[1:])).encode())


def _other_rules(play: Play) -> None:
    _edit("rulebook/book.toml", b'"for > 1/2 of valid"', b'"for > 3/4 of valid"')(play)
    fingerprint = sha256_hex(play.folder.rulebook.read_bytes())
    Forger(play).change(Act.FOUND, rulebook=fingerprint).introduce().chain()


# What the secretary's key, found in secrets, adds.


def _by_secretary(play: Play) -> None:
    Forger(play).redo(Act.PROPOSE, by="Somebody else").declare().sign()


def _dissents_invented(play: Play) -> None:
    """The history rewritten by the secretary's key alone, with a dissent of every agent."""
    forger = Forger(play).redo(Act.PROPOSE, by="Somebody else")
    for place, minute in enumerate(forger.minutes):
        if minute.act == Act.ATTEND.value:
            dissent = {"agent": minute.facts["agent"], "signs": False, "reason": "I do not agree."}
            forger.minutes[place] = changed(minute, facts=dissent)
    forger.declare().sign()


def _silence_invented(play: Play) -> None:
    """The same, and every agent entered after the declaration as not co-signing."""
    forger = Forger(play).redo(Act.PROPOSE, by="Somebody else").declare()
    _silent(forger, "Ada", "Abe")
    forger.chain().sign()


def _silent(forger: Forger, *agents: str) -> None:
    for agent in agents:
        forger.minutes.append(
            changed(forger.minutes[-1], act="attend", facts={"agent": agent, "signs": False, "reason": "Away."})
        )


def _signed_too_late(play: Play) -> None:
    """An agent signs the count after the result is declared, by all keys together."""
    forger = Forger(play)
    forger.add(Act.DECLARE, Act.ATTEND, agent="Ada", signs=True, reason=None).chain().sign().cosign()


def _silence_of_a_keyless_agent(play: Play) -> None:
    forger = Forger(play)
    agents = forger.facts(Act.NOTIFY)["agents"]
    agents[1]["key"] = None
    forger.change(Act.NOTIFY, agents=agents).declare()
    _silent(forger, "Abe")
    forger.chain().sign()
    play.cosign("Ada")


def _one_cosignature_stripped(play: Play) -> None:
    note = Note.decode(play.folder.checkpoint.read_bytes(), "note")
    play.folder.checkpoint.write_bytes(Note(note.text, note.signatures[:2]).encode())


def _ended_early(play: Play) -> None:
    steps.close_ballots(play.archive)


def _worded_otherwise(form: str, fact: str) -> Callable[[Play], object]:
    """Another text or page than the declaration's, with its hash in the minutes, signed by all."""

    def forge(play: Play) -> None:
        path = play.folder.declaration(form)
        path.write_bytes(path.read_bytes().replace(b"7", b"8"))
        forged = sha256_hex(path.read_bytes())
        Forger(play).change(Act.DECLARE, **{fact: forged}).chain().sign().cosign()

    return forge


def _by_secretary_with_old_cosignatures(play: Play) -> None:
    old = Note.decode(play.folder.checkpoint.read_bytes(), "note")
    _by_secretary(play)
    new = Note.decode(play.folder.checkpoint.read_bytes(), "note")
    play.folder.checkpoint.write_bytes(Note(new.text, (*new.signatures, *old.signatures[1:])).encode())


# What only everybody together can do; each is found by one check alone.


def _broken_parent(play: Play) -> None:
    forger = Forger(play)
    forger.minutes[-1] = changed(forger.minutes[-1], parent="00" * 32)
    forger.write().sign().cosign()


def _facts(act: Act, **new: object) -> Callable[[Play], object]:
    """Change the facts of an act, and sign with every key there is."""
    return lambda play: Forger(play).change(act, **new).sign_all()  # type: ignore[arg-type]


def _early_close(play: Play) -> None:
    Forger(play).redo(Act.CLOSE, at="2016-06-28T15:00:00+01:00").sign_all()


def _sealed_ballots_left_out(play: Play) -> None:
    forger = Forger(play).change(Act.CLOSE, sealed=None)
    forger.change(Act.TALLY, **{"sealed": None, "for": 0, "against": 0}).sign_all()


def _papers_left_out(play: Play) -> None:
    forger = Forger(play).drop(Act.COUNT_PAPER).drop(Act.ENTER_PAPER).drop(Act.ENTER_PAPER)
    forger.drop(Act.ATTEND).drop(Act.ATTEND)
    for path in play.folder.sheets.iterdir():
        path.unlink()
    forger.change(Act.TALLY, spoiled=0).sign_all()


def _count_by_no_pair(play: Play) -> None:
    """Three counts of which the first is void with the second; the forger pairs the second with the third."""
    forger = Forger(play)
    third = forger.facts(Act.ENTER_PAPER)
    place = forger.place(Act.ENTER_PAPER)
    forger.minutes.insert(place - 1, changed(forger.minutes[place], facts={**third, "teller": "Tora"}))
    forger.sign_all()


def _stranger_signs(play: Play) -> None:
    Forger(play).add(Act.ATTEND, Act.ATTEND, agent="Nobody", signs=True, reason=None).sign_all()


def _corrected_before_it_was(play: Play) -> None:
    Forger(play).add(Act.ATTEND, Act.CORRECT, minute=99, text="There is no such minute.").sign_all()


def _own_title(play: Play) -> None:
    Forger(play).change(Act.FOUND, organisation="Another Party").introduce().sign_all()


def _other_entry(play: Play) -> None:
    """Another pseudonym in the roll; the sizes stay, and the minutes are left as they are."""
    roll = current_roll(play.folder)
    first = roll.entries[0].pseudonym
    other = first[:-1] + ("a" if first[-1] != "a" else "b")
    entries = sorted((replace(roll.entries[0], pseudonym=other), *roll.entries[1:]), key=lambda one: one.pseudonym)
    play.folder.roll.write_bytes(replace(roll, entries=tuple(entries)).encode())


def _heavy_entry(play: Play) -> None:
    """Somebody weighs two, and the minutes give the fingerprint of that roll."""
    roll = current_roll(play.folder)
    heavy = replace(roll, entries=(replace(roll.entries[0], weight=2), *roll.entries[1:]))
    play.folder.roll.write_bytes(heavy.encode())
    Forger(play).change(Act.FREEZE, roll=heavy.fingerprint).sign_all()


def _one_more_voter(play: Play) -> None:
    """One more sealed voter on the roll, in the minutes too; there is no credential for that one."""
    roll = current_roll(play.folder)
    sealed = next(entry for entry in roll.entries if entry.channel.value == "sealed")
    entries = sorted((*roll.entries, replace(sealed, pseudonym="aaaa-aaaa-aaaa-aaaa")), key=lambda one: one.pseudonym)
    longer = replace(roll, entries=tuple(entries))
    play.folder.roll.write_bytes(longer.encode())
    sizes = {"roll": longer.fingerprint, "entitled": longer.entitled, "sealed": longer.sealed}
    forger = Forger(play)
    bodies = {**forger.facts(Act.FREEZE)["bodies"], "plp": longer.entitled}
    sealed_opening = {**forger.facts(Act.OPEN)["sealed"], "credentials": longer.sealed}
    forger.change(Act.OPEN, sealed=sealed_opening)
    forger.change(Act.FREEZE, **sizes, bodies=bodies).sign_all()  # type: ignore[arg-type]


def _sent_to_a_stranger(play: Play) -> None:
    """A credential is said to be sent again to somebody who is on no roll."""
    forger = Forger(play)
    head = forger.facts(Act.OPEN)["sealed"]["archive"]
    again = {"pseudonym": "aaaa-bbbb-cccc-dddd", "reason": "lost", "archive": head, "lost": None, "reserve": None}
    forger.add(Act.OPEN, Act.REISSUE, **again).sign_all()


def _bad_ballot(play: Play) -> None:
    """The signature of the last ballot is spoiled; hashes, chain and minutes are made to fit."""
    forger = Forger(play)
    events = forger.events
    place = max(at for at, (kind, _) in enumerate(events) if kind is EventType.BALLOT)
    (raw,) = events[place][1]
    cut = raw.rindex(b'"response":"') + len(b'"response":"')
    events[place] = (EventType.BALLOT, [raw[:cut] + bytes([raw[cut] ^ 1]) + raw[cut + 1 :]])
    closed = events[: [kind for kind, _ in events].index(EventType.ENCRYPTED_TALLY) + 1]
    head = decode_archive(forger.archived(closed), "closed").head
    play.archive.write_bytes(forger.archived(events))
    forger.change(Act.CLOSE, sealed={**forger.facts(Act.CLOSE)["sealed"], "archive": head})
    forger.change(Act.TALLY, sealed={**forger.facts(Act.TALLY)["sealed"], "archive": forger.head}).sign_all()


def _swapped_count(play: Play) -> None:
    forger = Forger(play)
    count = {"for": 3, "against": 7}
    sealed = {**forger.facts(Act.TALLY)["sealed"], **count}
    forger.change(Act.TALLY, **count, sealed=sealed).sign_all()


def _one_absent(play: Play) -> None:
    forger = Forger(play)
    sealed = forger.facts(Act.TALLY)["sealed"]
    first, *others = sealed["trustees"]
    told: list[Json] = [{**first, "decrypted": False}, *others]
    forger.change(Act.TALLY, sealed={**sealed, "trustees": told}).sign_all()


def _other_head(play: Play) -> None:
    Forger(play).sign(archive="ab" * 32).cosign()


def _last_ballot_dropped(play: Play) -> None:
    with play.at("12:00") as held:
        held.sign()
    play.archive.write_bytes(Forger(play).without_last_ballot())


def _cut_to_running(play: Play) -> None:
    play.archive.write_bytes(Forger(play).cut_to_ballots())


def _held_anew(play: Play) -> None:
    Forger(play).recount((FOR,) * 7 + (AGAINST,) * 2).sign_all()


def _other_question(play: Play) -> None:
    """An election on something else, held and minuted as if it were this one."""
    other = People.meet(text="That this body has every confidence in its leader.")
    Forger(play).recount((FOR,) * 7 + (AGAINST,) * 3, other).sign_all()


def _ballot_dropped(play: Play) -> None:
    """A ballot left out of the finished archive, and the rest hashed and chained anew."""
    forger = Forger(play)
    play.archive.write_bytes(forger.archived([*forger.events[:1], *forger.events[2:]]))


def _refingerprinted(play: Play) -> None:
    """Another entry in the roll, and its fingerprint in the minutes, chained anew without a key."""
    _other_entry(play)
    Forger(play).change(Act.FREEZE, roll=current_roll(play.folder).fingerprint).chain()


def _other_figures(play: Play) -> None:
    """A declaration of other figures in all three forms, with its hash in the minutes, signed by all."""
    forger = Forger(play).change(Act.TALLY, **{"for": 9}).declare()
    forged = play.folder.declaration("json").read_bytes()
    forger.change(Act.TALLY, **{"for": 7}).change(Act.DECLARE, declaration=sha256_hex(forged)).chain().sign().cosign()


def _sheet_missing(play: Play) -> None:
    play.folder.sheet(Forger(play).commitment_of("Tim"), hidden=False).unlink()


def _agent_replaced(play: Play) -> None:
    """Another key in the notice for an agent, and the co-signature of that key; nothing within the case tells."""
    forger = Forger(play)
    agents = forger.facts(Act.NOTIFY)["agents"]
    agents[1]["key"] = str(witness("Mallory").verifier)
    forger.change(Act.NOTIFY, agents=agents).declare().sign()
    play.cosign("Ada", "Mallory")


def _later_than_it_was(play: Play) -> None:
    Forger(play).redo(Act.STATE, at="2016-06-28T08:45:00+01:00").sign_all()


FORGERIES: dict[str, Forgery] = {
    "the last minute names another parent": Forgery("minute book", "minute 13", "names the parent", _broken_parent),
    "a minute edited": Forgery(
        "minute book",
        "minute 2",
        "names the parent",
        _edit("minutes.jsonl", b"Hal Holder", b"Hal Holdre"),
        alone=False,
    ),
    "a minute edited and chained anew": Forgery(
        "checkpoint",
        "the first 14 minutes",
        "do not have the root",
        lambda play: Forger(play).change(Act.PROPOSE, holder="Hal Holdre").chain(),
        alone=False,
    ),
    "the rule book with a remark": Forgery(
        "rule book", "rulebook/book.toml", "minute 0 holds", _edit("rulebook/book.toml", b"# ", b"#  ")
    ),
    "the rule book replaced, with its hash in minute 0": Forgery(
        "checkpoint",
        "the first 14 minutes",
        "do not have the root",
        _other_rules,
        alone=False,
    ),
    "case.toml of another organisation": Forgery(
        "case.toml", "case.toml", "minute 0", _edit("case.toml", b"Labour", b"Leisure")
    ),
    "a reader who expects another key": Forgery(
        "key", "no-confidence", "another key than", lambda _: None, key="00" * 32
    ),
    "signed by another key of that name": Forgery("checkpoint", "no-confidence", "not signed", _other_secretary),
    "the co-signatures stripped": Forgery("witnesses", "Ada, Abe", "have not co-signed", _strip_cosignatures),
    "re-signed with the secretary's key alone": Forgery("witnesses", "Ada, Abe", "have not co-signed", _by_secretary),
    "re-signed, with the co-signatures of before": Forgery(
        "checkpoint", "agent-ada", "does not hold", _by_secretary_with_old_cosignatures, alone=False
    ),
    "one co-signature stripped": Forgery("witnesses", "Abe", "tellers minutes cosign", _one_cosignature_stripped),
    "re-signed with the secretary's key alone, and dissents invented": Forgery(
        "witnesses", "Ada, Abe", "nobody has witnessed this history", _dissents_invented
    ),
    "re-signed with the secretary's key alone, and every agent entered as silent": Forgery(
        "witnesses", "Ada, Abe", "nobody has witnessed this history", _silence_invented
    ),
    "the count signed after the declaration": Forgery("rules", "minute 14", "co-signs the minute", _signed_too_late),
    "an agent without a key entered as silent": Forgery(
        "rules", "minute 14", "no key in the notice", _silence_of_a_keyless_agent
    ),
    "voting ended in the archive while it is open by the minutes": Forgery(
        "running archive", ".bel, event 11", "somebody ended it early", _ended_early, stage="vote"
    ),
    "voting closed early": Forgery("rules", "minute 6", "voting closes at", _early_close),
    "the sealed ballots left out": Forgery("rules", "minute 6", "left out", _sealed_ballots_left_out),
    "the papers left out": Forgery("rules", "minute 7", "3 papers were issued", _papers_left_out),
    "a count by two who are no pair": Forgery(
        "rules", "minute 10", "not the two tellers", _count_by_no_pair, alone=False
    ),
    "fewer papers issued": Forgery("rules", "minute 5", "3 of the roll", _facts(Act.OPEN, papers_issued=2)),
    "an agent whom no notice names": Forgery("rules", "minute 12", "no agent", _stranger_signs),
    "a correction of no minute": Forgery("rules", "minute 12", "no minute 99", _corrected_before_it_was),
    "a smaller body to measure a challenge on": Forgery(
        "rules", "minute 4", "are minuted", _facts(Act.FREEZE, bodies={"plp": 15})
    ),
    "a notice to somebody else": Forgery("rules", "minute 2", "the motion names", _facts(Act.NOTIFY, to="Somebody")),
    "a title of one's own": Forgery(
        "rules",
        "minute 0",
        "its rule book says",
        _own_title,
        alone=False,
    ),
    "another entry in the roll": Forgery("roll", "roll.json", "fingerprint", _other_entry),
    "a voter of weight two": Forgery("roll", "roll.json", "more than one vote", _heavy_entry),
    "one more voter, in the minutes too": Forgery("election", ".bel", "13 sealed voters", _one_more_voter),
    "a credential sent to a stranger": Forgery("credentials", "aaaa-bbbb-cccc", "on no roll", _sent_to_a_stranger),
    "a ballot whose signature does not hold": Forgery("archive", "ballot 10", "", _bad_ballot),
    "for and against swapped": Forgery("sealed count", "minute of the tally", "another result", _swapped_count),
    "a trustee is said not to have decrypted": Forgery(
        "sealed count", "minute of the tally", "who decrypted, and who did not", _one_absent
    ),
    "a checkpoint of another archive": Forgery("committed head", "the archive", "commits to", _other_head),
    "the last ballot dropped while voting goes on": Forgery(
        "committed head", "the archive", "commits to", _last_ballot_dropped, stage="vote"
    ),
    "an election on another question": Forgery("election", ".bel", "does not ask the motion", _other_question),
    "a ballot dropped from the finished archive": Forgery("archive", "archive/", "", _ballot_dropped, alone=False),
    "another entry in the roll, with its fingerprint in the minutes": Forgery(
        "checkpoint", "the first 14 minutes", "do not have the root", _refingerprinted, alone=False
    ),
    "a declaration of other figures, with its hash in the minutes": Forgery(
        "declaration", "declaration.json", "is not what", _other_figures
    ),
    "a teller's sheet missing": Forgery("papers", "paper/", "missing from the case", _sheet_missing, alone=False),
    "the archive cut to running": Forgery(
        "sealed count", "minute of the close", "does not say", _cut_to_running, alone=False
    ),
    "a teller's sheet altered": Forgery("papers", "Tess", "not the one that was entered", _sheet_altered),
    "one vote more in the totals": Forgery(
        "totals", "minute of the tally", "are not sealed", _facts(Act.TALLY, **{"for": 8})
    ),
    "a byte of the declaration's text": Forgery(
        "declaration", "declaration.txt", "another hash", _edit("declaration.txt", b"7", b"8")
    ),
    "a byte of the declaration's page": Forgery(
        "declaration", "declaration.html", "another hash", _edit("declaration.html", b"7", b"8")
    ),
    "a byte of the declaration's figures": Forgery(
        "declaration", "declaration.json", "is not what", _edit("declaration.json", b'"value":7', b'"value":8')
    ),
    "a text of other figures, with its hash in the minutes": Forgery(
        "declaration", "declaration.txt", "is not what", _worded_otherwise("txt", "text")
    ),
    "a page of other figures, with its hash in the minutes": Forgery(
        "declaration", "declaration.html", "is not what", _worded_otherwise("html", "page")
    ),
    "a declaration of another outcome": Forgery(
        "declaration",
        "minute 13",
        "not of this declaration",
        lambda play: Forger(play).declare().change(Act.DECLARE, outcome="lost").chain().sign().cosign(),
    ),
    "a file that nothing speaks of": Forgery(
        "files", "note.txt", "nothing in the minutes", lambda play: (play.folder.root / "note.txt").write_text("x")
    ),
    "a link that leads elsewhere": Forgery(
        "files", "paper/away", "no file of the case itself", lambda play: (play.folder.sheets / "away").symlink_to("/")
    ),
    "the ballot held anew with one vote less": Forgery(
        "earlier copy", "minute 6", "earlier book", _held_anew, earlier=True
    ),
    "an agent's key replaced": Forgery("earlier copy", "minute 2", "earlier book", _agent_replaced, earlier=True),
    "an earlier minute told otherwise": Forgery(
        "earlier copy", "minute 3", "earlier book", _later_than_it_was, earlier=True
    ),
}
