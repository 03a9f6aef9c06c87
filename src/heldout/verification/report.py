"""What verification found."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from heldout.records import Question

__all__ = ["Problem", "QuestionReport", "Report", "Survivor", "Tally", "merge"]


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
    seeds: tuple[int, ...] = ()  # every draw that shows it, where several do


def merge(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Each fault once, as its first seed shows it, with all the seeds that show it."""
    first: dict[tuple[object, ...], Problem] = {}
    seeds: dict[tuple[object, ...], list[int]] = {}
    for problem in problems:
        fault = (problem.question_id, problem.file, problem.message, problem.part, problem.line)
        first.setdefault(fault, problem)
        seen = seeds.setdefault(fault, [])
        if problem.seed is not None and problem.seed not in seen:
            seen.append(problem.seed)
    return tuple(replace(problem, seeds=tuple(seeds[fault])) for fault, problem in first.items())


@dataclass(frozen=True, slots=True)
class Survivor:
    """A mutant that no check tells from the solution. Without a reason it is a problem too."""

    kind: str
    change: str  # before → after
    line: int  # of solution.py
    reason: str | None


@dataclass(frozen=True, slots=True)
class Tally:
    """What became of mutants: those that ran, those that a check noticed, survivors excused."""

    tried: int = 0
    killed: int = 0
    excused: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.tried + other.tried, self.killed + other.killed, self.excused + other.excused
        )

    @property
    def share(self) -> float:
        """Killed among tried, from 0 to 1; a survivor with a reason has survived all the same."""
        return self.killed / self.tried if self.tried else 1.0


@dataclass(frozen=True, slots=True)
class QuestionReport:
    """What was tried on one question, and what is wrong with it."""

    question_id: str
    seeds: int = 0
    variants: int = 0  # different ones that were drawn; counting ends where there are enough
    grades: int = 0  # replies that were judged
    mistakes: Mapping[str, int] = field(default_factory=dict)  # in how many draws or attempts
    mutants: Mapping[str, Tally] = field(default_factory=dict)  # by kind of mutation
    survivors: tuple[Survivor, ...] = ()
    mutant_seconds: float = 0.0  # of one process, making mutants and running them
    seconds: float = 0.0
    problems: tuple[Problem, ...] = ()
    left_out: str = ""  # why it could not be tried on this machine, a sentence

    @property
    def tally(self) -> Tally:
        """All kinds of mutants together."""
        return sum(self.mutants.values(), Tally())


@dataclass(frozen=True, slots=True)
class Report:
    """The whole run."""

    questions: tuple[QuestionReport, ...]
    problems: tuple[Problem, ...]  # of the packs themselves, and of all questions
    seconds: float
    asked: Mapping[str, Question] = field(default_factory=dict)  # by id, what was looked at
    unchanged: tuple[str, ...] = ()  # ids that were found good before, and were left at that

    @property
    def good(self) -> bool:
        """Whether nothing has to be mended."""
        return not self.problems

    @property
    def left_out(self) -> dict[str, str]:
        """The questions that could not be tried on this machine, each with the reason."""
        return {item.question_id: item.left_out for item in self.questions if item.left_out}

    @property
    def mutants(self) -> dict[str, Tally]:
        """What became of the mutants of all questions, by kind."""
        total: dict[str, Tally] = {}
        for question in self.questions:
            for kind, tally in question.mutants.items():
                total[kind] = total.get(kind, Tally()) + tally
        return total

    @property
    def tally(self) -> Tally:
        """All mutants together."""
        return sum((question.tally for question in self.questions), Tally())

    @property
    def mutants_a_second(self) -> float:
        """How many mutants one process tries in a second; 0.0 when there were none."""
        seconds = sum(question.mutant_seconds for question in self.questions)
        return self.tally.tried / seconds if seconds else 0.0
