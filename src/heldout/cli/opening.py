"""What a command needs before it can start: settings, packs, store and judge."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from heldout.cli.consoles import warn
from heldout.cli.wordings import count

if TYPE_CHECKING:
    from heldout.practice import Practice
    from heldout.questions import Library

__all__ = ["now", "opened_practice"]


def now() -> datetime:
    """The time, in UTC; below the doors it is always an argument."""
    return datetime.now(UTC)


@contextmanager
def opened_practice(
    *, serving: bool = False, library: Callable[[], Library] | None = None
) -> Iterator[Practice]:
    """The practice of this machine's user; HeldoutError says why it cannot be opened.

    `serving` keeps processes waiting for code: many submissions will come, and each is waited for.
    `library` gives the packs, where they are being read already.
    """
    from heldout.practice import Practice
    from heldout.settings import read_settings

    settings = read_settings()
    pool = settings.pool if serving else 0
    with Practice.open(settings, pool=pool, library=library) as practice:
        problems = practice.library.problems
        if problems:
            told = count(len(problems), "problem")
            warn(f"{told} in the packs: what has one is left out. The first: {problems[0]}")
        yield practice
