"""What the registrar does once voting is open: the same credential again, a reserve for a late one; and who voted."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import click

from tellers.ballots.archive import read_archive
from tellers.ballots.chain import Archive
from tellers.ballots.credentials import CredentialKey, CredentialList, decode_private_credentials, derive
from tellers.ballots.election import Election
from tellers.ballots.reserves import (
    Assigned,
    Reserves,
    check_reserves,
    decode_reserves,
    is_reserve,
    next_reserve,
    secret_name,
)
from tellers.ballots.voted import Voted, voted
from tellers.canonical import Json
from tellers.cli.election.folder import FILE, append_line, lines_of, read_file
from tellers.cli.terminal import json_option, print_json
from tellers.errors import Refused
from tellers.words import visible

archive_argument = click.argument("archive", type=FILE)
privcreds_option = click.option(
    "--privcreds", type=FILE, required=True, metavar="FILE", help="The registrar's secret T.privcreds."
)
voter_option = click.option("--voter", required=True, metavar="NAME", help="The voter, as the file names them.")


@dataclass(frozen=True)
class Issued:
    """The registrar's secret file, and which reserves were given to whom (beside it, T.assigned)."""

    path: Path
    secrets: Mapping[str, str]
    assigned: tuple[Assigned, ...]

    @classmethod
    def read(cls, path: Path) -> "Issued":
        """Read both files; there may be no assignment yet."""
        secrets = dict(decode_private_credentials(read_file(path), str(path)))
        beside = cls.beside(path)
        lines = lines_of(read_file(beside)) if beside.exists() else []
        return cls(path, secrets, tuple(Assigned.decode(line, str(beside)) for line in lines))

    @staticmethod
    def beside(path: Path) -> Path:
        """Where the assignments stand."""
        return path.with_suffix(".assigned")

    def of(self, voter: str) -> str:
        """The credential of a voter."""
        return self.secrets[secret_name(self.secrets, self.assigned, voter)]

    @property
    def voters(self) -> tuple[str, ...]:
        """Everybody who has a credential."""
        first = (name for name in self.secrets if not is_reserve(name))
        return tuple(dict.fromkeys((*first, *(one.voter for one in self.assigned))))


@dataclass(frozen=True)
class Listed:
    """An archive, its election and its list of credentials."""

    archive: Archive
    election: Election
    credentials: CredentialList

    @classmethod
    def read(cls, path: Path) -> "Listed":
        """Read the archive."""
        archive = read_archive(path)
        election = Election.decode(archive.setup.data[0], "the election")
        listed = CredentialList.decode(archive.setup.data[2], election.group, "the credentials")
        return cls(archive, election, listed)

    def key(self, secret: str, source: str) -> CredentialKey:
        """The key pair of a credential; raises Refused for one that is not on the list."""
        key = derive(secret, self.election.uuid, self.election.group, source)
        if self.credentials.weight_of(key.public) is None:
            raise Refused(f"{source}: the credential is not on the list of this election; is it of another one?")
        return key


@click.command(name="voted")
@click.option("--privcred", type=FILE, metavar="FILE", help="A member's own credential.")
@click.option("--privcreds", type=FILE, metavar="FILE", help="The registrar's secret T.privcreds: everybody.")
@archive_argument
@json_option
def voted_command(*, privcred: Path | None, privcreds: Path | None, archive: Path, as_json: bool) -> int:
    """Say whether a ballot was counted in one's name.

    A member asks with the own credential, and learns the tracker of the ballot that counts and those of ballots that
    it replaced; exit code 1 where there is none. Ask on a machine of your own. The registrar asks for everybody
    (--privcreds), and tells each member in private. Whoever did not cast that ballot objects before the declaration.

    Example: tellers election voted --privcred credential Apy6n7T7tW1JGe.bel
    """
    if (privcred is None) == (privcreds is None):
        raise click.UsageError("give --privcred, or --privcreds")
    listed = Listed.read(archive)
    if privcred is not None:
        secret = read_file(privcred).decode("ascii", "replace").strip()
        key = listed.key(secret, str(privcred)).public
        found = voted(listed.archive, [key])[key]
        print_json(found.to_json()) if as_json else click.echo(_told(found))
        return 0 if found.trackers else 1
    _tell_everybody(listed, Issued.read(privcreds or Path()), as_json=as_json)
    return 0


def _told(found: Voted) -> str:
    if found.last is None:
        return "No ballot was cast in your name."
    state = "is counted" if found.tallied else "counts, unless a later one replaces it"
    again = f" It replaced {', '.join(found.superseded)}." if found.superseded else ""
    return f"Yes: the ballot {found.last} {state} in your name.{again} If you did not cast it, object at once."


def _tell_everybody(listed: Listed, issued: Issued, *, as_json: bool) -> None:
    keys = {name: listed.key(issued.of(name), str(issued.path)).public for name in issued.voters}
    found = voted(listed.archive, keys.values())
    if as_json:
        told: dict[str, Json] = {name: found[key].to_json() for name, key in keys.items()}
        print_json({"voters": told})
        return
    for name, key in keys.items():
        one = found[key]
        click.echo(visible(f"{name}: {one.last or 'no ballot'}"))


@click.command(name="reissue-credential")
@privcreds_option
@voter_option
@archive_argument
@json_option
def reissue_credential(*, privcreds: Path, voter: str, archive: Path, as_json: bool) -> None:
    """Print the credential of a voter who lost it: the same again, for there is no other.

    The list of credentials is fixed, so nothing is revoked: whoever finds the lost one can vote with it too, and the
    last ballot counts. Send it by the way on which the member is known.

    Example: tellers election reissue-credential --privcreds 1467115200.privcreds --voter 17 Apy6n7T7tW1JGe.bel
    """
    secret = Issued.read(privcreds).of(voter)
    Listed.read(archive).key(secret, str(privcreds))
    print_json({"voter": voter, "credential": secret}) if as_json else click.echo(secret)


@click.command(name="activate-reserve")
@privcreds_option
@voter_option
@click.option("--instead", is_flag=True, help="In place of the credential that the voter has and lost.")
@archive_argument
@json_option
def activate_reserve(*, privcreds: Path, voter: str, instead: bool, archive: Path, as_json: bool) -> None:
    """Give a reserve credential to a member who is found to be entitled, and print its public key for the minute.

    Who has it stands in T.assigned, beside the registrar's secret file. Publish the key in a minute first, with the
    reason; then send the credential (reissue-credential). A ballot by a reserve that no minute names is a fault.

    With --instead the voter has a credential, and it got into other hands; the key of that one is printed too, and no
    ballot may have been cast with it. In a case the minutes are `tellers case contest activate` and `reissue`.

    Example: tellers election activate-reserve --privcreds 1467115200.privcreds --voter M-77 Apy6n7T7tW1JGe.bel
    """
    issued = Issued.read(privcreds)
    assigned = next_reserve(tuple(issued.secrets), issued.assigned, voter, instead=instead)
    listed = Listed.read(archive)
    key = listed.key(issued.secrets[assigned.reserve], str(privcreds)).public.text
    lost = listed.key(issued.of(voter), str(privcreds)).public.text if instead else None
    append_line(Issued.beside(privcreds), assigned.encode())
    if as_json:
        print_json({"voter": voter, "reserve": key, "lost": lost})
        return
    click.echo(key)
    if lost is not None:
        click.echo(f"I: in place of {lost}", err=True)


@click.command()
@click.option("--reserves", type=FILE, required=True, metavar="FILE", help="The public T.reserves of the set-up.")
@click.option("--activated", multiple=True, metavar="KEY", help="A reserve that a minute activated; repeat it.")
@archive_argument
@json_option
def reserves(*, reserves: Path, activated: tuple[str, ...], archive: Path, as_json: bool) -> None:
    """Say how many are entitled when unused reserves are not counted, and refuse a ballot by one of them.

    Anybody can ask, from what is public: the archive, the list of reserves, and the keys that minutes name.

    Example: tellers election reserves --reserves 1467115200.reserves Apy6n7T7tW1JGe.bel
    """
    listed = Listed.read(archive)
    group = listed.election.group
    found = Reserves(
        listed.credentials,
        decode_reserves(read_file(reserves), group, str(reserves)),
        tuple(group.element(key, "--activated") for key in activated),
    )
    check_reserves(listed.archive, found)
    if as_json:
        print_json({"ok": True, "entitled": found.entitled, "unused": len(found.unused)})
    else:
        click.echo(f"{found.entitled} are entitled; {len(found.unused)} reserves are unused, and no ballot is by one.")


COMMANDS = (voted_command, reissue_credential, activate_reserve, reserves)
