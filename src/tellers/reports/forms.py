"""Every form in which a case is reported, by its name; all of them are rendered from one declaration.

A form is a function of what it is given and of nothing else: the same record gives the same bytes.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial

from tellers import canonical
from tellers.cases.evidence import CaseEvidence
from tellers.errors import Refused
from tellers.reports import (
    contest_forms,
    contest_nist,
    contest_reports,
    contest_scrutineer,
    nist,
    scrutineer,
    tellers_report,
)
from tellers.reports.chart import Chart
from tellers.reports.chart_bench import bench_chart
from tellers.reports.chart_majority import majority_chart
from tellers.reports.chart_stages import result_chart, stages_chart
from tellers.reports.chart_timeline import timeline_chart
from tellers.reports.chart_turnout import turnout_chart
from tellers.reports.contest_scrutineer import HandedOut
from tellers.reports.doubts import Doubt
from tellers.reports.drawing import STYLE, svg_file
from tellers.reports.embed import embed_page
from tellers.reports.html import declaration_page
from tellers.reports.page import heading, whole_page
from tellers.reports.pdf import declaration_pdf
from tellers.reports.reported import Reported, ReportedContest, doubts_section, doubts_text
from tellers.reports.scrutineer import Handed
from tellers.reports.text import declaration_text


@dataclass(frozen=True)
class Material:
    """What a form can be rendered from; `reported` is None in a case whose motion is not counted.

    `contests` are those that are declared, by their ids, each put together when it is asked for; `chosen` is the id of
    the one to report, which of several must be named.
    `on` is the moment that a board of posts shows, None for after everything that happened.
    """

    case: CaseEvidence
    reported: Reported | None
    doubts: tuple[Doubt, ...]
    on: date | None = None
    contests: Mapping[str, Callable[[], ReportedContest]] = field(default_factory=dict)
    chosen: str | None = None

    @property
    def result(self) -> Reported:
        """The result of the motion; raises Refused while there is none."""
        if self.reported is None:
            others = (f"{one.named}: {one.outcome}" for one in self.case.record.proceedings.values() if one.outcome)
            also = "".join(f"; {one}" for one in others)
            raise Refused(
                "no motion is counted and no contest is declared, so there is no result to report (tellers case "
                f"tally, or of a contest tellers case contest declare){also}; `tellers case show` and the forms "
                "`timeline` and `charts` tell what there is"
            )
        return self.reported

    @property
    def every_doubt(self) -> tuple[Doubt, ...]:
        """What stands open in the case, and in each contest that was declared, by its id."""
        own = (
            (id_, doubt) for id_, one in self.contests.items() for doubt in one().doubts if doubt not in self.doubts
        )
        return (*self.doubts, *(replace(doubt, text=f"{id_}: {doubt.text}") for id_, doubt in own))

    @property
    def contest(self) -> ReportedContest | None:
        """The contest to report: the one chosen, or the only one where no motion is counted; None for the motion."""
        if self.chosen is not None and self.chosen not in self.contests:
            there = ", ".join(self.contests) or "none"
            raise Refused(f"no contest '{self.chosen}' is declared; declared are: {there} (--contest ID)")
        if self.chosen is not None:
            return self.contests[self.chosen]()
        if self.reported is not None or not self.contests:
            return None
        if len(self.contests) > 1:
            raise Refused(f"several contests are declared; say which (--contest ID): {', '.join(self.contests)}")
        return next(iter(self.contests.values()))()


Form = Callable[[Material], bytes]


def _text(material: Material) -> bytes:
    opened = doubts_text(material.result.doubts)
    return (declaration_text(material.result.declaration) + (f"\n{opened}" if opened else "")).encode()


def _json(material: Material) -> bytes:
    return canonical.encode(material.result.to_json()) + b"\n"


def _html(material: Material) -> bytes:
    return declaration_page(material.result.declaration, doubts_section(material.result.doubts)).encode()


def _of_result(render: Callable[[Reported], bytes], material: Material) -> bytes:
    return render(material.result)


def _scrutineer(render: Callable[[Reported, Handed], bytes], material: Material) -> bytes:
    return render(material.result, Handed.of(material.case.motion))


def _bench(material: Material) -> Chart:
    return bench_chart(material.case, material.on)


def _timeline(material: Material) -> Chart:
    return timeline_chart(material.case)


def _turnout(material: Material) -> Chart:
    return turnout_chart(material.case)


def _result(material: Material) -> Chart:
    contest = material.contest
    if contest is None:
        return majority_chart(material.result.declaration)
    return result_chart(contest.declaration, contest.struck)


def _stages(material: Material) -> Chart:
    contest = material.contest
    if contest is None:
        raise Refused("a motion has no stages; those of a contest are charted once it is declared")
    return stages_chart(contest.declaration, contest.struck)


CHARTS: dict[str, Callable[[Material], Chart]] = {
    "svg": _result,
    "stages": _stages,
    "timeline": _timeline,
    "bench": _bench,
    "turnout": _turnout,
}
"""The charts, each a form of its own; `svg` is the result: the majority bar, or the stage that decided."""


def _drawn(draw: Callable[[Material], Chart], material: Material) -> bytes:
    chart = draw(material)
    if chart.drawing is None:
        raise Refused(chart.note or f"the record has nothing for '{chart.title}'")
    return svg_file(chart.drawing)


def charts_of(material: Material) -> Iterator[Chart]:
    """Every chart that the record has something for."""
    for name, draw in CHARTS.items():
        if name == "svg" and material.reported is None and material.contest is None:
            continue
        if name != "stages" or material.contest is not None:
            yield draw(material)


def _charts(material: Material) -> bytes:
    founding = material.case.founding
    charts = [chart.section for chart in charts_of(material)]
    title = f"Charts: {founding.title}"
    top = heading(title, founding.organisation, f"Case {founding.case}")
    doubts = material.doubts if material.contest is None else material.contest.doubts
    return whole_page(title, top, doubts_section(doubts), *charts, styles=(STYLE,)).encode()


def _of_contest(render: Callable[[ReportedContest, HandedOut], bytes], motion: Form) -> Form:
    def form(material: Material) -> bytes:
        contest = material.contest
        if contest is None:
            return motion(material)
        return render(contest, HandedOut.of(material.case.motion, contest.declaration.contest))

    return form


def _either(render: Callable[[ReportedContest], bytes], motion: Form) -> Form:
    return _of_contest(lambda contest, _: render(contest), motion)


FORMS: dict[str, Form] = {
    "text": _either(contest_forms.text, _text),
    "json": _either(contest_forms.figures, _json),
    "html": _either(contest_forms.page, _html),
    "embed": _either(contest_forms.embed, partial(_of_result, embed_page)),
    "pdf": _either(contest_forms.pdf, partial(_of_result, declaration_pdf)),
    **{name: partial(_drawn, draw) for name, draw in CHARTS.items()},
    "charts": _charts,
    "tellers": _either(contest_reports.tellers_report, partial(_of_result, tellers_report.tellers_report)),
    "announcement": _either(contest_reports.announcement, partial(_of_result, tellers_report.announcement)),
    "scrutineer": _of_contest(contest_scrutineer.satisfied_report, partial(_scrutineer, scrutineer.satisfied_report)),
    "scrutineer-not-satisfied": _of_contest(
        contest_scrutineer.unsatisfied_report, partial(_scrutineer, scrutineer.unsatisfied_report)
    ),
    "nist": _either(contest_nist.nist_results, partial(_of_result, nist.nist_results)),
}
"""Every form by its name; each is of the contest where one is to be reported, else of the motion."""

BINARY = frozenset({"pdf"})
"""The forms that no terminal shows."""


def rendered_form(name: str, material: Material) -> bytes:
    """One form of a case; raises Refused where the record does not bear it out, or has nothing for it."""
    return FORMS[name](material)
