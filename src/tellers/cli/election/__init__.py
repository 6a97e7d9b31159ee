"""`tellers election`: the protocol one step at a time, each on files named and formed as the reference tool's.

So registrar, trustees, voters and the keeper of the archive can be different people on different machines, and any
of them can use belenios-tool instead.
"""

from typing import Any

import click

from tellers.ballots.records import CutShort
from tellers.cli.election import (
    archive,
    ceremony,
    loading,
    rankings,
    registrar,
    rehearsing,
    setup,
    status,
    tallying,
    voting,
)

CUT_SHORT = (
    "the copy of the archive is not whole: fetch it again; who keeps it cuts off what an interrupted write left "
    "(tellers election repair UUID.bel; the next add-event does it too)"
)

COMMANDS = (
    setup.generate_token,
    setup.generate_credentials,
    setup.generate_trustee_key,
    ceremony.generate_trustee_key_threshold,
    status.ceremony_status,
    loading.load_back_command,
    loading.confirm_key,
    rehearsing.rehearse,
    setup.make_trustees,
    setup.make_election_file,
    archive.init,
    voting.generate_ballot,
    voting.verify_ballot,
    archive.add_event_command,
    tallying.compute_encrypted_tally,
    tallying.shuffle,
    tallying.decrypt,
    tallying.decrypt_threshold,
    tallying.compute_result,
    rankings.rankings,
    archive.verify,
    archive.find,
    archive.repair,
    *registrar.COMMANDS,
)


class Steps(click.Group):
    """The steps; each says what to do about an archive that is cut short."""

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 — click's signature
        """Run a step."""
        try:
            return super().invoke(ctx)
        except CutShort:
            click.echo(f"I: {CUT_SHORT}", err=True)
            raise


@click.group(cls=Steps, commands=COMMANDS)
def election() -> None:
    """Run a sealed ballot by the Belenios protocol, one step a command, on files anyone can check.

    In order: generate-token, generate-credentials (registrar), generate-trustee-key (each trustee; or
    generate-trustee-key-threshold, with ceremony-status), load-back (each trustee), make-trustees, make-election,
    init, confirm-key and rehearse (each trustee); generate-ballot (each voter) and add-event; add-event --type
    EndBallots, compute-encrypted-tally, shuffle (each trustee, where votes are opened one by one) and add-event
    --type EndShuffles, decrypt (each trustee), compute-result, verify, rankings; voted (each member).
    """
