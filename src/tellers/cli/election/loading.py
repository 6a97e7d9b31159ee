"""A trustee's saved files loaded from where they are kept: given a receipt for, or looked for on the board."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click

from tellers.ballots.archive import open_window
from tellers.ballots.ceremony import open_share, place_of, read_certificates
from tellers.ballots.chain import read_setup
from tellers.ballots.codec import read
from tellers.ballots.commitments import check_committed, read_commitments
from tellers.ballots.election import Election
from tellers.ballots.group import Group
from tellers.ballots.holding import Holding, Secret, places_of
from tellers.ballots.keys import decode_private_key
from tellers.ballots.pedersen import Certificate, Pedersen
from tellers.ballots.private_messages import Seed, decode_seed
from tellers.ballots.receipts import Occasion, Receipt, check_keys_loaded, check_nonce, load_back
from tellers.ballots.steps import Setup
from tellers.ballots.trustees import Trustees, check_trustees
from tellers.cli.election.folder import FILE, group_option, lines_of, read_file
from tellers.cli.terminal import json_option, print_json, randomness
from tellers.errors import Refused

F = TypeVar("F", bound=Callable[..., Any])

ARCHIVE = ".bel"


def key_options(command: F) -> F:
    """The files of one trustee: --privkey, or --key with --decryption-key."""
    for option in (
        click.option("--decryption-key", "share", type=FILE, metavar="FILE", help="The .dkey file of step 6."),
        click.option("--key", type=FILE, metavar="FILE", help="The trustee's .key file of a ceremony."),
        click.option("--privkey", type=FILE, metavar="FILE", help="The private key of a single trustee."),
    ):
        command = option(command)
    return command


def loaded_back_options(command: F) -> F:
    """The receipts that a step may ask for, and the nonce that they must name."""
    for option in (
        click.option("--nonce", metavar="NONCE", help="The nonce that the receipts must name."),
        click.option("--loaded-back", type=FILE, metavar="FILE", help="Receipts of load-back, one a line."),
    ):
        command = option(command)
    return command


committed_option = click.option(
    "--committed",
    type=FILE,
    metavar="FILE",
    help="SHA-256 of each trustee's line, collected before any was shown; in order, as sha256sum prints them.",
)


def check_shown(lines: Sequence[bytes], path: Path | None) -> None:
    """Refuse lines that are not what their trustees committed to, where commitments are given."""
    if path is not None:
        check_committed(lines, read_commitments(lines_of(read_file(path)), str(path)))


def read_holding(group: Group, privkey: Path | None, key: Path | None, share: Path | None) -> Holding:
    """What the files of one trustee hold."""
    if (privkey is None) == (key is None) or (share is not None and key is None):
        raise click.UsageError("give --privkey, or --key, or --key and --decryption-key")
    if privkey is not None:
        return Secret(group, decode_private_key(read_file(privkey), group, str(privkey)))
    if key is None:
        raise TypeError("one of the two is given")
    seed = decode_seed(read_file(key), group, str(key))
    if share is None:
        return seed
    return Secret(group, open_share(seed, read_file(share).decode("utf-8", "replace").strip(), str(share)), seed)


def read_receipts(path: Path | None, nonce: str | None, group: Group) -> tuple[Receipt, ...] | None:
    """The receipts of a file, where one is given."""
    if path is None:
        if nonce is not None:
            raise click.UsageError("--nonce is that of receipts (--loaded-back)")
        return None
    if nonce is None:
        raise click.UsageError("--loaded-back needs the --nonce that the trustees were given")
    return tuple(
        Receipt.decode(line, group, f"{path}, line {number}")
        for number, line in enumerate(lines_of(read_file(path)), 1)
    )


def check_loaded_back(trustees: Trustees, path: Path | None, nonce: str | None) -> None:
    """Refuse trustees of whom one has given no receipt, where receipts are asked for."""
    receipts = read_receipts(path, nonce, trustees.election_key.group)
    if receipts is not None:
        check_keys_loaded(trustees, receipts, nonce or "")


def keys_of(files: Setup) -> Trustees:
    """The trustees of an election that is to begin with these files."""
    election = Election.decode(files.election.rstrip(b"\n"), "election.json")
    return Trustees.decode(files.trustees.rstrip(b"\n"), election.group, "trustees.json")


@click.command(name="load-back")
@group_option
@click.option("--nonce", required=True, metavar="NONCE", help="What the organiser gave all trustees for this.")
@key_options
@click.option("--certs", type=FILE, metavar="FILE", help="With --key: the certificates of the ceremony.")
@json_option
def load_back_command(
    *,
    group: Group,
    nonce: str,
    privkey: Path | None,
    key: Path | None,
    share: Path | None,
    certs: Path | None,
    as_json: bool,
) -> None:
    """Load the saved key from where it is kept, and print a receipt for the organiser.

    Give the file as it was saved: on the stick, from the safe. The organiser joins the receipts to one file, a line
    each, and the next step takes it (--loaded-back) with the nonce. A .key file alone is loaded back before step 4;
    with its .dkey file, or a .privkey file, before make-trustees. The receipt says nothing about the secret.

    Example: tellers election load-back --group Ed25519 --nonce "$NONCE" --privkey /mnt/stick/56513B33.privkey
    """
    holding = read_holding(group, privkey, key, share)
    certificate = None
    if key is not None:
        if certs is None:
            raise click.UsageError("a key of a ceremony needs its certificates (--certs)")
        certificate = _own_certificate(decode_seed(read_file(key), group, str(key)), certs)
    line = load_back(holding, Occasion.of(check_nonce(nonce), certificate), randomness).encode().decode("ascii")
    print_json({"receipt": line}) if as_json else click.echo(line)


def _own_certificate(seed: Seed, path: Path) -> Certificate:
    certificates = read_certificates(lines_of(read_file(path)), seed.group, str(path))
    return certificates[place_of(seed, certificates)]


@click.command(name="confirm-key")
@group_option
@key_options
@click.argument("board", type=FILE)
@json_option
def confirm_key(
    *, group: Group, privkey: Path | None, key: Path | None, share: Path | None, board: Path, as_json: bool
) -> int:
    """Say whether the public data has the key of this file, and at which trustee's number; exit code 1 where not.

    The public data is trustees.json, threshold.json or the archive: fetch it from where everybody reads it, not from
    the organiser. Each trustee does this before voting opens, and compares the number with the one in the minutes.
    Only the owner of a key can find that it was exchanged. The proofs of all trustees are checked too.

    Example: tellers election confirm-key --group Ed25519 --privkey 56513B33.privkey Apy6n7T7tW1JGe.bel
    """
    trustees = read_board(board, group)
    check_trustees(trustees)
    found = places_of(trustees, read_holding(group, privkey, key, share))
    if as_json:
        print_json({"ok": len(found) == 1, "trustees": [*found]})
    else:
        click.echo(_said(found, board))
    return 0 if len(found) == 1 else 1


def _said(found: Sequence[int], board: Path) -> str:
    if not found:
        return (
            f"{board} does not have the key of this file. Do not go on: say so to the other trustees and the agents."
        )
    if len(found) > 1:
        return f"{board} has the key of this file at trustees {', '.join(map(str, found))}; expected one place."
    return f"{board} has the key of this file: you are trustee {found[0]}."


def read_board(path: Path, group: Group) -> Trustees:
    """The trustees that public data names: an archive, trustees.json or threshold.json."""
    if path.suffix == ARCHIVE:
        data = read_setup(open_window(path), str(path)).data
        found = Election.decode(data[0], "the election").group
        if found.name != group.name:
            raise Refused(f"the archive is of the group {found.name}; the key is to be of {group.name} (--group)")
        return Trustees.decode(data[1], group, "the trustees")
    raw = read_file(path).strip()
    if raw.startswith(b"{"):
        return Trustees((Pedersen.read(read(raw, str(path)), group),))
    return Trustees.decode(raw, group, str(path))
