"""What contests, their stages, gates and filters can say, and each mistake by its line; the rules are invented."""

import pytest
from tests.rulebook.samples import DAY, procedure, refused, small

from tellers.rulebook.contests import Contest, ContestTie, FilterKind, Sole

AROUND = """
[[office.council]]
title     = "Council"
filled_by = "election"
seats     = 5
clause    = "all"
[[body.mps]]
name    = "Members of Parliament"
members = { house = ["commons"] }
clause  = "all"
[[procedure.nominations]]
kind      = "nomination"
title     = "Nominations"
clause    = "all"
body      = "members"
threshold = "nominations >= 3"
"""
BODY = 'body = "members"\n'
STAGES = """
[[procedure.p.stage]]
id     = "mps"
title  = "Ballots of the members of Parliament"
body   = "mps"
method = "exhaustive-two-left"
[[procedure.p.stage.gate]]
ballot    = 1
threshold = "votes >= 17"
[[procedure.p.stage.gate]]
ballot    = 2
threshold = "votes >= 33"
[[procedure.p.stage]]
id     = "members"
method = "plurality"
"""


def contest(keys: str) -> Contest:
    return small(more=AROUND + procedure("contest", BODY + keys)).contest("p", on=DAY)


def test_a_contest_of_one_stage_has_its_keys_itself() -> None:
    read = contest(
        'method = "bloc-star"\noffice = "council"\nscale = 9\nmarks = 3\ntie = "lot"\nnomination = "nominations"\n'
        'sole = "elected"\ndefault = "None of the above"\nthreshold = "votes > default"\nquorum = "papers >= 10"'
    )
    (stage,) = read.stages
    assert (stage.id, stage.title, stage.body, stage.method.value) == ("ballot", "A procedure", "members", "bloc-star")
    assert (stage.scale.value, stage.marks.value, stage.tie.value) == (9, 3, ContestTie.LOT)
    assert (read.nominations, read.sole.value, read.default.value) == (
        ("nominations",),
        Sole.ELECTED,
        "None of the above",
    )
    assert (str(stage.threshold.value), str(stage.quorum.value)) == ("votes > default", "papers >= 10")
    assert (read.seats.value, stage.seats.value) == (5, 5)
    assert read.seats.grounds.left_out


def test_the_silences_of_a_contest_are_said() -> None:
    read = contest('method = "av"')
    (stage,) = read.stages
    assert (read.seats.value, read.sole.value, read.default.value, read.casting) == (1, Sole.BALLOT, None, None)
    assert (stage.threshold.value, stage.quorum.value, stage.marks.value) == (None, None, None)
    assert (stage.tie.value, stage.scale.value) == (ContestTie.METHOD, 5)
    for rule in (read.seats, read.sole, read.default, stage.threshold, stage.quorum, stage.tie, stage.marks):
        assert rule.grounds.left_out


def test_the_facts_can_give_the_number_of_seats() -> None:
    read = contest('method = "schulze"\nseats = { rule = "given", assumed = "as many as are vacant" }')
    assert (read.seats.value, read.stages[0].seats.value) == (None, None)


def test_stages_follow_one_another_with_gates_between_their_ballots() -> None:
    first, last = contest(STAGES).stages
    assert (first.id, first.title, first.body, first.seats.value) == (
        "mps",
        "Ballots of the members of Parliament",
        "mps",
        2,
    )
    assert [(gate.ballot, str(gate.threshold.value)) for gate in first.gates] == [
        (1, "votes >= 17"),
        (2, "votes >= 33"),
    ]
    assert (last.id, last.title, last.body, last.seats.value, last.gates) == ("members", "members", "members", 1, ())


def test_weighted_sections_belong_to_their_stage() -> None:
    sections = '[ { id = "a", weight = "40%" }, { id = "b", weight = "60%" } ]'
    (stage,) = contest(f'method = "weighted-sections"\nsections = {sections}\nthreshold = "share > 1/2"').stages
    assert [str(section.weight) for section in stage.sections] == ["2/5", "3/5"]


def test_a_casting_vote_is_that_of_an_office() -> None:
    assert contest('method = "av"\ntie = "casting-vote"\ncasting = "chair"').casting == "chair"


@pytest.mark.parametrize(
    ("keys", "at", "says"),
    [
        ("", "[[procedure.p]]", "has no `method`"),
        ('method = "stv"', "method", 'there is no method `stv`; write "stv-scottish"'),
        ('method = "schultze"', "method", "did you mean `schulze`"),
        (
            'method = "borda"',
            "method",
            "`borda` is not supported: a count by places or grades; docs/limits.md says why",
        ),
        ('method = "D\'Hondt"', "method", "is not supported: seats by lists of parties"),
        ('method = "condorcet-irv"', "method", "is not supported: first choices where nobody beats all the others"),
        ('method = "supplementary_vote"', "method", "write two \\[\\[procedure.ID.stage\\]\\] tables of plurality"),
        ('method = "limited-vote"', "method", 'write "block", with `marks`'),
        ('method = "dondt"', "method", "there is no method `dondt`; expected one of"),
        ('method = "First past the post"', "method", 'write "plurality"'),
        ('method = "instant_runoff"', "method", 'write "av"'),
        ('method = "run-off"', "method", "write two \\[\\[procedure.ID.stage\\]\\] tables"),
        ('method = "av"\nseats = "some"', "seats", 'can only be "given"'),
        ('method = "av"\nseats = 0', "seats", "expected a whole number from 1"),
        ('method = "av"\nscale = 9', "scale", "only score, star, bloc-star count scores"),
        ('method = "av"\nnomination = "motion"', "nomination", "no procedure of kind nomination `motion`"),
        ('method = "av"\nthreshold = "papers > 3"', "threshold", "without a look at `votes`, `winner`, `share`"),
        ('method = "av"\nthreshold = "votes > default"', "threshold", "`default` needs the option"),
        ('method = "av"\nthreshold = "votes > 110% of valid"', "threshold", "nobody can reach"),
        ('method = "av"\nthreshold = "group > 2"', "threshold", "does not count here"),
        ('method = "av"\nquorum = "votes > 2"', "quorum", "does not count here"),
        ('method = "av"\ntie = "carried"', "tie", "`tie` is `carried`; expected one of again"),
        ('method = "av"\ntie = "casting-vote"', "[[procedure.p]]", "a casting vote is somebody's"),
        ('method = "av"\ncasting = "chair"', "casting", "no tie rule is"),
        ('method = "weighted-sections"', "method", "needs sections with weights"),
        ('method = "av"\nsections = [ { id = "a", weight = "1/1" } ]', "sections", "counted by weighted-sections"),
        (
            'method = "av"\n[[procedure.p.gate]]\nballot = 1\nthreshold = "votes > 3"',
            "[[procedure.p.gate]]",
            "has one ballot",
        ),
        ('method = "av"\ncumulative = true', "cumulative", "cumulative votes are not supported"),
        (f'method = "av"\n{STAGES}', 'method = "av"', "`method` stands beside"),
        (f"seats = 2\n{STAGES}seats = 1", "seats = 1", "the last stage fills 1 and the contest has 2 seats"),
        (STAGES.replace("-two-left", ""), "[[procedure.p.stage]]", "does not say how many go on to the next"),
        (STAGES.replace('id     = "members"', 'id = "mps"'), 'id = "mps"', "two stages have the id `mps`"),
        (STAGES.replace('id     = "mps"', 'id = "MPs"'), 'id = "MPs"', "cannot be an id"),
        (STAGES.replace('body   = "mps"', 'body = "mp"'), 'body = "mp"', "did you mean `mps`"),
        (STAGES.replace("ballot    = 2", "ballot = 1"), "ballot = 1", "ballot 1 has two gates"),
        (STAGES.replace("votes >= 33", "winner of"), 'threshold = "winner of', "expected `>`"),
        (
            STAGES.replace('method = "plurality"', 'method = "plurality"\nsole = "elected"'),
            "sole",
            "`sole` is not known",
        ),
    ],
)
def test_each_mistake_is_named_with_its_line(keys: str, at: str, says: str) -> None:
    refused(AROUND + procedure("contest", BODY + keys), at, says)


def filters(*tables: str) -> str:
    return 'method = "approval"\nseats = 5\n' + "".join(f"[[procedure.p.filter]]\n{table}\n" for table in tables)


def test_filters_are_read_in_their_order() -> None:
    read = contest(
        'default = "Nobody"\n'
        + filters(
            'kind = "cap"\ncolumn = "employer"\nthreshold = "group <= 2"\nsitting = true',
            'kind = "require"\nthreshold = "votes > 1/2 of papers"\nnext = true',
            'kind = "above-default"\nassumed = "it is custom"',
            'kind = "reserve"\ncolumn = "region"\nvalue = "north"\nthreshold = "group >= 2"',
        )
    )
    cap, require, above, reserve = read.filters
    assert (cap.kind, cap.column, cap.sitting, cap.next) == (FilterKind.CAP, "employer", True, False)
    assert cap.threshold is not None
    assert (str(cap.threshold.value), cap.grounds.clause) == ("group <= 2", "1")
    assert (require.kind, require.column, require.next) == (FilterKind.REQUIRE, None, True)
    assert (above.kind, above.threshold, above.grounds.assumed) == (FilterKind.ABOVE_DEFAULT, None, "it is custom")
    assert (reserve.column, reserve.value) == ("region", "north")


@pytest.mark.parametrize(
    ("table", "at", "says"),
    [
        ('kind = "quota"', 'kind = "quota"', "expected one of above-default, cap, require, reserve"),
        ('kind = "cap"\nthreshold = "group <= 2"', "[[procedure.p.filter]]", "has no `column`"),
        ('kind = "cap"\ncolumn = "x"\nthreshold = "group >= 2"', "threshold", "`>=` follows `group`; expected `<"),
        ('kind = "cap"\ncolumn = "x"\nthreshold = "votes < 2"', "threshold", "without a look at `group`"),
        ('kind = "cap"\ncolumn = "x"\nthreshold = "group < 2"\nvalue = "y"', "value", "`value` is not known"),
        ('kind = "reserve"\ncolumn = "x"\nthreshold = "group >= 2"', "[[procedure.p.filter]]", "has no `value`"),
        ('kind = "reserve"\ncolumn = "x"\nvalue = "y"\nthreshold = "group < 2"', "threshold", "`<` follows `group`"),
        ('kind = "require"\nthreshold = "group > 2"', "threshold", "does not count here"),
        ('kind = "require"\nthreshold = "votes > 2"\nsitting = true', "sitting", "`sitting` is not known"),
        ('kind = "above-default"', 'kind = "above-default"', "needs the option that stands for nobody"),
        ('kind = "require"\nthreshold = "votes > default"', "threshold", "`default` needs the option"),
    ],
)
def test_a_filter_that_filters_nothing_is_refused(table: str, at: str, says: str) -> None:
    refused(AROUND + procedure("contest", BODY + filters(table)), at, says)
