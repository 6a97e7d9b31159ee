"""`tellers`: finds the subcommand, runs it, and turns what went wrong into one message and an exit code."""

import importlib
import sys
from typing import Any

import click

from tellers import __version__
from tellers.cli.terminal import print_error
from tellers.errors import TellersError, Unreadable

SUBCOMMANDS = {
    "case": "tellers.cli.case:case",
    "demo": "tellers.cli.demo.command:demo",
    "doctor": "tellers.cli.doctor:doctor",
    "election": "tellers.cli.election:election",
    "minutes": "tellers.cli.minutes:minutes",
    "rulebook": "tellers.cli.rulebook:rulebook",
    "verify": "tellers.cli.verify:verify",
}


class Subcommands(click.Group):
    """A group that imports a subcommand only when it is asked for, so that `tellers --help` starts at once."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order of `--help`."""
        del ctx
        return sorted(SUBCOMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return one subcommand, or None for a name there is none of."""
        del ctx
        if cmd_name not in SUBCOMMANDS:
            return None
        module, attribute = SUBCOMMANDS[cmd_name].split(":")
        command: click.Command = getattr(importlib.import_module(module), attribute)
        return command


@click.group(cls=Subcommands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="tellers", message="%(prog)s %(version)s (Ed25519: libsodium)")
def tellers() -> None:
    """Motions, secret ballots and declarations by an organisation's own rule book.

    Exit codes: 0 it holds, 1 it does not (or a clause refuses), 2 it could not be read.
    """


def run(arguments: list[str]) -> int:
    """Run one command and return its exit code; a user's mistake is a message, never a traceback."""
    try:
        result: Any = tellers.main(arguments, prog_name="tellers", standalone_mode=False)
    except TellersError as error:
        print_error(error, as_json="--json" in arguments)
        return 2 if isinstance(error, Unreadable) else 1
    except click.exceptions.Exit as leave:
        return leave.exit_code
    except click.ClickException as error:
        error.show()
        return 2
    except (click.Abort, KeyboardInterrupt):
        click.echo("Stopped. What was written before stands; nothing half-written does.", err=True)
        return 130
    except OSError as error:
        place = error.filename or "the file system"
        click.echo(f"tellers: {place}: {error.strerror or error}", err=True)
        return 2
    return result if isinstance(result, int) else 0


def main() -> None:
    """Start from the shell."""
    sys.exit(run(sys.argv[1:]))
