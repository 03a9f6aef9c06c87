"""How many positions a window has along each axis of a padded input."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from heldout.authoring import Draw

KEYS = ("first", "second", "third", "fourth", "fifth")

# Length from (n, k, s, p, d); written for a plain kernel and for one with dilation.
Formula = Callable[[int, int, int, int, int], int]


def draw(rng: Draw) -> dict[str, Any]:
    """A layer whose window does not always fit the input without remainder."""
    while True:
        values = _layer(rng)
        tidy = all(rest == 0 for rest in answers(values)["left-over"])
        if min(answers(values)["size"]) >= 2 and (not tidy or rng.chance(0.1)):
            return values


def _layer(rng: Draw) -> dict[str, Any]:
    dilated = rng.chance(0.6)
    height, width = rng.sample(range(17, 65), 2)
    kernel = [rng.integer(2, 5), rng.integer(3, 7)] if rng.chance(0.6) else [rng.integer(3, 7)] * 2
    stride = [rng.integer(2, 4)] * 2 if rng.chance(0.7) else rng.sample((1, 2, 3), 2)
    padding = [rng.integer(1, 3)] * 2 if rng.chance(0.6) else rng.sample((0, 1, 2, 3), 2)
    dilation = rng.integer(2, 3) if dilated else 1
    layer = {"kernel_size": kernel, "stride": stride, "padding": padding}
    arguments = [f"{name}={_pair(pair)}" for name, pair in layer.items()]
    if dilated:
        arguments.append(f"dilation={dilation}")
    return {
        "size": [height, width],
        "kernel": kernel,
        "stride": stride,
        "padding": padding,
        "dilation": dilation,
        "dilated": dilated,
        "channels": [rng.choice((3, 8, 16)), rng.choice((12, 24, 32))],
        "call": ", ".join(arguments),
        "formulas": _formulas(rng, dilated),
    }


def _pair(pair: list[int]) -> str:
    return str(pair[0]) if pair[0] == pair[1] else f"({pair[0]}, {pair[1]})"


def _formulas(rng: Draw, dilated: bool) -> list[dict[str, str]]:
    """One right formula and four wrong ones, with their LaTeX."""
    wrong = ["no-plus-one", "padding-once", "rounded-up", "one-inside"]
    if dilated:
        wrong[rng.integer(0, 3)] = "kernel-times-dilation"
    names = [rng.choice(("floor", "ceiling", "stride-inside")), *wrong]
    reach = "d(k-1) - 1" if dilated else "k"
    return [{"name": name, "latex": _latex(name, reach)} for name in rng.shuffled(names)]


def _latex(name: str, reach: str) -> str:
    down = r"\left\lfloor \frac{%s}{s} \right\rfloor"
    up = r"\left\lceil \frac{%s}{s} \right\rceil"
    full = f"n + 2p - {reach}"
    shorter = full.removesuffix(" - 1") if reach != "k" else f"{full} + 1"  # full + 1, tidied
    return {
        "floor": down % full + " + 1",
        "ceiling": up % shorter,
        "stride-inside": down % f"{full} + s",
        "no-plus-one": down % full,
        "padding-once": down % f"n + p - {reach}" + " + 1",
        "rounded-up": up % full + " + 1",
        "one-inside": down % shorter,
        "kernel-times-dilation": down % "n + 2p - dk" + " + 1",
    }[name]


FORMULAS: dict[str, Formula] = {
    "floor": lambda n, k, s, p, d: (n + 2 * p - d * (k - 1) - 1) // s + 1,
    "ceiling": lambda n, k, s, p, d: -(-(n + 2 * p - d * (k - 1)) // s),
    "stride-inside": lambda n, k, s, p, d: (n + 2 * p - d * (k - 1) - 1 + s) // s,
    "no-plus-one": lambda n, k, s, p, d: (n + 2 * p - d * (k - 1) - 1) // s,
    "padding-once": lambda n, k, s, p, d: (n + p - d * (k - 1) - 1) // s + 1,
    "rounded-up": lambda n, k, s, p, d: -(-(n + 2 * p - d * (k - 1) - 1) // s) + 1,
    "one-inside": lambda n, k, s, p, d: (n + 2 * p - d * (k - 1)) // s,
    "kernel-times-dilation": lambda n, k, s, p, d: (n + 2 * p - d * k) // s + 1,
}
RIGHT = ("floor", "ceiling", "stride-inside")


def answers(values: dict[str, Any]) -> dict[str, Any]:
    names = [formula["name"] for formula in values["formulas"]]
    right = next(index for index, name in enumerate(names) if name in RIGHT)
    return {
        "formula": KEYS[right],
        "size": _apply("floor", values),
        "left-over": [(n + 2 * p - d * (k - 1) - 1) % s for n, k, s, p, d in _axes(values)],
    }


def _axes(values: dict[str, Any]) -> list[tuple[int, int, int, int, int]]:
    """(n, k, s, p, d) of height and width."""
    columns = (values[name] for name in ("size", "kernel", "stride", "padding"))
    return [(*axis, values["dilation"]) for axis in zip(*columns, strict=True)]


def _apply(name: str, values: dict[str, Any]) -> list[int]:
    return [FORMULAS[name](*axis) for axis in _axes(values)]


def second_opinion(values: dict[str, Any]) -> dict[str, Any]:
    """Slides the window over the cells, and tries every formula on a grid of small layers."""
    slid = [_slide(*axis) for axis in _axes(values)]
    grid = [
        (n, k, s, p, d)
        for n in range(9, 16)
        for k in (2, 3, 4)
        for s in (1, 2, 3)
        for p in (0, 1, 2)
        for d in ((1, 2, 3) if values["dilated"] else (1,))
    ]
    counts = [_slide(*axis)[0] for axis in grid]
    fits = [
        key
        for key, formula in zip(KEYS, values["formulas"], strict=True)
        if [FORMULAS[formula["name"]](*axis) for axis in grid] == counts
    ]
    return {
        "formula": fits[0] if len(fits) == 1 else fits,
        "size": [count for count, _ in slid],
        "left-over": [rest for _, rest in slid],
    }


def _slide(n: int, k: int, s: int, p: int, d: int) -> tuple[int, int]:
    """Number of windows that fit, and cells after the last one."""
    cells = range(n + 2 * p)
    count, last, start = 0, -1, 0
    while all(start + tap * d in cells for tap in range(k)):
        count, last, start = count + 1, start + (k - 1) * d, start + s
    return count, sum(cell > last for cell in cells)


def mistakes(values: dict[str, Any]) -> dict[str, dict[str, Any]]:
    truth = answers(values)
    formula = {
        formula["name"]: key
        for key, formula in zip(KEYS, values["formulas"], strict=True)
        if formula["name"] not in RIGHT
    }
    bare = values | {"padding": [0, 0]}
    size = {
        "kernel-times-dilation": _apply("kernel-times-dilation", values),
        "dilation-left-out": _apply("floor", values | {"dilation": 1}),
        "forgot-padding": _apply("floor", bare),
        "padding-once": _apply("padding-once", values),
        "no-plus-one": _apply("no-plus-one", values),
        "rounded-up": _apply("rounded-up", values),
        "axes-swapped": truth["size"][::-1],
    }
    left_over = {
        "forgot-padding": answers(bare)["left-over"],
        "remainder-of-length": [(n + 2 * p) % s for n, _, s, p, _ in _axes(values)],
    }
    return {
        "formula": formula,
        "size": _told_apart(truth["size"], size),
        "left-over": _told_apart(truth["left-over"], left_over),
    }


def _told_apart(truth: Any, wrong: dict[str, Any]) -> dict[str, Any]:
    """The wrong values that differ from the truth and from those before them."""
    kept: dict[str, Any] = {}
    for name, value in wrong.items():
        if value != truth and value not in kept.values():
            kept[name] = value
    return kept
