"""Tellers runs the votes by which an organisation holds its leader to account, by its own rules."""

__version__ = "0.1.0"
