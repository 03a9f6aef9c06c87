"""`heldout practice` and `heldout review`: questions one after the other."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from heldout.cli.consoles import output, say, warn
from heldout.cli.exits import Exit
from heldout.cli.filters import Kinds, Levels, Seed, Skills, Words, known_question, read_wish
from heldout.cli.opening import now, opened_practice
from heldout.cli.wordings import count, when

if TYPE_CHECKING:
    from heldout.practice import Practice, Wish
    from heldout.records import Variant

__all__ = ["practise", "review"]

Folder = Annotated[
    Path | None,
    typer.Option(
        "--dir",
        metavar="DIR",
        help="Folder for answers in code. Unless given: heldout-answers among your documents.",
        show_default=False,
    ),
]


def practise(
    skill: Skills = None,
    kind: Kinds = None,
    level: Levels = None,
    find: Words = "",
    question: Annotated[
        str | None,
        typer.Option(
            "--question", "-q", metavar="ID", help="Only this question, variant by variant."
        ),
    ] = None,
    seed: Seed = None,
    folder: Folder = None,
) -> Exit:
    """Asks, judges and explains, one question after the other, until :quit or Ctrl-D.

    With piped input each line is one reply, nothing waits for Enter, and the first reply that can
    be read settles its part.
    """
    if seed is not None and question is None:
        warn("--seed draws a variant of one question: name it with --question.")
        return Exit.USAGE
    with opened_practice() as practice:
        if question is not None:
            practice.demand(practice.library.question(known_question(practice, question)))
            draw = _variants_of(practice, question, seed)
        else:
            draw = _next_of(practice, read_wish(practice, skill, kind, level, find))
        return _hold(practice, draw, folder, lambda: "No question fits these filters.")


def review(
    skill: Skills = None,
    kind: Kinds = None,
    level: Levels = None,
    find: Words = "",
    folder: Folder = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="List what is due as JSON instead of asking it.")
    ] = False,
) -> Exit:
    """Asks what is due for review, until nothing is left."""
    with opened_practice() as practice:
        wish = read_wish(practice, skill, kind, level, find, due_only=True)
        if as_json:
            return _list_due(practice, wish)
        return _hold(practice, _next_of(practice, wish), folder, lambda: _nothing_due(practice))


def _variants_of(
    practice: Practice, question_id: str, seed: int | None
) -> Callable[[str | None], Variant | None]:
    return lambda before: practice.variant(question_id, seed if before is None else None)


def _next_of(practice: Practice, wish: Wish) -> Callable[[str | None], Variant | None]:
    return lambda before: practice.next_question(wish, now(), after=before)


def _hold(
    practice: Practice,
    draw: Callable[[str | None], Variant | None],
    folder: Path | None,
    none_left: Callable[[], str],
) -> Exit:
    from heldout.cli.asking import hold_session
    from heldout.cli.desk import Desk
    from heldout.cli.editing import answer_folder
    from heldout.cli.lines import Lines
    from heldout.settings import read_settings

    late = practice.finish_unjudged(now())
    if late:
        warn(f"Judged {count(late, 'reply', 'replies')} left over from an interrupted session.")
    desk = Desk(practice, Lines(), output(), answer_folder(read_settings(), folder))
    if not hold_session(desk, draw):
        say(none_left())
    return Exit.FINE


def _nothing_due(practice: Practice) -> str:
    later = practice.next_due(now())
    if later is None:
        return "Nothing is due. What you practise with `heldout practice` comes back here."
    return f"Nothing is due; the next review comes {when(later, now())}."


def _list_due(practice: Practice, wish: Wish) -> Exit:
    from heldout.cli.json_output import as_question, as_time, print_json

    fitting = {item.id: item for item in practice.questions(wish)}
    due = [item for item in practice.due(now()) if item.question_id in fitting]
    rows = [as_question(fitting[item.question_id], item, None) for item in due]
    print_json({"due": rows, "next_due": as_time(practice.next_due(now()))})
    return Exit.FINE
