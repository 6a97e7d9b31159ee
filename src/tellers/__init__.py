"""Tellers runs the votes by which an organisation holds its leader to account, and never decides what its rule book does not say."""

__version__ = "0.1.0"
