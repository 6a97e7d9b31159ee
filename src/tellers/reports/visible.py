"""Text of an administrator or a file, made safe to print on one line."""


def visible(text: str) -> str:
    """Text on one line in which nothing is hidden: line breaks are spaces, control characters show their number.

    So no text of an administrator can move a terminal's cursor or turn the direction of a line around.
    """
    return "".join(_visible(character) for character in text)


def _visible(character: str) -> str:
    if character.isprintable() or character in "\u200c\u200d":  # joiners, which scripts and names need
        return character
    return " " if character.isspace() else f"[U+{ord(character):04X}]"
