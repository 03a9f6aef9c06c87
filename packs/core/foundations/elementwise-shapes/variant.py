"""Which of several products and sums of two arrays run, and with which shape."""

from __future__ import annotations

from typing import Any

import numpy as np

from heldout.authoring import Draw

OPTIONS = {"star": "a * b", "plus": "a + b", "at": "a @ b", "star-t": "a * b.T", "at-t": "a @ b.T"}
Shape = tuple[int, ...]


def draw(rng: Draw) -> dict[str, Any]:
    """Two shapes of a drawn scene, such that something runs and something fails."""
    while True:
        a, b = _shapes(rng)
        right = _results(a, b)
        runs = [key for key, shape in right.items() if shape is not None]
        shown = [key for key in runs if right[key]]  # a shape of no sizes cannot be typed
        if shown and (len(runs) < 5 or rng.chance(0.3)):
            break
    # The elementwise product is the point, so it is asked for where it runs.
    asked = "star" if "star" in shown and rng.chance(0.5) else rng.choice(shown)
    return {"a": list(a), "b": list(b), "asked": asked, "call": OPTIONS[asked]}


def _shapes(rng: Draw) -> tuple[Shape, Shape]:
    m, n, k = rng.sample((2, 3, 4, 5, 6), 3)
    scenes: tuple[tuple[Shape, Shape], ...] = (
        ((m, n), (n, k)),
        ((m, n), (m, n)),
        ((m, n), (m, 1)),
        ((m, n), (1, n)),
        ((m, 1), (1, n)),
        ((m, n), (n,)),
        ((n,), (n, m)),
        ((n,), (n, 1)),
        ((n,), (m, n)),
        ((k, m, n), (m, n)),
        ((k, m, n), (n, m)),
        ((k, m, n), (k, 1, n)),
        ((k, m, n), (k, n, m)),
        ((k, 1, n), (m, n)),
    )
    a, b = rng.choice(scenes)
    return (b, a) if rng.chance(0.25) else (a, b)


def answers(values: dict[str, Any]) -> dict[str, Any]:
    right = _results(tuple(values["a"]), tuple(values["b"]))
    return {
        "runs": [key for key, shape in right.items() if shape is not None],
        "shape": list(right[values["asked"]] or ()),
    }


def _results(a: Shape, b: Shape) -> dict[str, Shape | None]:
    """The shape of each expression, None where it fails."""
    turned = b[::-1]
    return {
        "star": _broadcast(a, b),
        "plus": _broadcast(a, b),
        "at": _matmul(a, b),
        "star-t": _broadcast(a, turned),
        "at-t": _matmul(a, turned),
    }


def _broadcast(a: Shape, b: Shape) -> Shape | None:
    """From the right: sizes must be equal, or one of them 1 or missing."""
    length = max(len(a), len(b))
    a, b = (1,) * (length - len(a)) + a, (1,) * (length - len(b)) + b
    if any(x != y and 1 not in (x, y) for x, y in zip(a, b, strict=True)):
        return None
    return tuple(y if x == 1 else x for x, y in zip(a, b, strict=True))


def _matmul(a: Shape, b: Shape) -> Shape | None:
    """The inner sizes must be equal; a vector lends its missing axis; the rest is broadcast."""
    rows, columns = (a[-2:-1], b[-1:]) if len(b) > 1 else (a[-2:-1], ())
    if a[-1] != (b[-2] if len(b) > 1 else b[0]):
        return None
    batch = _broadcast(a[:-2], b[:-2])
    return None if batch is None else batch + rows + columns


def second_opinion(values: dict[str, Any]) -> dict[str, Any]:
    """Asks NumPy."""
    scope = {"a": np.ones(values["a"]), "b": np.ones(values["b"])}
    tried = {
        "star": lambda a, b: a * b,
        "plus": lambda a, b: a + b,
        "at": lambda a, b: a @ b,
        "star-t": lambda a, b: a * b.T,
        "at-t": lambda a, b: a @ b.T,
    }
    found = {}
    for key, run in tried.items():
        try:
            found[key] = run(**scope).shape
        except ValueError:  # the shapes do not fit: that is the finding
            continue
    return {"runs": list(found), "shape": list(found[values["asked"]])}


def mistakes(values: dict[str, Any]) -> dict[str, dict[str, Any]]:
    a, b, asked = tuple(values["a"]), tuple(values["b"]), values["asked"]
    truth = answers(values)
    right = _results(a, b)
    turned = b[::-1]
    equal = {"star": a == b, "plus": a == b, "star-t": a == turned}
    matrix = {"star": right["at"] is not None, "star-t": right["at-t"] is not None}
    left = {"star": _left(a, b), "plus": _left(a, b), "star-t": _left(a, turned)}
    runs = {
        "aligned-from-the-left": _judged(right, left),
        "only-equal-shapes": _judged(right, equal),
        "star-as-matrix-product": _judged(right, matrix),
    }
    second = turned if asked.endswith("-t") else b
    shape = {"shape-of-the-first": a, "shape-of-the-second": second}
    return {"runs": _told_apart(truth["runs"], runs), "shape": _told_apart(truth["shape"], shape)}


def _judged(right: dict[str, Shape | None], otherwise: dict[str, bool]) -> list[str]:
    """The expressions that run in the eyes of somebody who judges some of them otherwise."""
    return [key for key, shape in right.items() if otherwise.get(key, shape is not None)]


def _left(a: Shape, b: Shape) -> bool:
    """Whether broadcasting would work if shapes were aligned at their first axis."""
    return all(x == y or 1 in (x, y) for x, y in zip(a, b, strict=False))


def _told_apart(truth: list[Any], wrong: dict[str, Any]) -> dict[str, list[Any]]:
    """The wrong values that differ from the truth and from those before them."""
    kept: dict[str, list[Any]] = {}
    for name, value in wrong.items():
        if value and list(value) != truth and list(value) not in kept.values():
            kept[name] = list(value)
    return kept
