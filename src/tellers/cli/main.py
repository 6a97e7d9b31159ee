"""`tellers`: finds the subcommand, runs it, and turns what went wrong into one message and an exit code."""

import importlib
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from tellers import __version__
from tellers.cli.progress import end_progress
from tellers.cli.terminal import print_error
from tellers.errors import TellersError, Unreadable

SUBCOMMANDS = {
    "bundle": ("tellers.cli.bundle:bundle", "Put all that is public of a case into one folder."),
    "case": ("tellers.cli.case:case", "Run a motion, or any other proceeding, by its rule book."),
    "check-report": ("tellers.cli.check_report:check_report", "Hold a news report's figures against a record."),
    "count": ("tellers.cli.count:count", "Count ballots by a named method, every stage shown."),
    "decide": ("tellers.cli.decide:decide", "Say what follows from facts by a rule book."),
    "demo": ("tellers.cli.demo.command:demo", "Run 28 June 2016 in a folder, and verify it."),
    "doctor": ("tellers.cli.doctor:doctor", "Say what is installed and what is missing."),
    "election": ("tellers.cli.election:election", "Run a sealed ballot, one step a command."),
    "explain": ("tellers.cli.explain:explain", "Say what a number could be in a record."),
    "minutes": ("tellers.cli.minutes:minutes", "Verify, prove and witness a minute book."),
    "report": ("tellers.cli.report:report", "Write a case in any form: page, PDF, charts, reports."),
    "rulebook": ("tellers.cli.rulebook:rulebook", "Check and print an organisation's rules."),
    "verify": ("tellers.cli.verify:verify", "Check everything that an archive or a case claims."),
    "watch": ("tellers.cli.watch:watch", "Follow archives and checkpoints as they grow, and keep evidence."),
}
"""Each subcommand: where it is, and what `tellers --help` says of it."""

USAGE = "Usage"
"""The kind of an error in how the command is called, as JSON says it."""


BACK_ENDS = ("native", "python")
"""What TELLERS_BACKEND may say."""

VERSION_HELP = "Show the version and what computes in Ed25519, and exit."


class Subcommands(click.Group):
    """A group that imports a subcommand only when it is run, so that `tellers --help` starts at once."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order of `--help`."""
        del ctx
        return sorted(SUBCOMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return one subcommand, or None for a name there is none of."""
        del ctx
        if cmd_name not in SUBCOMMANDS:
            return None
        module, attribute = SUBCOMMANDS[cmd_name][0].split(":")
        command: click.Command = getattr(importlib.import_module(module), attribute)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of subcommands without importing them."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl([(name, summary) for name, (_, summary) in sorted(SUBCOMMANDS.items())])


def _show_version(ctx: click.Context, _param: click.Parameter, asked: bool) -> None:  # noqa: FBT001 — click's signature
    """Print the version and what computes in Ed25519, and leave."""
    if asked:
        door = importlib.import_module("tellers.ballots.group")
        click.echo(f"tellers {__version__} (Ed25519: {door.back_end()})")
        ctx.exit()


@click.group(cls=Subcommands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--version", is_flag=True, is_eager=True, expose_value=False, callback=_show_version, help=VERSION_HELP)
def tellers() -> None:
    """Motions, secret ballots and declarations by an organisation's own rule book.

    Exit codes: 0 it holds, 1 it does not (or a clause refuses), 2 it could not be read.
    """


def run(arguments: list[str]) -> int:
    """Run one command and return its exit code; a user's mistake is a message, never a traceback."""
    try:
        result: Any = tellers.main(arguments, prog_name="tellers", standalone_mode=False)
    except TellersError as error:
        print_error(type(error).__name__, str(error), as_json="--json" in arguments)
        return 2 if isinstance(error, Unreadable) else 1
    except click.exceptions.Exit as leave:
        return leave.exit_code
    except click.ClickException as error:
        _show_usage(error, as_json="--json" in arguments)
        return 2
    except (click.Abort, KeyboardInterrupt):
        end_progress()
        click.echo("Stopped. What was written before stands; nothing half-written does.", err=True)
        return 130
    except OSError as error:
        place = error.filename or "the file system"
        where = f"; {_sought()}" if isinstance(error, FileNotFoundError) else ""
        message = f"{place}: {error.strerror or error}{where}"
        print_error(Unreadable.__name__, message, as_json="--json" in arguments)
        return 2
    return result if isinstance(result, int) else 0


def _show_usage(error: click.ClickException, *, as_json: bool) -> None:
    """Say how a command is called, as click does; a command called without anything prints its help."""
    if isinstance(error, getattr(click.exceptions, "NoArgsIsHelpError", ())):  # of click 8.2 and later
        error.show()
    elif isinstance(error, click.UsageError) and error.ctx is not None:
        click.echo(f"{error.ctx.get_usage()}\nTry '{error.ctx.command_path} --help' for help.\n", err=True)
        message = error.format_message()
        missing = isinstance(error, click.BadParameter) and message.endswith(" does not exist.")
        print_error(USAGE, f"{message[:-1]}; {_sought()}" if missing else message, as_json=as_json)
    else:
        print_error(USAGE, error.format_message(), as_json=as_json)


def _sought() -> str:
    """Where a name that nothing has was looked for, and what to do about a folder."""
    return f"names are looked for from {Path.cwd()}, and a folder has to be there before (mkdir)"


def use_asked_back_end(environment: Mapping[str, str]) -> None:
    """Compute in Ed25519 as TELLERS_BACKEND asks, native or python; refuse a name that is neither."""
    asked = environment.get("TELLERS_BACKEND")
    if not asked:
        return
    if asked not in BACK_ENDS:
        raise Unreadable(f"found {asked[:40]!r}; expected native or python", source="TELLERS_BACKEND")
    importlib.import_module("tellers.ballots.group").use_back_end(asked)


def main() -> None:
    """Start from the shell."""
    try:
        use_asked_back_end(os.environ)
    except TellersError as error:
        print_error(type(error).__name__, str(error), as_json="--json" in sys.argv)
        sys.exit(2)
    sys.exit(run(sys.argv[1:]))
