"""PrefLib's files of orders: .soc and .soi without ties, .toc and .toi with them; headers old and new.

Source: preflib.org, "Data formats". A tie stands in braces.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from tellers.counting.contest import Contest, Mark
from tellers.counting.formats.reading import Bad, Reading, Told, contest_of, shown, text_of, weight_of, whole_number

HEADER = re.compile(r"^#\s*([A-Z ]+?)\s*(\d{0,6})\s*:\s*(.*)$")
KINDS = ("soc", "soi", "toc", "toi")
AROUND = re.compile(r"\s*([:,{}])\s*")
PLACE = re.compile(r"\{([^{}]*)\}|([^,{}]+)")
SHAPE = re.compile(r"^(?:\{[^{}]*\}|[^,{}]+)(?:,(?:\{[^{}]*\}|[^,{}]+))*$")


@dataclass
class Header:
    """What a file says of itself; each number is None where it does not say."""

    names: dict[int, str] = field(default_factory=dict)
    kind: str = ""
    title: str = ""
    old: bool = False
    candidates: int | None = None
    voters: int | None = None
    orders: int | None = None

    @property
    def complete(self) -> bool:
        """Whether every paper ranks every candidate."""
        return self.kind in {"soc", "toc"}

    @property
    def strict(self) -> bool:
        """Whether no paper has a tie."""
        return self.kind in {"soc", "soi"}


def parse_preflib(raw: bytes, reading: Reading) -> Contest:
    """The contest of a PrefLib file; raises Unreadable with every bad line."""
    lines = text_of(raw, reading).split("\n")
    old = not lines[0].lstrip().startswith("#")
    header, after = _old_header(lines, reading) if old else _header(lines, reading)
    bad = Bad(reading)
    names = _names(header, reading)
    papers = list(_papers(lines, after, header, len(names), bad))
    if not bad.found:
        _check_sums(header, papers, reading)
    return contest_of(reading, names, papers, bad, Told(header.title))


def _header(lines: Sequence[str], reading: Reading) -> tuple[Header, int]:
    header, after = Header(), 0
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        if not line.lstrip().startswith("#"):
            break
        after = number
        found = HEADER.match(line.strip())
        if found:
            _header_line(header, found, number, reading)
    return header, after


def _header_line(header: Header, found: re.Match[str], number: int, reading: Reading) -> None:
    key, place, value = found[1], found[2], found[3].strip()
    match key:
        case "ALTERNATIVE NAME" if place:
            if int(place) in header.names:
                raise reading.unreadable(f"candidate {place} is named twice", number)
            header.names[int(place)] = value
        case "TITLE":
            header.title = value
        case "DATA TYPE":
            header.kind = value.lower()
            if header.kind not in KINDS:
                raise reading.unreadable(f"data type {shown(value)}; expected {', '.join(KINDS)}", number)
        case "NUMBER ALTERNATIVES":
            header.candidates = _number(value, number, reading)
        case "NUMBER VOTERS":
            header.voters = _number(value, number, reading)
        case "NUMBER UNIQUE ORDERS":
            header.orders = _number(value, number, reading)
        case _:
            pass  # Where a file comes from and what it belongs to.


def _old_header(lines: Sequence[str], reading: Reading) -> tuple[Header, int]:
    """The header before 2022: how many candidates, a line `number,name` for each, then `voters,sum,orders`."""
    size = _number(lines[0].strip(), 1, reading)
    header = Header(old=True, candidates=size)
    for number, line in enumerate(lines[1 : size + 1], start=2):
        place, comma, name = line.partition(",")
        if not comma or whole_number(place.strip()) != number - 1:
            raise reading.unreadable(f"{shown(line)}; expected candidate {number - 1} as {number - 1},name", number)
        header.names[number - 1] = name.strip()
    if len(lines) < size + 2:
        raise reading.unreadable("the file ends in its header", len(lines))
    sums = [_number(word.strip(), size + 2, reading) for word in lines[size + 1].split(",")]
    header.voters, header.orders = sums[0], sums[-1]
    return header, size + 2


def _number(text: str, line: int, reading: Reading) -> int:
    number = whole_number(text)
    if number is None:
        raise reading.unreadable(f"{shown(text)} is not a whole number", line)
    return number


def _names(header: Header, reading: Reading) -> tuple[str, ...]:
    size = header.candidates if header.candidates is not None else len(header.names)
    names = []
    for place in range(1, size + 1):
        name = header.names.get(place)
        if name is None:
            raise reading.unreadable(f"candidate {place} of {size} has no line with a name")
        names.append(name)
    if len(header.names) > size:
        raise reading.unreadable(f"{len(header.names)} names for {size} candidates")
    return tuple(names)


def _papers(
    lines: Sequence[str], after: int, header: Header, candidates: int, bad: Bad
) -> Iterator[tuple[int, tuple[Mark, ...]]]:
    for number, line in enumerate(lines[after:], after + 1):
        text = AROUND.sub(r"\1", line.strip())
        if not text or text.startswith("#"):
            continue
        first, mark, order = text.partition("," if header.old else ":")
        if not mark and not header.old:
            bad.line(number, f"{shown(text)} has no colon; expected papers and an order, such as 12: 2,1")
            continue
        weight = weight_of(first, number, bad)
        if weight is None:
            continue
        reason, marks = _order(order, candidates)
        reason = reason or _breach(marks, header, candidates)
        if reason:
            bad.line(number, reason, weight)
        else:
            yield weight, marks


def _order(order: str, candidates: int) -> tuple[str, tuple[Mark, ...]]:
    """Why an order cannot be read, empty where it can, and its marks."""
    if not order:
        return "", ()
    if not SHAPE.match(order):
        return f"{shown(order)} is not an order such as 2,1,{{3,4}}", ()
    marks: list[Mark] = []
    for tie, single in PLACE.findall(order):
        words = tie.split(",") if tie else [single]
        tied = [whole_number(word) for word in words]
        known = [number - 1 for number in tied if number is not None and 1 <= number <= candidates]
        if len(known) != len(words):
            strange = next(word for word, number in zip(words, tied, strict=True) if not _stands(number, candidates))
            return f"{shown(strange)} is not one of {candidates} candidates", ()
        marks.append(known[0] if len(known) == 1 else tuple(known))
    return "", tuple(marks)


def _stands(number: int | None, candidates: int) -> bool:
    return number is not None and 1 <= number <= candidates


def _breach(marks: Sequence[Mark], header: Header, candidates: int) -> str:
    """Why an order is not of the kind that the file says it holds, empty where it is."""
    ranked = [c for mark in marks for c in ([mark] if isinstance(mark, int) else mark)]
    if header.strict and any(not isinstance(mark, int) for mark in marks):
        return f"a tie in a file of kind {header.kind}"
    if header.kind and len(set(ranked)) != len(ranked):
        return "a candidate stands twice"
    if header.complete and len(ranked) != candidates:
        return f"{len(ranked)} of {candidates} candidates are ranked in a file of kind {header.kind}"
    return ""


def _check_sums(header: Header, papers: Sequence[tuple[int, object]], reading: Reading) -> None:
    """Raise Unreadable where the file holds more or less than its header says: it may have been cut off."""
    total = sum(weight for weight, _ in papers)
    if header.voters is not None and header.voters != total:
        raise reading.unreadable(f"{total} papers; the header says {header.voters}")
    if header.orders is not None and header.orders != len(papers):
        raise reading.unreadable(f"{len(papers)} different orders; the header says {header.orders}")
