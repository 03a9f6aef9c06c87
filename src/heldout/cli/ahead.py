"""Calls a function in a process beside this one, while this one has something else to do.

For what is Python that computes, which a thread would not do at the same time.
"""

from __future__ import annotations

import os
import pickle
import sys
from collections.abc import Callable
from typing import TypeVar

__all__ = ["begin"]

T = TypeVar("T")


def begin(function: Callable[[], T]) -> Callable[[], T]:
    """Begin to call it; whoever calls what is returned waits for its result, which is pickled.

    For a process of one thread. Where a fork is not safe, or the other process comes to nothing, it
    is called here, when its result is wanted; so its errors are raised here, too.
    """
    if sys.platform != "linux":
        return function
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        _call(function, writing)
    os.close(writing)

    def finish() -> T:
        with os.fdopen(reading, "rb") as pipe:
            data = pipe.read()
        os.waitpid(pid, 0)
        # It comes from a fork of ours, through a pipe that nobody else has.
        return pickle.loads(data) if data else function()

    return finish


def _call(function: Callable[[], T], writing: int) -> None:
    """The whole life of the process beside: nothing of ours is closed, stored or said twice."""
    try:
        data = pickle.dumps(function(), pickle.HIGHEST_PROTOCOL)
        with os.fdopen(writing, "wb") as pipe:
            pipe.write(data)
    finally:
        os._exit(0)
