"""The two streams that a command writes to, set up alike everywhere."""

from __future__ import annotations

import sys
from io import TextIOWrapper

from rich.console import Console

__all__ = ["forgive_encodings", "notes", "output", "say", "warn"]


def output() -> Console:
    """Where results go. Text is shown as it is: no markup, no emoji codes, no guessed colours."""
    return Console(markup=False, emoji=False, highlight=False)


def notes() -> Console:
    """Where progress goes, so that results alone stand on standard output."""
    return Console(stderr=True, markup=False, emoji=False, highlight=False)


def say(text: str) -> None:
    """One plain line of result, at once: a pipe may be waiting for it."""
    print(text, flush=True)


def warn(text: str) -> None:
    """One plain line beside the result: an error, or something to know."""
    print(text, file=sys.stderr)


def forgive_encodings() -> None:
    """Lets a terminal that lacks ∑ or 𝔼 show a question mark, rather than end in an error."""
    for stream in (sys.stdout, sys.stderr, sys.stdin):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
