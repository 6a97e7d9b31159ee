"""Variants: one procedure as it stands under one choice of each reading that it turns on."""

from dataclasses import dataclass

from tellers.rulebook.procedures import Procedure


@dataclass(frozen=True)
class Variant:
    """A procedure under one choice of each of its readings, by id; no readings where it turns on none."""

    readings: tuple[tuple[str, str], ...]
    procedure: Procedure
