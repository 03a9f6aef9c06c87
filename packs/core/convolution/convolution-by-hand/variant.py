"""A small input under a small filter, then ReLU and max-pooling."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from heldout.authoring import Draw, figures

Array = NDArray[np.int64]
POOLS = ((2, 2), (2, 2), (3, None), (3, 1), (2, 1), (3, 2), (2, None))  # (window, stride)


def draw(rng: Draw) -> dict[str, Any]:
    """Drawn again until the map has both signs and tells the wrong readings of the filter apart."""
    while True:
        values = _instance(rng)
        truth = answers(values)
        cells = np.array(truth["map"])
        told = len(mistakes(values)["map"])
        if (cells < 0).sum() >= 2 and (cells > 0).sum() >= 2 and told >= 4:
            return {**values, "truth": truth, "shape": list(cells.shape)}


def _instance(rng: Draw) -> dict[str, Any]:
    kernel = rng.choice((2, 2, 3))
    stride = rng.choice((1, 1, 2))
    padding = rng.choice((0, 1)) if kernel == 3 or stride == 2 else 0
    rows, columns = rng.choice(((4, 4), (3, 4), (4, 3), (2, 4), (4, 5), (2, 3), (5, 4)))
    if stride == 2:
        rows, columns = min(rows, 3), min(columns, 3)
    high, wide = ((size - 1) * stride + kernel - 2 * padding for size in (rows, columns))
    window, step = rng.choice(POOLS)
    sides = rng.choice(((4, 4), (4, 6), (5, 5), (5, 4), (4, 5)))
    return {
        "image": _numbers(rng, high, wide, 0, 3),
        "kernel": _numbers(rng, kernel, kernel, -1, 1 + (kernel == 2)),
        "stride": stride,
        "padding": padding,
        "flipped": rng.chance(0.3),
        "second": _numbers(rng, *sides, -5, 9),
        "window": window,
        "step": step or window,
        "call": f"{window}" if step is None else f"{window}, {step}",
    }


def _numbers(rng: Draw, rows: int, columns: int, low: int, high: int) -> list[list[int]]:
    return [[rng.integer(low, high) for _ in range(columns)] for _ in range(rows)]


def answers(values: dict[str, Any]) -> dict[str, Any]:
    image, kernel = np.array(values["image"]), np.array(values["kernel"])
    kernel = kernel[::-1, ::-1] if values["flipped"] else kernel
    found = correlate(np.pad(image, values["padding"]), kernel, values["stride"])
    cut = np.maximum(found, 0)
    second = np.array(values["second"])
    return {
        "map": found.tolist(),
        "relu": cut.tolist(),
        "pooled": pool(cut, 2, 2).tolist(),
        "other": pool(second, values["window"], values["step"]).tolist(),
    }


def windows(x: Array, rows: int, columns: int, stride: int) -> Array:
    """All windows that fit: (down, along, rows, columns)."""
    every = np.lib.stride_tricks.sliding_window_view(x, (rows, columns))
    return every[::stride, ::stride]


def correlate(x: Array, kernel: Array, stride: int) -> Array:
    """Each window times the kernel, added up."""
    return np.einsum("ijkl,kl->ij", windows(x, *kernel.shape, stride), kernel)


def pool(x: Array, window: int, stride: int) -> Array:
    """The largest entry of each window."""
    return windows(x, window, window, stride).max(axis=(2, 3))


def second_opinion(values: dict[str, Any]) -> dict[str, Any]:
    """Cell by cell: each entry of the filter adds a moved copy of the input."""
    image, kernel = values["image"], values["kernel"]
    size, stride, rim = len(kernel), values["stride"], values["padding"]
    rows = (len(image) + 2 * rim - size) // stride + 1
    columns = (len(image[0]) + 2 * rim - size) // stride + 1
    found = [[0] * columns for _ in range(rows)]
    for a in range(size):
        for b in range(size):
            weight = kernel[-1 - a][-1 - b] if values["flipped"] else kernel[a][b]
            for i in range(rows):
                for j in range(columns):
                    y, x = i * stride + a - rim, j * stride + b - rim
                    if 0 <= y < len(image) and 0 <= x < len(image[0]):
                        found[i][j] += weight * image[y][x]
    cut = [[cell if cell > 0 else 0 for cell in row] for row in found]
    return {
        "map": found,
        "relu": cut,
        "pooled": _pool_by_cells(cut, 2, 2),
        "other": _pool_by_cells(values["second"], values["window"], values["step"]),
    }


def _pool_by_cells(rows: list[list[int]], window: int, stride: int) -> list[list[int]]:
    tops = range(0, len(rows) - window + 1, stride)
    lefts = range(0, len(rows[0]) - window + 1, stride)
    return [
        [max(max(row[left : left + window]) for row in rows[top : top + window]) for left in lefts]
        for top in tops
    ]


def _ways(values: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Every wrong way, also those that happen to lead to a right value."""
    image, kernel = np.array(values["image"]), np.array(values["kernel"])
    used = kernel[::-1, ::-1] if values["flipped"] else kernel
    stride, second = values["stride"], np.array(values["second"])
    padded = np.pad(image, values["padding"])
    found = correlate(padded, used, stride)
    cut = np.maximum(found, 0)
    of_map = {
        "other-flip": correlate(padded, used[::-1, ::-1], stride),
        "filter-transposed": correlate(padded, used.T, stride),
        "negatives-dropped": correlate(padded, abs(used), stride),
    }
    if stride > 1:
        of_map["stride-ignored"] = correlate(padded, used, 1)
    if values["padding"]:
        if min(image.shape) >= len(kernel):
            of_map["padding-ignored"] = correlate(image, used, stride)
    else:
        of_map["padded-anyway"] = correlate(np.pad(image, 1), used, stride)
    of_pool = {
        "average-taken": windows(cut, 2, 2, 2).mean(axis=(2, 3)),
        "relu-left-out": pool(found, 2, 2),
        "windows-overlap": pool(cut, 2, 1),
    }
    if found.shape[0] % 2 or found.shape[1] % 2:
        edge = np.pad(cut, ((0, cut.shape[0] % 2), (0, cut.shape[1] % 2)))
        of_pool["edge-window-kept"] = pool(edge, 2, 2)
    window, step = values["window"], values["step"]
    of_other = {
        "average-taken": windows(second, window, window, step).mean(axis=(2, 3)),
        "smallest-taken": -pool(-second, window, step),
    }
    if step > 1:
        of_other["windows-overlap"] = pool(second, window, 1)
    if window != step:
        of_other["arguments-exchanged"] = pool(second, step, window)
    return {
        "map": {name: value.tolist() for name, value in of_map.items()},
        "relu": {"mirrored-sign": abs(found).tolist(), "relu-left-out": found.tolist()},
        "pooled": {name: value.tolist() for name, value in of_pool.items()},
        "other": {name: value.tolist() for name, value in of_other.items()},
    }


def mistakes(values: dict[str, Any]) -> dict[str, dict[str, Any]]:
    truth = answers(values)
    return {part: _told_apart(truth[part], wrong) for part, wrong in _ways(values).items()}


def _told_apart(truth: Any, wrong: dict[str, Any]) -> dict[str, Any]:
    """The wrong values that differ from the truth and from those before them."""
    kept: dict[str, Any] = {}
    for name, value in wrong.items():
        if value != truth and value not in kept.values():
            kept[name] = value
    return kept


def figure(values: dict[str, Any]) -> str:
    """The input with the filter's first place, the filter, and the second input."""
    size = len(values["kernel"])
    first = None if values["padding"] else (0, 0, size, size)
    return figures.grids(
        figures.Grid(values["image"], "input", window=first),
        figures.Grid(values["kernel"], "filter"),
        figures.Grid(values["second"], "second input"),
        title="An input, a filter, and a second input",
        says="The heavy frame is where the filter lies first." if first else "",
    )
