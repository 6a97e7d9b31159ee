"""Ballot files of every kind: bytes in, a contest out, every bad line named; never a path, never a count."""
