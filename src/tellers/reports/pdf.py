"""The declaration as PDF/A-3a and PDF/UA-1: tagged, its JSON attached, its SHA-256 on each page. Made by WeasyPrint.

WeasyPrint is an extra (adr/0005): without it everything else works.
"""

import importlib
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from types import ModuleType
from typing import Any

from tellers.canonical import sha256_hex
from tellers.errors import Refused
from tellers.reports.chart_majority import majority_chart
from tellers.reports.html import declaration_page
from tellers.reports.reported import Reported, doubts_section

VARIANT = "pdf/a-3a"

HOW = (
    "a PDF is made by WeasyPrint, which is not installed here; get it with: pip install 'tellers[pdf]' "
    "(on Debian also: apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0), "
    "or print the page of --form html to a file"
)

FOOTER = (
    ".answer,table{break-inside:auto !important}.key{display:none !important}.chart{display:block;margin:4mm 0}"
    '@page{size:A4;margin:17mm 18mm 22mm;@bottom-left{content:"%s SHA-256 %s";font:6.5pt monospace}'
    '@bottom-right{content:"Page " counter(page) " of " counter(pages);font:8pt sans-serif}}'
)


BAR = re.compile(r'<svg class="bar".*?</svg>', re.DOTALL)
"""The bar of the page, which its own style draws: a PDF has the drawing that is whole by itself in its place."""

DARK = re.compile(r"@media screen.*?\}\}")
WORDS = re.compile(r"(<title[^>]*>)([^<]*)(</title><desc[^>]*>)([^<]*)")
SIZE = re.compile(r'viewBox="0 0 (\d+) (\d+)" width="100%"')


def in_print(drawing: str) -> str:
    """A drawing as WeasyPrint draws it, which knows no variables in a drawing: in black and white, 125 mm wide.

    What it takes for the words in place of the drawing is the title, so the description stands there too.
    """
    plain = (
        WORDS.sub(r"\1\2: \4\3\4", DARK.sub("", drawing)).replace("var(--ink)", "#000").replace("var(--paper)", "#fff")
    )
    return SIZE.sub(r'viewBox="0 0 \1 \2" width="\1pt" height="\2pt"', plain)


def declaration_pdf(reported: Reported) -> bytes:
    """The PDF; raises Refused, with how to get it, where WeasyPrint or what it needs is not installed."""
    declaration = reported.declaration
    page = declaration_page(declaration, doubts_section(reported.doubts))
    drawn = majority_chart(declaration).drawing
    if drawn is not None and (bar := BAR.search(page)):
        page = page[: bar.start()] + in_print(drawn.html) + page[bar.end() :]
    return pdf_of(page, Attached("declaration.json", declaration.encode()), declaration.on)


@dataclass(frozen=True)
class Attached:
    """A file within a PDF, whose SHA-256 stands on each page."""

    name: str
    content: bytes


def pdf_of(page: str, attached: Attached, on: date) -> bytes:
    """A page as a PDF with a file attached; dated by the day that is given, never by a clock."""
    weasyprint = renderer()
    stamp = f"{on.isoformat()}T00:00:00Z"
    dated = f'<meta name="dcterms.created" content="{stamp}"><meta name="dcterms.modified" content="{stamp}">'
    attachment = weasyprint.Attachment(
        string=attached.content,
        name=attached.name,
        description=f"What this document rests on: {attached.name}",
        created=midnight(on),
        modified=midnight(on),
        relationship="Source",
        url_fetcher=nothing_fetched,
    )
    footer = weasyprint.CSS(string=FOOTER % (attached.name, sha256_hex(attached.content)), url_fetcher=nothing_fetched)
    document = weasyprint.HTML(string=page.replace("</head>", f"{dated}</head>"), url_fetcher=nothing_fetched)
    made: bytes = document.write_pdf(
        finisher=claim_accessible,
        stylesheets=[footer],
        attachments=[attachment],
        pdf_variant=VARIANT,
        pdf_tags=True,
        pdf_identifier=sha256_hex(page.encode() + attached.content).encode()[:32],
    )
    return made


UA = b"""<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"><pdfuaid:part>1</pdfuaid:part>
</rdf:Description><rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource"><pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType><pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289</pdfaProperty:description></rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description></rdf:RDF>"""
"""What says in the metadata that a document is PDF/UA-1 too, as PDF/A has it said (ISO 19005-3, 6.6.2.3)."""


def claim_accessible(_: object, pdf: Any) -> None:  # noqa: ANN401 — WeasyPrint's document and PDF
    """Say in the metadata that the document is PDF/UA-1; WeasyPrint itself says one standard alone."""
    number = int(pdf.catalog["Metadata"].split()[0])
    metadata = pdf.objects[number]
    metadata.stream = [bytes(part).replace(b"</rdf:RDF>", UA) for part in metadata.stream]


def renderer() -> ModuleType:
    """WeasyPrint; raises Refused where it, or a library of the system that it needs, is missing."""
    try:
        return importlib.import_module("weasyprint")
    except (ImportError, OSError):
        raise Refused(HOW) from None


def nothing_fetched(url: str, *_: Any, **__: Any) -> dict[str, object]:  # noqa: ANN401 — WeasyPrint's signature
    """Refuse to load anything: a declaration is whole in itself."""
    raise ValueError(f"a declaration loads nothing: {url}")


def midnight(on: date) -> datetime:
    """The beginning of a day, for what a PDF must date."""
    return datetime.combine(on, time(), UTC)
