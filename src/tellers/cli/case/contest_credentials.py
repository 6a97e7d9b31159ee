"""`tellers case contest`, who may vote in an open ballot: activate, reissue, remove."""

import click

from tellers.cases import contest_credentials
from tellers.cases.contest_credentials import Reissue
from tellers.cli.case.beside import id_option
from tellers.cli.case.common import Act, MemberNumber, act_options

member_option = click.option(
    "--member", required=True, type=MemberNumber(), metavar="NUMBER", help="The member's number in the register."
)
reason_option = click.option("--reason", required=True, help="Why; it stands in the minutes, so it names nobody.")


@click.command()
@act_options
@id_option
@member_option
@click.option(
    "--key",
    required=True,
    metavar="KEY",
    help="The public key of the reserve, as the registrar's `activate-reserve` prints it.",
)
@reason_option
def activate(call: Act, id_: str | None, member: str, key: str, reason: str) -> None:
    """Put a member who is found to be entitled on the roll of the open ballot, by a reserve credential.

    The minute has the pseudonym and the key, and no name. Everybody sees later whether a ballot is cast with that key,
    and never how. The registrar sends the credential once it is minuted.

    Example: tellers case contest activate CASE --member M0042 --key KEY --reason "left out by mistake"
    """
    with call.sitting() as sitting:
        done = contest_credentials.activate(sitting, id_, member, key.strip(), reason)
        call.report(
            sitting, f"{done.entry['pseudonym']} is on the roll of '{done.stage}': {done.entitled} are entitled."
        )


@click.command()
@act_options
@id_option
@member_option
@click.option("--lost", metavar="KEY", help="The public key of the lost credential, where a reserve replaces it.")
@click.option("--key", metavar="KEY", help="The public key of the reserve that replaces it.")
@reason_option
def reissue(call: Act, id_: str | None, member: str, lost: str | None, key: str | None, reason: str) -> None:
    """Enter that a member lost the credential, and gets the same one again, or a reserve in its place.

    The same one can be sent at any time before the close; the last ballot counts. It is replaced (--lost and --key,
    as the registrar's `activate-reserve --instead` prints them) only where no ballot was cast with it, since no ballot
    can be taken out; from then on it stands for nobody.

    Example: tellers case contest reissue CASE --member M0042 --reason "the letter did not come"
    """
    with call.sitting() as sitting:
        done = contest_credentials.reissue(sitting, id_, Reissue(member, reason, lost, key))
        how = (
            "the same one" if done.reserve is None else f"the reserve {done.reserve}, and {done.lost} no longer counts"
        )
        call.report(sitting, f"{done.pseudonym} is sent a credential again: {how}.")


@click.command()
@act_options
@id_option
@member_option
@reason_option
def remove(call: Act, id_: str | None, member: str, reason: str) -> None:
    """Strike a member off the roll of the open ballot; voting begins anew, in another election.

    No ballot can be taken out of an archive, so this one is abandoned: it stays in the case and is never counted.
    Everybody votes again, with new credentials. After the close it is a matter for a ruling.

    Example: tellers case contest remove CASE --member M0042 --reason "not a member on the day"
    """
    with call.sitting() as sitting:
        done = contest_credentials.remove(sitting, id_, member, reason)
        call.report(
            sitting,
            f"{done.entry['pseudonym']} is off the roll of '{done.stage}': {done.entitled} are entitled. The election "
            f"{done.uuid} is abandoned; set up another one, and open it (tellers case contest open).",
        )


COMMANDS = (activate, reissue, remove)
