"""`tellers count --compare A,B`: where two rule sets part, on the same papers."""

from collections.abc import Callable
from typing import cast

import click

from tellers.canonical import Json
from tellers.cli.terminal import print_json
from tellers.counting.transcript import Transcript
from tellers.reports.count_compare import compare_json, compare_text


def compare_methods(count: Callable[[str], Transcript], title: str, pair: str, *, as_json: bool) -> int:
    """Count by both, print where they part, and return 0 where the same are elected, else 1."""
    methods = [name.strip() for name in pair.split(",")]
    if len(methods) != 2 or not all(methods):  # noqa: PLR2004 — a pair
        raise click.UsageError(f"--compare {pair}: expected two methods with a comma, such as stv-scottish,stv-ers97")
    one, other = (count(method) for method in methods)
    if as_json:
        print_json(cast("Json", compare_json(one, other)))
    else:
        click.echo(compare_text(one, other, title))
    return 0 if set(one.elected) == set(other.elected) and not one.possible and not other.possible else 1
