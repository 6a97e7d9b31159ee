"""What a declaration's page ends with: agents, corrections, fingerprints, and lines to sign on paper."""

from tellers.proceedings.declaration import Declaration
from tellers.reports import wording
from tellers.reports.custody import trustee_sentence, window_sentences
from tellers.reports.markup import Markup, element, section, table


def agents(declaration: Declaration) -> Markup:
    """Who signed the count, and who dissented and why."""
    if not declaration.attendances:
        return section("Agents", element("p", "No agent signed the count, and none dissented."))
    entries = (
        element(
            "li",
            element("b", one.agent),
            " signs the count." if one.signs else f" dissents: {one.reason}",
            dir="auto",
        )
        for one in declaration.attendances
    )
    return section("Agents", element("ul", *entries))


def objections(declaration: Declaration) -> Markup | None:
    """What was objected to or broken, each with its answer or as open; left out where nothing was."""
    said = (*window_sentences(declaration.window), *map(wording.objection_sentence, declaration.objections))
    if not said:
        return None
    entries = (element("li", one, dir="auto") for one in said)
    return section("Objections and breaches", element("ul", *entries))


def corrections(declaration: Declaration) -> Markup | None:
    """What later minutes say was wrong in earlier ones."""
    if not declaration.corrections:
        return None
    entries = (element("li", f"Minute {one.minute}: {one.text}", dir="auto") for one in declaration.corrections)
    return section("Corrections", element("ul", *entries))


def trustees(declaration: Declaration) -> Markup | None:
    """Every trustee of the sealed ballot, and whether they decrypted; left out where there was none."""
    if not declaration.trustees:
        return None
    entries = (element("li", trustee_sentence(one), dir="auto") for one in declaration.trustees)
    return section("Trustees", element("ul", *entries))


def fingerprints(declaration: Declaration) -> Markup:
    """What the result hangs on, to compare by eye or aloud."""
    rows = [
        element("tr", element("th", name, scope="row"), element("td", element("code", wording.in_groups(value))))
        for name, value in wording.fingerprints(declaration)
    ]
    key = element("p", "The key of the minutes: ", element("code", declaration.fingerprints.key))
    heads = (("Of", None), ("Fingerprint, in groups of four", None))
    caption = "Compare these with the notice of the vote, the minute book and the archive"
    return section("Fingerprints", table(caption, heads, rows, class_="prints"), key)


def signatures(declaration: Declaration) -> Markup:
    """Lines for a printed copy; on a screen they are not shown."""
    names = ["Secretary", *dict.fromkeys(f"Agent: {one.agent}" for one in declaration.attendances)]
    rows = [element("tr", element("th", name, scope="row"), element("td"), element("td")) for name in names]
    heads = (("Name", None), ("Signature", None), ("Date", None))
    return element("div", section("Signed", table("For a printed copy", heads, rows)), class_="signatures")
