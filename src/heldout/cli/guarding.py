"""Between a command and the shell: errors become one sentence and an exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

import typer

from heldout.cli.consoles import warn
from heldout.cli.exits import Exit, code_of_error
from heldout.errors import HeldoutError

__all__ = ["guarded", "settle"]

P = ParamSpec("P")


def guarded(command: Callable[P, Exit]) -> Callable[P, None]:
    """The command as Typer wants it: it ends by its exit code, never by a traceback."""

    @wraps(command)
    def call(*args: P.args, **options: P.kwargs) -> None:
        raise typer.Exit(settle(lambda: command(*args, **options)))

    return call


def settle(action: Callable[[], Exit]) -> Exit:
    """The exit code of the action, after anything expected that went wrong has been told."""
    try:
        code = action()
        sys.stdout.flush()
    except HeldoutError as error:
        warn(str(error))
        return code_of_error(error)
    except KeyboardInterrupt:
        echoed = "\n" if sys.stdin.isatty() else ""  # the terminal has shown ^C on this line
        warn(f"{echoed}Stopped. Everything that was handed in is kept.")
        return Exit.INTERRUPTED
    except BrokenPipeError:
        _forget_output()
        return Exit.PIPE_CLOSED
    return code


def _forget_output() -> None:
    """Points standard output at nothing, or Python would complain once more while it exits."""
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, sys.stdout.fileno())
    os.close(nothing)
