"""Exact counts by named methods; never a secret, a file or a rule book."""
