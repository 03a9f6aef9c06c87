"""How an author's files are run and asked, wherever that is: in our process, or inside a jail.

This file is sent to the jailed process as its source, so of ours it imports only what the jail
holds. Whatever it says there can be forged by the file that it runs; who reads the answers checks
them (jailed.py), and nothing here is a safeguard.
"""

from __future__ import annotations

import os
import signal
import sys
import traceback
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from numbers import Integral, Rational
from types import FrameType, GeneratorType, ModuleType
from typing import Any

import numpy as np

from heldout.authoring import Draw
from heldout.authoring.task import Lacks, Task

__all__ = [
    "EXACT_DIGITS",
    "Uncrossable",
    "ask",
    "ask_again",
    "fault",
    "from_plain",
    "listed",
    "open_files",
    "run_file",
    "target_of",
    "to_plain",
]

MARK = "\0heldout"
"""Begins a tuple that stands for something else; only the author's own process could forge it."""

EXACT_DIGITS = 4_000  # a number with more, before or behind its point, is too long to be shown
DEPTH = 12
SPREAD = 16  # times its own bytes that an array with gaps may span
OPENING = 2  # times the seconds of a call that a file may take to run
HANDLES = 512  # functions that are kept for being called later; older ones are made again

_THREAD_SETTINGS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")
_PLAIN = (type(None), bool, int, float, complex, str)


class Uncrossable(Exception):
    """Something that cannot leave one process for another; its text says what."""


class TooLong(BaseException):
    """The processor time of one call is used up. Code that catches every Exception lets it pass."""


# --- the files --------------------------------------------------------------------------------


def run_file(source: str, file: str, name: str) -> ModuleType:
    """The source as a fresh module of that name; what it raises is raised."""
    module = ModuleType(name)
    module.__file__ = file
    # Dataclasses and other decorators look their module up by name while it is being executed.
    sys.modules[name] = module
    try:
        # What this file imports from __future__ is no business of the author's.
        exec(compile(source, file, "exec", dont_inherit=True), module.__dict__)
    finally:
        sys.modules.pop(name, None)
    return module


def target_of(modules: Sequence[ModuleType], function: str | None) -> ModuleType | Task:
    """What is asked: the one module, or the task that checks.py, solution.py and driver.py make,
    as far as they are there."""
    if function is None:
        return modules[0]
    checks, solution, driver = (*modules, None, None)[:3]
    assert checks is not None
    return Task(checks, solution, driver, function=function)


def fault(files: Sequence[str], error: BaseException) -> tuple[str, str, int | None]:
    """What to tell the author of an exception: in words, the file, and its last line that ran."""
    if isinstance(error, Lacks):
        return str(error), next(file for file in files if file.endswith(error.file)), None
    if isinstance(error, SyntaxError) and error.filename is not None and error.filename in files:
        return f"must be valid Python: {error.msg}", error.filename, error.lineno
    frames = reversed(traceback.extract_tb(error.__traceback__))
    last = next((frame for frame in frames if frame.filename in files), None)
    file, line = (last.filename, last.lineno) if last else (files[0], None)
    if isinstance(error, TooLong):
        return f"{error}; look for a loop that has no end", file, line
    return f"raised {type(error).__name__}: {error}", file, line


def listed(value: Any) -> Any:
    """The value; a generator is run to its end, so that its errors come where it was called."""
    return list(value) if isinstance(value, GeneratorType) else value


# --- what crosses -----------------------------------------------------------------------------


def to_plain(value: Any, keep: Callable[[Any], int] | None = None, depth: int = 0) -> Any:
    """The value in the words of the pipe; `Uncrossable` when it has none.

    Numbers that the pipe does not know become marked tuples. A function is given to `keep`, which
    says the number that it can be called by; without `keep` functions do not cross.
    """
    kind = type(value)
    if kind in _PLAIN:
        return value
    if depth > DEPTH:
        raise Uncrossable(f"something nested deeper than {DEPTH}")

    def inner(item: Any) -> Any:
        return to_plain(item, keep, depth + 1)

    if kind is list:
        return [inner(item) for item in value]
    if kind is dict and all(type(key) is str for key in value):
        return {key: inner(item) for key, item in value.items()}
    if isinstance(value, tuple):
        return tuple(inner(item) for item in value)
    if isinstance(value, dict):
        return (MARK, "dict", [(inner(key), inner(item)) for key, item in value.items()])
    if isinstance(value, set | frozenset):
        return (MARK, "set", [inner(item) for item in sorted(value, key=repr)])
    if isinstance(value, (*_PLAIN[1:], list)) and not isinstance(value, np.generic):
        return inner(_reduced(value))
    return _marked(value, keep)


def _reduced(value: Any) -> Any:
    """What a subclass adds is left behind: an enum's member that is text is that text."""
    bases: tuple[Any, ...] = (int, float, complex, str)
    base = next((base for base in bases if isinstance(value, base)), None)
    return list(value) if base is None else base.__new__(base, value)


def _marked(value: Any, keep: Callable[[Any], int] | None) -> Any:
    match value:
        case np.str_():
            return str(value)
        case np.generic():
            plain = value.dtype.kind in "biufc"
            return (MARK, "scalar", np.array(value)) if plain else _refuse(value)
        case np.ndarray():
            return _arranged(value) if value.dtype.kind in "biufc" else _refuse(value)
        case Decimal():
            return (MARK, "decimal", str(value))
        case Integral():  # SymPy's are registered as such
            return int(value)
        case Rational():
            return (MARK, "fraction", int(value.numerator), int(value.denominator))
        case Draw():
            return (MARK, "draw", *value.origin)
        case np.random.Generator() if isinstance(value.bit_generator, np.random.PCG64):
            return (MARK, "generator", dict(value.bit_generator.state))
    if callable(value) and keep is not None:
        return (MARK, "function", keep(value))
    if hasattr(value, "__array__") and not callable(value):  # tensors
        return to_plain(np.asarray(value))
    if hasattr(value, "__float__"):  # numbers of mpmath, SymPy's floats
        return float(value)
    return _refuse(value)


def _arranged(array: np.ndarray[Any, Any]) -> Any:
    """The array; one with gaps, or that runs backwards, says in which steps it lies in memory."""
    if array.flags.forc or not array.size:
        return array
    packed = np.array(array, order="C")
    packed.flags.writeable = array.flags.writeable
    return (MARK, "strided", packed, list(array.strides))


def _rearranged(packed: np.ndarray[Any, Any], strides: list[int]) -> np.ndarray[Any, Any]:
    """The same values in those steps; the memory between them is bounded."""
    ends = [(size - 1) * step for size, step in zip(packed.shape, strides, strict=True)]
    below = -sum(end for end in ends if end < 0)
    span = below + sum(end for end in ends if end > 0) + packed.itemsize
    if not packed.size or span > SPREAD * packed.nbytes + 256:
        raise Uncrossable("an array that is spread too thin")
    memory = np.zeros(span, np.uint8)
    found: np.ndarray[Any, Any] = np.ndarray(packed.shape, packed.dtype, memory, below, strides)
    found[...] = packed
    found.flags.writeable = packed.flags.writeable
    return found


def _refuse(value: Any) -> Any:
    kind = f"array of dtype {value.dtype}" if isinstance(value, np.ndarray) else type(value)
    raise Uncrossable(kind if isinstance(kind, str) else kind.__name__)


def from_plain(value: Any, revive: Callable[[tuple[Any, ...]], Any]) -> Any:
    """What the words of the pipe stand for; `Uncrossable` for words that nobody honest sends.

    `revive` makes what stands for more than a value, or refuses it. The other end may be hostile:
    nothing is made that is large out of something small.
    """
    kind = type(value)
    if kind is list:
        return [from_plain(item, revive) for item in value]
    if kind is dict:
        return {key: from_plain(item, revive) for key, item in value.items()}
    if kind is not tuple:
        if kind in _PLAIN or kind is np.ndarray:
            return value
        raise Uncrossable(str(getattr(value, "type", kind.__name__)))
    if not value or type(value[0]) is not str or value[0] != MARK:
        return tuple(from_plain(item, revive) for item in value)
    try:
        return _unmarked(value[1:], revive)
    except (ArithmeticError, TypeError, ValueError) as error:
        raise Uncrossable("a number or set that is none") from error


def _unmarked(words: tuple[Any, ...], revive: Callable[[tuple[Any, ...]], Any]) -> Any:
    match words:
        case ["fraction", int() as numerator, int() as denominator]:
            return Fraction(numerator, denominator)
        case ["decimal", str() as text] if len(text) <= EXACT_DIGITS:
            number = Decimal(text)
            if number.is_finite() and abs(number.adjusted()) > EXACT_DIGITS:
                raise Uncrossable(f"a Decimal of over {EXACT_DIGITS} digits")
            return number
        case ["scalar", np.ndarray() as array] if array.ndim == 0:
            return array[()]
        case ["strided", np.ndarray() as packed, list() as strides]:
            return _rearranged(packed, strides)
        case ["set", list() as items]:
            return {from_plain(item, revive) for item in items}
        case ["dict", list() as pairs]:
            return {from_plain(key, revive): from_plain(item, revive) for key, item in pairs}
    return revive(words)


# --- inside the jail --------------------------------------------------------------------------

_opened: dict[str, Any] = {}
_kept: OrderedDict[int, Callable[..., Any]] = OrderedDict()
_given = 0  # numbers of functions that have been given out


def open_files(
    sources: Sequence[tuple[str, str, str]], function: str | None, seconds: float
) -> tuple[Any, ...]:
    """Run the author's files, each given as source, file and name; answers with the names that
    can be asked for, and whether each is a function."""
    # A jail has no threads, and a library that is loaded in it must not try to start any.
    os.environ.update(dict.fromkeys(_THREAD_SETTINGS, "1"))
    signal.signal(signal.SIGPROF, _too_long)
    _opened.update(files=[file for _, file, _ in sources], seconds=seconds)

    def run() -> dict[str, bool]:
        target = target_of([run_file(*given) for given in sources], function)
        _opened["target"] = target
        named = {name: getattr(target, name) for name in dir(target) if name[:2] != "__"}
        return {name: callable(value) for name, value in named.items()}

    # What is imported at the top may be large.
    return _answered(run, OPENING * seconds)


def ask(name: str, called: bool, args: Sequence[Any], named: Mapping[str, Any]) -> tuple[Any, ...]:
    """A value of what was opened, or what its function returns for these arguments."""

    def find() -> Any:
        found = getattr(_opened["target"], name)
        return _call(found, args, named) if called else found

    return _answered(find)


def ask_again(number: int, args: Sequence[Any]) -> tuple[Any, ...]:
    """What the function kept under that number returns, or that it is kept no more."""
    function = _kept.get(number)
    return ("gone",) if function is None else _answered(lambda: _call(function, args, {}))


def _call(function: Callable[..., Any], args: Sequence[Any], named: Mapping[str, Any]) -> Any:
    given = [from_plain(item, _chance) for item in args]
    by_name = {key: from_plain(item, _chance) for key, item in named.items()}
    with np.errstate(all="ignore"):
        return listed(function(*given, **by_name))


def _chance(words: tuple[Any, ...]) -> Draw | np.random.Generator:
    """The source of chance that an argument was."""
    match words:
        case ["draw", str() as question_id, int() as seed]:
            return Draw(question_id, seed)
        case ["generator", dict() as state]:
            bits: Any = np.random.PCG64()
            bits.state = state
            return np.random.Generator(bits)
    raise Uncrossable("an argument that is no value")


def _answered(work: Callable[[], Any], seconds: float | None = None) -> tuple[Any, ...]:
    """("value", it), ("raised" or "stopped", what to tell, file, line) or ("cannot", what does
    not cross)."""
    _opened["limit"] = seconds or _opened["seconds"]
    # And again each second, should the code swallow the first.
    signal.setitimer(signal.ITIMER_PROF, _opened["limit"], 1.0)
    try:
        return ("value", to_plain(work(), _keep))
    except Uncrossable as refusal:
        return ("cannot", str(refusal))
    except BaseException as error:
        word = "stopped" if isinstance(error, TooLong) else "raised"
        return (word, *fault(_opened["files"], error))
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def _keep(function: Callable[..., Any]) -> int:
    global _given
    _given += 1
    _kept[_given] = function
    if len(_kept) > HANDLES:
        _kept.popitem(last=False)
    return _given


def _too_long(_signal: int, _frame: FrameType | None) -> None:
    raise TooLong(f"did not end within {_opened['limit']:g} s")
