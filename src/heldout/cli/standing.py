"""`heldout progress`: where the candidate stands, skill by skill."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from rich.box import SIMPLE_HEAD
from rich.table import Table

from heldout.cli.consoles import output, say
from heldout.cli.exits import Exit
from heldout.cli.listing import AsJson
from heldout.cli.opening import now, opened_practice
from heldout.cli.wordings import count, when

if TYPE_CHECKING:
    from collections.abc import Mapping

    from heldout.learner import Overview
    from heldout.records import Skill

__all__ = ["progress"]


def progress(as_json: AsJson = False) -> Exit:
    """Shows what is practised, what is due, and what is likely still known.

    "Known" is the mean, over the questions practised, of the last score times the chance that it
    is still recalled. It says nothing about questions that have not been asked yet.
    """
    with opened_practice() as practice:
        overview = practice.overview(now())
        attempts = practice.store.counts().attempts
        next_due = practice.next_due(now())
        skills = practice.library.skills
    if as_json:
        _print_json(overview, skills, attempts, next_due)
    else:
        _print(overview, skills, attempts, next_due)
    return Exit.FINE


def _print(
    overview: Overview, skills: Mapping[str, Skill], attempts: int, next_due: datetime | None
) -> None:
    total = overview.total
    if not attempts:
        say(f"Nothing practised yet; {count(total.total, 'question')} wait: `heldout practice`.")
        return
    table = Table(box=SIMPLE_HEAD, show_edge=False, pad_edge=False, header_style="bold")
    table.add_column("skill", overflow="fold")
    for heading in ("practised", "due", "known"):
        table.add_column(heading, justify="right")
    for key, row in overview.skills.items():
        if row.total:
            known = "" if row.mastery is None else f"{row.mastery:.0%}"
            due = str(row.due) if row.due else ""
            table.add_row(skills[key].title, f"{row.practised} of {row.total}", due, known)
    output().print(table)
    say("")
    say(f"{total.practised} of {count(total.total, 'question')} practised in {attempts} replies.")
    say(_outlook(total.due, next_due))


def _outlook(due: int, next_due: datetime | None) -> str:
    if due:
        return f"{count(due, 'question')} due: `heldout review`."
    if next_due is not None:
        return f"Nothing is due; the next review comes {when(next_due, now())}."
    return "Nothing is due."


def _print_json(
    overview: Overview, skills: Mapping[str, Skill], attempts: int, next_due: datetime | None
) -> None:
    from heldout.cli.json_output import as_standing, as_time, print_json

    total = overview.total
    print_json(
        {
            "questions": total.total,
            "practised": total.practised,
            "attempts": attempts,
            "due": total.due,
            "next_due": as_time(next_due),
            "skills": [as_standing(skills[key], row) for key, row in overview.skills.items()],
        }
    )
