"""Papers beside a sealed ballot of a contest: a teller's sheet, what two of them agree on, and the sums.

Source: docs/adr/0008. A sheet is committed to before it is shown, as a motion's is.
"""

from collections import Counter
from collections.abc import Sequence
from typing import Annotated, Any

import msgspec
from msgspec import Meta, Struct

from tellers import canonical
from tellers.canonical import Json
from tellers.errors import NotProven, Refused, Unreadable
from tellers.proceedings.facts import Count, SpoiledPapers, to_json
from tellers.proceedings.facts_credentials import AgreedPapers
from tellers.proceedings.texts import Words, check_words

Candidate = Annotated[str, Meta(min_length=1, max_length=1000)]


class RankedPapers(Struct, frozen=True, forbid_unknown_fields=True):
    """So many papers with one ranking, the first place first."""

    papers: Annotated[int, Meta(ge=1)]
    ranks: Annotated[tuple[Candidate, ...], Meta(min_length=1)]


class PaperSheet(Struct, frozen=True, forbid_unknown_fields=True):
    """One teller's count of the papers beside a sealed ballot: votes by name, or rankings; the other is None.

    `valid` are the papers with a choice. The salt keeps the figures unguessable behind the commitment.
    """

    teller: str
    votes: dict[Candidate, Count] | None
    rankings: tuple[RankedPapers, ...] | None
    valid: Count
    blank: Count
    spoiled: tuple[SpoiledPapers, ...]
    salt: Annotated[str, Meta(pattern=r"\A[0-9a-f]{64}\Z")]

    @property
    def unspoiled(self) -> int:
        """How many papers are not spoiled."""
        return self.valid + self.blank

    @property
    def returned(self) -> int:
        """How many papers came back."""
        return self.unspoiled + sum(group.papers for group in self.spoiled)

    @property
    def commitment(self) -> str:
        """SHA-256 of the canonical sheet."""
        return canonical.sha256_hex(self.encode())

    @property
    def ballot(self) -> dict[str, Json]:
        """The figures as a ballot of facts has them; rankings in an order that says nothing."""
        spoiled = self.returned - self.unspoiled
        papers: dict[str, Json] = {"returned": self.returned, "blank": self.blank, "spoiled": spoiled}
        if self.votes is not None:
            return {"votes": {**self.votes}, "papers": papers}
        return {"rankings": rankings_of([to_json(one) for one in self.rankings or ()]), "papers": papers}

    def encode(self) -> bytes:
        """The sheet as its file holds it."""
        return canonical.encode(to_json(self))

    @classmethod
    def decode(cls, raw: bytes, source: str) -> "PaperSheet":
        """Read a sheet; raises Unreadable naming what is wrong with it."""
        return read_sheet(canonical.decode_canonical(raw, source), source)


def read_sheet(plain: Json, source: str) -> PaperSheet:
    """A sheet from its plain form; raises Unreadable for another."""
    try:
        return msgspec.convert(plain, type=PaperSheet, strict=True)
    except msgspec.ValidationError as error:
        raise Unreadable(f"not a teller's count of papers: {error}", source=source) from None


class PaperQuestion(Struct, frozen=True):
    """What papers beside a sealed ballot ask; `most` is how many names may be marked, where they are not ranked."""

    options: tuple[str, ...]
    ranked: bool
    most: int
    issued: int


def check_sheet(sheet: PaperSheet, asked: PaperQuestion) -> None:
    """Refuse a sheet of other candidates than the ballot's, of more papers than were handed out, or that cannot be."""
    if sheet.returned > asked.issued:
        raise Refused(
            f"{sheet.teller} counts {sheet.returned} papers, but {asked.issued} were issued; count again, and look "
            "for papers that are not of this vote"
        )
    for group in sheet.spoiled:
        check_words(Words(group.reason, "the reason of spoiled papers", "--spoiled"))
    if (sheet.rankings is None) != (sheet.votes is not None) or asked.ranked != (sheet.votes is None):
        form = "rankings" if asked.ranked else "votes"
        raise Refused(f"the papers of this ballot are counted as {form}, and the count has another form")
    if sheet.rankings is not None:
        _check_rankings(sheet, sheet.rankings, asked)
    elif sheet.votes is not None:
        _check_votes(sheet, sheet.votes, asked)


def _check_rankings(sheet: PaperSheet, rankings: Sequence[RankedPapers], asked: PaperQuestion) -> None:
    for one in rankings:
        if not set(one.ranks) <= set(asked.options) or len(set(one.ranks)) < len(one.ranks):
            raise Refused(f"a ranking has a name twice, or one that does not stand: {', '.join(one.ranks)}")
    if sum(one.papers for one in rankings) != sheet.valid:
        raise Refused(f"{sheet.teller} counts {sheet.valid} papers with a choice; the rankings do not add up to them")


def _check_votes(sheet: PaperSheet, votes: dict[str, int], asked: PaperQuestion) -> None:
    if set(votes) != set(asked.options):
        raise Refused(f"{sheet.teller} has votes for {', '.join(votes)}; these stand: {', '.join(asked.options)}")
    total = sum(votes.values())
    one_each = asked.most == 1
    if max(votes.values()) > sheet.valid or not sheet.valid <= total <= asked.most * sheet.valid:
        exact = "one vote" if one_each else f"1 to {asked.most} votes"
        raise Refused(f"{sheet.teller} has {total} votes on {sheet.valid} papers with a choice; each has {exact}")


def check_commitment(sheet: PaperSheet, commitment: str) -> None:
    """Refuse a sheet that is not the one its teller committed to."""
    if sheet.commitment != commitment:
        raise NotProven("paper count", culprit=sheet.teller, detail="the sheet is not the one that was entered")


def differences(one: PaperSheet, other: PaperSheet) -> tuple[str, ...]:
    """The classes of papers on which two sheets differ; figures are not shown."""
    mine, theirs = one.ballot, other.ballot
    classes: tuple[tuple[str, Any, Any], ...] = (
        ("votes", mine.get("votes"), theirs.get("votes")),
        ("rankings", mine.get("rankings"), theirs.get("rankings")),
        ("blank", one.blank, other.blank),
        ("valid", one.valid, other.valid),
        ("spoiled", _by_reason(one), _by_reason(other)),
    )
    return tuple(name for name, this, that in classes if this != that)


def agreed(sheet: PaperSheet, minimum_cell: int) -> AgreedPapers:
    """The count that both tellers have; the figures of fewer unspoiled papers than the cell are left out."""
    return AgreedPapers(
        returned=sheet.returned,
        unspoiled=sheet.unspoiled,
        spoiled=_by_reason(sheet),
        ballot=None if 0 < sheet.unspoiled < minimum_cell else {**sheet.ballot},
    )


def _by_reason(sheet: PaperSheet) -> tuple[SpoiledPapers, ...]:
    papers: Counter[str] = Counter()
    for group in sheet.spoiled:
        papers[" ".join(group.reason.split())] += group.papers
    return tuple(SpoiledPapers(reason, number) for reason, number in sorted(papers.items()) if number)


def rankings_of(groups: Sequence[dict[str, Any]]) -> list[Json]:
    """Groups of papers by ranking, each ranking once, in the order of the names."""
    papers: Counter[tuple[str, ...]] = Counter()
    for one in groups:
        papers[tuple(one["ranks"])] += one["papers"]
    return [{"papers": number, "ranks": [*ranks]} for ranks, number in sorted(papers.items())]


def added(sealed: dict[str, Any], papers: dict[str, Any]) -> dict[str, Json]:
    """The ballot of facts of sealed votes and papers together; of a series, papers go into its last round."""
    if "rounds" in sealed:
        *before, last = sealed["rounds"]
        classes = papers["papers"]
        return {
            "rounds": [
                *before,
                {
                    "votes": _sum(last["votes"], papers["votes"]),
                    "blank": last["blank"] + classes["blank"],
                    "spoiled": last["spoiled"] + classes["spoiled"],
                },
            ]
        }
    together: dict[str, Json] = {"papers": _sum(sealed["papers"], papers["papers"])}
    if "rankings" in sealed:
        return {"rankings": rankings_of([*sealed["rankings"], *papers["rankings"]]), **together}
    return {"votes": _sum(sealed["votes"], papers["votes"]), **together}


def _sum(one: dict[str, int], other: dict[str, int]) -> dict[str, Json]:
    return {name: number + other.get(name, 0) for name, number in one.items()}


def is_with_few(sealed: dict[str, Any], total: dict[str, Any], papers: AgreedPapers, most: int) -> bool:
    """Whether totals can be sealed figures and so many papers, whose own figures are not published.

    `most` is how many names a paper may bear; a ranking is one choice.
    """
    spoiled = sum(one.papers for one in papers.spoiled)
    one, both = last_of(sealed), last_of(total)
    mine, theirs = _choices(one), _choices(both)
    less = {name: number - mine.get(name, 0) for name, number in theirs.items()}
    blank = both["blank"] - one["blank"]
    valid = papers.unspoiled - blank
    return (
        set(mine) <= set(theirs)
        and both["spoiled"] - one["spoiled"] == spoiled
        and all(0 <= number <= valid for number in less.values())
        and blank >= 0
        and valid <= sum(less.values()) <= most * valid
        and both.get("returned", papers.returned) - one.get("returned", 0) == papers.returned
    )


def last_of(ballot: dict[str, Any]) -> dict[str, Any]:
    """The choices and the classes of a ballot of facts: of a series, those of its last ballot."""
    if "rounds" in ballot:
        last: dict[str, Any] = ballot["rounds"][-1]
        return last
    return {**{name: ballot[name] for name in ("votes", "rankings") if name in ballot}, **ballot["papers"]}


def _choices(ballot: dict[str, Any]) -> dict[Any, int]:
    """The votes by name, or the papers by ranking."""
    if "rankings" in ballot:
        return {tuple(one["ranks"]): one["papers"] for one in ballot["rankings"]}
    votes: dict[Any, int] = ballot["votes"]
    return votes
