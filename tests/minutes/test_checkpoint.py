"""Truth: C2SP tlog-checkpoint and tlog-cosignature; a live log's witnessed checkpoint (vectors/minutes)."""

import base64

import pytest
from tests.minutes.samples import (
    KEY,
    LEFT,
    NOON,
    ORIGIN,
    RIGHT,
    VECTORS,
    book_of,
    changed,
    note_of,
    rechained,
)

from tellers.errors import NotProven, RecordBroken, Unreadable
from tellers.minutes.book import MinuteBook
from tellers.minutes.checkpoint import LATEST_TIME, Checkpoint, Witnessed, check_newer, cosign, open_note, sign
from tellers.minutes.note import Algorithm, Note, Signature, Signer, Verifier

BOOK = book_of(5)
ARCHIVE = "ab" * 32
NOTE = note_of(BOOK, ARCHIVE)
WITNESSED = cosign(NOTE, LEFT, NOON)
PUBLISHED = (VECTORS / "published-checkpoint.txt").read_bytes()
PUBLISHED_KEYS = [Verifier.parse(line) for line in (VECTORS / "published-checkpoint.keys").read_text().split()]


def test_a_live_logs_checkpoint_opens_with_its_four_witnesses() -> None:
    log, *witnesses = PUBLISHED_KEYS
    opened = open_note(PUBLISHED, log, witnesses)
    assert opened.checkpoint.size == 1432088532
    assert opened.witnessed_by == tuple(Witnessed(witness.name, 1779573024) for witness in witnesses)
    assert opened.unknown == 1  # the log's other key is of a kind that is not ours


def test_a_live_logs_checkpoint_with_another_size_names_the_log() -> None:
    log, *witnesses = PUBLISHED_KEYS
    with pytest.raises(NotProven) as caught:
        open_note(PUBLISHED.replace(b"1432088532", b"1432088533"), log, witnesses)
    assert caught.value.culprit == log.name


def test_a_checkpoint_has_the_form_of_its_specification() -> None:
    root = base64.b64encode(BOOK.root_at(5)).decode()
    assert NOTE.decode().split("\n")[:5] == [ORIGIN, "5", root, f"archive {ARCHIVE}", ""]
    assert Checkpoint.parse(Note.decode(NOTE, "note").text, "note") == Checkpoint.of(ORIGIN, BOOK, ARCHIVE)


def test_the_example_of_the_specification_reads_and_writes() -> None:
    text = "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n"
    checkpoint = Checkpoint.parse(text, "note")
    assert (checkpoint.origin, checkpoint.size, checkpoint.archive_head) == (
        "example.com/behind-the-sofa",
        20852163,
        None,
    )
    assert checkpoint.text == text


def test_a_cosignature_signs_the_text_of_its_specification() -> None:
    line = Note.decode(WITNESSED, "note").signatures[1]
    text = f"cosignature/v1\ntime {NOON}\n" + Checkpoint.of(ORIGIN, BOOK, ARCHIVE).text
    assert line.raw[:8] == NOON.to_bytes(8, "big")
    assert LEFT.verifier.holds(text.encode(), line.raw[8:])


def test_a_note_opens_with_its_checkpoint_and_its_witnesses() -> None:
    opened = open_note(cosign(WITNESSED, RIGHT, NOON + 60), KEY.verifier, [RIGHT.verifier, LEFT.verifier])
    assert opened.checkpoint == Checkpoint.of(ORIGIN, BOOK, ARCHIVE)
    assert opened.checkpoint.archive_head == ARCHIVE
    assert opened.witnessed_by == (Witnessed(RIGHT.name, NOON + 60), Witnessed(LEFT.name, NOON))
    assert (opened.signer, opened.unknown) == (KEY.verifier, 0)


def test_lines_of_keys_that_nobody_named_are_counted_and_not_believed() -> None:
    opened = open_note(WITNESSED, KEY.verifier, [RIGHT.verifier])
    assert (opened.witnessed_by, opened.unknown) == ((), 1)


def test_a_second_cosignature_of_one_witness_takes_the_place_of_the_first() -> None:
    again = cosign(WITNESSED, LEFT, NOON + 1)
    assert len(Note.decode(again, "note").signatures) == 2
    assert open_note(again, KEY.verifier, [LEFT.verifier]).witnessed_by == (Witnessed(LEFT.name, NOON + 1),)


def test_two_lines_of_one_witness_count_once_with_the_later_time() -> None:
    later = Note.decode(cosign(NOTE, LEFT, NOON + 9), "note").signatures[1]
    both = with_lines(WITNESSED, later)
    assert open_note(both, KEY.verifier, [LEFT.verifier]).witnessed_by == (Witnessed(LEFT.name, NOON + 9),)


def with_lines(note: bytes, *lines: Signature) -> bytes:
    parsed = Note.decode(note, "note")
    return Note(parsed.text, (*parsed.signatures, *lines)).encode()


@pytest.mark.parametrize(
    ("old", "new"),
    [(b"\n5\n", b"\n4\n"), (ARCHIVE.encode(), b"cd" * 32), (b"archive", b"archivf"), (b"\n\n", b"\nmore\n\n")],
    ids=["size", "archive", "extension", "line added"],
)
def test_a_note_with_a_changed_line_names_its_signer(old: bytes, new: bytes) -> None:
    with pytest.raises(NotProven, match="the signature does not hold") as caught:
        open_note(NOTE.replace(old, new, 1), KEY.verifier)
    assert caught.value.culprit == ORIGIN


def test_a_note_that_the_key_has_not_signed_names_it() -> None:
    impostor = Signer(ORIGIN, bytes([9]) * 32)
    with pytest.raises(NotProven, match="has not signed it") as caught:
        open_note(sign(Checkpoint.of(ORIGIN, BOOK), impostor), KEY.verifier)
    assert caught.value.culprit == ORIGIN


def test_a_bad_line_of_the_signer_beside_a_good_one_is_refused() -> None:
    bad = Signature(KEY.name, KEY.verifier.key_id, bytes(64))
    with pytest.raises(NotProven, match="the signature does not hold"):
        open_note(with_lines(NOTE, bad), KEY.verifier)


def test_a_note_of_another_origin_is_refused_though_its_signature_holds() -> None:
    other = Signer("example.org/other", KEY.seed)
    foreign = sign(Checkpoint.of("example.org/other", BOOK), other)
    with pytest.raises(NotProven) as caught:
        open_note(foreign, KEY.verifier)
    assert (caught.value.check, caught.value.culprit) == ("origin", "example.org/other")


def test_a_key_does_not_sign_for_a_book_of_another_name() -> None:
    with pytest.raises(NotProven, match=r"origin: example\.org/other"):
        sign(Checkpoint.of("example.org/other", BOOK), KEY)


@pytest.mark.parametrize(
    "change",
    [
        lambda raw: raw[:-1] + bytes([raw[-1] ^ 1]),
        lambda raw: bytes(7) + b"\x01" + raw[8:],
        lambda raw: b"\x80" + raw[1:],
        lambda raw: raw[8:],
        lambda raw: raw[:8],
        lambda raw: raw + b"\0",
    ],
    ids=["signature", "time", "time beyond 2^63", "no time", "no signature", "too long"],
)
def test_a_cosignature_that_does_not_hold_names_its_witness(change) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001 — a change of bytes
    parsed = Note.decode(WITNESSED, "note")
    line = parsed.signatures[1]
    forged = Note(parsed.text, (parsed.signatures[0], Signature(line.name, line.key_id, change(line.raw)))).encode()
    with pytest.raises(NotProven) as caught:
        open_note(forged, KEY.verifier, [RIGHT.verifier, LEFT.verifier])
    assert (caught.value.check, caught.value.culprit) == ("witness", LEFT.name)


def test_a_cosignature_of_another_checkpoint_names_its_witness() -> None:
    line = Note.decode(cosign(note_of(book_of(4)), LEFT, NOON), "note").signatures[1]
    with pytest.raises(NotProven) as caught:
        open_note(with_lines(NOTE, line), KEY.verifier, [LEFT.verifier])
    assert caught.value.culprit == LEFT.name


def test_a_signature_of_one_kind_does_not_pass_for_the_other() -> None:
    """Algorithm confusion: the same private key under both kinds, each line relabelled as the other."""
    as_signer, as_witness = Signer(ORIGIN, LEFT.seed), Signer(ORIGIN, LEFT.seed, Algorithm.COSIGNATURE)
    note = cosign(sign(Checkpoint.of(ORIGIN, BOOK), as_signer), as_witness, NOON)
    parsed = Note.decode(note, "note")
    plain, timed = parsed.signatures
    as_checkpoint = Signature(ORIGIN, as_signer.verifier.key_id, timed.raw[8:])
    with pytest.raises(NotProven, match="the signature does not hold"):
        open_note(Note(parsed.text, (as_checkpoint,)).encode(), as_signer.verifier)
    as_cosignature = Signature(LEFT.name, LEFT.verifier.key_id, NOON.to_bytes(8, "big") + plain.raw)
    with pytest.raises(NotProven, match=LEFT.name):
        open_note(with_lines(NOTE, as_cosignature), KEY.verifier, [LEFT.verifier])


def test_a_key_given_for_the_wrong_part_is_refused() -> None:
    witness_named_as_the_book = Verifier(ORIGIN, KEY.verifier.public_key, Algorithm.COSIGNATURE)
    signer_as_witness = Verifier(LEFT.name, LEFT.verifier.public_key)
    with pytest.raises(NotProven, match="it is a witness's key"):
        open_note(NOTE, witness_named_as_the_book)
    with pytest.raises(NotProven, match="it is a key for checkpoints"):
        open_note(WITNESSED, KEY.verifier, [signer_as_witness])
    with pytest.raises(NotProven, match="it is a key for checkpoints"):
        cosign(NOTE, KEY, NOON)
    with pytest.raises(NotProven, match="it is a witness's key"):
        sign(Checkpoint.of(LEFT.name, BOOK), LEFT)


def test_one_key_under_two_names_does_not_count_as_two_witnesses() -> None:
    """tlog-cosignature: the signed text does not hold the name, so a line could be copied under another."""
    twin = Signer("twin", LEFT.seed, Algorithm.COSIGNATURE)
    with pytest.raises(NotProven, match="its key is also that of agent-of-the-left") as caught:
        open_note(WITNESSED, KEY.verifier, [LEFT.verifier, twin.verifier])
    assert caught.value.culprit == "twin"
    with pytest.raises(NotProven, match="its key is also that of agent-of-the-left"):
        open_note(WITNESSED, KEY.verifier, [LEFT.verifier, LEFT.verifier])
    self_witness = Verifier("watcher", KEY.verifier.public_key, Algorithm.COSIGNATURE)
    with pytest.raises(NotProven, match=f"also that of {ORIGIN}"):
        open_note(NOTE, KEY.verifier, [self_witness])


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("a\n5\n", "not a checkpoint"),
        ("a\n05\n" + "A" * 43 + "=\n", "line 2: the size is '05'"),
        ("a\n-1\n" + "A" * 43 + "=\n", "the size is '-1'"),
        ("a\n+1\n" + "A" * 43 + "=\n", "the size is"),
        ("a\n\uff15\n" + "A" * 43 + "=\n", "the size is"),
        ("a\n" + "9" * 5000 + "\n" + "A" * 43 + "=\n", "the size is"),
        ("a\n5\n" + "A" * 44 + "\n", "line 3: expected the root"),
        ("a\n5\n" + "A" * 43 + "\n", "line 3: expected the root"),
        ("a\n5\n" + "A" * 40 + "\n", "line 3: expected the root"),
        ("a\n5\nnot base64\n", "line 3: expected the root"),
        ("\n5\n" + "A" * 43 + "=\n", "not empty"),
        ("a\n5\n" + "A" * 43 + "=\n\nb\n", "not empty"),
        ("a\n5\n" + "A" * 43 + "=\narchive abc\n", "expected one line"),
        ("a\n5\n" + "A" * 43 + "=\narchive\n", "expected one line"),
        ("a\n5\n" + "A" * 43 + f"=\narchive {ARCHIVE}\narchive {ARCHIVE}\n", "expected one line"),
    ],
)
def test_a_text_that_is_not_a_checkpoint_is_refused(text: str, why: str) -> None:
    with pytest.raises(Unreadable, match=why):
        Checkpoint.parse(text, "note")


def test_a_checkpoint_that_would_not_read_back_cannot_be_made() -> None:
    for origin, extensions in [("two\nlines", ()), ("", ()), ("a", ("two\nlines",)), ("a", ("",))]:
        with pytest.raises(Unreadable):
            Checkpoint(origin, 5, bytes(32), extensions)
    for size, root in [(-1, bytes(32)), (5, bytes(31))]:
        with pytest.raises(Unreadable, match="a size and a root"):
            Checkpoint("a", size, root)


HEAD = "ab" * 32


@pytest.mark.parametrize(
    "lines",
    [
        ("contest",),
        (f"contest ForgerForger12 {HEAD[:-1]}",),
        (f"contest ForgerForger12 {HEAD.upper()}",),
        (f"contest {HEAD}",),
        (f"contest ForgerForger12 {HEAD} more",),
        (f"contest ForgerForger12 {HEAD}", f"contest ForgerForger12 {'cd' * 32}"),
    ],
)
def test_a_contest_has_one_line_in_the_one_form(lines: tuple[str, ...]) -> None:
    with pytest.raises(Unreadable, match="expected one line for a contest"):
        Checkpoint("a", 5, bytes(32), lines)
    good = Checkpoint("a", 5, bytes(32), (f"contest ForgerForger12 {HEAD}", f"contest AnotherUnion12 {HEAD}", "other"))
    assert good.contest_heads == {"ForgerForger12": HEAD, "AnotherUnion12": HEAD}


def test_lines_of_others_are_kept_and_not_understood() -> None:
    checkpoint = Checkpoint(ORIGIN, 5, bytes(32), ("other words", f"archive {ARCHIVE}"))
    assert Checkpoint.parse(checkpoint.text, "note") == checkpoint
    assert checkpoint.archive_head == ARCHIVE


@pytest.mark.parametrize("time", [-1, LATEST_TIME + 1])
def test_a_time_that_the_specification_does_not_have_is_refused(time: int) -> None:
    with pytest.raises(Unreadable, match="expected seconds since 1970"):
        cosign(NOTE, LEFT, time)


@pytest.mark.parametrize("time", [0, LATEST_TIME])
def test_the_first_and_the_last_time_of_the_specification_hold(time: int) -> None:
    note = cosign(NOTE, LEFT, time)
    assert open_note(note, KEY.verifier, [LEFT.verifier]).witnessed_by[0].time == time


def test_a_book_covers_every_checkpoint_it_had() -> None:
    for size in range(6):
        Checkpoint.of(ORIGIN, book_of(size)).check_covered_by(BOOK)


@pytest.mark.parametrize("place", range(5))
def test_a_book_changed_and_chained_anew_does_not_cover_the_checkpoint(place: int) -> None:
    minutes = list(BOOK.minutes)
    minutes[place] = changed(minutes[place], by="forger")
    forged = MinuteBook(tuple(rechained(minutes)))
    with pytest.raises(RecordBroken, match="a minute was changed") as caught:
        Checkpoint.of(ORIGIN, BOOK).check_covered_by(forged)
    assert caught.value.entry == "the first 5 minutes"


def test_a_book_cut_short_does_not_cover_the_checkpoint() -> None:
    with pytest.raises(RecordBroken, match="minute 3: is missing; the checkpoint has 5 minutes, the book 3"):
        Checkpoint.of(ORIGIN, BOOK).check_covered_by(book_of(3))


def test_a_witness_signs_the_first_the_same_and_a_longer_checkpoint() -> None:
    now, before = Checkpoint.of(ORIGIN, BOOK), Checkpoint.of(ORIGIN, book_of(3))
    for last in (None, now, before):
        check_newer(now, last, BOOK)


@pytest.mark.parametrize(
    ("last", "book", "error", "why"),
    [
        (Checkpoint.of(ORIGIN, book_of(3, "other")), BOOK, RecordBroken, "first 3 minutes"),
        (Checkpoint.of(ORIGIN, book_of(5, "other")), BOOK, RecordBroken, "first 5 minutes"),
        (Checkpoint.of(ORIGIN, book_of(6)), book_of(6), NotProven, "5 minutes; 6 were witnessed"),
        (Checkpoint.of("example.org/other", book_of(3)), BOOK, NotProven, "last signed for example.org/other"),
        (None, book_of(4), RecordBroken, "minute 4: is missing"),
        (None, book_of(5, "other"), RecordBroken, "first 5 minutes"),
    ],
    ids=["another past", "another present", "shorter", "another book's", "book too short", "another book"],
)
def test_a_witness_refuses_what_takes_back_or_is_not_borne_out(
    last: Checkpoint | None, book: MinuteBook, error: type[Exception], why: str
) -> None:
    with pytest.raises(error, match=why):
        check_newer(Checkpoint.of(ORIGIN, BOOK), last, book)
