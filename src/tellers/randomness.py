"""Randomness is an argument: only the front doors draw it (docs/adr/0003)."""

from collections.abc import Callable
from typing import TypeAlias

Randomness: TypeAlias = Callable[[int], bytes]
"""Takes a number of bytes, returns that many that nobody can guess."""
