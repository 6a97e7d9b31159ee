"""The ceremony of a threshold key, one step a trustee on a machine of their own, on the reference tool's files."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from tellers.ballots import ceremony
from tellers.ballots.ceremony_messages import Inbox, Polynomial, Share
from tellers.ballots.codec import encode
from tellers.ballots.group import Group
from tellers.ballots.pedersen import Certificate, Context
from tellers.ballots.private_messages import decode_seed
from tellers.ballots.receipts import check_certificates_loaded
from tellers.canonical import Json
from tellers.cli.election.folder import (
    FILE,
    SECRET,
    dir_option,
    group_option,
    lines_of,
    read_file,
    write_new,
    write_same,
)
from tellers.cli.election.loading import check_shown, committed_option, loaded_back_options, read_receipts
from tellers.cli.election.status import begun_at, unfinished_key
from tellers.cli.terminal import json_option, print_json, randomness
from tellers.errors import Refused, TellersError, Unreadable

SHARE = "the line that step 5 printed"

NEXT = (
    "when all certificates are joined, --step 2, and load the saved key back (load-back)",
    "each trustee, --step 3",
    "the organiser, when all messages are joined, --step 4",
    "each trustee, with their own .vinput, --step 5",
    "the organiser, with all that step 5 printed, --step 6",
    "keep what was printed as threshold.json; each trustee loads .key and .dkey back (load-back); make-trustees",
)
"""What follows each step."""


_CERTS = "--certs: the .cert of every trustee of this one ceremony, a line each, in the order of their places I of N"
_POLYNOMIALS = "--polynomials: what each of them printed at step 3 with these certificates, once, in the same order"
_KEY = "--key: the .key that step 1 left, the trustee's own"

TAKES = (
    "--threshold-context I/K/N, another place I for each trustee, and a folder (--dir) where it was not taken yet",
    _CERTS,
    f"{_CERTS}; {_KEY}",
    f"{_CERTS}; {_POLYNOMIALS}",
    f"{_CERTS}; {_KEY}; on standard input the trustee's own .vinput of step 4, whole",
    f"{_CERTS}; {_POLYNOMIALS}; on standard input what each printed at step 5, in the same order",
)
"""What each step takes, said where it is refused."""


@dataclass(frozen=True)
class Given:
    """What was given on the command line."""

    group: Group
    folder: Path
    context: str | None
    certs: Path | None
    key: Path | None
    polynomials: Path | None
    committed: Path | None
    loaded_back: Path | None
    nonce: str | None
    as_json: bool

    @property
    def certificates(self) -> tuple[Certificate, ...]:
        """The certificates of all trustees, checked."""
        path = self.needed(self.certs, "--certs")
        return ceremony.read_certificates(lines_of(read_file(path)), self.group, str(path))

    def read_polynomials(self, certificates: Sequence[Certificate]) -> tuple[Polynomial, ...]:
        """The messages of step 3, checked."""
        path = self.needed(self.polynomials, "--polynomials")
        lines = lines_of(read_file(path))
        check_shown(lines, self.committed)
        return ceremony.read_polynomials(lines, certificates, str(path))

    def needed(self, path: Path | None, option: str) -> Path:
        """The path of an option that the step needs."""
        if path is None:
            raise click.UsageError(f"this step needs {option}")
        return path


@click.command()
@group_option
@click.option("--step", type=click.IntRange(1, 6), required=True, metavar="N", help="The step, 1 to 6.")
@click.option("--threshold-context", "context", metavar="I/K/N", help="Trustee I of N, of whom K decrypt.")
@click.option("--certs", type=FILE, metavar="FILE", help="The certificates of step 1, a line for each trustee.")
@click.option("--key", type=FILE, metavar="FILE", help="The trustee's own .key file of step 1.")
@click.option("--polynomials", type=FILE, metavar="FILE", help="What step 3 printed, a line for each trustee.")
@committed_option
@loaded_back_options
@dir_option
@json_option
def generate_trustee_key_threshold(
    *,
    group: Group,
    step: int,
    context: str | None,
    certs: Path | None,
    key: Path | None,
    polynomials: Path | None,
    committed: Path | None,
    loaded_back: Path | None,
    nonce: str | None,
    folder: Path,
    as_json: bool,
) -> None:
    """Make a key of which some of the trustees suffice to decrypt, in six steps.

    1, each trustee: a certificate (ID.cert, for everybody) and a secret (ID.key, for the trustee alone).
    2, each trustee: check the certificates, joined to one file in the trustees' order (--certs).
    3, each trustee: print a message for the others (--key).
    4, the organiser: put together what each is to have (--polynomials): ID.vinput. With --loaded-back every trustee
    must have loaded the saved .key file back first (load-back); with --committed each message must be the one whose
    hash its trustee gave before any was shown.
    5, each trustee: read ID.vinput from standard input, check it and print the key's line, to be kept as ID.voutput.
    6, the organiser: read all .voutput lines from standard input; print threshold.json and leave ID.dkey for each.

    Any step can be done again after a crash: what is there and right stays, and nothing is overwritten.
    `ceremony-status` says what is there and what each has still to do.

    Example: tellers election generate-trustee-key-threshold --group Ed25519 --step 1 --threshold-context 1/3/5
    """
    given = Given(group, folder, context, certs, key, polynomials, committed, loaded_back, nonce, as_json)
    try:
        (_certify, _check, _polynomial, _inboxes, _share, _parameters)[step - 1](given)
    except TellersError:
        click.echo(f"I: step {step} takes {TAKES[step - 1]}", err=True)
        raise
    if not as_json:
        click.echo(f"I: next: {NEXT[step - 1]}", err=True)


def _certify(given: Given) -> None:
    place, threshold, size = _context(given.context)
    context = Context(given.group.name, size, threshold, place)
    _check_not_begun(given, context)
    seed = unfinished_key(given.folder, context, given.group)
    made = (
        ceremony.enrol(context, given.group, randomness)
        if seed is None
        else ceremony.certify(context, seed, randomness)
    )
    name = made.identifier
    secret = given.folder / f"{name}.key"
    if seed is None:
        write_new(secret, made.seed.text.encode("ascii") + b"\n", SECRET)
    public = write_new(given.folder / f"{name}.cert", encode(made.certificate.signed.to_json()) + b"\n")
    if given.as_json:
        print_json({"id": name, "private": str(secret), "public": str(public)})
        return
    click.echo(name)
    click.echo(f"I: certificate saved to {public.name}", err=True)
    click.echo(f"I: private key saved to {secret.name}; keep it safe", err=True)


def _check_not_begun(given: Given, context: Context) -> None:
    begun = begun_at(given.folder, context, given.group)
    if begun is not None:
        raise Refused(
            f"trustee {context.index} of {context.size} has begun here: {begun}.cert is for everybody, {begun}.key "
            "for that trustee alone. Step 2 comes next; to begin anew, move both away"
        )


def _context(text: str | None) -> tuple[int, int, int]:
    parts = (text or "").split("/")
    if len(parts) != 3 or not all(part.isascii() and part.isdigit() and len(part) < 5 for part in parts):  # noqa: PLR2004 — three numbers, of few digits
        raise click.UsageError("step 1 needs --threshold-context I/K/N: trustee I of N, of whom K decrypt")
    place, threshold, size = map(int, parts)
    return place, threshold, size


def _check(given: Given) -> None:
    certificates = given.certificates
    own: int | None = None
    if given.key is not None:
        seed = decode_seed(read_file(given.key), given.group, str(given.key))
        own = ceremony.place_of(seed, certificates) + 1
    names: list[Json] = [ceremony.certificate_identifier(one) for one in certificates]
    if given.as_json:
        print_json({"ok": True, "certificates": names, "trustee": own})
        return
    for number, name in enumerate(names, 1):
        click.echo(f"I: trustee {number}: {name}", err=True)
    click.echo("I: certificates are valid", err=True)
    if own is not None:
        click.echo(f"I: this key is that of trustee {own}", err=True)


def _polynomial(given: Given) -> None:
    path = given.needed(given.key, "--key")
    seed = decode_seed(read_file(path), given.group, str(path))
    _print(ceremony.make_polynomial(seed, given.certificates, randomness).encode(), given)


def _print(record: bytes, given: Given) -> None:
    text = record.decode("utf-8")
    print_json({"record": text}) if given.as_json else click.echo(text)


def _inboxes(given: Given) -> None:
    certificates = given.certificates
    receipts = read_receipts(given.loaded_back, given.nonce, given.group)
    if receipts is not None:
        check_certificates_loaded(certificates, receipts, given.nonce or "")
    boxes = ceremony.inboxes(given.read_polynomials(certificates))
    written: list[Json] = []
    for certificate, box in zip(certificates, boxes, strict=True):
        name = f"{ceremony.certificate_identifier(certificate)}.vinput"
        new = write_same(given.folder / name, box.encode() + b"\n")
        written.append(str(given.folder / name))
        _wrote(name, given, new=new)
    if given.as_json:
        print_json({"files": written})


def _wrote(name: str, given: Given, *, new: bool) -> None:
    if not given.as_json:
        click.echo(f"I: wrote {name}" if new else f"I: {name} is there already, and right", err=True)


def _share(given: Given) -> None:
    path = given.needed(given.key, "--key")
    seed = decode_seed(read_file(path), given.group, str(path))
    certificates = given.certificates
    inbox = Inbox.decode(sys.stdin.buffer.read().strip(), certificates, "standard input")
    _print(ceremony.make_share(seed, certificates, inbox, randomness).encode(), given)


def _parameters(given: Given) -> None:
    certificates = given.certificates
    polynomials = given.read_polynomials(certificates)
    lines = lines_of(sys.stdin.buffer.read())
    if not lines:
        raise Unreadable(f"there is nothing; expected {SHARE}, for each trustee", source="standard input")
    shares = [
        Share.decode(line, given.group, f"standard input, line {number}") for number, line in enumerate(lines, 1)
    ]
    made = ceremony.threshold_parameters(certificates, polynomials, shares)
    for certificate, share in zip(certificates, shares, strict=True):
        name = f"{ceremony.certificate_identifier(certificate)}.dkey"
        _wrote(name, given, new=write_same(given.folder / name, share.private_key.encode("utf-8") + b"\n"))
    _print(encode(made.to_json()), given)
