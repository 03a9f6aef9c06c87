"""Arguments and results as text that can be pasted into Python."""

from __future__ import annotations

from typing import Any

import numpy as np

from heldout.grading.checks import Arguments

__all__ = ["list_arguments", "list_call", "list_value"]

LONGEST = 1_500


def list_call(function: str, arguments: Arguments) -> str:
    """The call as one would type it: `softmax(x=np.array([1., 2.]), axis=0)`."""
    inside = ", ".join(f"{name}={list_value(value)}" for name, value in arguments.items())
    return f"{function}({inside})"


def list_arguments(arguments: Arguments) -> str:
    """One argument a line: `x = np.array([[1., 2.]])`."""
    lines = [f"{name} = {list_value(value)}" for name, value in arguments.items()]
    return _capped("\n".join(lines))


def list_value(value: Any) -> str:
    """A value in Python notation; long ones are cut."""
    if isinstance(value, np.ndarray) and value.ndim:
        with np.printoptions(
            threshold=400, floatmode="unique", linewidth=88, suppress=_is_plain(value)
        ):
            return _capped("np." + repr(value))
    if isinstance(value, np.ndarray | np.generic):
        return repr(value.item())
    if isinstance(value, list | tuple):
        inside = ", ".join(list_value(item) for item in value)
        comma = "," if isinstance(value, tuple) and len(value) == 1 else ""
        return _capped(f"[{inside}]" if isinstance(value, list) else f"({inside}{comma})")
    if isinstance(value, dict):
        return _capped(
            "{" + ", ".join(f"{key!r}: {list_value(item)}" for key, item in value.items()) + "}"
        )
    return _capped(repr(value))


def _is_plain(value: np.ndarray[Any, Any]) -> bool:
    """Whether all numbers read well without powers of ten."""
    if value.dtype.kind != "f":
        return True
    sizes = np.abs(value[np.isfinite(value) & (value != 0)])
    return not sizes.size or bool(sizes.max() < 1e7 and sizes.min() > 1e-5)


def _capped(text: str) -> str:
    return text if len(text) <= LONGEST else text[:LONGEST] + " …"
