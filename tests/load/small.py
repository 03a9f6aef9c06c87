"""A practice over the shipped pack, and replies to one of its tasks with their verdicts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from heldout.practice import Practice
from heldout.records import Attempt, Reply, Verdict
from heldout.settings import Settings

__all__ = ["NOW", "RIGHT", "WRONG", "Sent", "is_as_it_must_be", "open_practice", "receive"]

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
TASK = Path(__file__).parents[2] / "packs/core/activations/stable-softmax"


@dataclass(frozen=True)
class Sent:
    """A source, and the finding that it must receive: a kind, or the name of a mistake."""

    source: str
    finding: str


RIGHT = Sent((TASK / "solution.py").read_text(encoding="utf-8"), "right")
WRONG = Sent(
    (TASK / "attempts/wrong-normalised-over-everything.py").read_text(encoding="utf-8"),
    "normalised-over-everything",
)


def open_practice(data: Path) -> Practice:
    """Practice over the database in that folder, with a judge of its own."""
    return Practice.open(Settings(data_dir=data))


def receive(practice: Practice, sent: Sent, seed: int) -> Attempt:
    """The source as a reply to the task, received and not judged."""
    variant = practice.variant(TASK.name, seed)
    return practice.receive_reply(variant, Reply("answer", sent.source), NOW)


def is_as_it_must_be(sent: Sent, verdict: Verdict | None) -> bool:
    """Whether the verdict is the one that an undisturbed judge gives."""
    if verdict is None or verdict.outcome != "graded":
        return False
    told = {word for item in verdict.findings for word in (item.kind, item.mistake)}
    return sent.finding in told and verdict.right == (sent.finding == "right")
