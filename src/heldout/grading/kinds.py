"""What a kind of part must be able to do. One file in this package, one class, for each kind."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from heldout.records import Finding, Listener, ReplyValue, VariantPart, Verdict
from heldout.sandbox import Judge

__all__ = ["Bench", "Kind", "Unreadable", "graded"]


@dataclass(frozen=True)
class Bench:
    """What a grader may use: the judge of code, somebody to tell, a seed nobody could know, what
    the question says that it needs, and whether findings may be brief: named, and not explained."""

    judge: Judge
    listen: Listener
    seed: int
    needs: tuple[str, ...] = ()
    brief: bool = False


class Unreadable(Exception):
    """The reply cannot be read: a sentence on what was expected, and an example of it."""

    def __init__(self, expected: str, *, detail: str | None = None) -> None:
        self.expected = expected  # Markdown
        self.detail = detail  # verbatim
        super().__init__(expected)


class Kind(Protocol):
    """Judges one kind of part. Truths are what the author's answers() returned."""

    name: str

    def read_spec(self, fields: Mapping[str, Any]) -> Any:
        """The kind's own fields, checked; FieldError names a wrong one."""

    def check_truth(self, part: VariantPart) -> str | None:
        """What is wrong with the truth that the author's code gave, or None."""

    def how_to_reply(self, part: VariantPart) -> str:
        """One short sentence for the form, with an example."""

    def grade(self, part: VariantPart, reply: ReplyValue, bench: Bench) -> Verdict:
        """The verdict; Unreadable when the reply cannot be read."""

    def answer(self, part: VariantPart) -> str:
        """The right answer as Markdown."""

    def write(self, part: VariantPart, truth: Any) -> ReplyValue:
        """That truth as somebody would type it: what verify replies with."""

    def same(self, part: VariantPart, one: Any, other: Any) -> bool:
        """Whether two truths agree, to rounding error and not to the part's tolerance."""

    def nonsense(self, part: VariantPart) -> tuple[ReplyValue, ...]:
        """Replies that cannot be read, for verify to try."""


def graded(score: float, *findings: Finding) -> Verdict:
    """A verdict on a reply that could be read."""
    return Verdict("graded", score, findings)
