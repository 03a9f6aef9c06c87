"""What comes back from the candidate's process.

Every result names the mode that it was obtained in, so that nobody mistakes one for the other.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from .values import Value

__all__ = ["Failure", "Loaded", "Missing", "Mode", "Raised", "Reason", "Returned", "Stopped"]

Mode: TypeAlias = Literal["full", "standard", "basic"]
Reason: TypeAlias = Literal[
    "cpu-time",
    "wall-time",
    "memory",
    "printed",
    "output",
    "crashed",
    "exited",
    "protocol",
    "forbidden",
]


@dataclass(frozen=True)
class Loaded:
    """The source ran to its end; `names` are the public callables that it defines."""

    names: tuple[str, ...]
    printed: str = ""
    seconds: float = 0.0
    mode: Mode = "basic"  # the weakest claim, unless stated


@dataclass(slots=True)  # freezing it would double the time that it takes to make one a call
class Returned:
    """The call returned.

    `changed` and `aliased` name arguments: those that are not as they were sent, and those whose
    memory the value shares. Both are told by the candidate's process, which can lie about itself.
    """

    value: Value
    changed: tuple[str, ...]
    aliased: tuple[str, ...]
    printed: str
    seconds: float  # on the judge's clock
    mode: Mode = "basic"
    notes: Mapping[str, Value] = field(default_factory=dict)  # what the harness was wished to note


@dataclass(frozen=True)
class Raised:
    """The candidate's code raised, or could not be compiled; all texts are capped and plain."""

    type: str
    message: str
    line: int | None  # in the candidate's source, from 1
    traceback: str  # the candidate's frames only, in "answer.py"
    printed: str
    seconds: float
    mode: Mode = "basic"


@dataclass(frozen=True)
class Missing:
    """The source defines no callable of this name; `defined` are those that it does define."""

    name: str
    defined: tuple[str, ...]
    mode: Mode = "basic"


@dataclass(frozen=True)
class Stopped:
    """The process is gone, by a limit or by its own doing: never by a fault of ours."""

    reason: Reason
    detail: str
    printed: str
    mode: Mode = "basic"


Failure: TypeAlias = "Raised | Stopped"
