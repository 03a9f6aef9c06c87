"""A question's Python, and what it answers: `Author`, the same wherever it runs."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

from heldout.authored.inside import fault, listed, target_of
from heldout.authored.modules import load_module
from heldout.errors import PackError

__all__ = ["Author", "InProcess"]


class Author(Protocol):
    """One file of author's code, or the task that two of them make. What goes wrong in it is a
    PackError with the file and the line.

    One that is `far` answers across a pipe: what is asked of it often is better asked at once.
    """

    far: bool

    def has(self, name: str) -> bool:
        """Whether the name is defined; PackError when a file does not run."""

    def value(self, name: str) -> Any:
        """What the name stands for, such as POINTS; PackError when it is not defined."""

    def call(self, name: str, *args: Any, **named: Any) -> Any:
        """What that function returns, a generator run to its end; PackError when it raises."""


class InProcess:
    """Files that we shipped ourselves, run here: nothing crosses, so nothing is lost or slow.

    With a `function` they are a task's checks.py and solution.py, and its driver.py.
    """

    far = False

    def __init__(self, files: Sequence[Path], function: str | None = None) -> None:
        self._files = files
        modules = [load_module(file) for file in files]
        try:
            self._target = target_of(modules, function)
        except Exception as error:
            raise self._fault(error) from error

    def has(self, name: str) -> bool:
        return hasattr(self._target, name)

    def value(self, name: str) -> Any:
        if not self.has(name):
            raise PackError(f"must define {name}", file=self._files[0])
        return getattr(self._target, name)

    def call(self, name: str, *args: Any, **named: Any) -> Any:
        function = getattr(self._target, name, None)
        if not callable(function):
            raise PackError(f"must define {name}()", file=self._files[0])
        try:
            return listed(function(*args, **named))
        except (Exception, SystemExit) as error:
            raise self._fault(error) from error

    def _fault(self, error: BaseException) -> PackError:
        message, named, line = fault([str(file) for file in self._files], error)
        return PackError(message, file=Path(named), line=line)
