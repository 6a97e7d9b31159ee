"""The declaration as a small page for another's page: whole in an iframe, without a script, loading nothing."""

from tellers.reports import drawing, wording
from tellers.reports.chart_majority import majority_chart
from tellers.reports.markup import element
from tellers.reports.page import page_head
from tellers.reports.reported import Reported, doubts_section

STYLE = (
    ":root{color-scheme:light dark}body{margin:0;padding:.6rem;font:1rem/1.45 system-ui,sans-serif;max-width:30rem;"
    "overflow-wrap:break-word}h1{font-size:1.25rem;margin:0 0 .3rem}h2{font-size:1rem;margin:.8rem 0 .3rem}"
    "p{margin:.2rem 0}table{border-collapse:collapse;width:100%;font-size:.88rem;font-variant-numeric:tabular-nums}"
    "h1,p,th[scope=row]{overflow-wrap:anywhere}th[scope=row]{min-width:4.2rem}"
    "caption{text-align:left}th,td{text-align:left;padding:.15rem .5rem .15rem 0;border-bottom:1px solid}"
)


def embed_page(reported: Reported) -> bytes:
    """The page, for the `src` or the `srcdoc` of an iframe with an empty `sandbox`."""
    declaration = reported.declaration
    subject = declaration.subject
    body = element(
        "body",
        element("h1", wording.headline(declaration)),
        element("p", subject.question, dir="auto"),
        element("p", f"{subject.organisation}, {subject.title}", dir="auto"),
        element("p", f"Declared on {wording.day(declaration.on)}."),
        doubts_section(reported.doubts),
        majority_chart(declaration).section,
        element("p", f"SHA-256 of declaration.json: {_fingerprint(reported)}"),
    )
    head = page_head(f"{wording.headline(declaration)}. {subject.title}", STYLE, (drawing.STYLE,))
    return ("<!DOCTYPE html>\n" + element("html", head, body, lang="en-GB").html + "\n").encode()


def _fingerprint(reported: Reported) -> str:
    found = dict(wording.fingerprints(reported.declaration)).get("declaration.json (SHA-256)")
    return found or "it is told as known on a later day, so it is not that file"
