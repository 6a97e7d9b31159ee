"""A rule book's text as TOML with the line of every key, within bounds that no honest book reaches.

The bounds are for those who verify cases of others: a hostile book is refused, and does not keep them waiting.
"""

import re
import tomllib

from tellers.errors import RuleBookError
from tellers.rulebook.lines import places
from tellers.rulebook.tables import Table

LARGEST = 400_000
"""The most characters of a book."""

LONGEST_LINE = 1_000
"""The most characters of one line."""

DEEPEST = 12
"""The most tables and lists within one another; a book of this format needs eight."""

HINTS = {
    "Invalid value": 'text stands in quotes, as in key = "words"',
    "Cannot overwrite a value": "the key stands twice in its table; leave one out",
    "Invalid date": "there is no such day or time",
    "Expected '=' after a key": "a line is key = value, or begins a table in square brackets",
}
"""How the messages of `tomllib` begin, and what to do."""

AT_LINE = re.compile(r"\s*\(at line (\d+), column \d+\)")
AT_END = "(at end of document)"


def read_document(text: str, source: str) -> Table:
    """The top table of a book. Raises RuleBookError for what is too large, or is not TOML."""
    toml = text.removeprefix("\ufeff")
    _check_size(toml, source)
    values = _toml(toml, source)
    _check_depth(values, source)
    return Table(values, source, places(toml))


def _check_size(text: str, source: str) -> None:
    if len(text) > LARGEST:
        raise RuleBookError(f"this is over {LARGEST} characters long; no rule book is", source=source)
    for number, line in enumerate(text.split("\n"), start=1):
        if len(line) > LONGEST_LINE:
            message = f'this line is over {LONGEST_LINE} characters long; break long text with """'
            raise RuleBookError(message, source=source, line=number)


def _toml(text: str, source: str) -> dict[str, object]:
    try:
        return tomllib.loads(text)
    except RecursionError:
        raise RuleBookError("nested too deeply to be a rule book", source=source) from None
    except ValueError as error:
        last = text.count("\n") + 1
        message = str(error).replace(AT_END, f"(at line {last}, column 0)")
        place = AT_LINE.search(message)
        line = int(place[1]) if place else None
        hint = next((f"; {says}" for begins, says in HINTS.items() if message.startswith(begins)), "")
        raise RuleBookError(f"not TOML: {AT_LINE.sub('', message)}{hint}", source=source, line=line) from None


def _check_depth(values: object, source: str) -> None:
    level = [values]
    for _ in range(DEEPEST):
        level = [inner for value in level for inner in _within(value)]
    if level:
        raise RuleBookError("nested too deeply to be a rule book", source=source)


def _within(value: object) -> list[object]:
    if isinstance(value, dict):
        return list(value.values())
    return list(value) if isinstance(value, list) else []
