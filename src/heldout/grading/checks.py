"""What a code question's files say, as the judge asks for it: cases, truths, tolerances, laws."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np

from heldout.authored import Author
from heldout.authoring.points import Credit
from heldout.authoring.task import tolerance_by_type
from heldout.errors import PackError
from heldout.grading.fields import Tolerance
from heldout.records import TaskOpener
from heldout.sandbox import Driven

__all__ = ["Arguments", "Case", "Checks", "Demand", "Signature", "load_checks"]

Arguments: TypeAlias = Mapping[str, Any]
Signature: TypeAlias = tuple[str, tuple[str, ...]]  # a function and its parameters
Ask: TypeAlias = Callable[..., Any]

ORDINARY = 20  # generated cases a verdict
_FORESEEN = 512  # cases whose results are kept until they are asked for
DRIVER = "driver.py"
_CONDITION_STEPS = 4.0  # of the last digit: how far inputs are moved to see what that does


@dataclass(frozen=True)
class Case:
    """One call to make: a named point with the words of the statement that cover it, or an
    ordinary draw (no name). `raises` names the exception that must come."""

    name: str | None
    arguments: Arguments
    says: str | None = None
    raises: str | None = None


@dataclass(frozen=True)
class Demand:
    """A bound on how the cost grows, with the words of the statement that make it."""

    says: str
    measure: str  # "steps" or "time"
    power: float
    sizes: tuple[int, ...]


class _Foresight:
    """Results and tolerances that came with their cases, by the identity of the arguments."""

    def __init__(self) -> None:
        self._known: OrderedDict[int, tuple[Arguments, Any, Tolerance]] = OrderedDict()

    def add(self, arguments: Arguments, expected: Any, tolerance: Tolerance) -> None:
        self._known[id(arguments)] = (arguments, expected, tolerance)
        while len(self._known) > _FORESEEN:
            self._known.popitem(last=False)

    def of(self, arguments: Arguments) -> tuple[Arguments, Any, Tolerance] | None:
        return self._known.get(id(arguments))  # kept alive here, so no other has its identity


@dataclass(frozen=True)
class Checks:
    """Everything that judges one function. `folder` is where the files lie; `ask` puts a question
    to the author's code, wherever that runs; from a `far` one, much is asked at once."""

    folder: Path
    function: str
    ask: Ask
    far: bool
    parameters: tuple[str, ...]
    outputs: tuple[str, ...]  # names of the values in a returned tuple
    points: tuple[Case, ...]
    credit: tuple[Credit, ...]
    example: Arguments
    may_change: tuple[str, ...]
    forbidden: Mapping[str, str]  # what must not be called, and how to say it
    gradients: tuple[str, ...]  # arguments whose gradients are judged (PyTorch)
    unique: bool  # whether the reference's result is the only right one
    survivors: Mapping[str, str]
    properties: bool  # whether the author has some beside the laws
    laws: tuple[str, ...]
    growth: tuple[Demand, ...]
    states_tolerance: bool
    stated_tolerance: Tolerance | None = None  # one for all arguments; else a function states it
    compiled: bool = False  # whether the solution is C++
    driver: str | None = None  # the source that calls what candidates define
    foresight: _Foresight = field(default_factory=_Foresight, repr=False)

    @property
    def signature(self) -> Signature | None:
        """What is to be compiled, None where nothing is."""
        return (self.function, self.parameters) if self.compiled else None

    def loadable(self, source: str) -> str | Driven:
        """What a process is given to load for that source."""
        return source if self.driver is None else Driven(source, self.driver)

    def cases(self, seed: int, count: int = ORDINARY) -> list[Case]:
        """The named points and that many ordinary cases; a new secret seed gives new ones."""
        if self.far:
            return [*self.points, *self._prepared(seed, count)]
        return [*self.points, *(self.ordinary(seed, turn) for turn in range(count))]

    def ordinary(self, seed: int, turn: int) -> Case:
        """The ordinary case of that turn."""
        return Case(None, self.ask("draw", seed, turn))

    def _prepared(self, seed: int, count: int) -> list[Case]:
        """The ordinary cases. What will be asked of them and of the points comes along."""
        told = self.ask("prepared", seed, count)
        try:
            for case, answer in zip(self.points, told["points"], strict=True):
                self._foresee(case.arguments, answer)
            for arguments, answer in told["ordinary"]:
                self._foresee(arguments, answer)
            return [Case(None, arguments) for arguments, _ in told["ordinary"]]
        except (KeyError, TypeError, ValueError) as error:
            text = f"must be asked as docs/authoring.md says, and not change that: {error}"
            raise PackError(text, file=self.folder / "checks.py") from error

    def _foresee(self, arguments: Arguments, answer: Sequence[Any] | None) -> None:
        if answer is not None:
            expected, tolerance = answer
            self.foresight.add(arguments, expected, Tolerance(*tolerance))

    def replay(self, choices: Sequence[int]) -> Case:
        """The ordinary case that these choices make; smaller choices make a plainer case."""
        return Case(None, self.ask("replay", list(choices)))

    def expected(self, arguments: Arguments) -> Any:
        """What the reference returns."""
        if known := self.foresight.of(arguments):
            return known[1]
        return self.ask("expected", arguments)

    def second_opinion(self, arguments: Arguments) -> Any:
        """The same result by the author's other route."""
        return self.ask("second_opinion", arguments)

    def tolerance(self, arguments: Arguments) -> Tolerance:
        """How near the values must come for these arguments."""
        if self.stated_tolerance:
            return self.stated_tolerance
        if not self.states_tolerance:
            return _tolerance(*tolerance_by_type(arguments))
        if known := self.foresight.of(arguments):
            return known[2]
        return _tolerance(*self.ask("tolerance", arguments))

    def perturbed(self, arguments: Arguments, seed: int) -> Arguments:
        """The arguments with every float moved by a few units of its last digit."""
        rng = np.random.default_rng(seed)
        return {
            name: _moved(value, rng) if _is_float_array(value) else value
            for name, value in arguments.items()
        }

    def broken(self, arguments: Arguments, output: Any) -> Sequence[str]:
        """A sentence for each property of the author's own that this output does not have."""
        if not self.properties:
            return ()
        found: Sequence[str] = self.ask("broken", arguments, output)
        return found

    def positional(self, arguments: Arguments) -> tuple[list[Any], dict[str, Any]]:
        """The arguments as a caller would give them: in place as far as none is left out."""
        names = self.parameters
        gap = next((i for i, name in enumerate(names) if name not in arguments), len(names))
        leading = names[:gap]
        rest = {name: value for name, value in arguments.items() if name not in leading}
        return [arguments[name] for name in leading], rest


_tolerance = lru_cache(maxsize=256)(Tolerance)  # making one takes longer than most comparisons


def _is_float_array(value: Any) -> bool:
    return isinstance(value, np.ndarray) and value.dtype.kind == "f"


def _moved(values: Any, rng: np.random.Generator) -> Any:
    step = _CONDITION_STEPS * np.finfo(values.dtype).eps * rng.choice([-1.0, 1.0], values.shape)
    with np.errstate(all="ignore"):
        return (values * (1.0 + step)).astype(values.dtype)


def load_checks(
    folder: Path, function: str, open_task: TaskOpener | None, language: str = "numpy"
) -> Checks:
    """The checks of the question in that folder; read again when a file has changed.

    A solution in PyTorch is not loaded: that takes seconds, and whoever only looks at a page needs
    no more than checks.py.
    """
    assert open_task is not None, "parts of kind code come with their files"
    return _load(folder, function, language, open_task(function, alone=language != "numpy"))


@lru_cache(maxsize=256)
def _load(folder: Path, function: str, language: str, author: Author) -> Checks:
    told = author.call("declared")
    try:
        return _checks_of(folder, function, language, author, told)
    except (KeyError, TypeError, ValueError) as error:
        text = f"must declare what docs/authoring.md says, as it says: {error}"
        raise PackError(text, file=folder / "checks.py") from error


def _checks_of(
    folder: Path, function: str, language: str, author: Author, told: Mapping[str, Any]
) -> Checks:
    driver = folder / DRIVER
    problem = _credit_problem(told)
    if problem:
        raise PackError(problem, file=folder / "checks.py")
    return Checks(
        folder=folder,
        function=function,
        ask=author.call,
        far=author.far,
        parameters=tuple(told["parameters"]),
        outputs=tuple(told["outputs"]),
        points=tuple(Case(name, given, says, error) for name, says, error, given in told["points"]),
        credit=tuple(
            Credit(percent, what, output, tuple(points), effects)
            for percent, what, output, points, effects in told["credit"]
        ),
        example=told["example"],
        may_change=tuple(told["may_change"]),
        forbidden=told["forbidden"],
        gradients=tuple(told["gradients"]),
        unique=told["unique"],
        survivors=told["survivors"],
        properties=bool(told["properties"]),
        laws=tuple(told["laws"]),
        growth=tuple(
            Demand(says, measure, power, tuple(sizes))
            for says, measure, power, sizes in told["growth"]
        ),
        states_tolerance=bool(told["states_tolerance"]),
        stated_tolerance=_tolerance(*told["tolerance"]) if told["tolerance"] else None,
        compiled=language == "cpp",
        driver=driver.read_text(encoding="utf-8") if driver.is_file() else None,
    )


def _credit_problem(told: Mapping[str, Any]) -> str | None:
    """What is wrong with the shares of the score, or None."""
    total = sum(share[0] for share in told["credit"])
    if total != 100:
        return f"CREDIT must make 100 percent; it makes {total}"
    names = {point[0] for point in told["points"]}
    claimed = [name for share in told["credit"] for name in share[3]]
    unknown = sorted(set(claimed) - names)
    if unknown:
        return f"CREDIT names points that POINTS does not have: {', '.join(unknown)}"
    if len(claimed) != len(set(claimed)):
        return "CREDIT must claim each point once"
    outputs = {share[2] for share in told["credit"] if share[2]}
    if outputs - set(told["outputs"]):
        missing = ", ".join(sorted(outputs - set(told["outputs"])))
        return f"CREDIT names outputs that OUTPUTS does not have: {missing}"
    return None
