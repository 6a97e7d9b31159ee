"""Counting beside its peers and beside a floor, in one run: `python -m benchmarks.counting`."""
