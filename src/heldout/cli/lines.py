"""Replies as lines: typed at a terminal with editing and history, or read from a pipe."""

from __future__ import annotations

import sys

from heldout.cli.consoles import say

__all__ = ["Lines", "NoMoreReplies"]


class NoMoreReplies(Exception):
    """Ctrl-D was typed, or the pipe has run dry."""


class Lines:
    """Where replies come from. A pipe is echoed, so that its transcript reads like a session."""

    def __init__(self, *, interactive: bool | None = None) -> None:
        both = sys.stdin.isatty() and sys.stdout.isatty()
        self.interactive = both if interactive is None else interactive
        if self.interactive:
            _enable_editing()

    def ask(self, prompt: str) -> str:
        """One line without its end; NoMoreReplies when there is none."""
        if self.interactive:
            try:
                return input(prompt).strip()
            except EOFError:
                say("")
                raise NoMoreReplies from None
        line = sys.stdin.readline()
        if not line:
            raise NoMoreReplies
        reply = line.strip()
        say(f"{prompt}{reply}")
        return reply


def _enable_editing() -> None:
    try:
        import readline  # noqa: F401  (importing it is what gives input() editing and history)
    except ImportError:
        return  # not every build of Python has it; input() then reads plain lines
