"""The page about a verification."""

from __future__ import annotations

import html.parser
from datetime import datetime
from pathlib import Path

from heldout.verification import Problem, QuestionReport, Report, Tally, report_page

from .packs import question_in, write_coded, write_drawn

MOMENT = datetime(2026, 11, 21, 13, 5)


class Page(html.parser.HTMLParser):
    """The cells of its table as text, and the tags that were opened."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.tags: list[str] = []
        self._in_cell = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        """A row, a cell, or something within."""
        self.tags.append(tag)
        if tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th"):
            self._in_cell = True
            self.rows[-1].append("")

    def handle_endtag(self, tag: str) -> None:
        """What comes after a cell belongs to none."""
        if tag in ("td", "th"):
            self._in_cell = False

    def handle_data(self, data: str) -> None:
        """Belongs to the cell that it stands in."""
        if self._in_cell:
            self.rows[-1][-1] = " ".join((self.rows[-1][-1] + " " + data).split())


def report(tmp_path: Path) -> Report:
    """One drawn question that is good, and a coded one with a problem."""
    drawn = question_in(write_drawn(tmp_path / "one"))
    coded = question_in(write_coded(tmp_path / "two"))
    problem = Problem("centring", Path("checks.py"), "must <not> differ", 7, value="<script>")
    found = (
        QuestionReport("adding", seeds=60, variants=58, grades=540, mistakes={"subtracted": 44}),
        QuestionReport(
            "centring", mutants={"axis": Tally(8, 7, 1)}, seconds=2.5, problems=(problem,)
        ),
    )
    asked = {question.id: question for question in (coded, drawn)}
    return Report(found, (problem,), 3.25, asked)


def test_each_question_has_its_variants_mistakes_and_time(tmp_path: Path) -> None:
    """One row each, in the order of their names."""
    rows = Page(report_page(report(tmp_path), MOMENT)).rows
    assert [row[0].split(" adding")[0].split(" (")[0] for row in rows[1:]] == ["Adding", "Adding"]
    adding, centring = rows[1:]
    assert adding[1:] == ["1", "number", "58 60 seeds", "1 subtracted: 44", "540", "–", "0.0"]
    assert "(bad)" in centring[0]
    assert centring[6:] == ["7 of 8 87.5 %", "2.5"]


def test_problems_are_told_as_characters(tmp_path: Path) -> None:
    """What an author or a candidate wrote is never markup."""
    text = report_page(report(tmp_path), MOMENT)
    assert "must &lt;not&gt; differ" in text
    assert "&lt;script&gt;" in text
    assert Page(text).tags.count("script") == 1
    assert "Problems: 1." in text


def test_what_was_left_alone_is_said(tmp_path: Path) -> None:
    """A question that was found good before has its row all the same."""
    whole = report(tmp_path)
    unchanged = Report((), (), 0.1, whole.asked, ("adding", "centring"))
    text = report_page(unchanged, MOMENT)
    assert "2 unchanged since they were found good" in text
    assert all("(unchanged)" in row[0] for row in Page(text).rows[1:])
    assert "No problems." in text


def test_the_page_needs_nothing_from_elsewhere(tmp_path: Path) -> None:
    """No address in it."""
    text = report_page(report(tmp_path), MOMENT)
    assert "http" not in text
    assert "src=" not in text
