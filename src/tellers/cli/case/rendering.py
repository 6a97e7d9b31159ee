"""The declaration in the forms for people, as this version of the program renders it."""

from tellers import __version__
from tellers.cases.evidence import Rendered
from tellers.proceedings.contest_declaration import ContestDeclaration
from tellers.proceedings.declaration import Declaration
from tellers.reports.contest_text import contest_text
from tellers.reports.html import declaration_page
from tellers.reports.text import declaration_text


def rendered(declaration: Declaration | ContestDeclaration) -> Rendered:
    """The declaration in the forms for people."""
    if isinstance(declaration, ContestDeclaration):
        return Rendered(contest_text(declaration).encode(), b"", __version__)
    return Rendered(declaration_text(declaration).encode(), declaration_page(declaration).encode(), __version__)
