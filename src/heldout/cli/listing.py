"""`heldout list` and `heldout show`: what there is, without asking anything."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer
from rich.box import SIMPLE_HEAD
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from heldout.cli.consoles import output, say
from heldout.cli.exits import Exit
from heldout.cli.filters import (
    Kinds,
    Levels,
    QuestionId,
    Seed,
    Skills,
    Words,
    known_question,
    read_wish,
)
from heldout.cli.json_output import as_answers, as_question, as_variant, print_json
from heldout.cli.opening import now, opened_practice
from heldout.cli.wordings import count, when

if TYPE_CHECKING:
    from heldout.needs import Need
    from heldout.practice import Practice
    from heldout.records import Question, Schedule, Variant

__all__ = ["AsJson", "list_questions", "show"]

_NARROW = 60  # columns

AsJson = Annotated[bool, typer.Option("--json", help="JSON on standard output, nothing else.")]


def list_questions(
    skill: Skills = None,
    kind: Kinds = None,
    level: Levels = None,
    find: Words = "",
    as_json: AsJson = False,
) -> Exit:
    """Lists the questions, skill by skill, easier ones first."""
    with opened_practice() as practice:
        questions = practice.questions(read_wish(practice, skill, kind, level, find))
        schedules = practice.schedules()
        missing = {item.id: need for item in questions if (need := practice.missing(item))}
    if as_json:
        rows = [
            as_question(item, schedules.get(item.id), missing.get(item.id)) for item in questions
        ]
        print_json({"questions": rows})
        return Exit.FINE
    if questions:
        console = output()
        shape = _table if console.width >= _NARROW else _stacked
        console.print(shape(questions, schedules, missing))
    say(f"{count(len(questions), 'question')}.")
    return Exit.FINE


def _table(
    questions: tuple[Question, ...], schedules: dict[str, Schedule], missing: dict[str, Need]
) -> Table:
    table = Table(box=SIMPLE_HEAD, show_edge=False, pad_edge=False, header_style="bold")
    table.add_column("id", style="cyan", no_wrap=True)
    table.add_column("title", overflow="fold")
    table.add_column("kind", overflow="fold")
    table.add_column("level", justify="right")
    reviewed = any(item.id in schedules for item in questions)
    if reviewed:
        table.add_column("review", overflow="fold")
    for item in questions:
        title = Text(item.title)
        if item.id in missing:
            title.append(f" ({missing[item.id].badge})", style="yellow")
        review = [_review(item, schedules, missing)] if reviewed else []
        table.add_row(item.id, title, _kinds(item), str(item.level), *review)
    return table


def _stacked(
    questions: tuple[Question, ...], schedules: dict[str, Schedule], missing: dict[str, Need]
) -> Group:
    """The same for a narrow terminal: the id on a line of its own, the rest below it."""
    from heldout.typeset.terminal import Hanging

    rows: list[RenderableType] = []
    for item in questions:
        review = _review(item, schedules, missing)
        badge = missing[item.id].badge if item.id in missing else ""
        facts = [item.title, badge, _kinds(item), f"level {item.level}"]
        facts.append(review and f"review {review}")
        rows.append(Text(item.id, "cyan", overflow="fold"))
        rows.append(Hanging(Text("  "), Text(" · ".join(fact for fact in facts if fact))))
    return Group(*rows)


def _kinds(question: Question) -> str:
    return ", ".join(dict.fromkeys(part.kind for part in question.parts))


def _review(question: Question, schedules: dict[str, Schedule], missing: dict[str, Need]) -> str:
    schedule = None if question.id in missing else schedules.get(question.id)
    return when(schedule.due, now()) if schedule else ""


def show(
    question_id: QuestionId,
    seed: Seed = None,
    answers: Annotated[
        bool, typer.Option("--answers", help="Hints, right answers and explanation as well.")
    ] = False,
    as_json: AsJson = False,
) -> Exit:
    """Shows one variant of a question; nothing is stored."""
    with opened_practice() as practice:
        variant = practice.variant(known_question(practice, question_id), seed)
        if as_json:
            how = {part.id: practice.how_to_reply(part) for part in variant.parts}
            result = {"variant": as_variant(variant, how)}
            if answers:
                result["answers"] = as_answers(variant, practice.right_answers(variant))
            print_json(result)
        else:
            _print_variant(practice, variant, answers)
    return Exit.FINE


def _print_variant(practice: Practice, variant: Variant, answers: bool) -> None:
    from heldout.cli import showing
    from heldout.cli.replies import how_to_type

    console = output()
    showing.show_question(console, variant)
    missing = practice.missing(variant.question)
    if missing:
        console.print(Text(missing.sentence, style="yellow"))
    for part in variant.parts:
        console.print()
        how = how_to_type(part, practice.how_to_reply(part))
        has_example = part.kind == "code" and missing is None
        example = practice.example(part) if has_example else None
        showing.show_part(console, variant, part, how, example)
    if not answers:
        return
    console.print()
    console.print(Text(count(len(variant.hints), "hint").capitalize(), style="bold"))
    for shown in range(1, len(variant.hints) + 1):
        showing.show_hint(console, variant, shown)
    showing.show_answers(console, variant, practice.right_answers(variant))
    showing.show_explanation(console, variant)
    showing.show_references(console, variant)
