"""Finds what a news report says of a vote, holds it against the record, and never calls wrong what it did not read."""
