"""The steps after the close: the encrypted tally, each trustee's decryption, the result."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

import click

from tellers.ballots.archive import open_window, read_archive
from tellers.ballots.ceremony import open_share
from tellers.ballots.chain import read_setup
from tellers.ballots.election import Election
from tellers.ballots.events import EventType
from tellers.ballots.group import Group
from tellers.ballots.keys import decode_private_key
from tellers.ballots.private_messages import decode_seed
from tellers.ballots.records import Raw
from tellers.ballots.steps import Decrypter, decryption_records, result_records, shuffle_records, tally_records
from tellers.cases.tally_checks import tally_to_open
from tellers.cli.election.folder import FILE, dir_option, find_archive, read_file, uuid_option
from tellers.cli.election.opened import remember
from tellers.cli.election.secrecy import warn_of_turnout, warn_trustee
from tellers.cli.progress import show_progress, working
from tellers.cli.terminal import json_option, print_json, randomness
from tellers.errors import Refused

owner_option = click.option(
    "--trustee-id", "owner", type=click.IntRange(min=1), required=True, metavar="N", help="The trustee's number."
)
tally_option = click.option(
    "--tally", metavar="HASH", help="The tally to open, as the minute of the close has it; no other is."
)


def print_records(records: Sequence[bytes], *, as_json: bool) -> None:
    """Print records as the lines that `add-event` takes."""
    lines = [record.decode("utf-8") for record in records]
    print_json({"records": [*lines]}) if as_json else click.echo("\n".join(lines))


@click.command()
@uuid_option
@dir_option
@json_option
def compute_encrypted_tally(*, uuid: str | None, folder: Path, as_json: bool) -> None:
    """Check every ballot and print the encrypted tally of those that count, and its size.

    Warns where the result will tell how single voters voted, because few of those who could vote did.

    Example: tellers election compute-encrypted-tally | tellers election add-event --type EncryptedTally
    """
    archive = read_archive(find_archive(folder, uuid), show_progress)
    records = tally_records(archive, show_progress)
    if not archive.of_type(EventType.END_BALLOTS):
        said = "voting is not closed, and the tally will be another then; first add-event --type EndBallots"
        click.echo(f"W: {said}", err=True)
    warn_of_turnout(archive)
    print_records(records, as_json=as_json)


@click.command()
@owner_option
@uuid_option
@dir_option
@json_option
def shuffle(*, owner: int, uuid: str | None, folder: Path, as_json: bool) -> None:
    """Print one trustee's shuffle of the ballots that are opened one by one, and the proof that it is one.

    Nobody can tell which ballot is whose as long as one of those who shuffle forgets the order; this command keeps it
    nowhere. Each trustee shuffles once, on a machine of their own, and checks the archive there.

    Example: tellers election shuffle --trustee-id 1 | tellers election add-event --type Shuffle
    """
    path = find_archive(folder, uuid)
    with working("shuffling and proving it"):
        records = shuffle_records(open_window(path), str(path), owner, randomness, show_progress)
    print_records(records, as_json=as_json)


@click.command()
@click.option("--privkey", type=FILE, required=True, metavar="FILE", help="The trustee's private key.")
@owner_option
@tally_option
@uuid_option
@dir_option
@json_option
def decrypt(*, privkey: Path, owner: int, tally: str | None, uuid: str | None, folder: Path, as_json: bool) -> None:
    """Print one trustee's partial decryption, of an archive that the trustee's machine has verified.

    Whoever keeps the archive could show a trustee a copy closed after one ballot. So name the tally (--tally), and
    nothing else is decrypted. What a key has opened is remembered beside it (KEY.opened): of one election no second
    tally. In the archive of a case nothing is decrypted before its minute of the close, no other tally than it has,
    and nothing while a question is open that stays the count. Warns where few have voted, so that you can decline.

    Example: tellers election decrypt --privkey 56513B33.privkey --trustee-id 1 --tally "$TALLY"
    """
    path = find_archive(folder, uuid)
    raw = open_window(path)
    secret = decode_private_key(read_file(privkey), _group_of(raw, path), str(privkey))
    tally = _agreed(path, tally)
    agree = partial(remember, privkey, named=tally is not None)
    _print_decryption(raw, path, Decrypter(owner, secret, tally, agree, warn_trustee), as_json=as_json)


@click.command()
@click.option("--key", type=FILE, required=True, metavar="FILE", help="The trustee's .key file of the ceremony.")
@click.option(
    "--decryption-key",
    "share",
    type=FILE,
    required=True,
    metavar="FILE",
    help="The .dkey file of step 6.",
)
@owner_option
@tally_option
@uuid_option
@dir_option
@json_option
def decrypt_threshold(
    *, key: Path, share: Path, owner: int, tally: str | None, uuid: str | None, folder: Path, as_json: bool
) -> None:
    """Print the partial decryption of one trustee of a threshold key; as `decrypt` in all else.

    Example: tellers election decrypt-threshold --key ID.key --decryption-key ID.dkey --trustee-id 2 --tally "$TALLY"
    """
    path = find_archive(folder, uuid)
    raw = open_window(path)
    seed = decode_seed(read_file(key), _group_of(raw, path), str(key))
    secret = open_share(seed, read_file(share).decode("utf-8", "replace").strip(), str(share))
    tally = _agreed(path, tally)
    agree = partial(remember, key, named=tally is not None)
    _print_decryption(raw, path, Decrypter(owner, secret, tally, agree, warn_trustee), as_json=as_json)


def _group_of(raw: Raw, path: Path) -> Group:
    return Election.decode(read_setup(raw, str(path)).data[0], "the election").group


def _agreed(path: Path, tally: str | None) -> str | None:
    """The one tally to open: as the trustee names it, and as the minutes have it that stand beside the archive."""
    minuted = tally_to_open(path.resolve())
    if tally is None and minuted is None:
        warning = "no tally is named, so that of this archive is opened; it may be a copy closed after one ballot"
        click.echo(f"W: {warning} (--tally, as the minute of the close has it)", err=True)
    if None not in (tally, minuted) and tally != minuted:
        raise Refused(f"the minute of the close has the tally {minuted}, and you were to open {tally} (--tally)")
    return tally or minuted


def _print_decryption(raw: Raw, path: Path, trustee: Decrypter, *, as_json: bool) -> None:
    with working("decrypting and proving it"):
        records = decryption_records(raw, str(path), trustee, randomness, show_progress)
    print_records(records, as_json=as_json)


@click.command()
@uuid_option
@dir_option
@json_option
def compute_result(*, uuid: str | None, folder: Path, as_json: bool) -> None:
    """Check the partial decryptions and print the result that they give.

    Example: tellers election compute-result | tellers election add-event --type Result
    """
    with working("checking decryptions and computing the result"):
        records = result_records(read_archive(find_archive(folder, uuid), show_progress), show_progress)
    print_records(records, as_json=as_json)
