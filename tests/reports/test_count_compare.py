"""Two counts of the same papers. What each rule set answers is held against its law in tests/counting."""

from tests.reports.counts import fourteen, small

from tellers.counting.rule_sets.registry import rule_set
from tellers.reports.count_compare import compare_json, compare_text, differences, parting
from tellers.reports.layout import WIDTH, columns_of


def test_a_count_beside_itself_agrees_at_every_stage() -> None:
    assert parting(small(), small()) is None
    assert differences(small(), small()) == ()
    text = compare_text(small(), small(), "Leader")
    assert text.startswith("THE SAME ARE ELECTED\n")
    assert text.endswith("The two counts agree at every stage.")


def test_two_rule_sets_part_where_their_votes_first_differ() -> None:
    one, other = fourteen("stv-scottish"), fourteen("stv-wig")
    at = parting(one, other)
    assert at is not None
    before, first, beside = at - 1, one.stages[at - 1], other.stages[at - 1]
    assert all(
        {c: one.text(v) for c, v in a.tally.items() if v}.keys() == {c for c, v in b.tally.items() if v}
        for a, b in zip(one.stages[:before], other.stages[:before], strict=True)
    )
    assert [one.text(v) for v in first.tally.values()] != [other.text(v) for v in beside.tally.values()]


def test_the_questions_that_two_rule_sets_answer_differently_stand_with_both_clauses() -> None:
    found = {one.question: (one.one, one.other) for one in differences(fourteen("stv-scottish"), fourteen("stv-wig"))}
    scottish, wig = rule_set("stv-scottish"), rule_set("stv-wig")
    assert found["decimals"] == (f"5 ({scottish.decimals.cites})", f"4 ({wig.decimals.cites})")
    for (question, says, _), (_, beside, _) in zip(scottish.answers, wig.answers, strict=True):
        assert (question in found) is (says != beside)


def test_methods_that_are_no_lists_of_answers_are_compared_by_their_stages() -> None:
    one, other = small("av"), small("schulze")
    assert differences(one, other) == ()
    assert compare_json(one, other)["methods"] == ["av", "schulze"]
    assert compare_json(one, other)["same"] is (set(one.elected) == set(other.elected))


def test_a_comparison_fits_into_80_columns() -> None:
    for pair in (("stv-scottish", "stv-ers97"), ("stv-wig", "plurality"), ("stv-scottish", "stv-meek")):
        one, other = (fourteen(method) for method in pair)
        for line in compare_text(one, other, "Council").split("\n"):
            assert columns_of(line) <= WIDTH, line
