"""A run of practice: the filters that 'next' stays inside, carried in the query string."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from starlette.requests import Request

from heldout.errors import SettingsError
from heldout.practice import Wish
from heldout.web.addresses import word_in

__all__ = ["Run", "read_run"]

LEVELS = ("1", "2", "3", "4", "5")


@dataclass(frozen=True, slots=True)
class Run:
    """What somebody is practising; empty fields mean anything."""

    skill: str = ""
    kind: str = ""
    level: str = ""
    find: str = ""
    review: bool = False  # only what is due

    @property
    def query(self) -> str:
        """`?skill=…&level=…`, or nothing when nothing is filtered."""
        kept = self._encoded(run="review" if self.review else "")
        return f"?{kept}" if kept else ""

    @property
    def wish(self) -> Wish:
        """The same as the practice understands it."""
        return Wish(
            skills=(self.skill,) if self.skill else (),
            kinds=(self.kind,) if self.kind else (),
            levels=(int(self.level),) if self.level else (),
            words=tuple(self.find.split()),
            due_only=self.review,
        )

    @property
    def filtered(self) -> bool:
        """Whether anything is left out but by date."""
        return bool(self.skill or self.kind or self.level or self.find)

    def next_url(self, after: str) -> str:
        """Where the question after this one is chosen."""
        return f"/{'review' if self.review else 'practice'}?{self._encoded(after=after)}"

    def _encoded(self, **more: str) -> str:
        chosen = {"skill": self.skill, "kind": self.kind, "level": self.level, "find": self.find}
        return urlencode({name: value for name, value in (chosen | more).items() if value})


def read_run(request: Request) -> Run:
    """The run that the query string asks for."""
    level = word_in(request, "level", 5)
    if level and level not in LEVELS:
        raise SettingsError(f"A level is a number from 1 to 5; the address says {level!r}.")
    return Run(
        skill=word_in(request, "skill", 200),
        kind=word_in(request, "kind", 50),
        level=level,
        find=word_in(request, "find", 200).strip(),
        review=word_in(request, "run", 20) == "review",
    )
