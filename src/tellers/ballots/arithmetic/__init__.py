"""The arithmetic of groups, which only `ballots/group.py` gives out; it knows no election, and reads no record."""
