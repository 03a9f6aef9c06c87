"""Heldout: deep-learning interviews you can't overfit to."""

from __future__ import annotations

import typing as _typing

if _typing.TYPE_CHECKING:
    from heldout.notebook import Checked

__all__ = ["__version__", "check"]

__version__ = "0.1.0"


def check(question: str, function: _typing.Callable[..., object]) -> Checked:
    """The verdict on a function of your notebook: `check("stable-softmax", my_softmax)`.

    It is judged by its source, on fresh hidden inputs, and nothing is stored (docs/notebooks.md).
    """
    from heldout.notebook import check as check_function  # not before: it loads everything

    return check_function(question, function)
