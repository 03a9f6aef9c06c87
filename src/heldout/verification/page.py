"""The report of `heldout verify` as a page: one file of HTML, to keep or to send."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from importlib import resources

from heldout.verification.report import QuestionReport, Report

__all__ = ["report_page"]


@dataclass(frozen=True, slots=True)
class Row:
    """What the page says of one question."""

    id: str
    title: str
    level: int
    kinds: str
    sources: tuple[str, ...]
    found: QuestionReport
    state: str  # "good", "bad", "left out" or "unchanged"


def report_page(report: Report, moment: datetime) -> str:
    """The page as HTML. Everything in it that a pack's author wrote is shown as characters."""
    from jinja2 import Environment, StrictUndefined

    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    environment.filters["seconds"] = lambda seconds: f"{seconds:.1f}"
    environment.filters["percent"] = lambda tally: f"{100 * tally.share:.1f} %"
    text = resources.files("heldout.verification").joinpath("page.html").read_text("utf-8")
    rows = list(_rows(report))
    return environment.from_string(text).render(
        rows=rows,
        report=report,
        moment=moment.isoformat(" ", "minutes"),
        slowest=max((row.found.seconds for row in rows), default=0.0) or 1.0,
        replies=sum(row.found.grades for row in rows),
        sources=len({source for row in rows for source in row.sources}),
    )


def _rows(report: Report) -> Iterator[Row]:
    found = {item.question_id: item for item in report.questions}
    for question in sorted(report.asked.values(), key=lambda question: question.id):
        item = found.get(question.id, QuestionReport(question.id))
        state = "bad" if item.problems else "left out" if item.left_out else "good"
        yield Row(
            id=question.id,
            title=question.title,
            level=question.level,
            kinds=", ".join(dict.fromkeys(part.kind for part in question.parts)),
            sources=question.sources,
            found=item,
            state="unchanged" if question.id in report.unchanged else state,
        )
