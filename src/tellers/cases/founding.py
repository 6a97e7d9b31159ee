"""Opens a case: its folder, its rule book, its register, the secretary's key and minute 0."""

import json
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from tellers.cases import store
from tellers.cases.membership import checked_register
from tellers.cases.sitting import Clerk
from tellers.cases.store import CaseFolder
from tellers.minutes.book import MinuteBook
from tellers.minutes.checkpoint import Checkpoint, sign
from tellers.minutes.note import KEY_SIZE, Signer
from tellers.proceedings import facts, guards
from tellers.proceedings.governing import stated
from tellers.proceedings.motion import Act
from tellers.proceedings.runnable import check_can_run
from tellers.proceedings.texts import Words, check_words
from tellers.rulebook.book import RuleBook
from tellers.rulebook.parsing import decode
from tellers.rulebook.procedures import Procedure

SUFFIX_SIZE = 4
"""Bytes that keep two cases of one procedure and day apart."""


@dataclass(frozen=True)
class NewCase:
    """What a case begins with; the register is the bytes of its CSV, private from the start."""

    rulebook: bytes
    rulebook_source: str
    procedure: str
    register: bytes
    register_source: str
    secretary: str


def found(folder: CaseFolder, new: NewCase, clerk: Clerk) -> facts.Founding:
    """Open a case in an empty folder; raises before anything is written when a part of it does not hold."""
    check_words(Words(new.secretary, "the secretary", "--secretary"))
    rulebook = decode(new.rulebook, new.rulebook_source)
    local = clerk.moment(ZoneInfo(rulebook.time_zone))
    procedure = _checked(new, rulebook, local)
    name = f"{new.procedure}-{local.date()}-{clerk.randomness(SUFFIX_SIZE).hex()}"
    signer = Signer(name, clerk.randomness(KEY_SIZE))
    founding = _founding(rulebook, procedure, new, signer)
    book = MinuteBook().append(
        local.isoformat(timespec="seconds"), new.secretary, Act.FOUND.value, facts.to_json(founding)
    )
    checkpoint = sign(Checkpoint.of(name, book), signer)
    store.begin(
        folder.root,
        {
            folder.settings: settings(founding),
            folder.rulebook: new.rulebook,
            folder.minutes: book.minutes[0].encode() + b"\n",
            folder.checkpoint: checkpoint,
        },
        {folder.register: new.register, folder.secretary_key: signer.private_text().encode() + b"\n"},
    )
    return founding


def _checked(new: NewCase, rulebook: RuleBook, at: datetime) -> Procedure:
    """The procedure that is to be run, if its rules and the register let it."""
    procedure = stated(rulebook, new.procedure, at.date())
    check_can_run(procedure, rulebook.on(at.date()))
    guards.check_year(at, "the act")
    checked_register(new.register, new.register_source, rulebook, procedure, at.date())
    return procedure


def _founding(rulebook: RuleBook, procedure: Procedure, new: NewCase, signer: Signer) -> facts.Founding:
    return facts.Founding(
        case=signer.name,
        title=procedure.title,
        organisation=rulebook.organisation,
        procedure=procedure.id,
        rulebook=rulebook.fingerprint,
        time_zone=rulebook.time_zone,
        secretary=new.secretary,
        key=str(signer.verifier),
    )


def settings(founding: facts.Founding) -> bytes:
    """case.toml: what minute 0 says, for people; it decides nothing."""
    lines = [
        "# What this folder is. Minute 0 says the same and is the record; the format is docs/formats/case.md.",
        "format = 1",
        *(f"{name} = {_quoted(str(value))}" for name, value in facts.to_json(founding).items()),
    ]
    return ("\n".join(lines) + "\n").encode()


def _quoted(text: str) -> str:
    """A TOML basic string: JSON's escapes are a subset of TOML's, but for DEL."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
