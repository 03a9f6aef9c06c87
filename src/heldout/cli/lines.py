"""Replies as lines: typed at a terminal with editing and history, or read from a pipe."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from heldout.cli.consoles import say

__all__ = ["Lines", "NoMoreReplies"]

_GLANCE = 0.2  # seconds between two looks for a Ctrl-C that came early


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
                with _early_ctrl_c_noticed():
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


@contextmanager
def _early_ctrl_c_noticed() -> Iterator[None]:
    """While it is open, a Ctrl-C ends input() even if it came just before input() began to wait.

    Python only notes a signal and acts on it when its wait is interrupted. One that arrives between
    the prompt and the wait interrupts nothing, and input() would sleep on until the next key; a
    timer that interrupts the wait now and then lets Python look.
    """
    before = signal.signal(signal.SIGALRM, lambda number, frame: None)
    signal.setitimer(signal.ITIMER_REAL, _GLANCE, _GLANCE)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
