"""Fuzzing of everything that reads bytes of strangers: `python -m fuzz TARGET`; see docs/verification.md."""
