"""Exit codes that a script can rely on, and the way from an error to its code."""

from __future__ import annotations

from enum import IntEnum

from heldout.cli.files import FileUnreadable
from heldout.errors import (
    HeldoutError,
    NotFound,
    PackError,
    SandboxError,
    SettingsError,
    StoreError,
)
from heldout.records import Verdict

__all__ = ["MEANINGS", "Exit", "code_of_error", "code_of_verdict"]


class Exit(IntEnum):
    """What the process says to whoever started it."""

    FINE = 0
    WRONG = 1
    USAGE = 2
    UNREADABLE = 3
    OUR_FAULT = 4
    DATA = 5
    INTERRUPTED = 130
    PIPE_CLOSED = 141


MEANINGS = {
    Exit.FINE: "all is well, or the reply is right",
    Exit.WRONG: "the reply is wrong, or a check failed",
    Exit.USAGE: "the command line is not right, or names what does not exist",
    Exit.UNREADABLE: "the reply or the file could not be read",
    Exit.OUR_FAULT: "our fault: the grader failed",
    Exit.DATA: "the data, a pack or a setting has a problem, or a need is not met",
    Exit.INTERRUPTED: "interrupted by Ctrl-C; what was handed in is kept",
    Exit.PIPE_CLOSED: "whoever read the output stopped reading, as `head` does",
}

_OF_ERRORS: tuple[tuple[type[HeldoutError], Exit], ...] = (
    (NotFound, Exit.USAGE),
    (FileUnreadable, Exit.UNREADABLE),
    (SandboxError, Exit.OUR_FAULT),
    (SettingsError, Exit.DATA),
    (StoreError, Exit.DATA),
    (PackError, Exit.DATA),
)


def code_of_error(error: HeldoutError) -> Exit:
    """The exit code for an error that was shown to the user."""
    return next((code for kind, code in _OF_ERRORS if isinstance(error, kind)), Exit.DATA)


def code_of_verdict(verdict: Verdict) -> Exit:
    """The exit code for one judged reply."""
    if verdict.outcome == "unreadable":
        return Exit.UNREADABLE
    if verdict.outcome == "grader_failed":
        return Exit.OUR_FAULT
    return Exit.FINE if verdict.right else Exit.WRONG
