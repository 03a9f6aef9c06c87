"""The loop at the desk: ask, read, judge, explain, go on."""

from __future__ import annotations

from collections.abc import Callable

from heldout.cli.coding import ask_code
from heldout.cli.desk import Desk, Step
from heldout.cli.lines import NoMoreReplies
from heldout.cli.opening import now
from heldout.cli.replies import Misread, how_to_type, read_reply
from heldout.cli.showing import (
    show_answers,
    show_drawing,
    show_explanation,
    show_part,
    show_question,
    show_references,
    show_verdict,
)
from heldout.cli.wordings import count, when
from heldout.records import Variant, VariantPart

__all__ = ["hold_session"]

_WELCOME = "Type a reply, or ? for a hint, :show, :skip, :again, :quit; :help explains them."
_AGAIN = "Try again, or press Enter to go on. The first try is the one that counts."


def hold_session(desk: Desk, draw: Callable[[str | None], Variant | None]) -> bool:
    """Asks what `draw` gives, which is told the question before; whether some of it is left."""
    finished = 0
    variant = draw(None)
    while variant is not None:
        step = _ask_question(desk, variant)
        if step is Step.ON:
            finished += 1
            step = _pause(desk, variant) if desk.lines.interactive else step
        if step is Step.QUIT:
            break
        question_id = variant.question.id
        again = step is Step.AGAIN
        variant = desk.practice.variant(question_id) if again else draw(question_id)
    if finished:
        desk.say(f"{count(finished, 'question')} finished; all of it is kept.")
    return variant is not None


def _ask_question(desk: Desk, variant: Variant) -> Step:
    show_question(desk.console, variant)
    if desk.practice.finished(variant, desk.practice.sitting(variant)):
        desk.say("You have finished this variant before; another try does not count.", "yellow")
    for part in variant.parts:
        step = _ask_part(desk, variant, part)
        if step is Step.REVEAL:
            desk.practice.reveal(variant, now())
            break
        if step is not Step.ON:
            return step
    _conclude(desk, variant)
    return Step.ON


def _ask_part(desk: Desk, variant: Variant, part: VariantPart) -> Step:
    how = how_to_type(part, desk.practice.how_to_reply(part))
    example = desk.practice.example(part) if part.kind == "code" else None
    desk.console.print()
    show_part(desk.console, variant, part, how, example)
    if "welcome" not in desk.taught:
        desk.taught.add("welcome")
        desk.say(_WELCOME, "dim")
    return ask_code(desk, variant, part) if part.kind == "code" else _ask_line(desk, variant, part)


def _ask_line(desk: Desk, variant: Variant, part: VariantPart) -> Step:
    graded = False
    while True:
        line = desk.listen(variant, "> ")
        if isinstance(line, Step):
            return line
        if not line:
            if graded:
                return Step.ON
            desk.say("Type a reply, or :help for what else there is.", "dim")
            continue
        try:
            reply = read_reply(part, line, lambda: _next_line(desk))
        except Misread as problem:
            desk.say(str(problem), "yellow")
            continue
        verdict = desk.hand_in(variant, reply).verdict
        if verdict is None:
            continue
        show_verdict(desk.console, verdict)
        if part.kind == "sketch" and verdict.outcome == "graded":
            show_drawing(desk.console, part, reply)
        graded = graded or verdict.outcome == "graded"
        if verdict.right or (graded and not desk.lines.interactive):
            return Step.ON
        if verdict.outcome == "graded":
            desk.say(_AGAIN, "dim")


def _next_line(desk: Desk) -> str:
    """A further row of an array; the end of the pipe ends the array too."""
    try:
        return desk.lines.ask("… ")
    except NoMoreReplies:
        return ""


def _conclude(desk: Desk, variant: Variant) -> None:
    """What is shown once a question is finished: answers, explanation, and when it returns."""
    sitting = desk.practice.sitting(variant)
    if not desk.practice.finished(variant, sitting):
        return
    right = {
        attempt.reply.part
        for attempt in sitting.attempts
        if attempt.verdict is not None and attempt.verdict.right
    }
    wanted = {part.id for part in variant.parts if part.id not in right or part.kind == "code"}
    answers = desk.practice.right_answers(variant)
    show_answers(desk.console, variant, {key: answers[key] for key in answers if key in wanted})
    show_explanation(desk.console, variant)
    show_references(desk.console, variant)
    schedule = desk.practice.schedules().get(variant.question.id)
    if schedule is not None:
        desk.console.print()
        desk.say(f"Next review {when(schedule.due, now())}.", "dim")


def _pause(desk: Desk, variant: Variant) -> Step:
    desk.console.print()
    line = desk.listen(variant, "Enter for the next question, :again for another variant > ")
    if isinstance(line, Step):
        return line
    return Step.QUIT if line.lower() in ("q", "quit") else Step.ON
