"""Progress on long work: one line on standard error, and only where a person is looking."""

import sys

import click

SHOWN_FROM = 100
"""Work of fewer parts is over before a line about it is read."""


def show_progress(what: str, done: int, total: int) -> None:
    """Say how many are done, every hundredth part, on a terminal."""
    if total < SHOWN_FROM or not sys.stderr.isatty() or (done % (total // SHOWN_FROM) and done != total):
        return
    click.echo(f"\r{what}: {done} of {total}", err=True, nl=done == total)
