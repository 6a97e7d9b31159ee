"""A case as one folder for a court, a certification officer or the other camp: everything public, numbered and hashed.

It is put together from the public files of which the minutes speak, read by name: what stands in the private folders
is never opened, and what lies about in the case is named as left out. The same case and the same moment give the same
bytes, where the same renderer of PDF is installed or none.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime

from tellers.canonical import sha256_hex
from tellers.cases.file_checks import expected_files
from tellers.cases.verification import CaseReport
from tellers.errors import Refused, TellersError
from tellers.reports import bundle_texts
from tellers.reports.bundle_minutes import minute_lines
from tellers.reports.bundle_page import index_page, printed
from tellers.reports.bundle_texts import PRIVATE, Listing
from tellers.reports.forms import FORMS, Material, charts_of, rendered_form
from tellers.reports.pdf import Attached, pdf_of, renderer

LINES = 60
"""The lines of a page, by which texts are numbered."""

SUMS, INDEX = "SHA256SUMS", "index.txt"

FILES = {
    "text": "txt", "json": "report.json", "html": "html", "embed": "embed.html", "svg": "svg", "pdf": "pdf",
    "stages": "stages.svg", "timeline": "timeline.svg", "bench": "bench.svg", "turnout": "turnout.svg",
    "charts": "charts.html", "tellers": "tellers.txt", "announcement": "announcement.txt",
    "scrutineer": "scrutineer.txt", "scrutineer-not-satisfied": "scrutineer-not-satisfied.txt", "nist": "nist.json",
}  # fmt: skip
"""How the file of each form ends."""


TITLES = {
    "text": "the declaration in words", "json": "the declaration and what stands open, for programs",
    "html": "the declaration as a page", "embed": "the declaration to be set into another page",
    "svg": "the majority as a chart", "pdf": "the declaration to print", "timeline": "what happened when, as a chart",
    "bench": "the posts, who is in and who is out", "turnout": "turnout by section", "stages": "the stages of the "
        "count",
    "charts": "every chart with its figures", "tellers": "the tellers' report", "announcement": "to be read aloud",
    "scrutineer": "the scrutineer's report", "scrutineer-not-satisfied": "the scrutineer's report, not satisfied",
    "nist": "NIST SP 1500-100 results, for programs",
}  # fmt: skip
"""What each form is, in the index."""


@dataclass(frozen=True)
class Document:
    """One file of a bundle, and what it is."""

    path: str
    title: str
    content: bytes

    @property
    def pages(self) -> int:
        """How many pages it takes in the numbering: a text by its lines, anything else one."""
        if not self.path.endswith((".txt", ".jsonl", ".toml")):
            return 1
        return max(1, -(-self.content.count(b"\n") // LINES))


@dataclass(frozen=True)
class Transcript:
    """What `tellers verify` says of the case, for people and for programs."""

    text: bytes
    json: bytes


@dataclass
class Bundle:
    """A bundle while it is put together: its documents in order, and what is left out and why."""

    documents: list[Document] = field(default_factory=list)
    left_out: list[tuple[str, str]] = field(default_factory=list)

    def add(self, path: str, title: str, content: bytes) -> None:
        """One more document."""
        self.documents.append(Document(path, title, content))


def bundled(report: CaseReport, material: Material, transcript: Transcript, at: datetime) -> dict[str, bytes]:
    """The files of the bundle by their paths, index and sums of everything included."""
    bundle = Bundle()
    _declaration(bundle, material)
    _texts(bundle, material)
    bundle.add("4-verification/transcript.txt", "What `tellers verify` says of the record", transcript.text)
    bundle.add("4-verification/transcript.json", "The same, for programs", transcript.json)
    _record(bundle, report)
    bundle.left_out += [(name, why) for name, why in PRIVATE.items()]
    bundle.left_out += bundle_texts.withheld(material)
    if not _has_renderer():
        bundle.left_out.append(("bundle.pdf", "WeasyPrint is not installed where the bundle was made"))
    listing = Listing(tuple(_numbered(bundle)), bundle.left_out)
    index = bundle_texts.index_lines(material, listing, at)
    bundle.documents.insert(0, Document(INDEX, "Index", ("\n".join(index) + "\n").encode()))
    bundle.documents.insert(1, Document("index.html", "Index, as a page", index_page(material, listing, at)))
    files = {one.path: one.content for one in bundle.documents}
    files[SUMS] = "".join(f"{sha256_hex(raw)}  {path}\n" for path, raw in sorted(files.items())).encode()
    if _has_renderer():
        files["bundle.pdf"] = _pdf(bundle, material, (listing, at), files[SUMS])
    return files


def _declaration(bundle: Bundle, material: Material) -> None:
    """The case in every form: of its motion, and of each contest that is declared."""
    for chosen in (None, *material.contests):
        if chosen is None and material.reported is None and material.contests:
            continue
        one = replace(material, chosen=chosen)
        name = "declaration" if chosen is None else chosen
        of = "The case" if chosen is None else f"The contest {chosen}"
        for form in FORMS:
            path = f"1-declaration/{name}.{FILES[form]}"
            try:
                bundle.add(path, f"{of}: {TITLES[form]}", rendered_form(form, one))
            except Refused as refused:
                bundle.left_out.append((path, str(refused)))
        tables = "\n".join(chart.text for chart in charts_of(one))
        charts = "charts.txt" if chosen is None else f"{chosen}.charts.txt"
        bundle.add(f"1-declaration/{charts}", f"{of}: the figures of the charts", tables.encode())


def _texts(bundle: Bundle, material: Material) -> None:
    for path, title, lines in (
        ("2-papers/rulebook.txt", "The rule book as it stood on the day", bundle_texts.edition(material)),
        ("2-papers/notices.txt", "Notices, and what is known of their service", bundle_texts.notices(material)),
        ("2-papers/roll.txt", "The roll: fingerprints and changes", bundle_texts.rolls(material)),
        ("3-events/chronology.txt", "Chronology", bundle_texts.chronology_lines(material)),
        ("3-events/minutes.txt", "The minute book in words, every minute whole", minute_lines(material)),
        ("3-events/rulings.txt", "Rulings", bundle_texts.rulings(material)),
        (
            "3-events/incidents.txt",
            "Incidents: what stands open, and what was answered",
            bundle_texts.incidents(material),
        ),
    ):
        bundle.add(path, title, ("\n".join(lines) + "\n").encode())


def _record(bundle: Bundle, report: CaseReport) -> None:
    """The public record itself, so that whoever has the bundle verifies it: `tellers verify 5-record`."""
    if report.case is None:
        return
    folder = report.case.folder
    expected = sorted(expected_files(report.case))
    for path in expected:
        name = folder.relative(path)
        try:
            bundle.add(f"5-record/{name}", f"The record: {name}", folder.read(path))
        except TellersError as error:
            bundle.left_out.append((f"5-record/{name}", f"it could not be read: {error}"))
    for path in sorted(folder.public_files - set(expected)):
        bundle.left_out.append((folder.relative(path), "nothing in the minutes speaks of it"))


def _numbered(bundle: Bundle) -> Iterator[tuple[str, str, str, str]]:
    """Each document with its place in the numbering: number, pages, path and title, hash."""
    page = 1
    for number, one in enumerate(bundle.documents, start=1):
        last = page + one.pages - 1
        pages = f"{page}" if last == page else f"{page}-{last}"
        yield f"{number}", pages, f"{one.path}: {one.title}", sha256_hex(one.content)
        page = last + 1


def _pdf(bundle: Bundle, material: Material, index: tuple[Listing, datetime], sums: bytes) -> bytes:
    """The index and every text of our own as one document, with the sums attached."""
    ours = (one for one in bundle.documents if one.path.endswith(".txt") and one.path != INDEX)
    texts = [(one.title, one.content.decode()) for one in ours if not one.path.startswith("5-")]
    return pdf_of(printed(material, index, texts), Attached(SUMS, sums), index[1].date())


def _has_renderer() -> bool:
    try:
        renderer()
    except Refused:
        return False
    return True
