"""How a child calls the candidate's function, and what it notes beside the value.

Runs in the candidate's process, so what it notes can be forged: nothing is judged *right* by it.
A wish is a name with its details:

    tensors    arrays go in as PyTorch tensors that share their memory, and come out as arrays
    gradients  arguments, by place or name: the value becomes (value, [gradient for each])
    watch      names of functions: the note `called` lists those that were called
    raises     the name of a built-in exception: one derived from it counts as it
    steps      the note `steps` counts the lines of the candidate's Python that were executed
"""

from __future__ import annotations

import builtins
import functools
import sys
import types
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from .failures import FILE
from .tensors import with_tensors
from .watching import watched

__all__ = ["invoke"]


def invoke(
    function: Callable[..., Any],
    positional: Sequence[Any],
    named: Mapping[str, Any],
    wishes: Mapping[str, Any],
) -> tuple[Any, dict[str, Any]]:
    """The value of the call and the notes that were wished for, by name."""
    if not wishes:
        return function(*positional, **named), {}
    call = _raising(function, wishes["raises"]) if wishes.get("raises") else function
    if wishes.get("tensors"):
        call = with_tensors(call, wishes.get("gradients", ()))
    if "watch" in wishes:
        value, called = watched(call, positional, named, wishes["watch"])
        return value, {"called": called}
    if wishes.get("steps"):
        value, count = _counted(call, positional, named)
        return value, {"steps": count}
    return call(*positional, **named), {}


def _raising(function: Callable[..., Any], name: str) -> Callable[..., Any]:
    """Who demands a `ValueError` gets one: also where NumPy raises a kind of its own."""
    wanted = getattr(builtins, name, None)

    @functools.wraps(function)
    def call(*positional: Any, **named: Any) -> Any:
        try:
            return function(*positional, **named)
        except Exception as error:
            if isinstance(wanted, type) and isinstance(error, wanted) and type(error) is not wanted:
                raise wanted(str(error)).with_traceback(error.__traceback__) from None
            raise

    return call


def _counted(
    call: Callable[..., Any], positional: Sequence[Any], named: Mapping[str, Any]
) -> tuple[Any, int]:
    """The value, and how many lines and calls of the candidate's own file were executed."""
    count = 0

    def local(frame: types.FrameType, event: str, thing: Any) -> Any:
        nonlocal count
        count += event == "line"
        return local

    def trace(frame: types.FrameType, event: str, thing: Any) -> Any:
        nonlocal count
        if frame.f_code.co_filename != FILE:
            return None
        count += 1  # a comprehension or a generator that runs on one line
        return local

    sys.settrace(trace)
    try:
        return call(*positional, **named), count
    finally:
        sys.settrace(None)
