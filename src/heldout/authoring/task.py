"""checks.py, solution.py and driver.py of one code question, asked for plain values only.

Whatever goes in or comes out can be sent to another process, so that the code of a pack may live
in this one or in a jail of its own.
"""

from __future__ import annotations

import copy
import functools
import inspect
from collections.abc import Callable, Mapping, Sequence
from types import ModuleType
from typing import Any, TypeAlias

import numpy as np

from heldout.authoring.growth import Growth
from heldout.authoring.inputs import InputsFromChance
from heldout.authoring.laws import Law
from heldout.authoring.points import Credit, Point
from heldout.authoring.replay import InputsFromChoices

__all__ = ["LACKS", "Lacks", "Task", "tolerance_by_type"]

Arguments: TypeAlias = Mapping[str, Any]
LACKS = "must define"  # how a complaint about a missing name begins

# A pair (absolute, relative) by element size, for tasks that state none: seven digits of float32
# and fifteen of float64, less what a handful of operations may lose.
_TOLERANCES = {2: (1e-2, 1e-2), 4: (1e-5, 1e-4), 8: (1e-9, 1e-7)}


class Lacks(Exception):
    """The file does not define what is asked for; says which file and which name."""

    def __init__(self, file: str, name: str) -> None:
        self.file, self.name = file, name
        super().__init__(f"{LACKS} {name}")


class Task:
    """What one question's files say. `function` is the name that candidates define."""

    def __init__(
        self,
        checks: ModuleType,
        solution: ModuleType | None,
        driver: ModuleType | None = None,
        *,
        function: str,
    ) -> None:
        """A solution that runs elsewhere, since it needs PyTorch or a compiler, is left out. Where
        there is a driver, that calls what the solution defines."""
        self.checks = checks
        self.function = function
        reference = getattr(solution, function, None)
        if solution is not None and not callable(reference):
            raise Lacks("solution.py", f"{function}()")
        self.reference: Callable[..., Any] = reference or self._function("second_opinion")
        if driver is not None:
            drive = getattr(driver, "drive", None)
            if not callable(drive):
                raise Lacks("driver.py", "drive()")
            self.reference = functools.partial(drive, reference)

    # --- declared -----------------------------------------------------------------------------

    def declared(self) -> dict[str, Any]:
        """All that the files declare as plain data, by name."""
        example = self._needed("EXAMPLE")
        return {
            "parameters": list(inspect.signature(self.reference).parameters),
            "outputs": list(self._optional("OUTPUTS", ())),
            "points": [
                [name, point.says, point.raises, dict(point.arguments)]
                for name, point in self._points().items()
            ],
            "credit": [
                [share.percent, share.what, share.output, list(share.points), share.effects]
                for share in self._credit()
            ],
            "example": dict(example),
            "may_change": list(self._optional("MAY_CHANGE", ())),
            "forbidden": self._forbidden(),
            "gradients": list(self._optional("GRADIENTS", ())),
            "tolerance": self._stated(),
            "states_tolerance": self._states_tolerance(),
            "unique": bool(self._optional("UNIQUE", True)),
            "survivors": dict(self._optional("SURVIVORS", {})),
            "properties": hasattr(self.checks, "properties"),
            "laws": [law.sentence for law in self._laws()],
            "growth": [
                [item.says, item.measure, float(item.power), list(item.sizes)]
                for item in self._growth()
            ],
        }

    # --- asked --------------------------------------------------------------------------------

    def draw(self, seed: int, turn: int) -> dict[str, Any]:
        """The ordinary case of that turn."""
        return dict(self._function("inputs")(InputsFromChance(seed, turn)))

    def replay(self, choices: Sequence[int]) -> dict[str, Any]:
        """The ordinary case that these choices make."""
        return dict(self._function("inputs")(InputsFromChoices(choices)))

    def prepared(self, seed: int, count: int) -> dict[str, list[Any]]:
        """All that a verdict asks of its cases, as one answer: for each point, and for each
        ordinary case with its arguments, the result and the tolerance, or None."""
        drawn = [self.draw(seed, turn) for turn in range(count)]
        return {
            "points": [self._foreseen(point.arguments) for point in self._points().values()],
            "ordinary": [[arguments, self._foreseen(arguments)] for arguments in drawn],
        }

    def _foreseen(self, arguments: Arguments) -> list[Any] | None:
        try:
            return [self.expected(arguments), list(self.tolerance(arguments))]
        except Exception:  # it may never be asked for; where it is, its error is told
            return None

    def expected(self, arguments: Arguments) -> Any:
        """What the reference returns; it gets copies, so a careless one cannot spoil the case."""
        with np.errstate(all="ignore"):
            return self.reference(**_copied(arguments))

    def second_opinion(self, arguments: Arguments) -> Any:
        """The same result by the author's other route."""
        with np.errstate(all="ignore"):
            return self._function("second_opinion")(**_copied(arguments))

    def tolerance(self, arguments: Arguments) -> tuple[float, float]:
        """How near the values must come for these arguments: absolute, and relative to them."""
        given = self._stated()
        if given is None and hasattr(self.checks, "tolerance"):
            given = self.checks.tolerance(arguments)
        absolute, relative = tolerance_by_type(arguments) if given is None else given
        return float(absolute), float(relative)

    def broken(self, arguments: Arguments, output: Any) -> list[str]:
        """A sentence for each property of the author's own that this output does not have."""
        found = getattr(self.checks, "properties", None)
        return list(found(arguments, output)) if found else []

    def further(self, law: int, arguments: Arguments, seed: Sequence[int]) -> list[Any] | None:
        """The arguments of the calls that this law makes, or None where it does not apply."""
        found = self._laws()[law].further(arguments, np.random.default_rng(seed))
        return None if found is None else [dict(item) for item in found]

    def holds(
        self, law: int, arguments: Arguments, output: Any, others: list[Any], changed: list[Any]
    ) -> bool:
        """Whether the law holds for this output and those of the further calls."""
        with np.errstate(all="ignore"):
            return bool(self._laws()[law].holds(arguments, output, others, changed))

    def grown(self, item: int, size: int) -> dict[str, Any]:
        """The arguments of that size."""
        return dict(self._growth()[item].arguments(size))

    # --- the module ---------------------------------------------------------------------------

    def _points(self) -> dict[str, Point]:
        return dict(self._optional("POINTS", {}))

    def _credit(self) -> Sequence[Credit]:
        return tuple(self._optional("CREDIT", (Credit(100, "a right result on every case"),)))

    def _laws(self) -> Sequence[Law]:
        return tuple(self._optional("LAWS", ()))

    def _growth(self) -> Sequence[Growth]:
        return tuple(self._optional("GROWTH", ()))

    def _stated(self) -> list[float] | None:
        """The tolerance that holds for all arguments, where the author states one."""
        given = self._optional("TOLERANCE", None)
        if given is None:
            return None
        try:
            absolute, relative = given
            return [float(absolute), float(relative)]
        except (TypeError, ValueError) as error:
            text = f"TOLERANCE must be a pair (absolute, relative); it is {given!r}"
            raise ValueError(text) from error

    def _states_tolerance(self) -> bool:
        """Whether the author states one; if not, it also allows for the conditioning."""
        return hasattr(self.checks, "TOLERANCE") or hasattr(self.checks, "tolerance")

    def _forbidden(self) -> dict[str, str]:
        """What must not be called, and how to say it; a bare name is said as it stands."""
        given = self._optional("FORBIDDEN", ())
        return dict(given) if isinstance(given, dict) else {name: f"`{name}`" for name in given}

    def _optional(self, name: str, default: Any) -> Any:
        return getattr(self.checks, name, default)

    def _needed(self, name: str) -> Any:
        if not hasattr(self.checks, name):
            raise Lacks("checks.py", name)
        return getattr(self.checks, name)

    def _function(self, name: str) -> Callable[..., Any]:
        if not callable(getattr(self.checks, name, None)):
            raise Lacks("checks.py", f"{name}()")
        found: Callable[..., Any] = getattr(self.checks, name)
        return found


def _copied(arguments: Arguments) -> dict[str, Any]:
    """The arguments with nothing in common with those given."""
    return {
        name: value.copy("K") if type(value) is np.ndarray else copy.deepcopy(value)
        for name, value in arguments.items()
    }


def tolerance_by_type(arguments: Arguments) -> tuple[float, float]:
    """What is allowed where the author states nothing: by the narrowest float among the arguments,
    absolute, and relative to the values."""
    floats = [
        value.dtype.itemsize
        for value in arguments.values()
        if isinstance(value, np.ndarray) and value.dtype.kind == "f"
    ]
    return _TOLERANCES.get(min(floats, default=8), _TOLERANCES[8])
