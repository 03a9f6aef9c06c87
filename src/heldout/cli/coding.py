"""A part that is answered by code: a file, an editor where there is one, and the judge."""

from __future__ import annotations

from pathlib import Path

from heldout.cli.desk import Desk, Step
from heldout.cli.editing import chosen_editor, lay_out, open_editor
from heldout.cli.files import FileUnreadable, read_source
from heldout.cli.showing import show_verdict
from heldout.records import Reply, Variant, VariantPart

__all__ = ["ask_code"]


def ask_code(desk: Desk, variant: Variant, part: VariantPart) -> Step:
    """Judges the candidate's file whenever it has changed, until the candidate goes on."""
    starter = part.listing
    path, new = lay_out(desk.folder, _name(variant, part), starter, part.spec.suffix)
    editor = chosen_editor() if desk.lines.interactive else None
    desk.say(f"Your file: {path} ({'the starter is in it' if new else 'as you left it'})")
    judged: str | None = None
    graded = False
    while True:
        line = desk.listen(variant, _prompt(editor, graded))
        if isinstance(line, Step):
            return line
        source = _source(desk, path, editor, judged) if not line else None
        if source is None:
            desk.say("Code goes into the file; press Enter, or :help.", "dim") if line else None
        elif source == judged and graded:
            return Step.ON
        elif source in (judged, starter):
            desk.say(_unchanged(source == starter), "yellow")
        else:
            judged = source
            right, graded = _judge(desk, variant, Reply(part.id, source), graded)
            if right or (graded and not desk.lines.interactive):
                return Step.ON


def _name(variant: Variant, part: VariantPart) -> str:
    alone = len(variant.parts) == 1
    name = variant.question.id if alone else f"{variant.question.id}-{part.id}"
    # Where each variant opens with its own program, yesterday's file is not about today's.
    return name if part.spec.starts_alike else f"{name}-{variant.seed}"


def _prompt(editor: list[str] | None, graded: bool) -> str:
    if editor:
        opens = f"Enter opens it in {Path(editor[0]).name}"
        return f"{opens}; left unchanged, it goes on > " if graded else f"{opens} > "
    if graded:
        return "Edit it and press Enter to judge it again; unchanged, it goes on > "
    return "Edit it, then press Enter to judge it > "


def _source(desk: Desk, path: Path, editor: list[str] | None, judged: str | None) -> str | None:
    """What the file holds once it has been edited; None when it cannot be read or edited."""
    try:
        source = read_source(path)
        # Changed since it was judged: somebody edits it in another window.
        if editor and source == (judged if judged is not None else source):
            return read_source(path) if open_editor(editor, path) else None
    except FileUnreadable as problem:
        desk.say(str(problem), "yellow")
        return None
    return source


def _unchanged(starter: bool) -> str:
    if starter:
        return "There is nothing to judge yet: the file is still the starter."
    return "The file has not changed since it was judged."


def _judge(desk: Desk, variant: Variant, reply: Reply, graded: bool) -> tuple[bool, bool]:
    """Whether this reply is right, and whether any has been graded so far."""
    verdict = desk.hand_in(variant, reply).verdict
    if verdict is None:
        return False, graded
    show_verdict(desk.console, verdict)
    return verdict.right, graded or verdict.outcome == "graded"
