"""The votes of a ranked question, out of an archive that verifies, as the papers that `tellers count` counts."""

from pathlib import Path

import click

from tellers.ballots.archive import open_window
from tellers.ballots.checks import outcome
from tellers.ballots.questions import NonHomomorphic
from tellers.ballots.ranking import Rankings, is_graded, read_rankings
from tellers.ballots.steps import read_verified
from tellers.cli.election.folder import FILE, write_new
from tellers.cli.progress import show_progress
from tellers.cli.terminal import json_option, print_json, randomness
from tellers.counting.contest import Contest, papers_of
from tellers.counting.formats.blt_out import encode_blt
from tellers.errors import Refused


@click.command()
@click.option(
    "--question", "number", type=click.IntRange(min=1), default=1, show_default=True, metavar="N", help="Which one."
)
@click.option("--seats", type=click.IntRange(min=1), default=1, show_default=True, metavar="N", help="Places to fill.")
@click.option("--blt-out", type=FILE, metavar="FILE", help="Write the rankings as BLT, for `tellers count`.")
@click.argument("archive", type=FILE)
@json_option
def rankings(*, number: int, seats: int, blt_out: Path | None, archive: Path, as_json: bool) -> None:
    """Verify an archive, and read the opened votes of a question as rankings.

    A ranking has the ranks 1 to k, each once and none left out; all else is spoiled, and told only as a number. Blank
    votes rank nobody.

    Example: tellers election rankings Apy6n7T7tW1JGe.bel --blt-out leader.blt && tellers count leader.blt --method av
    """
    evidence = read_verified(open_window(archive), str(archive), randomness, show_progress)
    questions = evidence.election.questions
    result = outcome(evidence, to_count=True)
    if result is None:
        raise Refused("the archive has no result yet; the trustees decrypt first")
    if number > len(questions):
        raise Refused(f"there is no question {number}; the election asks {len(questions)}")
    question = questions[number - 1]
    if not isinstance(question, NonHomomorphic):
        raise Refused(f"question {number} is added up unopened, and nobody ranked anything")
    if is_graded(question):
        raise Refused(f"question {number} asks for grades, and its votes are no rankings")
    votes = (row for row in result.rows[number - 1] if isinstance(row, tuple))
    read = read_rankings(votes, result.no_votes_in(number - 1))
    if blt_out is not None:
        papers = papers_of([(1, order) for order in read.rankings], blank=read.blank)
        write_new(blt_out, encode_blt(Contest(question.question, question.answers, seats, papers)))
    print_json(read.to_json()) if as_json else _tell(read)


def _tell(read: Rankings) -> None:
    click.echo(f"{len(read.rankings)} ranked, {read.blank} blank, {read.spoiled_votes} spoiled")
    for fault, votes in read.spoiled:
        click.echo(f"  {votes} spoiled: {fault.value}")
