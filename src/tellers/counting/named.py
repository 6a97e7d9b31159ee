"""What a transcript says of any rule set: its id, its title, and whether it is proved."""

from typing import Protocol


class Named(Protocol):
    """What a transcript says of a rule set."""

    @property
    def id(self) -> str:
        """The id of the method."""
        ...

    @property
    def title(self) -> str:
        """What it is in a few words."""
        ...

    @property
    def proved(self) -> bool:
        """Whether its text was read, or an official count held against it."""
        ...
