"""checks.py and solution.py of a code question, loaded: what is tried, and what is right."""

from __future__ import annotations

import copy
import inspect
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import ModuleType
from typing import Any, TypeAlias, cast

import numpy as np

from heldout.authored import author_error, load_module
from heldout.errors import PackError
from heldout.grading.fields import Tolerance

__all__ = ["Arguments", "Case", "Checks", "load_checks"]

Arguments: TypeAlias = Mapping[str, Any]

ORDINARY = 20  # generated cases a verdict
SIZES = 6  # the largest `size` that inputs() is asked for


@dataclass(frozen=True)
class Case:
    """One call to make: a named point, or an ordinary draw (no name)."""

    name: str | None
    arguments: Arguments


@dataclass(frozen=True)
class Checks:
    """Everything that judges one function. `folder` is where the files lie."""

    folder: Path
    function: str
    module: ModuleType
    reference: Callable[..., Any]

    def cases(self, seed: int, count: int = ORDINARY) -> list[Case]:
        """The named points and that many ordinary cases; a new secret seed gives new ones."""
        points = [Case(name, arguments) for name, arguments in self.points.items()]
        return points + [
            Case(None, self.draw(np.random.default_rng([seed, index]), 1 + index % SIZES))
            for index in range(count)
        ]

    def draw(self, rng: np.random.Generator, size: int) -> Arguments:
        """One ordinary case of about that size."""
        return cast(Arguments, self._author("inputs", rng, size))

    @property
    def points(self) -> Mapping[str, Arguments]:
        """The hand-placed cases, by the name of what is special about them."""
        return getattr(self.module, "POINTS", {})

    @property
    def example(self) -> Arguments:
        """The arguments of the call that is shown on the page."""
        return cast(Arguments, self._needed("EXAMPLE"))

    @property
    def may_change(self) -> Sequence[str]:
        """Arguments that the function may change in place."""
        return getattr(self.module, "MAY_CHANGE", ())

    @property
    def survivors(self) -> Mapping[str, str]:
        """Mutants of the solution that no input can tell from it, each with the reason."""
        return getattr(self.module, "SURVIVORS", {})

    def expected(self, arguments: Arguments) -> Any:
        """What the reference returns; it gets copies, so a careless one cannot spoil the case."""
        try:
            with np.errstate(all="ignore"):
                return self.reference(**copy.deepcopy(dict(arguments)))
        except Exception as error:
            raise author_error(self.folder / "solution.py", error) from error

    def second_opinion(self, arguments: Arguments) -> Any:
        """The same result by the author's other route."""
        with np.errstate(all="ignore"):
            return self._author("second_opinion", **copy.deepcopy(dict(arguments)))

    def tolerance(self, arguments: Arguments) -> Tolerance:
        """How near the values must come for these arguments."""
        given = self._needed("TOLERANCE") if hasattr(self.module, "TOLERANCE") else None
        absolute, relative = given if given else self._author("tolerance", arguments)
        return Tolerance(absolute, relative)

    def broken_laws(self, arguments: Arguments, output: Any) -> Iterator[str]:
        """A sentence for each property that this output does not have."""
        if hasattr(self.module, "properties"):
            yield from self._author("properties", arguments, output)

    def positional(self, arguments: Arguments) -> tuple[list[Any], dict[str, Any]]:
        """The arguments as a caller would give them: in place as far as none is left out."""
        names = list(inspect.signature(self.reference).parameters)
        gap = next((i for i, name in enumerate(names) if name not in arguments), len(names))
        leading = names[:gap]
        rest = {name: value for name, value in arguments.items() if name not in leading}
        return [arguments[name] for name in leading], rest

    def _needed(self, name: str) -> Any:
        if not hasattr(self.module, name):
            raise PackError(f"must define {name}", file=self.folder / "checks.py")
        return getattr(self.module, name)

    def _author(self, function: str, *args: Any, **kwargs: Any) -> Any:
        try:
            found = self._needed(function)(*args, **kwargs)
            return list(found) if inspect.isgenerator(found) else found
        except PackError:
            raise
        except Exception as error:
            raise author_error(self.folder / "checks.py", error) from error


def load_checks(folder: Path, function: str) -> Checks:
    """The checks of the question in that folder; read again when a file has changed."""
    stamps = tuple((folder / name).stat().st_mtime_ns for name in ("checks.py", "solution.py"))
    return _load(folder, function, stamps)


@lru_cache(maxsize=256)
def _load(folder: Path, function: str, _stamps: tuple[int, ...]) -> Checks:
    solution = load_module(folder / "solution.py")
    reference = getattr(solution, function, None)
    if not callable(reference):
        raise PackError(f"must define {function}()", file=folder / "solution.py")
    return Checks(folder, function, load_module(folder / "checks.py"), reference)
