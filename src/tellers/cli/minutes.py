"""`tellers minutes`: reads, verifies and proves a minute book, and co-signs its checkpoints."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

import click

from tellers.canonical import Json, encode
from tellers.cli.terminal import json_option, now, print_json, randomness
from tellers.cli.witnessing import Device
from tellers.errors import Unreadable
from tellers.minutes import store
from tellers.minutes.checkpoint import OpenedCheckpoint, open_note
from tellers.minutes.note import KEY_SIZE, Algorithm, Signer, Verifier
from tellers.minutes.proof import ConsistencyProof, InclusionProof, Proof, check_heads, decode_proof
from tellers.minutes.store import StoredBook
from tellers.words import visible

FILE = click.Path(path_type=Path)
SIZE = click.IntRange(min=0)

LAST_SECOND = int(datetime.max.replace(tzinfo=UTC, microsecond=0).timestamp())
"""The last second that has a date to print."""

key_option = click.option(
    "--key", type=Verifier.parse, metavar="VKEY", help="The public key that signs the checkpoints."
)
witness_option = click.option(
    "--witness",
    "witnesses",
    type=Verifier.parse,
    metavar="VKEY",
    multiple=True,
    help="A witness's public key; repeatable.",
)
size_option = click.option("--size", type=SIZE, help="The size of the book in the checkpoint; else as it is.")
proof_option = click.option("--out", type=FILE, required=True, help="Where the proof is written.")


@click.group()
def minutes() -> None:
    """Read, verify and prove a minute book.

    The file is minutes.jsonl of a case; docs/formats/minutes.md says how to check it without this command.
    """


@minutes.command()
@click.argument("file", type=FILE)
@click.option(
    "--checkpoint",
    "note",
    type=FILE,
    help="A signed head of the book (minutes.checkpoint): as it is now, or one you kept.",
)
@key_option
@witness_option
@click.option("--earlier", type=FILE, help="A copy of the book from an earlier day.")
@json_option
def verify(
    *,
    file: Path,
    note: Path | None,
    key: Verifier | None,
    witnesses: Sequence[Verifier],
    earlier: Path | None,
    as_json: bool,
) -> None:
    """Check that each minute follows from the one before, and name the first that does not.

    Without a checkpoint or an earlier copy, a book that was written anew from some minute on cannot be told from
    the true one.

    Example: tellers minutes verify case/minutes.jsonl --checkpoint case/minutes.checkpoint --key "$VKEY"
    """
    opened = [_open_checkpoint(note, key, witnesses)] if note else []
    stored = store.read_book(file)
    if not stored.book.size:
        raise Unreadable("it holds no whole minute; expected minute 0 on its first line", source=str(file))
    for each in opened:
        each.checkpoint.check_covered_by(stored.book)
    if earlier:
        stored.book.check_extends(store.read_book(earlier).book)
    checkpoint = _checkpoint_json(opened[0]) if opened else None
    lines = [f"{file}: {stored.book.size} minutes, each follows. Head {stored.book.head}"]
    lines += [*_dropped_lines(stored), *(line for each in opened for line in _checkpoint_lines(each))]
    _answer({"ok": True, **_book_json(stored), "checkpoint": checkpoint}, lines, as_json=as_json)


@minutes.command()
@click.argument("file", type=FILE)
@json_option
def show(*, file: Path, as_json: bool) -> None:
    """Print the minutes, each with its hash.

    Example: tellers minutes show case/minutes.jsonl
    """
    stored = store.read_book(file)
    entries: list[Json] = [{**minute.to_json(), "hash": minute.hash} for minute in stored.book.minutes]
    _answer({**_book_json(stored), "entries": entries}, _book_lines(stored), as_json=as_json)


@minutes.command()
@click.argument("file", type=FILE)
@click.argument("number", type=SIZE)
@size_option
@proof_option
@json_option
def prove(*, file: Path, number: int, size: int | None, out: Path, as_json: bool) -> None:
    """Write a proof that minute NUMBER is in the book, for one who holds a checkpoint and not the book.

    Example: tellers minutes prove case/minutes.jsonl 7 --out proof.json
    """
    book = store.read_book(file).book
    _write_proof(InclusionProof.of(book, number, book.size if size is None else size), out, as_json=as_json)


@minutes.command()
@click.argument("file", type=FILE)
@click.argument("older_size", type=SIZE)
@size_option
@proof_option
@json_option
def consistency(*, file: Path, older_size: int, size: int | None, out: Path, as_json: bool) -> None:
    """Write a proof that the book only grew since it had OLDER_SIZE minutes.

    Example: tellers minutes consistency case/minutes.jsonl 5 --out proof.json
    """
    book = store.read_book(file).book
    _write_proof(ConsistencyProof.of(book, older_size, book.size if size is None else size), out, as_json=as_json)


@minutes.command("check-proof")
@click.argument("proof_file", metavar="PROOF", type=FILE)
@click.option("--checkpoint", "notes", type=FILE, multiple=True, help="A checkpoint it must speak of; repeatable.")
@key_option
@witness_option
@json_option
def check_proof(
    *,
    proof_file: Path,
    notes: Sequence[Path],
    key: Verifier | None,
    witnesses: Sequence[Verifier],
    as_json: bool,
) -> None:
    """Check a proof against its own heads and, if given, against signed checkpoints.

    Example: tellers minutes check-proof proof.json --checkpoint minutes.checkpoint --key "$VKEY"
    """
    proof = decode_proof(store.read_file(proof_file), str(proof_file))
    proof.check()
    signed = [_open_checkpoint(note, key, witnesses).checkpoint for note in notes]
    check_heads(proof, signed)
    heads: list[Json] = []
    lines = [f"Proved: {proof.statement}."]
    for head in proof.heads:
        held = any((each.size, each.root) == (head.size, head.root) for each in signed)
        heads.append({"minutes": head.size, "head": head.root.hex(), "signed": held})
        word = "signed" if held else "not held against a checkpoint"
        lines.append(f"  head at {head.size} minutes: {head.root.hex()} ({word})")
    _answer({"ok": True, "statement": proof.statement, "heads": heads}, lines, as_json=as_json)


@minutes.command()
@click.argument("name")
@click.option("--witness", is_flag=True, help="A key that co-signs checkpoints, for an agent's own device.")
@click.option("--out", type=FILE, required=True, help="Where the private key is written, for its owner alone.")
@json_option
def keygen(*, name: str, witness: bool, out: Path, as_json: bool) -> None:
    """Make a key, and print its public part and the fingerprint to publish.

    NAME has no spaces and no plus; for checkpoints it is the name of the minute book.

    Example: tellers minutes keygen agent-of-the-left --witness --out agent.key
    """
    signer = Signer(name, randomness(KEY_SIZE), Algorithm.COSIGNATURE if witness else Algorithm.CHECKPOINT)
    store.write_key(out, signer)
    verifier = signer.verifier
    lines = [
        f"Private key in {out}; keep it on this device.",
        f"Public key:  {verifier}",
        f"Fingerprint: {_grouped(verifier.fingerprint)}",
    ]
    if witness:
        lines.append(
            "Next: send the public key to the secretary, for the notice: tellers case notice --agent NAME,CAMP,KEY"
        )
    _answer({"vkey": str(verifier), "fingerprint": verifier.fingerprint}, lines, as_json=as_json)


@minutes.command("cosign")
@click.argument("note_file", metavar="NOTE", type=FILE)
@click.option("--key", "key_file", type=FILE, required=True, help="The witness's private key.")
@click.option(
    "--signer", type=Verifier.parse, metavar="VKEY", required=True, help="The public key of the minute book."
)
@click.option("--book", "book_file", type=FILE, required=True, help="The minute book that NOTE is about.")
@click.option("--last", type=FILE, help="The note this device co-signed last; else the private key's path and .last.")
@json_option
def cosign_note(
    *, note_file: Path, key_file: Path, signer: Verifier, book_file: Path, last: Path | None, as_json: bool
) -> None:
    """Co-sign a checkpoint as a witness, if the book bears it out and still holds what was co-signed before.

    The note is remembered first and then signed, so that no crash lets this device vouch for two histories.

    Example: tellers minutes cosign minutes.checkpoint --key agent.key --signer "$VKEY" --book minutes.jsonl
    """
    raw, book, moment = store.read_note(note_file), store.read_book(book_file).book, int(now().timestamp())
    with Device.of(key_file, last).cosigning(raw, signer, book, moment, str(note_file)) as done:
        store.write_note(note_file, done.note)
    since = done.since
    held = "the first this device co-signs" if since is None else f"extends the {since} co-signed before"
    _answer(
        {"ok": True, "witness": done.witness.name, "minutes": done.minutes, "since": since},
        [
            f"{done.witness.name} has co-signed {note_file}: {done.minutes} minutes, {held}.",
            "Next: give that file back to the secretary, and keep a copy; tellers verify CASE says who is missing.",
        ],
        as_json=as_json,
    )


def _open_checkpoint(note: Path, key: Verifier | None, witnesses: Sequence[Verifier]) -> OpenedCheckpoint:
    if key is None:
        raise click.UsageError("--checkpoint needs --key, the public key whose fingerprint the notice gives.")
    return open_note(store.read_note(note), key, witnesses, str(note))


def _write_proof(proof: Proof, out: Path, *, as_json: bool) -> None:
    store.replace_file(out, encode(proof.to_json()) + b"\n")
    line = f"{out} proves that {proof.statement}, head {proof.heads[-1].root.hex()}."
    _answer(proof.to_json(), [line], as_json=as_json)


def _book_json(stored: StoredBook) -> dict[str, Json]:
    return {"minutes": stored.book.size, "head": stored.book.head, "dropped": len(stored.dropped)}


def _book_lines(stored: StoredBook) -> Iterator[str]:
    for minute in stored.book.minutes:
        yield f"{minute.number}  {minute.at}  {minute.by}: {minute.act}"
        yield from (f"      {name}: {encode(fact).decode()}" for name, fact in minute.facts.items())
        yield f"      hash {minute.hash}"
    yield from _dropped_lines(stored)


def _dropped_lines(stored: StoredBook) -> Iterator[str]:
    if stored.dropped:
        place = f"after minute {stored.book.size - 1}" if stored.book.size else "before the first minute"
        yield f"Dropped: {len(stored.dropped)} bytes {place}, an append that was cut short and never acknowledged."


def _checkpoint_json(opened: OpenedCheckpoint) -> dict[str, Json]:
    return {
        "origin": opened.checkpoint.origin,
        "minutes": opened.checkpoint.size,
        "archive": opened.checkpoint.archive_head,
        "fingerprint": opened.signer.fingerprint,
        "witnessed_by": [{"name": each.name, "time": each.time} for each in opened.witnessed_by],
        "unknown_signatures": opened.unknown,
    }


def _checkpoint_lines(opened: OpenedCheckpoint) -> Iterator[str]:
    yield f"Checkpoint of {opened.checkpoint.size} minutes, signed by {opened.checkpoint.origin}"
    yield f"  key fingerprint {_grouped(opened.signer.fingerprint)}"
    yield from (f"  witnessed by {each.name} at {_moment(each.time)}" for each in opened.witnessed_by)
    if opened.unknown:
        yield f"  signatures of keys not named here, and not looked at: {opened.unknown}"


def _answer(value: dict[str, Json], lines: Iterable[str], *, as_json: bool) -> None:
    """Print the answer for programs or for people, for whom nothing from a file can move the cursor."""
    if as_json:
        print_json(value)
        return
    for line in lines:
        click.echo(visible(line))


def _grouped(digits: str) -> str:
    return " ".join(digits[start : start + 4] for start in range(0, len(digits), 4))


def _moment(time: int) -> str:
    return datetime.fromtimestamp(time, UTC).isoformat() if time <= LAST_SECOND else f"second {time}"
