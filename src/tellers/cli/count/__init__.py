"""`tellers count`: counts a ballot file by a named method and shows every stage."""

from tellers.cli.count.command import count

__all__ = ["count"]
