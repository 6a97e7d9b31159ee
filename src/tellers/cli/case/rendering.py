"""The declaration in the forms for people, as this version of the program renders it."""

from tellers import __version__
from tellers.cases.evidence import Rendered
from tellers.proceedings.declaration import Declaration
from tellers.reports.html import declaration_page
from tellers.reports.text import declaration_text


def rendered(declaration: Declaration) -> Rendered:
    """The declaration in the forms for people."""
    return Rendered(declaration_text(declaration).encode(), declaration_page(declaration).encode(), __version__)
