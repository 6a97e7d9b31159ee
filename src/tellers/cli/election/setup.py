"""The steps before an election: token, credentials, trustees' keys, election."""

import re
from collections import Counter
from pathlib import Path

import click

from tellers.ballots.credentials import (
    CredentialList,
    PublicCredential,
    derive,
    encode_private_credentials,
    make_credential,
    random_token,
)
from tellers.ballots.election import SHORTEST_UUID, Template, check_uuid, make_election
from tellers.ballots.group import Group
from tellers.ballots.hashing import fingerprint
from tellers.ballots.joining import join_keys
from tellers.ballots.keys import TrusteeKey, decode_private_key, make_trustee_key, trustee_key_of
from tellers.ballots.questions import Lists
from tellers.ballots.reserves import encode_reserves, is_reserve, reserve_name
from tellers.ballots.trustees import Trustees, check_election_key, check_trustees
from tellers.canonical import Json
from tellers.cli.election.folder import FILE, SECRET, dir_option, group_option, new_uuid_option, read_file, write_new
from tellers.cli.election.loading import check_loaded_back, check_shown, committed_option, loaded_back_options
from tellers.cli.election.secrecy import warn_of_patterns
from tellers.cli.election.voters import MOST_VOTERS, Voter, read_voters
from tellers.cli.progress import show_progress
from tellers.cli.terminal import json_option, now, print_json, randomness
from tellers.errors import Refused, Unreadable
from tellers.words import alike, visible

_IDENTIFIER = re.compile(r"[0-9A-F]{8}")
"""How the files of a trustee are named."""


@click.command()
@click.option("--length", type=click.IntRange(min=SHORTEST_UUID, max=100), default=SHORTEST_UUID, show_default=True)
@json_option
def generate_token(*, length: int, as_json: bool) -> None:
    """Print a new identifier for an election.

    Example: UUID=$(tellers election generate-token)
    """
    token = random_token(length, randomness)
    print_json({"uuid": token}) if as_json else click.echo(token)


@click.command()
@new_uuid_option
@group_option
@click.option(
    "--count", type=click.IntRange(1, MOST_VOTERS), metavar="N", help="Make N credentials, for voters 1 to N."
)
@click.option("--file", "voters", type=FILE, metavar="FILE", help="One voter a line: email,login,weight.")
@click.option(
    "--reserves", type=click.IntRange(0, MOST_VOTERS), default=0, metavar="N", help="N more, for late additions."
)
@click.option("--derive", "credential", metavar="CREDENTIAL", help="Print the public key of this credential.")
@dir_option
@json_option
def generate_credentials(
    *,
    uuid: str,
    group: Group,
    count: int | None,
    voters: Path | None,
    reserves: int,
    credential: str | None,
    folder: Path,
    as_json: bool,
) -> None:
    """Make the voters' credentials; the registrar does this, on a machine of their own.

    Leaves T.privcreds, which is secret and holds each voter's credential, and T.pubcreds, which becomes
    public_creds.json; T is the time. Send each voter their credential, then destroy T.privcreds once no credential is
    to be sent again. With --reserves also T.reserves: the keys that stand for nobody until a minute says so; publish
    it with the list.

    Example: tellers election generate-credentials --uuid "$UUID" --group Ed25519 --count 229
    """
    check_uuid(uuid, "--uuid")
    if [count, voters, credential].count(None) != 2:  # noqa: PLR2004 — one of three is given
        raise click.UsageError("give one of --count, --file and --derive")
    if credential is not None:
        key = derive(credential, uuid, group, "--derive").public.text
        print_json({"public": key}) if as_json else click.echo(key)
        return
    wanted = read_voters(voters) if voters else tuple(Voter(str(number)) for number in range(1, (count or 0) + 1))
    _refuse_reserved_names(wanted)
    weight = 1 if any(voter.weight is not None for voter in wanted) else None
    kept = tuple(Voter(reserve_name(number), weight) for number in range(1, reserves + 1))
    _write_credentials(folder, uuid, group, (*wanted, *kept), as_json=as_json)


def _refuse_reserved_names(voters: tuple[Voter, ...]) -> None:
    for voter in voters:
        if is_reserve(voter.name):
            raise Refused(f"a voter is called {voter.name!r}, as reserves are; give them another name in the list")


def _write_credentials(folder: Path, uuid: str, group: Group, voters: tuple[Voter, ...], *, as_json: bool) -> None:
    secrets = {voter.name: make_credential(randomness) for voter in voters}
    entries: list[PublicCredential] = []
    for number, voter in enumerate(voters, 1):
        entries.append(PublicCredential(derive(secrets[voter.name], uuid, group).public, voter.weight, voter.name))
        show_progress("credentials made", number, len(voters))
    public = CredentialList.sorted(entries)
    moment = int(now().timestamp())
    # The secret first: a crash leaves no public list of credentials that nobody has.
    secret = write_new(folder / f"{moment}.privcreds", encode_private_credentials(secrets), SECRET)
    if any(is_reserve(voter.name) for voter in voters):
        write_new(folder / f"{moment}.reserves", encode_reserves(public) + b"\n")
    listed = write_new(folder / f"{moment}.pubcreds", public.encode_private())
    list_fingerprint = fingerprint(public.encode())
    if as_json:
        files: dict[str, Json] = {"private": str(secret), "public": str(listed)}
        print_json({"count": len(voters), **files, "fingerprint": list_fingerprint})
        return
    click.echo(f"{len(voters)} private credentials with ids saved to {folder}/{secret.name}")
    click.echo(f"{len(voters)} public credentials saved to {folder}/{listed.name}")
    click.echo(f"The fingerprint of public credentials is {list_fingerprint}")
    click.echo("I: next: the public file to the organiser, as public_creds.json; to each voter their own", err=True)


@click.command()
@group_option
@click.option(
    "--privkey", "kept", type=FILE, metavar="FILE", help="Make no new key: write the lost ID.pubkey of this one again."
)
@dir_option
@json_option
def generate_trustee_key(*, group: Group, kept: Path | None, folder: Path, as_json: bool) -> None:
    """Make one trustee's key; each trustee does this, on a machine of their own.

    Leaves ID.privkey, which is secret and never leaves the trustee, and ID.pubkey, which goes to the organiser
    as one line of public_keys.jsons. With --privkey only ID.pubkey is written, where it is not there: the same key,
    with a new proof that its holder has the secret. Nothing is ever overwritten.

    Example: tellers election generate-trustee-key --group Ed25519
    """
    key = make_trustee_key(group, randomness) if kept is None else _kept_key(group, kept)
    name = key.public.identifier
    secret = kept or write_new(folder / f"{name}.privkey", key.encode_private() + b"\n", SECRET)
    public = write_new(folder / f"{name}.pubkey", key.public.encode() + b"\n")
    if as_json:
        print_json({"id": name, "private": str(secret), "public": str(public)})
        return
    click.echo(f"I: keypair {name} has been generated" if kept is None else f"I: keypair {name} is that of {kept}")
    click.echo(f"I: public key saved to {public}", err=True)
    if kept is None:
        click.echo(f"I: private key saved to {secret}; keep it safe", err=True)
    click.echo("I: next: send the public key to the organiser; before voting opens, confirm-key", err=True)


def _kept_key(group: Group, path: Path) -> TrusteeKey:
    """The key pair of a file, whose name says which key it is; refused where it is of another, as in another group."""
    key = trustee_key_of(group, decode_private_key(read_file(path), group, str(path)), randomness)
    if _IDENTIFIER.fullmatch(path.stem) and path.stem != key.public.identifier:
        what = f"in {group.name} it is the private key of {key.public.identifier}, and its name says {path.stem}"
        raise Unreadable(f"{what}; is the group the one that it was made for?", source=str(path))
    return key


@click.command()
@click.option(
    "--threshold",
    "shared",
    type=FILE,
    multiple=True,
    metavar="FILE",
    help="The threshold.json of one ceremony; repeat it, one a camp (default: threshold.json, if it is there).",
)
@committed_option
@loaded_back_options
@dir_option
@json_option
def make_trustees(
    *,
    shared: tuple[Path, ...],
    committed: Path | None,
    loaded_back: Path | None,
    nonce: str | None,
    folder: Path,
    as_json: bool,
) -> None:
    """Join public_keys.jsons and the keys of ceremonies (if any) to trustees.json, after checking every proof.

    Single trustees come first, then each ceremony's in the order given; that order gives them their numbers. To
    decrypt takes every single trustee, and of each ceremony as many as its threshold. With --loaded-back each of them
    must have loaded the saved key back (load-back). With --committed each line of public_keys.jsons must be the one
    whose hash its trustee gave before any was shown, so that the last to show a key has nothing left to choose.

    Example: tellers election make-trustees --threshold for.json --threshold against.json
    """
    keys, own = folder / "public_keys.jsons", folder / "threshold.json"
    lines = [line for line in read_file(keys).split(b"\n") if line] if keys.exists() else []
    paths = shared or ((own,) if own.exists() else ())
    if not lines and not paths:
        raise Unreadable("expected public_keys.jsons, with the line of each .pubkey file", source=str(folder))
    check_shown(lines, committed)
    trustees = join_keys(
        [(f"public_keys.jsons, line {number}", line) for number, line in enumerate(lines, 1)],
        [(str(path), read_file(path)) for path in paths],
    )
    check_loaded_back(trustees, loaded_back, nonce)
    path = write_new(folder / "trustees.json", trustees.encode() + b"\n")
    _announce(path, len(trustees.verification_keys), as_json=as_json)


def _announce(path: Path, count: int, *, as_json: bool) -> None:
    if as_json:
        print_json({"file": str(path), "trustees": count})
    else:
        click.echo(f"I: {count} trustees saved to {path.name}", err=True)


@click.command(name="make-election")
@new_uuid_option
@group_option
@click.option("--template", type=FILE, required=True, metavar="TEMPLATE", help="Name, description and questions.")
@dir_option
@json_option
def make_election_file(*, uuid: str, group: Group, template: Path, folder: Path, as_json: bool) -> None:
    """Make election.json from a template and trustees.json, whose keys it checks and multiplies.

    Example: tellers election make-election --uuid "$UUID" --group Ed25519 --template template.json
    """
    trustees = Trustees.decode(read_file(folder / "trustees.json").rstrip(b"\n"), group, "trustees.json")
    check_trustees(trustees)
    wanted = Template.decode(read_file(template), str(template))
    warn_of_patterns(wanted)
    _warn_of_alike(wanted)
    election = make_election(wanted, uuid, trustees.election_key)
    check_election_key(election, trustees)
    path = write_new(folder / "election.json", election.raw + b"\n")
    if as_json:
        print_json({"file": str(path), "fingerprint": election.fingerprint})
    else:
        click.echo(f"I: election {election.fingerprint} saved to {path.name}", err=True)


def _warn_of_alike(template: Template) -> None:
    """Say of answers that a voter takes for one: once voting is open no question can be changed."""
    for number, question in enumerate(template.questions, 1):
        lists = question.answers if isinstance(question, Lists) else (question.answers,)
        for names in lists:
            twice = sorted(name for name, times in Counter(map(alike, names)).items() if times > 1)
            if twice:
                click.echo(visible(f"W: in question {number} answers read the same: {', '.join(twice)}"), err=True)
