"""How a child calls the candidate's function, and what it notes beside the value.

Runs in the candidate's process: what it notes can be forged, so nothing is judged right by it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

__all__ = ["invoke"]


def invoke(
    function: Callable[..., Any],
    positional: Sequence[Any],
    named: Mapping[str, Any],
    wishes: Mapping[str, Any],
) -> tuple[Any, dict[str, Any]]:
    """The value of the call and the notes that were wished for, by name."""
    return function(*positional, **named), {}
