"""One Python file of a question, and what it defines: `Author`, the same wherever it runs."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Protocol

from heldout.authored.inside import listed
from heldout.authored.modules import author_error, load_module
from heldout.errors import PackError

__all__ = ["Author", "InProcess"]


class Author(Protocol):
    """A file of author's code. What goes wrong in it is a PackError with the file and the line."""

    file: Path

    def has(self, name: str) -> bool:
        """Whether the file defines that name; PackError when the file does not run."""

    def value(self, name: str) -> Any:
        """What the name stands for, such as POINTS; PackError when it is not defined."""

    def call(self, name: str, *args: Any, **named: Any) -> Any:
        """What that function returns, a generator run to its end; PackError when it raises."""


class InProcess:
    """A file that we shipped ourselves, run here: nothing crosses, so nothing is lost or slow."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self._names = vars(load_module(file))

    def has(self, name: str) -> bool:
        return name in self._names

    def value(self, name: str) -> Any:
        if name not in self._names:
            raise PackError(f"must define {name}", file=self.file)
        return self._names[name]

    def call(self, name: str, *args: Any, **named: Any) -> Any:
        function = self._names.get(name)
        if not callable(function):
            raise PackError(f"must define {name}()", file=self.file)
        try:
            return listed(function(*args, **named))
        except (Exception, SystemExit) as error:
            raise author_error(self.file, error) from error
