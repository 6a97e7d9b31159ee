"""Every form in which a case is reported, by its name; all of them are rendered from one declaration.

A form is a function of what it is given and of nothing else: the same record gives the same bytes.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial

from tellers import canonical
from tellers.cases.evidence import CaseEvidence
from tellers.errors import Refused
from tellers.reports import nist, scrutineer, tellers_report
from tellers.reports.chart import Chart
from tellers.reports.chart_bench import bench_chart
from tellers.reports.chart_majority import majority_chart
from tellers.reports.chart_timeline import timeline_chart
from tellers.reports.chart_turnout import turnout_chart
from tellers.reports.doubts import Doubt
from tellers.reports.drawing import STYLE, svg_file
from tellers.reports.embed import embed_page
from tellers.reports.html import declaration_page
from tellers.reports.page import heading, whole_page
from tellers.reports.pdf import declaration_pdf
from tellers.reports.reported import Reported, doubts_section, doubts_text
from tellers.reports.scrutineer import Handed
from tellers.reports.text import declaration_text


@dataclass(frozen=True)
class Material:
    """What a form can be rendered from; `declaration` is None in a case whose motion is not counted.

    `on` is the moment that a board of posts shows, None for after everything that happened.
    """

    case: CaseEvidence
    reported: Reported | None
    doubts: tuple[Doubt, ...]
    on: date | None = None

    @property
    def result(self) -> Reported:
        """The result; raises Refused while there is none."""
        if self.reported is None:
            raise Refused("the votes are not counted yet, so there is no result to report (tellers case tally)")
        return self.reported


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


def _majority(material: Material) -> Chart:
    return majority_chart(material.result.declaration)


def _bench(material: Material) -> Chart:
    return bench_chart(material.case, material.on)


def _timeline(material: Material) -> Chart:
    return timeline_chart(material.case)


def _turnout(material: Material) -> Chart:
    return turnout_chart(material.case)


CHARTS: dict[str, Callable[[Material], Chart]] = {
    "svg": _majority,
    "timeline": _timeline,
    "bench": _bench,
    "turnout": _turnout,
}
"""The charts, each a form of its own; `svg` is the majority bar."""


def _drawn(draw: Callable[[Material], Chart], material: Material) -> bytes:
    chart = draw(material)
    if chart.drawing is None:
        raise Refused(chart.note or f"the record has nothing for '{chart.title}'")
    return svg_file(chart.drawing)


def charts_of(material: Material) -> Iterator[Chart]:
    """Every chart that the record has something for."""
    for name, draw in CHARTS.items():
        if name != "svg" or material.reported is not None:
            yield draw(material)


def _charts(material: Material) -> bytes:
    founding = material.case.founding
    charts = [chart.section for chart in charts_of(material)]
    title = f"Charts: {founding.title}"
    top = heading(title, founding.organisation, f"Case {founding.case}")
    return whole_page(title, top, doubts_section(material.doubts), *charts, styles=(STYLE,)).encode()


FORMS: dict[str, Form] = {
    "text": _text,
    "json": _json,
    "html": _html,
    "embed": partial(_of_result, embed_page),
    "pdf": partial(_of_result, declaration_pdf),
    **{name: partial(_drawn, draw) for name, draw in CHARTS.items()},
    "charts": _charts,
    "tellers": partial(_of_result, tellers_report.tellers_report),
    "announcement": partial(_of_result, tellers_report.announcement),
    "scrutineer": partial(_scrutineer, scrutineer.satisfied_report),
    "scrutineer-not-satisfied": partial(_scrutineer, scrutineer.unsatisfied_report),
    "nist": partial(_of_result, nist.nist_results),
}
"""Every form by its name."""

BINARY = frozenset({"pdf"})
"""The forms that no terminal shows."""


def rendered_form(name: str, material: Material) -> bytes:
    """One form of a case; raises Refused where the record does not bear it out, or has nothing for it."""
    return FORMS[name](material)
