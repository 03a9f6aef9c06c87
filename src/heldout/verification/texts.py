"""Checks what a variant says: every formula reads, nothing is left unfilled or empty."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterator
from functools import lru_cache

from heldout.records import Variant
from heldout.typeset import unreadable_math

__all__ = ["text_problems"]


DEMANDING = 3  # the level from which an interviewer goes on asking


def text_problems(variant: Variant) -> Iterator[tuple[str, str]]:
    """(where, what) for each text that a candidate could not read."""
    for where, text in _texts(variant):
        if not text.strip():
            yield where, "is empty"
        if "@{" in text:
            yield where, f"still holds a template expression: {text[text.index('@{') :][:40]!r}"
        for problem in _unreadable(text):
            yield where, problem
    for part in variant.parts:
        shown = [option.text for option in part.options]
        if len(set(shown)) < len(shown):
            yield f"part {part.id}", f"two options read the same: {sorted(shown)}"
    if variant.question.level >= DEMANDING and len(variant.follow_ups) < 2:
        text = f"must be two at least at level {DEMANDING} and above"
        yield "Follow-ups", f"{text}; there are {len(variant.follow_ups)}"
    if variant.figure is not None:
        for problem in _figure_problems(variant.figure):
            yield "figure()", problem


@lru_cache(maxsize=1024)
def _unreadable(text: str) -> tuple[str, ...]:
    """Most texts of a question are the same in all its variants, and reading one takes a while."""
    return tuple(unreadable_math(text))


def _figure_problems(figure: str) -> Iterator[str]:
    """What a page could not show, or should not: its policy forbids styles and scripts."""
    try:
        root = ET.fromstring(figure)
    except ET.ParseError as error:
        yield f"must return well-formed SVG; {error}"
        return
    tags = [element.tag.rpartition("}")[2] for element in root.iter()]
    if tags[0] != "svg" or "viewBox" not in root.attrib:
        yield f"must return an <svg> with a viewBox; given <{tags[0]}>"
    if "title" not in tags:
        yield "must hold a <title>, for those who cannot see it"
    names = {name for element in root.iter() for name in element.attrib}
    bad = sorted({"script", "style"} & set(tags)) + sorted(
        name for name in names if name in ("style", "class") or name.startswith("on")
    )
    if bad:
        yield f"must do without {', '.join(bad)}: draw with attributes, in currentColor"


def _texts(variant: Variant) -> Iterator[tuple[str, str]]:
    yield "Prompt", variant.prompt
    yield "Explanation", variant.explanation
    for number, hint in enumerate(variant.hints, 1):
        yield f"hint {number}", hint
    for number, follow_up in enumerate(variant.follow_ups, 1):
        yield f"follow-up {number}", follow_up
    for part in variant.parts:
        if len(variant.parts) > 1:
            yield f"part {part.id}", part.prompt
        for option in part.options:
            yield f"option {option.key} of part {part.id}", option.text
        for mistake in part.mistakes:
            yield f"mistake {mistake.name}", mistake.message
