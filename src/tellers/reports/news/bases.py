"""Which base a share is said to be of: those who voted, those entitled, or no base that the words settle."""

import re
from collections.abc import Mapping

OF = re.compile(r"^\s*(?:\)\s*)?of\s+(?P<base>[^,.;:()]*)", re.IGNORECASE)
VALID = re.compile(r"\bvalid\b", re.IGNORECASE)
CAST = re.compile(
    r"\b(?:(?:votes?|ballots|papers|those|mps|members|colleagues)\b.{0,25}\b(?:cast|counted|"
    r"returned|voting|voted|took part)|"
    r"who (?:voted|took part)|voting|the vote|votes|ballots|papers|voters)\b",
    re.IGNORECASE,
)
ENTITLED = re.compile(
    r"\b(?:serving|all|every|eligible|entitled|whole|sitting|electorate|the (?:parliamentary )?(?:labour "
    r")?(?:party|plp|membership)|"
    r"(?:his|her|their|the leader's) (?:own )?(?:parliamentary )?(?:mps|colleagues|party|parliamentary party))\b",
    re.IGNORECASE,
)
PAPERS = re.compile(
    r"\b(?:papers|ballots)\b.{0,12}\b(?:returned|cast|counted)\b|\b(?:papers|ballots)\b", re.IGNORECASE
)


WHO_VOTED = re.compile(r"\s*(?:[\w-]+ ){1,4}who (?:voted|took part|cast)\b(?! (?:for|against|to))", re.IGNORECASE)
NUMBER = re.compile(r"(?<![\w.])\d[\d,]*(?![\w%.])")
NO_SIZES: Mapping[int, str] = {}


def bases(after: str, sizes: Mapping[int, str] = NO_SIZES) -> tuple[str | None, ...]:
    """The bases that the words behind a share allow; None stands for any that fits.

    `sizes` are the bases of the record by their sizes: a base that is named by its number is that one.
    """
    match = OF.match(after)
    if match is None:
        return ("valid", "papers") if WHO_VOTED.match(after) else (None,)
    base = match["base"]
    numbers = [sizes[int(one.replace(",", ""))] for one in NUMBER.findall(base) if int(one.replace(",", "")) in sizes]
    if numbers:
        return (numbers[0],)
    voted = re.split(r"\b(?:voted|backed|supported|were|did|believe)\b", base, maxsplit=1)[0]
    if VALID.search(base):
        return ("valid",)
    if PAPERS.search(voted):
        return ("papers", "valid")
    if ENTITLED.search(voted) and not re.search(r"\b(?:who voted|voting|cast|took part)\b", base):
        return ("entitled",)
    return ("valid", "papers") if CAST.search(voted) or re.search(r"\bwho (?:voted|took part)\b", base) else (None,)
