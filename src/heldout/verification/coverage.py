"""Which rows of a pack's syllabus its questions cover, and which nobody can practise yet.

A pack may keep `syllabus.tsv` beside its `pack.toml`: a line for each row, with its name, its kind
and what it is about, parted by tabs, below a line of headings. A row is covered when a question
names it under `sources`, which says that all of it is asked there.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from heldout.errors import NotFound, PackError
from heldout.grading import read_spec
from heldout.questions import load_library, shipped_packs
from heldout.records import Question

__all__ = ["SYLLABUS", "Coverage", "Row", "coverage", "read_syllabus"]

SYLLABUS = "syllabus.tsv"
_HEADINGS = ["row", "kind", "concept"]


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that the syllabus asks for."""

    name: str  # s003-q10a
    kind: str
    concept: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """Every row, and the questions that cover it."""

    rows: tuple[Row, ...]
    questions: dict[str, tuple[str, ...]]  # name of a row -> ids; only those that are covered
    unknown: dict[str, tuple[str, ...]]  # id of a question -> sources that are no rows

    def covered(self, kind: str | None = None) -> int:
        """How many rows, of that kind or of all, have a question."""
        return sum(row.name in self.questions for row in self.of(kind))

    def of(self, kind: str | None = None) -> tuple[Row, ...]:
        """The rows of that kind, or all."""
        return tuple(row for row in self.rows if kind in (None, row.kind))

    def kinds(self) -> list[str]:
        """The kinds of rows, the most frequent first."""
        return sorted({row.kind for row in self.rows}, key=lambda kind: (-len(self.of(kind)), kind))

    def missing(self) -> tuple[Row, ...]:
        """The rows without a question, in the order of the syllabus."""
        return tuple(row for row in self.rows if row.name not in self.questions)


def coverage(packs: Sequence[Path] = ()) -> Coverage:
    """The coverage of those packs, or of the shipped ones, which must have a syllabus."""
    places = [pack for pack in packs or shipped_packs() if (pack / SYLLABUS).is_file()]
    if not places:
        named = ", ".join(map(str, packs))
        raise NotFound(
            f"There is no {SYLLABUS} in {named}: name packs that keep one beside pack.toml."
        )
    rows = tuple(row for place in places for row in read_syllabus(place / SYLLABUS))
    return _covered(rows, load_library(places, read_spec).questions.values())


def read_syllabus(file: Path) -> tuple[Row, ...]:
    """The rows of that file; PackError names the line that is not as it must be."""
    with file.open(encoding="utf-8", newline="") as lines:
        table = list(csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    if not table or table[0] != _HEADINGS:
        given = table[0] if table else "nothing"
        raise PackError(f"must begin with the headings {_HEADINGS}; given {given}", file=file)
    rows: dict[str, Row] = {}
    for number, cells in enumerate(table[1:], 2):
        if len(cells) != len(_HEADINGS) or not all(cell.strip() for cell in cells):
            text = f"must have {len(_HEADINGS)} cells with text, parted by tabs; given {cells}"
            raise PackError(text, file=file, line=number)
        if cells[0] in rows:
            raise PackError(
                f"must name a row once; given {cells[0]!r} again", file=file, line=number
            )
        rows[cells[0]] = Row(*cells)
    return tuple(rows.values())


def _covered(rows: tuple[Row, ...], questions: Iterable[Question]) -> Coverage:
    names = {row.name for row in rows}
    found: dict[str, tuple[str, ...]] = {}
    unknown: dict[str, tuple[str, ...]] = {}
    for question in sorted(questions, key=lambda question: question.id):
        for source in question.sources:
            if source in names:
                found[source] = (*found.get(source, ()), question.id)
            else:
                unknown[question.id] = (*unknown.get(question.id, ()), source)
    return Coverage(rows, found, unknown)
