"""Everything Heldout raises for a person to read.

HeldoutError
├── SettingsError      a setting cannot be used as given
├── PackError          a pack, or a question in it, is not as it must be
├── FieldError         one field of a part is not as its kind needs it; becomes a PackError
├── NotFound           no such question, part, skill or attempt
├── Unavailable        a question needs what this machine does not have
├── SandboxError       the judge itself cannot run here (never the candidate's fault)
│   ├── JudgeClosed    it was closed while it judged: nothing is known of the reply
│   └── JudgeLost      its own process died under a submission: judge that once more
├── Busy               more replies wait to be judged than may wait
└── StoreError         the database cannot be opened, read or written

Each message says three things: what must hold, what was given, what to do.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

__all__ = [
    "Busy",
    "FieldError",
    "HeldoutError",
    "JudgeClosed",
    "JudgeLost",
    "NotFound",
    "PackError",
    "SandboxError",
    "SettingsError",
    "StoreError",
    "Unavailable",
]


class HeldoutError(Exception):
    """The root of the tree; doors show its text and nothing else."""


class SettingsError(HeldoutError):
    """A setting cannot be used as given."""


class NotFound(HeldoutError):
    """What was asked for does not exist."""


class Unavailable(HeldoutError):
    """A question needs what this machine does not have, such as a GPU."""


class SandboxError(HeldoutError):
    """The judge cannot run here."""


class JudgeClosed(SandboxError):
    """The judge was closed while it judged, or before it began. This says nothing about the reply,
    so no verdict may be made of it: the reply is judged when there is a judge again."""


class JudgeLost(SandboxError):
    """The judge's own process died under a submission, which can be judged once more."""


class Busy(HeldoutError):
    """More replies wait to be judged than may wait, of one client or of all."""


class StoreError(HeldoutError):
    """The database cannot be opened, read or written."""


class FieldError(HeldoutError):
    """One field of a part is not as its kind needs it."""

    def __init__(self, field: str, message: str) -> None:
        self.field = field
        self.message = message
        super().__init__(f"{field}: {message}")


class PackError(HeldoutError):
    """A file of a pack is not as it must be; carries the place, so that an author finds it."""

    def __init__(
        self, message: str, *, file: Path, line: int | None = None, field: str | None = None
    ) -> None:
        self.message = message
        self.file = file
        self.line = line
        self.field = field
        super().__init__(str(self))

    def __reduce__(self) -> tuple[Any, ...]:
        """What takes it to another process."""
        again = partial(PackError, file=self.file, line=self.line, field=self.field)
        return again, (self.message,)

    def __str__(self) -> str:
        place = [str(self.file) if self.line is None else f"{self.file}:{self.line}"]
        return ": ".join([*place, *([self.field] if self.field else []), self.message])
