"""The minute book: an append-only record with its tree and checkpoints; it never judges what a minute says."""
