"""The rehearsal of the key before voting opens: the organiser asks, each trustee answers, the organiser looks."""

from pathlib import Path

import click

from tellers.ballots.codec import encode
from tellers.ballots.group import Group
from tellers.ballots.holding import Secret
from tellers.ballots.rehearsal import Answer, Rehearsal, Transcript, answer, transcript
from tellers.ballots.trustees import check_trustees
from tellers.cli.election.folder import FILE, group_option, lines_of, read_file, write_new
from tellers.cli.election.loading import key_options, read_board, read_holding
from tellers.cli.terminal import json_option, print_json, randomness
from tellers.words import visible

nonce_option = click.option(
    "--nonce", required=True, metavar="NONCE", help="What the organiser drew (generate-token) and told all trustees."
)
board_argument = click.argument("board", type=FILE)


@click.group()
def rehearse() -> None:
    """Rehearse the key before voting opens: who is there, and whether their keys suffice.

    The organiser draws a nonce with generate-token. Each trustee runs `answer` on the public data, with the key from
    where it is kept. The organiser joins the answers and runs `check`.

    No ballot can be opened by it: what is decrypted is a known number, encrypted with public randomness that each
    computes from nonce and keys.
    """


@rehearse.command(name="answer")
@group_option
@nonce_option
@key_options
@board_argument
@json_option
def answer_command(
    *, group: Group, nonce: str, privkey: Path | None, key: Path | None, share: Path | None, board: Path, as_json: bool
) -> None:
    """Print one trustee's answer, for the organiser; BOARD is trustees.json or the archive.

    Example: tellers election rehearse answer --group Ed25519 --nonce "$NONCE" --privkey 56513B33.privkey trustees.json
    """
    holding = read_holding(group, privkey, key, share)
    if not isinstance(holding, Secret):
        raise click.UsageError("a .key file decrypts together with its .dkey file (--decryption-key)")
    line = answer(_rehearsal(board, group, nonce), holding, randomness).encode().decode("ascii")
    print_json({"answer": line}) if as_json else click.echo(line)


@rehearse.command()
@group_option
@nonce_option
@click.option("--answers", type=FILE, required=True, metavar="FILE", help="The answers, one a line.")
@click.option("--trustee", "names", multiple=True, metavar="NAME", help="In the order of their keys; repeat it.")
@click.option("--out", type=FILE, metavar="FILE", help="Also write the transcript as JSON.")
@board_argument
@json_option
def check(
    *, group: Group, nonce: str, answers: Path, names: tuple[str, ...], out: Path | None, board: Path, as_json: bool
) -> int:
    """Check the answers, and say who took part and whether they suffice to open a result; exit code 1 where not.

    Example: tellers election rehearse check --group Ed25519 --nonce "$NONCE" --answers answers.jsons trustees.json
    """
    lines = enumerate(lines_of(read_file(answers)), 1)
    given = [Answer.decode(line, group, f"{answers}, line {number}") for number, line in lines]
    made = transcript(_rehearsal(board, group, nonce), given, names)
    if out is not None:
        write_new(out, encode(made.to_json()) + b"\n")
    print_json(made.to_json()) if as_json else _tell(made)
    return 0 if made.opened else 1


def _tell(made: Transcript) -> None:
    for key in made.keys:
        there = ", ".join(map(made.name, key.present)) or "nobody"
        without = f"; without {', '.join(map(made.name, key.absent))}" if key.absent else ""
        click.echo(visible(f"{len(key.present)} of the {key.needed} that this key needs: {there}{without}"))
    click.echo("The key opens what it must." if made.opened else "The key does not open: too few took part.")


def _rehearsal(board: Path, group: Group, nonce: str) -> Rehearsal:
    trustees = read_board(board, group)
    check_trustees(trustees)
    return Rehearsal(nonce, trustees)
