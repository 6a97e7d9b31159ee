"""Benchmarks of sealed ballots: beside belenios-tool, and beside the bare cost of the curve."""
