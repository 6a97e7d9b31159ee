"""Reads the counts that a book defines."""

from collections.abc import Mapping

from tellers.rulebook.counts import BookCount, Given
from tellers.rulebook.dates import Dated
from tellers.rulebook.parsing_rules import Clauses, need_grounds
from tellers.rulebook.tables import Table, did_you_mean
from tellers.rulebook.vocabulary import RESERVED

PARTS: Mapping[str, frozenset[str]] = {
    "for": frozenset({"for"}),
    "against": frozenset({"against"}),
    "blank": frozenset({"blank"}),
    "spoiled": frozenset({"spoiled"}),
    "valid": frozenset({"for", "against"}),
    "papers": frozenset({"for", "against", "blank", "spoiled"}),
}
"""What a sum can add up, and of which papers each part consists."""


def read_count(dated: Dated, clauses: Clauses) -> BookCount:
    """A count by its id, which is no word of the language; a sum of papers, or a number that the facts give."""
    table, id_ = dated.table, dated.id
    if id_ in RESERVED or id_.isdigit():
        table.refuse(f"`{id_}` is a word of the language; give the count another id")
    if table.has("sum") == table.has("given"):
        table.refuse('a count has either sum = ["for", "against"], or given = "candidate" or "procedure"')
    count = BookCount(
        id=id_,
        name=table.text("name"),
        sum=_sum(table) if table.has("sum") else (),
        given=table.choice("given", Given) if table.has("given") else None,
        grounds=need_grounds(table, clauses),
        line=table.line,
    )
    table.finish()
    return count


def _sum(table: Table) -> tuple[str, ...]:
    counted: set[str] = set()
    for word in table.texts("sum"):
        if word not in PARTS:
            table.refuse(f"`{word}` is no class of papers; {did_you_mean(word, PARTS)}", "sum")
        if not counted.isdisjoint(PARTS[word]):
            table.refuse(f"`{word}` is in the sum twice: by itself, and within another", "sum")
        counted |= PARTS[word]
    return table.texts("sum")
