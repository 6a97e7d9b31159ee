"""Records for the tests: 28 June 2016 as declared; contests and motions decided from facts of the repository."""

from functools import cache

from tests.reports.samples import declared
from tests.rulebook.samples import RULEBOOKS

from tellers.cli.records import read_records
from tellers.decisions.record import read_record
from tellers.reports.judging import Word
from tellers.reports.news.checking import check_report
from tellers.reports.news.found import Found
from tellers.reports.news.reading import Records
from tellers.reports.told import Told, told_of
from tellers.reports.told_facts import told_by_facts
from tellers.rulebook.parsing import decode


@cache
def told(organisation: str, name: str, procedure: str | None = None) -> Told:
    folder = RULEBOOKS / organisation
    book = decode((folder / "book.toml").read_bytes(), organisation)
    path = folder / "facts" / f"{name}.json"
    record = read_record(path.read_bytes(), path.name, lambda other: (path.parent / other).read_bytes())
    asked = procedure or record.facts.procedure
    assert asked is not None
    return told_by_facts(book, record, asked, f"{path.name}, facts")


@cache
def beside(organisation: str, name: str) -> Records:
    """A vote of the repository with the earlier contests of its organisation, as the command reads them."""
    return read_records(RULEBOOKS / organisation / "facts" / f"{name}.json", (), None)


@cache
def june() -> Records:
    """28 June 2016 as a declaration, with the election of 2015."""
    return Records(told_of(declared()), (told("labour", "2015-09-12-leader-election"),))


@cache
def december() -> Records:
    """The Conservative vote of 12 December 2018: 200 to 117 of 317."""
    return Records(told("conservative", "2018-12-12-confidence"))


@cache
def snp() -> Records:
    """The election of the leader of the Scottish National Party in March 2023."""
    return Records(told("snp", "2023-03-27-leader-election"))


@cache
def strike() -> Records:
    """A strike ballot of the RMT: 71 yes, 3 no, 74 of 171 papers."""
    return Records(told("uk-trade-unions", "rmt-district-centre-group", "strike-ballot"))


def of(text: str, records: Records) -> list[tuple[str, str]]:
    """Each figure with its verdict, in the order of the text; statements without a figure are left out."""
    return [(one.mark.figure or "", one.word.value) for one in check_report(text, records) if one.mark.figure]


def verdicts(text: str, records: Records) -> tuple[Found, ...]:
    return check_report(text, records)


def words(text: str, records: Records) -> set[Word]:
    return {one.word for one in check_report(text, records)}
