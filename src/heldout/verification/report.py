"""What verification found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

__all__ = ["Problem", "QuestionReport", "Report"]


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that must be mended: where it is, and which draw shows it."""

    question_id: str
    file: Path
    message: str
    seed: int | None = None
    part: str | None = None
    value: str | None = None  # the value at fault, verbatim
    line: int | None = None


@dataclass(frozen=True, slots=True)
class QuestionReport:
    """What was tried on one question, and what is wrong with it."""

    question_id: str
    seeds: int = 0
    grades: int = 0  # replies that were judged
    mutants: Mapping[str, int] = field(default_factory=dict)  # by kind of mutation
    killed: int = 0
    excused: int = 0  # survivors with a written reason
    seconds: float = 0.0
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """The whole run."""

    questions: tuple[QuestionReport, ...]
    problems: tuple[Problem, ...]  # of the packs themselves, and of all questions
    seconds: float
    sources: tuple[str, ...] = ()  # rows of the syllabus that the checked questions cover

    @property
    def good(self) -> bool:
        """Whether nothing has to be mended."""
        return not self.problems

    @property
    def mutants(self) -> Counter[str]:
        """How many mutants were tried, by kind."""
        total: Counter[str] = Counter()
        for question in self.questions:
            total.update(question.mutants)
        return total
