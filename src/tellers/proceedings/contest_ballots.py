"""Which ballot of a contest comes next, who is on it, and the question that a sealed one asks.

One election holds one ballot of one stage. Ranked methods ask for ranks, and their votes are opened one by one after
the shuffles; methods of names are added up unopened.
"""

from dataclasses import dataclass
from typing import Any

from tellers.ballots.election import Template
from tellers.ballots.questions import Homomorphic, NonHomomorphic, Question
from tellers.errors import Refused
from tellers.proceedings.contest_told import AskedContest, next_stage, told
from tellers.proceedings.deciding import decided
from tellers.rulebook.contests import Contest as Procedure
from tellers.rulebook.contests import Stage
from tellers.rulebook.methods import EXHAUSTIVE, MARKED, SCORED, SECTIONED
from tellers.words import alike


@dataclass(frozen=True)
class Coming:
    """A ballot that is to be held: its stage, which ballot of it, and who is on it, in the order of the paper."""

    stage: Stage
    number: int
    options: tuple[str, ...]

    @property
    def method(self) -> str:
        """The method by which the stage is counted."""
        return self.stage.method.value

    @property
    def in_rounds(self) -> bool:
        """Whether the stage is a series of ballots."""
        return self.method in EXHAUSTIVE

    @property
    def ranked(self) -> bool:
        """Whether voters rank."""
        return self.method not in (*MARKED, *EXHAUSTIVE)


def coming(asked: AskedContest, procedure: Procedure) -> Coming:
    """The next ballot of a contest; raises Refused where none is to be held, or none by sealed ballots."""
    contest, stages = asked.life, procedure.stages
    stage = next_stage(contest, procedure)
    place = len(stages) if stage is None else stages.index(stage)
    last = stages[place - 1] if place else None
    steps, missing = _steps(asked, procedure) if last is not None else ([], ())
    if last is not None and last.method.value in EXHAUSTIVE and any("rounds[" in fact for fact in missing):
        stage = last
        before = [step for step in steps if step["stage"] == last.id]
        out = {name for step in before for name in step["excluded"]}
        left = [name for name in before[-1]["tally"] if name not in out]
        number = len(before) + 1
    elif stage is None:
        raise Refused("every stage is counted; no further ballot is held (tellers case contest declare)")
    else:
        number = 1
        before = [step for step in steps if last is not None and step["stage"] == last.id]
        left = list(before[-1]["going_on"]) if before else [one.name for one in contest.announced.candidates]
    check_method(stage)
    options = tuple(name for name in _standing(asked, left) if name != procedure.default.value)
    default = () if procedure.default.value is None else (procedure.default.value,)
    return Coming(stage, number, (*options, *default))


def question_of(ballot: Coming, title: str) -> Question:
    """What a sealed ballot asks; `title` is the procedure's."""
    parts = [title, ballot.stage.title if ballot.stage.title != title else "", _number(ballot)]
    text = ", ".join(part for part in parts if part)
    if ballot.ranked:
        return NonHomomorphic(text, ballot.options)
    most = ballot.stage.marks.value or len(ballot.options)
    one = ballot.in_rounds or ballot.method == "plurality"
    return Homomorphic(text, ballot.options, 1, 1 if one else min(most, len(ballot.options)), blank=True)


def template_of(asked: AskedContest, procedure: Procedure, ballot: Coming) -> Template:
    """The template of the election of one ballot."""
    organisation = asked.record.founding.organisation
    return Template(procedure.title, organisation, (question_of(ballot, procedure.title),))


def check_method(stage: Stage) -> None:
    """Refuse a method whose votes no sealed ballot of this version can give."""
    method = stage.method.value
    if method in (*SCORED, *SECTIONED):
        what = "scores" if method in SCORED else "an archive for each section"
        raise Refused(
            f"'{method}' counts {what}, which a sealed ballot of a case does not have; let two tellers count "
            "(tellers case contest enter)"
        )


def _number(ballot: Coming) -> str:
    return f"ballot {ballot.number}" if ballot.in_rounds else ""


def _standing(asked: AskedContest, left: list[str]) -> list[str]:
    """Those who are left and have not withdrawn, in the order in which they were announced."""
    gone, names = asked.life.stood_down, {alike(name) for name in left}
    announced = [one.name for one in asked.life.announced.candidates]
    return [name for name in announced if alike(name) in names and alike(name) not in gone]


def _steps(asked: AskedContest, procedure: Procedure) -> tuple[list[dict[str, Any]], tuple[str, ...]]:
    """The ballots so far as `decisions` counts them, and the facts without which it does not go on."""
    finding = decided(asked, told(asked, procedure))["findings"][0]
    return finding["stages"], tuple(finding["missing"])
