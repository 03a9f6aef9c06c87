"""What to ask next.

In this order:

1. *Due* questions, the most overdue first, relative to the interval that each was given: what was
   to be seen after a day and waits for three is closer to forgotten than what was to be seen
   after a month and waits for two days more.
2. *New* questions whose prerequisites are practised. They go round the skills: the skill with the
   fewest questions practised comes first, and inside it the lower level. So a beginner meets the
   easy question of every open skill before the second of any, and nobody has to finish all easy
   questions of a subject before the first harder one. A question of several skills waits for the
   one that is practised most, so that it never overtakes the easy questions of a skill.
3. *New* questions whose prerequisites are not practised, in the same manner, the lower level
   first: better than nothing, and the only way on where no question teaches a prerequisite.
4. Questions that are *not yet due*, the nearest first: whoever wants to go on may.

The question just asked comes again only when there is no other. Ties go to `draw`, so that two
candidates do not walk the same path, and a test can.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from heldout.learner.memory import lateness
from heldout.records import Schedule

__all__ = ["Candidate", "choose"]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A question that could be asked, as far as choosing needs to know it."""

    question_id: str
    skills: tuple[str, ...]
    level: int
    schedule: Schedule | None  # None: new
    ready: bool  # every skill that its own skills require has been practised


def choose(
    candidates: Sequence[Candidate],
    now: datetime,
    draw: Callable[[int], int],
    *,
    after: str | None = None,
) -> str | None:
    """The id of the question to ask next, or None when there are no candidates.

    `draw(n)` gives a whole number from 0 to n - 1 and decides between equals; with the same draw,
    and whatever the order of the candidates, the same question is chosen. `after` is the id of the
    question just asked.
    """
    others = [item for item in candidates if item.question_id != after] or candidates
    if not others:
        return None
    practised = Counter(
        skill for item in candidates if item.schedule is not None for skill in set(item.skills)
    )
    ranks = {item.question_id: _rank(item, now, practised) for item in others}
    best = min(ranks.values())
    equals = sorted(question_id for question_id, rank in ranks.items() if rank == best)
    return equals[draw(len(equals))]


def _rank(item: Candidate, now: datetime, practised: Counter[str]) -> tuple[float, ...]:
    """Where a candidate stands: the smallest is asked. The first number is its group, 1 to 4."""
    if item.schedule is not None:
        late = lateness(item.schedule, now)
        return (1, -late) if late >= 1 else (4, -late)
    seen = max((practised[skill] for skill in item.skills), default=0)
    return (2, seen, item.level) if item.ready else (3, item.level, seen)
