"""--skill, --kind, --level and --find, alike in every command and checked against the packs."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from typing import TYPE_CHECKING, Annotated, TypeAlias

import typer

from heldout.errors import NotFound

if TYPE_CHECKING:
    from heldout.practice import Practice, Wish
    from heldout.questions import Library

__all__ = [
    "Kinds",
    "Levels",
    "QuestionId",
    "Seed",
    "Skills",
    "Words",
    "known_question",
    "read_wish",
]


def _complete_skill(incomplete: str) -> list[str]:
    library = _library()
    return [key for key in library.skills if key.startswith(incomplete)]


def _complete_kind(incomplete: str) -> list[str]:
    kinds = {part.kind for item in _library().questions.values() for part in item.parts}
    return sorted(kind for kind in kinds if kind.startswith(incomplete))


def _complete_question(incomplete: str) -> list[tuple[str, str]]:
    return [
        (item.id, item.title)
        for item in _library().questions.values()
        if item.id.startswith(incomplete)
    ]


def _seed(value: int | None) -> int | None:
    if value is not None and not 0 <= value < 2**63:
        raise typer.BadParameter("a seed must lie between 0 and 2^63 - 1.")
    return value


Skills: TypeAlias = Annotated[
    list[str] | None,
    typer.Option(
        "--skill",
        "-s",
        metavar="SKILL",
        help="Only this skill, or all of a group such as 'convolution'. Repeatable.",
        autocompletion=_complete_skill,
    ),
]
Kinds: TypeAlias = Annotated[
    list[str] | None,
    typer.Option(
        "--kind",
        "-k",
        metavar="KIND",
        help="Only questions with a part of this kind, such as 'code'. Repeatable.",
        autocompletion=_complete_kind,
    ),
]
Levels: TypeAlias = Annotated[
    list[int] | None,
    typer.Option(
        "--level", "-l", min=1, max=5, metavar="N", help="Only this level, 1 to 5. Repeatable."
    ),
]
Words: TypeAlias = Annotated[
    str,
    typer.Option(
        "--find", "-f", metavar="WORDS", help="Only questions that say all of these words."
    ),
]
Seed: TypeAlias = Annotated[
    int | None,
    typer.Option("--seed", metavar="N", callback=_seed, help="Draw this variant, not a fresh one."),
]
QuestionId: TypeAlias = Annotated[
    str,
    typer.Argument(
        metavar="ID",
        help="The question's id.",
        autocompletion=_complete_question,
        show_default=False,
    ),
]


def read_wish(
    practice: Practice,
    skills: list[str] | None,
    kinds: list[str] | None,
    levels: list[int] | None,
    words: str = "",
    *,
    due_only: bool = False,
) -> Wish:
    """What the options ask for; NotFound names an option that no question answers to."""
    from heldout.practice import Wish

    known_kinds = {part.kind for item in practice.library.questions.values() for part in item.parts}
    for kind in kinds or ():
        _demand(kind, known_kinds, "kind")
    return Wish(
        skills=_expand_skills(practice, skills or []),
        kinds=tuple(kinds or ()),
        levels=tuple(levels or ()),
        words=tuple(words.split()),
        due_only=due_only,
    )


def known_question(practice: Practice, question_id: str) -> str:
    """The id, once it is sure to be that of a question; NotFound suggests the nearest."""
    _demand(question_id, practice.library.questions, "question")
    return question_id


def _expand_skills(practice: Practice, wanted: list[str]) -> tuple[str, ...]:
    known = practice.library.skills
    groups = {key.split("/")[0] for key in known}
    skills: list[str] = []
    for item in wanted:
        _demand(item, [*known, *groups], "skill")
        skills += [key for key in known if key == item or key.split("/")[0] == item]
    return tuple(dict.fromkeys(skills))


def _demand(given: str, known: Iterable[str], noun: str) -> None:
    names = sorted(set(known))
    if given in names:
        return
    near = get_close_matches(given, names, n=3)
    hint = f"Did you mean {' or '.join(near)}?" if near else _remedy(noun, names)
    raise NotFound(f"There is no {noun} {given!r}. {hint}")


def _remedy(noun: str, names: list[str]) -> str:
    if noun == "kind":
        return f"The kinds are {', '.join(names)}."
    return "`heldout list` shows all questions with their skills."


def _library() -> Library:
    """The packs alone, for the shell's completion: no database, no judge."""
    from heldout.grading import read_spec
    from heldout.questions import load_library, shipped_packs
    from heldout.settings import read_settings

    return load_library((*shipped_packs(), *read_settings().packs), read_spec)
