"""Sealed ballots by the Belenios protocol, version 1: made, archived, verified; never who a voter is."""
