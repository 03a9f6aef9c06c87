"""What the routes share: the practice, the judging threads, and the time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated

from fastapi import Depends, Request

from heldout.practice import Practice
from heldout.records import Listener
from heldout.web.judging import Judging

__all__ = ["Door", "OpenDoor", "now", "open_door"]


@dataclass(frozen=True)
class Door:
    """One web app's own things."""

    practice: Practice
    judging: Judging


def open_door(practice: Practice) -> Door:
    """A door to that practice, with its judging threads running."""

    def judge(attempt_id: int, listen: Listener) -> object:
        return practice.judge_attempt(attempt_id, now(), listen)

    return Door(practice, Judging(judge, threads=practice.seats))


def now() -> datetime:
    """The time, in UTC; below the doors it is always an argument."""
    return datetime.now(UTC)


def _the_door(request: Request) -> Door:
    door: Door = request.app.state.door
    return door


OpenDoor = Annotated[Door, Depends(_the_door)]
