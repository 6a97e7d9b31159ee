"""Facts of each act, and motions of as many acts as a test asks for; everybody is invented."""

from msgspec import Struct
from tests.reports.samples import HASH, KEY

from tellers.minutes.book import MinuteBook
from tellers.minutes.note import Algorithm, Signer
from tellers.proceedings import facts
from tellers.proceedings.motion import Act, Motion
from tellers.proceedings.record import Record, fold

SECRETARY = Signer("a-case", bytes([1]) * 32)
WITNESS = Signer("agent-ada", bytes([2]) * 32, Algorithm.COSIGNATURE)
AGENT = facts.Agent("Ada", "for", str(WITNESS.verifier))
SEALED = facts.SealedOpening("kTuGdrEQqT2L3z", "pbTwTTGGpP1vbfUPyyp", HASH, 12, "Rea", ("Tea", "Tom", "Tove"))
NOTICE = facts.Notice(
    "Hal", "2016-06-28T11:00:00+01:00", "2016-06-28T16:00:00+01:00", KEY, (AGENT,), scrutineer=None, statement=None
)
WHO = "aaaa-bbbb-cccc-dddd"
ENTRY = {"pseudonym": WHO, "section": None, "weight": 1, "channel": "sealed"}

FACTS_OF: dict[Act, Struct] = {
    Act.FOUND: facts.Founding("a-case", "A motion", "A club", "motion", HASH, "Europe/London", "Secretary", KEY),
    Act.PROPOSE: facts.Proposal("No confidence.", ("Ann",), "Hal"),
    Act.NOTIFY: NOTICE,
    Act.STATE: facts.Statement("Vote against."),
    Act.FREEZE: facts.Freeze(HASH, "2016-06-28", 15, 12, 3, {"plp": 15, "nominators": 17}),
    Act.AMEND: facts.Amendment("added", ENTRY, "left out by mistake", HASH, 16, 13, 3, {"plp": 16, "nominators": 36}),
    Act.OPEN: facts.Opening(SEALED, 3),
    Act.REISSUE: facts.Reissue(WHO, "the letter did not come", HASH, None, None),
    Act.CLOSE: facts.Closing(facts.SealedClosing(HASH, 11, 10, HASH)),
    Act.ENTER_PAPER: facts.PaperEntry("Tess", HASH),
    Act.COUNT_PAPER: facts.PaperCount(("Tess", "Tim"), 2, 0, (facts.SpoiledPapers("no mark", 2),), 0, 0, 0),
    Act.ATTEND: facts.Attendance("Ada", signs=True, reason=None),
    Act.TALLY: facts.Tally(facts.SealedTally(HASH, 7, 3, 0), 7, 3, 0, 2),
    Act.DECLARE: facts.DeclarationMade(HASH, HASH, HASH, "0.1.0", "carried"),
    Act.WITHDRAW: facts.Withdrawal("the holder has resigned"),
    Act.CORRECT: facts.Correction(1, "it was two movers"),
    Act.OBJECT: facts.Objection("Ada", "breach", "the box stood open at noon"),
    Act.ANSWER: facts.Answer(2, "Secretary", "it was sealed again before anybody voted"),
}


def book_of(*acts: Act, **instead: Struct) -> MinuteBook:
    """The minutes of these acts; `instead` gives other facts for an act, by the act's name in small letters."""
    book = MinuteBook()
    for number, act in enumerate(acts):
        recorded = instead.get(act.name.lower(), FACTS_OF[act])
        book = book.append(f"2016-06-28T08:{number:02}:00+01:00", "secretary", act.value, facts.to_json(recorded))
    return book


def record_of(*acts: Act, **instead: Struct) -> Record:
    """The record of these acts."""
    return fold(book_of(*acts, **instead))


def motion_of(*acts: Act, **instead: Struct) -> Motion:
    """The motion of these acts."""
    return fold(book_of(*acts, **instead)).motion
