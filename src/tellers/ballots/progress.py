"""How long work says how far it is; who shows it, and when, is for the front door to say."""

from collections.abc import Callable

Progress = Callable[[str, int, int], None]
"""Called on long work with what is done, how much of it is done, and of how much."""


def no_progress(_what: str, _done: int, _total: int) -> None:
    """Say nothing."""
