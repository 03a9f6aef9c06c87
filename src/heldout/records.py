"""What things are: the nouns of Heldout, as frozen dataclasses.

A `Pack` holds `Question`s; a question has `Part`s. Drawing a question with a seed gives a
`Variant`, in which every value is fixed. A candidate gives a `Reply` to one part and receives a
`Verdict`, made of `Finding`s; the two together are kept as an `Attempt`. All attempts at one
variant form a `Sitting`, and a finished sitting makes one `Review`, from which the next one is
scheduled.

Texts come in two sorts, and the difference matters wherever they are shown: *Markdown* written by
an author or by us, and *verbatim* text that a candidate's code or reply produced, which is only
ever shown as characters.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Literal, Protocol, TypeAlias

from heldout.errors import PackError

__all__ = [
    "Attempt",
    "Evidence",
    "Finding",
    "Level",
    "Listener",
    "Mistake",
    "Option",
    "Outcome",
    "Pack",
    "Part",
    "Pool",
    "Progress",
    "Question",
    "Rating",
    "Reply",
    "ReplyValue",
    "Review",
    "Rule",
    "Schedule",
    "Sitting",
    "Skill",
    "TaskOpener",
    "Variant",
    "VariantPart",
    "Verdict",
]

Outcome: TypeAlias = Literal["graded", "unreadable", "grader_failed"]
Pool: TypeAlias = Literal["any", "practice", "interview"]
Level: TypeAlias = Literal[1, 2, 3, 4, 5]
Rating: TypeAlias = Literal[1, 2, 3, 4]
"""FSRS ratings: 1 again, 2 hard, 3 good, 4 easy."""

Rule: TypeAlias = Callable[[Any], str | None]
"""Judges a reply by what it does: None when it is right, else a Markdown sentence."""


class TaskOpener(Protocol):
    """Opens what judges the function of that name, for kinds that are judged by files; `alone`
    means without a reference, which then runs elsewhere."""

    def __call__(self, function: str, *, alone: bool) -> Any: ...


ReplyValue: TypeAlias = str | tuple[str, ...]
"""Text as typed, or the keys of the options chosen (`choice`) or put in order (`order`), or the
numbers of the lines marked (`lines`)."""


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to choose or to put in order."""

    key: str
    text: str  # Markdown


@dataclass(frozen=True, slots=True)
class Mistake:
    """A named wrong way to answer; for computed parts, the value that it leads to."""

    name: str
    message: str  # Markdown: what went wrong, and how to tell next time
    value: Any = None


@dataclass(frozen=True, slots=True)
class Part:
    """One gradable piece of a question, as the author wrote it."""

    id: str
    kind: str
    prompt: str  # Markdown template; empty where the question's own prompt asks everything
    options: tuple[Option, ...]  # for choice and order; templates
    spec: Any  # what the kind's grader made of the remaining fields


@dataclass(frozen=True, slots=True)
class Question:
    """A template on disk: what is asked, how a variant is drawn, how a reply is graded."""

    id: str
    pack: str
    title: str
    skills: tuple[str, ...]
    level: Level
    parts: tuple[Part, ...]
    prompt: str  # Markdown template, like the next three
    hints: tuple[str, ...]
    explanation: str
    follow_ups: tuple[str, ...]
    mistakes: Mapping[str, str]  # name -> Markdown template
    sources: tuple[str, ...]  # rows of the syllabus that this question covers
    references: tuple[str, ...]  # what of the reference shelf to read after it: layers.conv2d
    needs: tuple[str, ...]  # extras it cannot do without, such as torch
    pool: Pool
    folder: Path
    hash: str  # of the content; with id and seed it rebuilds a variant
    shipped: bool = False  # whether its Python is ours; anybody else's runs in a jail


@dataclass(frozen=True, slots=True)
class VariantPart:
    """A part with every value fixed, and its truth."""

    id: str
    kind: str
    prompt: str  # Markdown
    options: tuple[Option, ...]  # in the order shown
    spec: Any
    truth: Any  # what the kind compares with; None for code
    mistakes: tuple[Mistake, ...]
    accepts: Rule | None = None  # where many replies are right: what is wrong with one, or None
    folder: Path | None = None  # of the question, for kinds that are judged by its files
    listing: str = ""  # the program whose lines are marked, or that the editor opens with
    open_task: TaskOpener | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Variant:
    """A question with its seed drawn: reproducible from (question id, content hash, seed)."""

    question: Question
    seed: int
    values: Mapping[str, Any]
    prompt: str  # Markdown, like the next three
    hints: tuple[str, ...]
    explanation: str
    follow_ups: tuple[str, ...]
    figure: str | None  # SVG
    parts: tuple[VariantPart, ...]

    def part(self, part_id: str) -> VariantPart | None:
        """The part of that id, or None."""
        return next((part for part in self.parts if part.id == part_id), None)


@dataclass(frozen=True, slots=True)
class Reply:
    """What the candidate gave to one part."""

    part: str
    value: ReplyValue


@dataclass(frozen=True, slots=True)
class Evidence:
    """A labelled piece of verbatim text that backs a finding: an input, an output, a message."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing the verdict says, with its evidence.

    `kind` is a stable word that programs can use (`right`, `wrong-value`, `time-limit` …);
    `mistake` names the known wrong way that the reply matches, if one does.
    """

    kind: str
    message: str  # Markdown, never with verbatim text inside
    mistake: str | None = None
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """The judgement of one reply. Only `graded` teaches the learner model."""

    outcome: Outcome
    score: float  # in [0, 1]; 0 unless graded
    findings: tuple[Finding, ...]
    answer: str | None = None  # Markdown: the right answer, shown once the sitting is finished
    mode: str | None = None  # of the sandbox, where code was run
    seed: int | None = None  # of the hidden cases, kept for replay

    @property
    def right(self) -> bool:
        """Whether the reply earned everything."""
        return self.outcome == "graded" and self.score == 1.0


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the judging has come, for whoever is watching."""

    done: int
    total: int
    text: str


Listener: TypeAlias = Callable[[Progress | Finding], None]
"""Told of findings while the verdict is still being made."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """A stored reply with its verdict; the verdict is None until it has been judged."""

    id: int
    question_id: str
    hash: str
    seed: int
    reply: Reply
    at: datetime  # UTC, when the reply was received
    hints: int  # shown before the reply was given
    verdict: Verdict | None


@dataclass(frozen=True, slots=True)
class Sitting:
    """All that happened at one variant, oldest attempt first."""

    question_id: str
    hash: str
    seed: int
    hints: int = 0
    revealed: bool = False
    reviewed: bool = False  # its review has been counted
    attempts: tuple[Attempt, ...] = ()

    def of_part(self, part_id: str) -> tuple[Attempt, ...]:
        """The attempts at one part, oldest first."""
        return tuple(attempt for attempt in self.attempts if attempt.reply.part == part_id)


@dataclass(frozen=True, slots=True)
class Review:
    """One finished sitting, as the memory model sees it. Kept for ever, never changed."""

    question_id: str
    at: datetime
    rating: Rating
    score: float  # mean of the first graded score of each part
    hints: int
    seed: int


@dataclass(frozen=True, slots=True)
class Schedule:
    """Where a question stands in memory: derived from its reviews, rebuilt from them at will."""

    question_id: str
    due: datetime
    reviews: int
    card: str  # the scheduler's own state, as JSON
    scheduler: str  # name and version of the scheduler that wrote it


@dataclass(frozen=True, slots=True)
class Skill:
    """A node of the skill map."""

    id: str
    title: str
    requires: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pack:
    """A folder of questions. Problems are the refused ones, as sentences; the rest is loaded."""

    id: str
    title: str
    licence: str
    folder: Path
    skills: Mapping[str, Skill]
    questions: Mapping[str, Question]
    problems: tuple[PackError, ...] = ()
    shipped: bool = False  # whether it came with Heldout
