"""Groups that may be shown: never one below the minimum cell, and none by taking the shown from the whole."""

from hypothesis import given
from hypothesis import strategies as st

from tellers.reports.cells import REST, WHOLE, Cell, shown_cells
from tellers.reports.chart_turnout import cells_chart


def cells(*sizes: int) -> list[Cell]:
    return [Cell(f"section {number}", size, size // 2) for number, size in enumerate(sizes)]


def test_large_sections_are_all_shown() -> None:
    assert [one.name for one in shown_cells(cells(10, 40, 12), 10)] == ["section 1", "section 2", "section 0"]


def test_small_ones_stand_together_where_together_they_are_large_enough() -> None:
    assert [(one.name, one.entitled) for one in shown_cells(cells(40, 6, 5), 10)] == [("section 0", 40), (REST, 11)]


def test_a_single_small_one_takes_the_smallest_large_one_with_it() -> None:
    assert [(one.name, one.entitled) for one in shown_cells(cells(40, 12, 3), 10)] == [("section 0", 40), (REST, 15)]


def test_where_that_leaves_none_all_stand_together_and_all_too_few_are_not_shown() -> None:
    assert [(one.name, one.entitled) for one in shown_cells(cells(40, 3), 10)] == [(WHOLE, 43)]
    assert shown_cells(cells(4, 3), 10) == ()


@given(st.lists(st.integers(0, 60), max_size=8), st.integers(1, 30))
def test_no_group_and_no_difference_is_below_the_minimum(sizes: list[int], minimum: int) -> None:
    shown = shown_cells(cells(*sizes), minimum)
    assert all(one.entitled >= minimum for one in shown)
    if shown:
        assert sum(one.entitled for one in shown) == sum(sizes)
        assert sum(one.returned for one in shown) == sum(size // 2 for size in sizes)


def test_the_chart_has_each_group_in_words_and_in_its_table() -> None:
    chart = cells_chart(shown_cells(cells(40, 6, 5), 10), 10)
    assert chart.drawing is not None
    assert "20 valid votes of 40 entitled: 50.0%" in chart.drawing.html
    assert chart.rows[0] == ("section 0", "20", "40", "50.0%", "20/40")
