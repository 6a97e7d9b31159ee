"""Tables of a count as text; the figures are the transcript's own, which other tests hold against published ones."""

from dataclasses import replace

from tests.counting.compared import compared, contest, papers, vector

from tellers.counting.condorcet import rank
from tellers.counting.methods import count
from tellers.counting.rule_sets.condorcet import CONDORCET
from tellers.counting.ties import NoRule
from tellers.reports.count_tables import tables_text
from tellers.reports.count_text import count_text
from tellers.reports.layout import WIDTH, columns_of


def test_comparisons_stand_under_the_numbers_of_the_candidates() -> None:
    result = count(contest(papers("2: C A", "3: A", "4: B C"), 3), "copeland")
    assert list(tables_text(result)) == [
        "",
        "Papers that prefer the row to the column",
        "           1  2  3",
        "  1 Ash       5  3",
        "  2 Birch  4     4",
        "  3 Cedar  6  2",
    ]


def test_other_columns_have_their_names() -> None:
    result = count(contest(papers("2: C A", "3: A", "4: B C"), 3), "ranked-pairs")
    assert list(tables_text(result))[-4:] == [
        "                    strength      kept",
        "  Cedar over Ash           6      kept",
        "  Ash over Birch           5      kept",
        "  Birch over Cedar         4  not kept",
    ]


def test_a_wide_table_is_broken_into_blocks_of_80_columns() -> None:
    # Truth: the eleven candidates of Kubernetes 2023, with names longer than a column may be.
    vote = vector("pairwise.json")["kubernetes-steering-2023"]
    names = [f"{name} of the Special Interest Group {number}" for number, name in enumerate(vote["candidates"])]
    result = rank(compared(names, vote["unranked is last"]), CONDORCET["schulze"], NoRule())
    wide = tuple(replace(table, columns=tuple(f"{name}!" for name in table.columns)) for table in result.tables)
    for text in (count_text(result, "2023"), count_text(replace(result, tables=wide), "2023")):
        lines = text.split("\n")
        assert max(map(columns_of, lines)) <= WIDTH
        assert all(line == line.rstrip() for line in lines)
    figures = [cell for row in vote["unranked is last"] for cell in row if cell is not None]
    printed = "\n".join(tables_text(replace(result, tables=wide[:1]))).split()
    assert all(str(figure) in printed for figure in figures)


def test_figures_that_are_no_votes_say_what_they_are_and_do_not_add_up() -> None:
    text = count_text(count(contest(papers("2: A=B", "3: A"), 2), "approval"), "Council")
    assert "Stage 1, not votes: papers that vote for the candidate." in text
    assert "Total" not in text
