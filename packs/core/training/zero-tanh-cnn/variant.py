"""A small tanh CNN in which some weights start at zero: who gets a gradient?"""

from __future__ import annotations

import random
from typing import Any

import numpy as np

from heldout.authoring import Draw

GROUPS = ("conv-weights", "conv-biases", "linear-weights", "linear-biases")
STARTS = {"all": (), "linear-drawn": ("linear-weights",), "conv-drawn": ("conv-weights",)}


def draw(rng: Draw) -> dict[str, Any]:
    """A network, which of its weights are drawn at random, and counts of labels."""
    classes = rng.integer(3, 10)
    while True:
        counts = [rng.integer(2, 40) for _ in range(classes)]
        if len(set(counts)) > 2:
            break
    return {
        "channels": rng.choice((1, 3)),
        "side": rng.integer(6, 12),
        "filters": rng.integer(2, 8),
        "kernel": rng.choice((3, 3, 5)),
        "classes": classes,
        "start": rng.choice(("all", "linear-drawn", "conv-drawn")),
        "counts": counts,
        "asked": rng.integer(0, classes - 1),
    }


def _sizes(values: dict[str, Any]) -> dict[str, int]:
    out = values["side"] - values["kernel"] + 1
    flat = values["filters"] * out * out
    return {
        "conv-weights": values["filters"] * values["channels"] * values["kernel"] ** 2,
        "conv-biases": values["filters"],
        "linear-weights": values["classes"] * flat,
        "linear-biases": values["classes"],
    }


def answers(values: dict[str, Any]) -> dict[str, Any]:
    sizes = _sizes(values)
    flat = sizes["linear-weights"] // values["classes"]
    moved = [name for name, grad in _gradients(values).items() if np.abs(grad).max() > 1e-12]
    return {
        "sizes": [flat, sum(sizes.values())],
        "moved": moved,
        "count": sum(sizes[name] for name in moved),
        "ever": values["classes"],
        "probability": values["counts"][values["asked"]] / sum(values["counts"]),
    }


def _start(values: dict[str, Any], drawn: tuple[str, ...]) -> dict[str, Any]:
    stream = random.Random(7)
    f, c, k = values["filters"], values["channels"], values["kernel"]
    flat = f * (values["side"] - k + 1) ** 2
    shapes = dict(
        zip(GROUPS, ((f, c * k * k), (f,), (values["classes"], flat), (values["classes"],)),
            strict=True)
    )  # fmt: skip
    return {
        name: np.array([stream.gauss(0, 0.3) for _ in range(int(np.prod(shape)))]).reshape(shape)
        if name in drawn
        else np.zeros(shape)
        for name, shape in shapes.items()
    }


def _patches(values: dict[str, Any]) -> Any:
    """One random image as rows of patches: (places, channels · kernel²)."""
    stream = random.Random(3)
    c, n, k = values["channels"], values["side"], values["kernel"]
    image = np.array([stream.gauss(0, 1) for _ in range(c * n * n)]).reshape(c, n, n)
    places = range(n - k + 1)
    return np.array([image[:, i : i + k, j : j + k].ravel() for i in places for j in places])


def _gradients(values: dict[str, Any]) -> dict[str, Any]:
    """Backpropagation for one image of class 0."""
    p, patches = _start(values, STARTS[values["start"]]), _patches(values)
    hidden = np.tanh(p["conv-weights"] @ patches.T + p["conv-biases"][:, None])  # filters, places
    scores = p["linear-weights"] @ hidden.ravel() + p["linear-biases"]
    d = np.exp(scores - scores.max())
    d = d / d.sum()
    d[0] -= 1
    back = (p["linear-weights"].T @ d).reshape(hidden.shape) * (1 - hidden**2)
    return {
        "conv-weights": back @ patches,
        "conv-biases": back.sum(axis=1),
        "linear-weights": np.outer(d, hidden.ravel()),
        "linear-biases": d,
    }


def second_opinion(values: dict[str, Any]) -> dict[str, Any]:
    """Moves each group a little and measures the loss; counts by laying the layers out."""
    p, patches = _start(values, STARTS[values["start"]]), _patches(values)
    stream = random.Random(11)
    moved = []
    for name in GROUPS:
        way = np.array([stream.gauss(0, 1) for _ in range(p[name].size)]).reshape(p[name].shape)
        up, down = (_loss({**p, name: p[name] + step * way}, patches) for step in (1e-4, -1e-4))
        if abs(up - down) > 1e-9:
            moved.append(name)
    flat = len(patches) * values["filters"]
    total = sum(array.size for array in p.values())
    zero = {**values, "start": "all"}
    counts = values["counts"]
    return {
        "sizes": [flat, total],
        "moved": moved,
        "count": sum(p[name].size for name in moved),
        "ever": _ever(zero, patches),
        "probability": _fitted(counts, values["asked"]),
    }


def _loss(p: dict[str, Any], patches: Any) -> float:
    hidden = np.tanh(patches @ p["conv-weights"].T + p["conv-biases"]).T.ravel()
    scores = p["linear-weights"] @ hidden + p["linear-biases"]
    return float(np.log(np.exp(scores).sum()) - scores[0])


def _ever(values: dict[str, Any], patches: Any) -> int:
    """Trains from zero for some steps, and counts what has left it."""
    p = _start(values, ())
    for _ in range(5):
        hidden = np.tanh(patches @ p["conv-weights"].T + p["conv-biases"])
        scores = p["linear-weights"] @ hidden.T.ravel() + p["linear-biases"]
        d = np.exp(scores) / np.exp(scores).sum() - (np.arange(values["classes"]) == 0)
        back = (p["linear-weights"].T @ d).reshape(hidden.T.shape) * (1 - hidden.T**2)
        p["conv-weights"] -= back @ patches
        p["conv-biases"] -= back.sum(axis=1)
        p["linear-weights"] -= np.outer(d, hidden.T.ravel())
        p["linear-biases"] -= d
    return int(sum(np.count_nonzero(array) for array in p.values()))


def _fitted(counts: list[int], asked: int) -> float:
    """The softmax of biases trained on the counts alone."""
    share = np.array(counts) / sum(counts)
    bias = np.zeros(len(counts))
    for _ in range(2000):
        p = np.exp(bias - bias.max())
        p /= p.sum()
        bias -= 1.5 * (p - share)
    return float(p[asked])


def mistakes(values: dict[str, Any]) -> dict[str, dict[str, Any]]:
    truth, sizes = answers(values), _sizes(values)
    n, f = values["side"], values["filters"]
    flat, total = truth["sizes"]
    same = f * n * n
    moved = {
        "all-move": list(GROUPS),
        "biases-only": ["conv-biases", "linear-biases"],
        "last-layer": ["linear-weights", "linear-biases"],
    }
    count = {
        "all-counted": total,
        "last-layer-counted": sizes["linear-weights"] + values["classes"],
    }
    return {
        "sizes": {
            "padding-assumed": [same, total + values["classes"] * (same - flat)],
            "biases-forgotten": [flat, total - f - values["classes"]],
        },
        "moved": {name: keys for name, keys in moved.items() if keys != truth["moved"]},
        "count": {name: value for name, value in count.items() if value != truth["count"]},
        "ever": {
            "all-biases": values["classes"] + f,
            "everything-in-the-end": total,
            "nothing-ever": 0,
        },
        "probability": {
            name: value
            for name, value in {"stays-uniform": 1 / values["classes"]}.items()
            if abs(value - truth["probability"]) > 0.004
        },
    }
