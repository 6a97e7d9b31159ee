"""The command `tellers count`: what may be asked of it, and in which order it works."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import click

from tellers.cli.count.outputs import Outputs, write_outputs
from tellers.cli.count.reading import read_ballots, read_bytes
from tellers.cli.count.terms import TermOptions
from tellers.cli.progress import working
from tellers.cli.terminal import json_option
from tellers.counting.contest import Contest
from tellers.counting.formats.detect import Format, is_published
from tellers.counting.formats.reading import Reading
from tellers.counting.methods import count as count_contest
from tellers.counting.ties import Decisions, Lot, NoRule, TieBreaker
from tellers.counting.transcript import Transcript
from tellers.errors import Unreadable

Count = Callable[[str], Transcript]
"""The count of what was read, by a method's id."""

FILE = click.Path(path_type=Path, dir_okay=False)


@click.command()
@click.argument("file", metavar="FILE", type=FILE)
@click.option("--method", metavar="M", help="How to count, such as av, stv-scottish or schulze.")
@click.option("--seats", metavar="N", type=click.IntRange(min=1), help="Places to fill; else as the file says, or 1.")
@click.option("--compare", metavar="A,B", help="Count by two methods and show where they part.")
@click.option("--withdraw", metavar="NAME", multiple=True, help="A candidate who withdrew before the count.")
@click.option("--decide", metavar="NAME", multiple=True, help="On whom a tie falls: one for each tie, in order.")
@click.option("--seed", metavar="TEXT", help="Break ties by a lot that anyone can draw again from this text.")
@click.option("--names", metavar="NAMES", type=FILE, help="A file with the candidates' names, one a line.")
@click.option("--contest", metavar="ID", help="Which contest, where a file of cast vote records holds several.")
@click.option("--format", "kind", type=click.Choice([kind.value for kind in Format]), help="Else told by the file.")
@click.option("--scores", "top", metavar="N", type=click.IntRange(min=1), help="Cells are scores from 0 to N.")
@click.option("--set-aside", is_flag=True, help="Count without the papers of bad lines, and report them as spoiled.")
@click.option("--default", metavar="NAME", help="Debian: the default option; else known by its name.")
@click.option("--developers", metavar="N", type=click.IntRange(min=1), help="Debian: how many; the quorum is 3Q.")
@click.option("--quorum", metavar="VOTES", type=click.IntRange(min=1), help="Debian: votes over the default needed.")
@click.option("--majority", metavar="NAME=N", multiple=True, help="Debian: an option that needs N:1, such as A=3.")
@json_option
@click.option("--csv", "as_csv", is_flag=True, help="Print every stage as CSV.")
@click.option("--nist", "as_nist", is_flag=True, help="Print results as NIST SP 1500-100 has them, in JSON.")
@click.option("--blt-out", type=FILE, is_flag=False, flag_value=Path("-"), help="Write the papers as BLT; - prints.")
@click.option("--chart", metavar="OUT.svg", type=FILE, help="Draw the stages as bars.")
def count(
    *,
    file: Path,
    method: str | None,
    seats: int | None,
    compare: str | None,
    withdraw: tuple[str, ...],
    decide: tuple[str, ...],
    seed: str | None,
    names: Path | None,
    contest: str | None,
    kind: str | None,
    top: int | None,
    set_aside: bool,
    default: str | None,
    developers: int | None,
    quorum: int | None,
    majority: tuple[str, ...],
    as_json: bool,
    as_csv: bool,
    as_nist: bool,
    blt_out: Path | None,
    chart: Path | None,
) -> int:
    """Count a file of ballots by a named method and show every stage.

    FILE is BLT, PrefLib, ABIF, CSV, cast vote records (NIST SP 1500-103, JSON) or a Debian tally sheet, as it is or
    packed by gzip; docs/formats/ballot-files.md describes each. Every bad line is named, and nothing is counted then.
    Figures published without the papers can be counted too: docs/formats/published-figures.md.

    A tie is broken by the rules of the method, by --decide or by --seed, and otherwise left open: every result that
    it allows is printed, and the exit code is 1.

    Example: tellers count ward.blt --method stv-scottish --chart ward.svg

    Example: tellers count leader.csv --method av --seed "1 May 2026, 12:00" --json

    Example: tellers count council.blt --compare stv-scottish,stv-wig
    """
    reading = Reading(str(file), seats, _names(names), contest, set_aside=set_aside, top=top)
    ties = _ties(decide, seed)
    terms = TermOptions(default, developers, quorum, majority)
    raw = read_bytes(file)
    outputs = Outputs(as_json=as_json, as_csv=as_csv, as_nist=as_nist, blt_out=blt_out, chart=chart, ballots=file)
    if kind is None and is_published(raw):
        read, by = _figures(raw, reading, ties, terms, refused=bool(withdraw or blt_out))
    else:
        with working("reading ballots"):
            read = _withdrawn(read_ballots(raw, reading, kind), withdraw)
        by = partial(_counted, read, ties, terms)
    if compare is not None:
        return _compare(by, read.title, compare, method, outputs)
    if method is None:
        raise click.UsageError("how to count? Give --method, such as --method av")
    with working("counting"):
        transcript = by(method)
    write_outputs(read, transcript, outputs)
    return 1 if transcript.possible else 0


def _compare(by: Count, title: str, compare: str, method: str | None, outputs: Outputs) -> int:
    from tellers.cli.count.comparing import compare_methods  # noqa: PLC0415 — only this option needs it

    if method is not None:
        raise click.UsageError("--compare names both methods; leave --method out")
    if outputs.as_csv or outputs.as_nist or outputs.blt_out or outputs.chart:
        raise click.UsageError("--compare prints text or --json; write a count's files by --method")
    return compare_methods(by, title, compare, as_json=outputs.as_json)


def _figures(
    raw: bytes, reading: Reading, ties: TieBreaker, terms: TermOptions, *, refused: bool
) -> tuple[Contest, Count]:
    from tellers.cli.count.special import read_figures  # noqa: PLC0415 — only such figures need it

    if refused:
        raise click.UsageError("there are no papers here, so --withdraw and --blt-out have nothing to act on")
    return read_figures(raw, reading, ties, terms)


def _counted(contest: Contest, ties: TieBreaker, terms: TermOptions, method: str) -> Transcript:
    if not terms.given:
        return count_contest(contest, method, ties)
    from tellers.cli.count.special import count_on_terms  # noqa: PLC0415 — only these options need it

    return count_on_terms(contest, method, ties, terms)


def _names(path: Path | None) -> tuple[str, ...]:
    if path is None:
        return ()
    try:
        lines = path.read_bytes().decode("utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        raise Unreadable(f"byte {error.start} is not UTF-8; save the file as UTF-8", source=str(path)) from None
    return tuple(line.strip() for line in lines if line.strip())


def _ties(decide: tuple[str, ...], seed: str | None) -> TieBreaker:
    if decide and seed is not None:
        raise click.UsageError("--decide and --seed exclude each other: a tie falls by decision or by lot")
    if decide:
        return Decisions(decide)
    return NoRule() if seed is None else Lot(seed)


def _withdrawn(contest: Contest, names: tuple[str, ...]) -> Contest:
    places = {name: place for place, name in enumerate(contest.candidates)}
    for name in names:
        if name not in places:
            known = ", ".join(contest.candidates)
            raise click.UsageError(f"--withdraw {name}: nobody of this name stands; expected one of {known}")
    return replace(contest, withdrawn=contest.withdrawn | {places[name] for name in names})
