"""Laws that a right function keeps, with the sentence that a person is told when it does not.

A law may call the candidate's function again on changed arguments, and compares only what that
function itself returned: so laws also judge functions whose result is not unique.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

__all__ = [
    "Law",
    "additive",
    "bounded",
    "causal",
    "finite",
    "follows_permutation",
    "gradient_agrees",
    "ignores_permutation",
    "proportional",
    "repeatable",
    "scale_free",
    "shift_free",
    "sums_to",
]

Arguments: TypeAlias = Mapping[str, Any]
Array: TypeAlias = NDArray[Any]
_LOOSE = {"f2": 3e-2, "f4": 2e-3, "f8": 1e-6}  # relative; a law is about wrong, not about rounding
_LEAST = {"f2": 1.0, "f4": 0.1, "f8": 1e-3}  # a scale below which differences are rounding
_STEP = 1e-5  # of central differences in double precision: error 1e-10 of the third derivative


@dataclass(frozen=True)
class Law:
    """`further` gives the arguments of more calls to make, None where the law does not apply;
    `holds` gets the result and those of the further calls."""

    sentence: str
    further: Callable[[Arguments, np.random.Generator], Sequence[Arguments] | None]
    holds: Callable[[Arguments, Any, Sequence[Any], Sequence[Arguments]], bool]


def finite(*, output: int | None = None) -> Law:
    """No nan and no infinity in the result."""
    return Law(
        "The result must be finite: no `nan`, no infinity.",
        _nothing,
        lambda given, result, others, changed: bool(np.isfinite(_part(result, output)).all()),
    )


def bounded(low: float, high: float, *, output: int | None = None) -> Law:
    """Every entry lies between low and high."""
    return Law(
        f"Every entry must lie between {low:g} and {high:g}.",
        _nothing,
        lambda given, result, others, changed: bool(
            ((_part(result, output) >= low) & (_part(result, output) <= high)).all()
        ),
    )


def sums_to(total: float, axis: str | int, *, default: int = -1, output: int | None = None) -> Law:
    """The entries along an axis (a number, or the name of the argument that says it, with its
    default for calls that leave it out) sum to so much."""

    def holds(given: Arguments, result: Any, others: Any, changed: Any) -> bool:
        along = axis if isinstance(axis, int) else int(given.get(axis, default))
        sums = _part(result, output).sum(axis=along)
        return _close(given, sums, np.full_like(sums, total), _part(result, output))

    where = f"`{axis}`" if isinstance(axis, str) else f"axis {axis}"
    return Law(f"The entries along {where} must sum to {total:g}.", _nothing, holds)


def repeatable() -> Law:
    """The same arguments give the same result again: nothing is kept between calls."""
    return Law(
        "The same call made again must give the same result: keep nothing between calls.",
        lambda given, rng: [dict(given)],
        lambda given, result, others, changed: _alike(given, result, others[0]),
    )


def shift_free(name: str, *, output: int | None = None) -> Law:
    """A constant added to an argument changes nothing."""
    return Law(
        f"The same number added to every entry of `{name}` must change nothing.",
        _changing(name, lambda values, rng: values + values.dtype.type(rng.integers(1, 9))),
        lambda given, result, others, changed: _alike(
            given, _pick(result, output), others[0], output
        ),
    )


def scale_free(name: str, *, output: int | None = None) -> Law:
    """An argument times a positive constant changes nothing."""
    return Law(
        f"`{name}` times a positive number must change nothing.",
        _changing(name, lambda values, rng: values * values.dtype.type(2.0 ** rng.integers(1, 4))),
        lambda given, result, others, changed: _alike(
            given, _pick(result, output), others[0], output
        ),
    )


def proportional(name: str, *, output: int | None = None) -> Law:
    """An argument twice as large makes the result twice as large."""
    return Law(
        f"The result must double when `{name}` doubles.",
        _changing(name, lambda values, rng: values * values.dtype.type(2)),
        lambda given, result, others, changed: _close(
            given, 2 * _part(result, output), _part(others[0], output)
        ),
    )


def additive(name: str, *, output: int | None = None) -> Law:
    """The result for a sum is the sum of the results."""

    def further(given: Arguments, rng: np.random.Generator) -> Sequence[Arguments] | None:
        values = _floats(given, name)
        if values is None:
            return None
        other = rng.standard_normal(values.shape).astype(values.dtype)
        return [{**given, name: other}, {**given, name: values + other}]

    def holds(given: Arguments, result: Any, others: Any, changed: Any) -> bool:
        first, second, both = (_part(item, output) for item in (result, *others))
        return _close(given, first + second, both, first)

    return Law(f"The result for a sum of two `{name}` must be the sum of results.", further, holds)


def ignores_permutation(names: str | Sequence[str], axis: int, *, output: int | None = None) -> Law:
    """The order of the entries along an axis does not matter; several arguments are reordered
    together."""
    those = _listed(names)
    return Law(
        f"The order of {_shown(those)} along axis {axis} must not matter.",
        _turning(those, axis),
        lambda given, result, others, changed: _alike(
            given, _pick(result, output), others[0], output
        ),
    )


def follows_permutation(
    names: str | Sequence[str], axis: int, *, to: int | None = None, output: int | None = None
) -> Law:
    """Reordering the arguments along an axis reorders the result in the same way, and does
    nothing else: rows know nothing of one another."""
    those = _listed(names)

    def holds(given: Arguments, result: Any, others: Any, changed: Any) -> bool:
        place = axis if to is None else to
        return _close(given, np.flip(_part(result, output), place), _part(others[0], output))

    text = (
        f"Reordering {_shown(those)} along axis {axis} must reorder the result, and nothing else."
    )
    return Law(text, _turning(those, axis), holds)


def causal(name: str, axis: int, *, to: int | None = None, output: int | None = None) -> Law:
    """What comes later along an axis does not change what came before."""

    def further(given: Arguments, rng: np.random.Generator) -> Sequence[Arguments] | None:
        values = _floats(given, name)
        if values is None or values.shape[axis] < 2:
            return None
        later = np.array(np.moveaxis(values, axis, 0))
        half = len(later) // 2
        later[half:] += rng.standard_normal(later[half:].shape).astype(values.dtype)
        return [{**given, name: np.moveaxis(later, 0, axis)}]

    def holds(given: Arguments, result: Any, others: Any, changed: Any) -> bool:
        half = np.asarray(given[name]).shape[axis] // 2
        place = axis if to is None else to
        one, other = (np.moveaxis(_part(x, output), place, 0)[:half] for x in (result, others[0]))
        return _close(given, one, other)

    text = f"A later position of `{name}` (axis {axis}) must not change an earlier result."
    return Law(text, further, holds)


def gradient_agrees(name: str, *, value: int = 0, gradient: int = 1) -> Law:
    """The gradient that is returned agrees with differences of the value that is returned, along a
    random direction (double precision only). At a kink it lies between those of the two sides."""

    def further(given: Arguments, rng: np.random.Generator) -> Sequence[Arguments] | None:
        values = _floats(given, name)
        if values is None or values.dtype != np.float64:
            return None
        way = rng.standard_normal(values.shape)
        way /= max(float(np.linalg.norm(way)), 1e-12)
        return [{**given, name: values + sign * _STEP * way} for sign in (1.0, -1.0)]

    def holds(given: Arguments, result: Any, others: Any, changed: Any) -> bool:
        up, here, down = (float(np.sum(_part(x, value))) for x in (others[0], result, others[1]))
        way = (np.asarray(changed[0][name]) - np.asarray(changed[1][name])) / (2 * _STEP)
        slope = float(np.sum(_part(result, gradient) * way))
        low, high = sorted(((up - here) / _STEP, (here - down) / _STEP))
        digits = np.finfo(np.float64).eps * max(map(abs, (up, here, down))) / _STEP
        room = 1e-4 * max(1.0, abs(low), abs(high)) + 8 * float(digits)
        return low - room <= slope <= high + room

    text = f"The gradient must agree with finite differences of the value with respect to `{name}`."
    return Law(text, further, holds)


# --- parts ------------------------------------------------------------------------------------


def _nothing(given: Arguments, rng: np.random.Generator) -> Sequence[Arguments]:
    return []


def _listed(names: str | Sequence[str]) -> list[str]:
    return [names] if isinstance(names, str) else list(names)


def _shown(names: Sequence[str]) -> str:
    return " and ".join(f"`{name}`" for name in names)


def _turning(
    names: Sequence[str], axis: int
) -> Callable[[Arguments, np.random.Generator], Sequence[Arguments] | None]:
    """One further call with the arguments reversed along an axis, whatever their type."""

    def further(given: Arguments, rng: np.random.Generator) -> Sequence[Arguments] | None:
        turned = {name: np.flip(np.asarray(given[name]), axis) for name in names if name in given}
        return [{**given, **turned}] if turned else None

    return further


def _changing(
    name: str, change: Callable[[Array, np.random.Generator], Array]
) -> Callable[[Arguments, np.random.Generator], Sequence[Arguments] | None]:
    """One further call with one argument changed, where it is an array of floats."""

    def further(given: Arguments, rng: np.random.Generator) -> Sequence[Arguments] | None:
        values = _floats(given, name)
        return None if values is None else [{**given, name: change(values, rng)}]

    return further


def _floats(given: Arguments, name: str) -> Array | None:
    values = given.get(name)
    if not isinstance(values, np.ndarray) or values.dtype.kind != "f":
        return None
    return values if np.isfinite(values).all() else None


def _pick(result: Any, output: int | None) -> Any:
    return result if output is None else result[output]


def _part(result: Any, output: int | None) -> Array:
    return np.asarray(_pick(result, output))


def _alike(given: Arguments, one: Any, other: Any, output: int | None = None) -> bool:
    other = _pick(other, output)
    if isinstance(one, list | tuple):
        return len(one) == len(other) and all(
            _alike(given, *pair) for pair in zip(one, other, strict=True)
        )
    return _close(given, np.asarray(one), np.asarray(other))


def _close(given: Arguments, one: Array, other: Array, scale: Array | None = None) -> bool:
    """Whether they agree but for rounding, of the results and of what was given."""
    if one.shape != other.shape:
        return False
    arrays = [item for item in (one, other, *given.values()) if isinstance(item, np.ndarray)]
    kinds = [item.dtype.str[1:] for item in arrays if item.dtype.kind == "f"]
    loose = max((_LOOSE.get(kind, 1e-6) for kind in kinds), default=1e-9)
    least = max((_LEAST.get(kind, 1e-3) for kind in kinds), default=1e-3)
    measured = [item for item in (one, other, scale) if item is not None and item.size]
    size = max((float(np.abs(item).max()) for item in measured), default=0.0)
    return bool(
        np.allclose(one, other, rtol=loose, atol=loose * max(least, min(1.0, size)), equal_nan=True)
    )
