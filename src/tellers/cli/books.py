"""Rule books as arguments: a folder with a book.toml in it, or the file itself."""

from pathlib import Path

import click

from tellers.rulebook.book import RuleBook
from tellers.rulebook.parsing import decode

book_argument = click.argument("book", type=click.Path(path_type=Path))


def read_book(path: Path) -> RuleBook:
    """Read a rule book from its folder or its file."""
    file = path / "book.toml" if path.is_dir() else path
    return decode(file.read_bytes(), str(file))
