"""Sigmoid and tanh units as inputs of the next layer: signs, conditioning, slopes."""

from __future__ import annotations

from itertools import product
from math import cosh, exp, sqrt, tanh
from typing import Any

from heldout.authoring import Draw


def draw(rng: Draw) -> dict[str, Any]:
    """Pre-activations of both signs, an error signal, a depth, and a place in the tail."""
    count = rng.integer(3, 5)
    while True:
        sums = [rng.sign() * rng.decimal(0.2, 2.4, 1) for _ in range(3)]
        if 0 < sum(z > 0 for z in sums) < 3 and len({abs(z) for z in sums}) == 3:
            break
    return {
        "sums": sums,
        "signal": rng.sign() * rng.choice((0.2, 0.3, 0.5, 0.8, 1.2)),
        "inputs": count,
        "split": rng.choice((0.4, 0.5, 0.6, 0.8, 1.0, 1.2, 1.5)),
        "layers": rng.choice((3, 5, 6)),
        "tail": rng.choice((2.2, 2.5, 2.8, 3.0, 3.2, 3.5, 4.0)),
    }


def _sigmoid(z: float) -> float:
    return 1 / (1 + exp(-z))


def answers(values: dict[str, Any]) -> dict[str, Any]:
    z, delta = values["tail"], values["signal"]
    s = _sigmoid(z)
    return {
        "gradients": [[delta * f(x) for x in values["sums"]] for f in (_sigmoid, tanh)],
        "patterns": [2, 2 ** values["inputs"]],
        "condition": [_condition(values["split"], f) for f in (_sigmoid, tanh)],
        "deep": 4.0 ** values["layers"],
        "tail": (1 - tanh(z) ** 2) / (s * (1 - s)),
    }


def _condition(split: float, activation: Any) -> float:
    """Largest over smallest eigenvalue of the mean of (h, 1)(h, 1)^T at two places."""
    up, down = activation(split), activation(-split)
    square, mean = (up * up + down * down) / 2, (up + down) / 2
    half, root = (square + 1) / 2, sqrt(((square - 1) / 2) ** 2 + mean * mean)
    return float((half + root) / (half - root))


def second_opinion(values: dict[str, Any]) -> dict[str, Any]:
    """Gradients by PyTorch, signs by trying, eigenvalues by NumPy, slopes from cosh."""
    import numpy as np
    import torch

    z = torch.tensor(values["sums"], dtype=torch.float64)
    rows = []
    for f in (torch.sigmoid, torch.tanh):
        w = torch.zeros(3, dtype=torch.float64, requires_grad=True)
        (values["signal"] * (w @ f(z))).backward()
        assert w.grad is not None
        # The last bits of PyTorch's exponentials depend on where the numbers lie in memory.
        rows.append([round(x, 12) for x in w.grad.tolist()])
    reached = []
    for f in (_sigmoid, tanh):
        found = {
            tuple(delta * f(x) > 0 for x in sums)
            for delta in (-1, 1)
            for sums in product((-1, 1), repeat=values["inputs"])
        }
        reached.append(len(found))
    spread = []
    for g in (_sigmoid, tanh):
        h = np.array([[g(values["split"]), 1.0], [g(-values["split"]), 1.0]])
        singular = np.linalg.svd(h, compute_uv=False)
        spread.append(float((singular[0] / singular[1]) ** 2))
    largest = []
    for f in (torch.sigmoid, torch.tanh):
        grid = torch.linspace(-4, 4, 161, dtype=torch.float64, requires_grad=True)
        (slopes,) = torch.autograd.grad(f(grid).sum(), grid)
        largest.append(float(slopes.max()))
    place = values["tail"]
    return {
        "gradients": rows,
        "patterns": reached,
        "condition": spread,
        "deep": (largest[1] / largest[0]) ** values["layers"],
        "tail": (1 / cosh(place) ** 2) / (1 / (4 * cosh(place / 2) ** 2)),
    }


def mistakes(values: dict[str, Any]) -> dict[str, dict[str, Any]]:
    truth = answers(values)
    delta, count, layers = values["signal"], values["inputs"], values["layers"]
    of_sigmoid, of_tanh = truth["gradients"]
    slopes = [
        [delta * _sigmoid(x) * (1 - _sigmoid(x)) for x in values["sums"]],
        [delta * (1 - tanh(x) ** 2) for x in values["sums"]],
    ]
    up, low = _sigmoid(values["split"]), _sigmoid(-values["split"])
    square = (up * up + low * low) / 2
    flat, steep = truth["condition"][1], truth["condition"][0]
    return {
        "gradients": {
            "slope-for-value": slopes,
            "signal-forgotten": [[g / delta for g in row] for row in truth["gradients"]],
            "rows-exchanged": [of_tanh, of_sigmoid],
        },
        "patterns": {
            "signal-has-one-sign": [1, 2 ** (count - 1)],
            "all-free": [2**count, 2**count],
            "inputs-counted": [2, count],
        },
        "condition": {
            "mixed-terms-forgotten": [1 / square, flat],
            "root-of-it": [sqrt(steep), sqrt(flat)],
            "exchanged": [flat, steep],
        },
        "deep": {"added-up": 4.0 * layers, "one-layer": 4.0, "half-the-factor": 2.0**layers},
        "tail": {
            "upside-down": 1 / truth["tail"],
            "slope-at-zero": 4.0,
            "values-for-slopes": tanh(values["tail"]) / _sigmoid(values["tail"]),
        },
    }
