"""Renders what is computed below, and holds reports against the record; it never computes a result."""
