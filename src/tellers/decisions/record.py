"""The facts as they are handed in: every account of them, and what their sources say differently."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from tellers.canonical import Json
from tellers.decisions.facts import Facts
from tellers.decisions.facts_ballots import Opener
from tellers.decisions.facts_reading import read_facts
from tellers.decisions.facts_text import Path, Place, read_json
from tellers.decisions.statements import Choices, Disputed, accounts, by_day, disputes, settle


@dataclass(frozen=True)
class Account:
    """One way to take all the statements, and the facts as they then are."""

    choices: Choices
    facts: Facts


@dataclass(frozen=True)
class Record:
    """Facts, with the statements in which sources differ; `sources` says in words what each id of a source is."""

    accounts: tuple[Account, ...]
    disputed: tuple[Disputed, ...]
    sources: Mapping[str, str]
    place: Place = field(repr=False)
    _value: Json = field(repr=False)
    _opener: Opener = field(repr=False)

    @property
    def facts(self) -> Facts:
        """The facts of the first account, for what no statement is about."""
        return self.accounts[0].facts

    def account(self, choices: Choices) -> Account:
        """The account that takes these statements."""
        return Account(choices, read_facts(settle(self._value, choices), self.place, self._opener))

    def instead(self, account: Account, path: Path, value: Json) -> Account:
        """An account as another source would have it, all else alike."""
        return self.account({**account.choices, path: value})


def read_record(raw: bytes, source: str, opener: Opener) -> Record:
    """Read facts from their bytes; `opener` gives the files that they name.

    Raises Unreadable with the line for everything that facts.md does not allow.
    """
    value, place = by_day(read_json(raw, source)), Place(raw, source)
    disputed = disputes(value, place)
    every = tuple(
        Account(choices, read_facts(settle(value, choices), place, opener)) for choices in accounts(disputed)
    )
    return Record(every, disputed, _sources(value), place, value, opener)


def record_of(facts: Facts) -> Record:
    """Facts of one account that were never a file, such as those of a case."""
    empty = Place(b"", "the record")
    return Record((Account({}, facts),), (), MappingProxyType({}), empty, None, _no_files)


def _no_files(name: str) -> bytes:
    raise FileNotFoundError(2, "No such file", name)


def _sources(value: Json) -> Mapping[str, str]:
    told = value.get("sources") if isinstance(value, dict) else None
    return {key: str(text) for key, text in told.items()} if isinstance(told, dict) else {}
