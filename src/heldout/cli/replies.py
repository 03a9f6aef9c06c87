"""A line that somebody typed becomes a reply; options go by the letters they are shown with."""

from __future__ import annotations

import re
from collections.abc import Callable
from string import ascii_lowercase

from heldout.records import Reply, VariantPart

__all__ = ["Misread", "how_to_type", "letters_for", "read_reply", "takes_rows"]

_GAPS = re.compile(r"[\s,;>]+")
_PAIRS = {"(": ")", "[": "]", "{": "}"}


class Misread(Exception):
    """The line names no option, or not as many as it must; nothing is handed in."""


def letters_for(part: VariantPart) -> tuple[str, ...]:
    """The labels of the options in the order shown: a, b, c … or numbers when there are many."""
    many = len(part.options) > len(ascii_lowercase)
    labels = map(str, range(1, len(part.options) + 1)) if many else ascii_lowercase
    return tuple(label for label, _ in zip(labels, part.options, strict=False))


def how_to_type(part: VariantPart, how_to_reply: str) -> str:
    """One sentence on what to type for this part; the grader's own where options have no say."""
    labels = letters_for(part)
    if part.kind == "order":
        return f"Type the letters in the right order, such as {' '.join(reversed(labels))}."
    if part.kind == "choice" and part.spec.multiple:
        return f"Type the letters of all that are right, such as {labels[0]} {labels[-1]}."
    if part.kind == "choice":
        return f"Type the letter of your choice, {labels[0]} to {labels[-1]}."
    if takes_rows(part):
        return f"{how_to_reply} End rows without brackets by an empty line."
    return how_to_reply


def takes_rows(part: VariantPart) -> bool:
    """Whether the reply is an array of rows, which may be typed one a line."""
    nested = isinstance(part.truth, list | tuple) and isinstance(part.truth[0], list | tuple)
    return part.kind == "array" and nested


def read_reply(part: VariantPart, first: str, more: Callable[[], str]) -> Reply:
    """The reply that begins with that line; `more` gives the next line where one is due."""
    if part.kind in ("choice", "order"):
        return Reply(part.id, _keys(part, first))
    if part.kind == "lines":
        return Reply(part.id, tuple(word for word in _GAPS.split(first) if word))
    if part.kind == "sketch":
        return Reply(part.id, _lines(first, more, len(part.spec.curves)))
    if part.kind != "array":
        return Reply(part.id, first)
    lines = [first]
    while not _complete(lines, takes_rows(part)):
        lines.append(more())
    return Reply(part.id, "\n".join(lines).strip())


def _lines(first: str, more: Callable[[], str], count: int) -> str:
    """So many lines; an empty one ends them early."""
    lines = [first]
    while len(lines) < count and lines[-1]:
        lines.append(more())
    return "\n".join(lines).strip()


def _complete(lines: list[str], rows: bool) -> bool:
    """Whether an array has ended: brackets all closed again, or an empty line after bare rows."""
    text = "\n".join(lines)
    if not lines[-1]:
        return True
    opened = sum(text.count(mark) for mark in _PAIRS)
    closed = sum(text.count(mark) for mark in _PAIRS.values())
    return opened <= closed if opened else not rows


def _keys(part: VariantPart, line: str) -> tuple[str, ...]:
    labels = letters_for(part)
    chosen = _labels(line.lower(), labels)
    unknown = [label for label in chosen if label not in labels]
    if unknown or not chosen:
        given = f"{unknown[0]!r} is none of them" if unknown else "nothing was given"
        raise Misread(f"The options are {labels[0]} to {labels[-1]}; {given}.")
    if part.kind == "order" and sorted(chosen) != sorted(labels):
        raise Misread(f"Each letter from {labels[0]} to {labels[-1]} is needed exactly once.")
    if part.kind == "choice" and len(set(chosen)) > 1 and not part.spec.multiple:
        raise Misread("Exactly one of the options is wanted.")
    keys = {label: option.key for label, option in zip(labels, part.options, strict=True)}
    return tuple(keys[label] for label in dict.fromkeys(chosen))


def _labels(line: str, labels: tuple[str, ...]) -> list[str]:
    """`a c`, `a,c`, `a > c` and `ac` all name a and c."""
    words = [word.strip("().") for word in _GAPS.split(line)]
    named = [word for word in words if word]
    if len(named) == 1 and named[0] not in labels and set(named[0]) <= set(labels):
        return list(named[0])
    return named
