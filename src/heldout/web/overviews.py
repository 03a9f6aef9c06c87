"""Where the candidate stands, as the home and progress pages show it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from heldout.learner import Standing
from heldout.practice import Practice
from heldout.records import Attempt
from heldout.web.attempts import STATES, State, state_of
from heldout.web.templating import ago, ahead

__all__ = ["HomeView", "RecentView", "SkillView", "view_home"]

RECENT = 8  # attempts on the home page


@dataclass(frozen=True, slots=True)
class SkillView:
    """One skill that has questions."""

    id: str
    title: str
    standing: Standing

    @property
    def mastery(self) -> str | None:
        """`84 %`, or None when nothing has been practised."""
        known = self.standing.mastery
        return None if known is None else f"{round(100 * known)} %"


@dataclass(frozen=True, slots=True)
class RecentView:
    """One attempt, as a line of a list."""

    title: str
    url: str
    state: State
    word: str
    when: str
    ago: str


@dataclass(frozen=True, slots=True)
class HomeView:
    """What home and progress are given."""

    total: Standing
    skills: tuple[SkillView, ...]
    recent: tuple[RecentView, ...]
    next_due: str | None
    first_visit: bool


def view_home(practice: Practice, now: datetime, *, recent: int = RECENT) -> HomeView:
    """Where the candidate stands now, with the newest attempts."""
    overview = practice.overview(now)
    attempts = practice.store.attempts(limit=recent)
    later = practice.next_due(now)
    titles = practice.library.skills
    return HomeView(
        total=overview.total,
        skills=tuple(
            SkillView(skill, titles[skill].title, standing)
            for skill, standing in overview.skills.items()
            if standing.total
        ),
        recent=tuple(_view_recent(practice, attempt, now) for attempt in attempts),
        next_due=ahead(later, now) if later else None,
        first_visit=not attempts and not overview.total.practised,
    )


def _view_recent(practice: Practice, attempt: Attempt, now: datetime) -> RecentView:
    question = practice.library.questions.get(attempt.question_id)
    state = state_of(attempt.verdict)
    return RecentView(
        title=question.title if question else attempt.question_id,
        url=f"/questions/{attempt.question_id}/{attempt.seed}" if question else "",
        state=state,
        word=STATES[state],
        when=attempt.at.isoformat(timespec="seconds"),
        ago=ago(attempt.at, now),
    )
