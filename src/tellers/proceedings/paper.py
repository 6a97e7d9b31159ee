"""Papers are counted twice, by two tellers who do not see each other's figures until both have counted.

Source: docs/adr/0008. A sheet is committed to before it is shown: SHA-256 over the sheet and a random salt.
"""

from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from tellers import canonical
from tellers.canonical import Json
from tellers.counting.for_against import ForAgainstCount
from tellers.errors import NotProven, Refused, Unreadable
from tellers.proceedings.facts import Count, PaperCount, SpoiledPapers, to_json
from tellers.proceedings.texts import Words, check_words


class Sheet(Struct, frozen=True, forbid_unknown_fields=True):
    """One teller's count of the papers; the salt keeps the figures unguessable behind the commitment."""

    teller: str
    for_: Count = msgspec.field(name="for")
    against: Count
    blank: Count
    spoiled: tuple[SpoiledPapers, ...]
    salt: Annotated[str, Meta(pattern="^[0-9a-f]{64}$")]

    @property
    def spoiled_papers(self) -> int:
        """How many papers are spoiled, for whatever reason."""
        return sum(group.papers for group in self.spoiled)

    @property
    def count(self) -> ForAgainstCount:
        """The papers by class."""
        return ForAgainstCount(self.for_, self.against, self.blank, self.spoiled_papers)

    @property
    def papers(self) -> int:
        """How many papers came back."""
        return self.count.papers

    @property
    def commitment(self) -> str:
        """SHA-256 of the canonical sheet."""
        return canonical.sha256_hex(self.encode())

    def encode(self) -> bytes:
        """The sheet as its file holds it."""
        return canonical.encode(to_json(self))

    @classmethod
    def decode(cls, raw: bytes, source: str) -> "Sheet":
        """Read a sheet; raises Unreadable naming what is wrong with it."""
        plain: Json = canonical.decode_canonical(raw, source)
        try:
            return msgspec.convert(plain, type=cls, strict=True)
        except msgspec.ValidationError as error:
            raise Unreadable(f"not a teller's sheet: {error}", source=source) from None


def check_sheet(sheet: Sheet, papers_issued: int) -> None:
    """Refuse a sheet that counts more papers than were handed out, or spoils a paper without a reason."""
    if sheet.papers > papers_issued:
        raise Refused(
            f"{sheet.teller} counts {sheet.papers} papers, but {papers_issued} were issued; count again, "
            "and look for papers that are not of this vote"
        )
    if any(not group.reason.strip() for group in sheet.spoiled):
        raise Refused(f"{sheet.teller} counts spoiled papers without a reason; each spoiled paper has one")
    for group in sheet.spoiled:
        check_words(Words(group.reason, "the reason of spoiled papers", "--spoiled"))


def check_commitment(sheet: Sheet, commitment: str) -> None:
    """Refuse a sheet that is not the one its teller committed to."""
    if sheet.commitment != commitment:
        raise NotProven("paper count", culprit=sheet.teller, detail="the sheet is not the one that was entered")


def differences(one: Sheet, other: Sheet) -> tuple[str, ...]:
    """The classes of papers on which two sheets differ, in glossary words; figures are not shown."""
    classes = (
        ("for", one.for_, other.for_),
        ("against", one.against, other.against),
        ("blank", one.blank, other.blank),
        ("spoiled", _by_reason(one), _by_reason(other)),
    )
    return tuple(name for name, mine, theirs in classes if mine != theirs)


def agreed(one: Sheet, other: Sheet, minimum_cell: int, *, beside_sealed: bool) -> PaperCount:
    """The count on which both tellers agree.

    Beside sealed ballots the figures of fewer than `minimum_cell` unspoiled papers are left out: they are
    published within the totals only. A bundle without such a paper has nothing to hide.
    """
    choices = one.for_ + one.against + one.blank
    withheld = beside_sealed and 0 < choices < minimum_cell
    return PaperCount(
        tellers=(one.teller, other.teller),
        returned=one.papers,
        valid_and_blank=choices,
        spoiled=tuple(SpoiledPapers(reason, papers) for reason, papers in _by_reason(one)),
        for_=None if withheld else one.for_,
        against=None if withheld else one.against,
        blank=None if withheld else one.blank,
    )


def _by_reason(sheet: Sheet) -> list[tuple[str, int]]:
    papers: dict[str, int] = {}
    for group in sheet.spoiled:
        if group.papers:
            reason = " ".join(group.reason.split())
            papers[reason] = papers.get(reason, 0) + group.papers
    return sorted(papers.items())
