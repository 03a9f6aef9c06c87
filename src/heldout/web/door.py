"""What the routes share: the practice, the judging threads, and the time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from starlette.requests import Request

from heldout.practice import Practice
from heldout.records import Listener
from heldout.web.judging import Judging
from heldout.web.warming import Warming, plan_images, plan_shrinking

__all__ = ["Door", "door_of", "now", "open_door"]


@dataclass(frozen=True)
class Door:
    """One web app's own things."""

    practice: Practice
    judging: Judging
    warming: Warming


def open_door(practice: Practice) -> Door:
    """A door to that practice, with its judging threads running."""

    def judge(attempt_id: int, listen: Listener) -> object:
        return practice.judge_attempt(attempt_id, now(), listen)

    return Door(
        practice,
        Judging(judge, threads=practice.seats),
        Warming([plan_images(practice), plan_shrinking]),
    )


def now() -> datetime:
    """The time, in UTC; below the doors it is always an argument."""
    return datetime.now(UTC)


def door_of(request: Request) -> Door:
    """The door that the request came in by."""
    door: Door = request.app.state.door
    return door
