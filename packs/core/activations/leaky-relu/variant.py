"""Leaky ReLU: its values and slopes, itself by ReLU, and its parametric version."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from heldout.authoring import Draw


def draw(rng: Draw) -> dict[str, Any]:
    a = rng.choice((0.01, 0.02, 0.05, 0.1, 0.2, 0.25, 0.3, 0.4))
    points = rng.shuffled([rng.integer(1, 30) / 2, -rng.integer(3, 30) / 2])
    if rng.chance(0.3):
        points = [-abs(points[0]), -abs(points[0]) - rng.integer(1, 9)]
    while True:
        batch = [rng.sign() * rng.integer(1, 8) / 2 for _ in range(4)]
        grads = [rng.sign() * rng.integer(1, 9) / 10 for _ in range(4)]
        left = [(x, g) for x, g in zip(batch, grads, strict=True) if x < 0]
        total = sum(x * g for x, g in left)
        if 1 < len(left) < 4 and abs(total) > 0.1 and abs(total - sum(x for x, _ in left)) > 0.1:
            break
    return {
        "a": a,
        "points": points,
        "ys": [round(leaky(a, x), 6) for x in points],
        "batch": batch,
        "grads": grads,
        "terms": " + ".join(f"({g:g})({x:g})" for x, g in left),
        "da": round(total, 6),
    }


def leaky(a: float, x: float) -> float:
    return x if x > 0 else a * x


def answers(values: dict[str, Any]) -> dict[str, Any]:
    a = values["a"]
    return {
        "value": values["ys"],
        "slope": [1, a],
        "by-relu": f"relu(x) - {a}*relu(-x)",
        "name": [
            "leaky ReLU",
            "leaky rectified linear unit",
            "leaky rectifier",
            "LReLU",
            "leaky rectified linear",
            "leaky ReLU activation",
            "leaky ReLU function",
            "leaky ReLU activation function",
            "leaky rectified linear unit function",
            "leaky rectified linear unit (leaky ReLU)",
        ],
        "learned": values["da"],
        "learned-name": [
            "PReLU",
            "parametric ReLU",
            "parametric rectified linear unit",
            "parametrised ReLU",
            "parameterized ReLU",
            "parametrized ReLU",
            "parametric leaky ReLU",
            "parametric rectifier",
            "parameterised ReLU",
            "parametric ReLU (PReLU)",
            "parametric rectified linear unit (PReLU)",
            "learned leaky ReLU",
            "parametrised leaky ReLU",
            "parametric rectified linear",
            "PReLU activation",
            "parametric ReLU activation",
        ],
    }


def second_opinion(values: dict[str, Any]) -> dict[str, Any]:
    """PyTorch's leaky_relu and prelu, with its gradients; the formula as a line and a ReLU."""
    import torch

    functional = torch.nn.functional
    x = torch.tensor([*values["points"], 1.0, -1.0], dtype=torch.float64, requires_grad=True)
    y = functional.leaky_relu(x, values["a"])
    y.sum().backward()
    a = torch.tensor([values["a"]], dtype=torch.float64, requires_grad=True)
    batch = torch.tensor(values["batch"], dtype=torch.float64)
    functional.prelu(batch, a).backward(torch.tensor(values["grads"], dtype=torch.float64))
    part = Fraction(str(values["a"]))
    return {
        "value": y[:2].tolist(),
        "slope": x.grad[2:].tolist(),
        "by-relu": f"({part})*x + ({1 - part})*relu(x)",
        "name": "leaky ReLU",
        "learned": a.grad.item(),
        "learned-name": "PReLU",
    }


def mistakes(values: dict[str, Any]) -> dict[str, dict[str, Any]]:
    a, points, ys = values["a"], values["points"], values["ys"]
    pairs = list(zip(values["batch"], values["grads"], strict=True))
    learned = {
        "slope-by-x": sum(g * (1 if x > 0 else a) for x, g in pairs),
        "positive-counts": sum(g * x for x, g in pairs),
        "upstream-forgotten": sum(x for x, _ in pairs if x < 0),
    }
    return {
        "value": {
            "plain-relu": [max(0, x) for x in points],
            "constant-left": [x if x > 0 else a for x in points],
            "sign-lost": [abs(y) for y in ys],
        },
        "slope": {
            "plain-relu": [1, 0],
            "slopes-swapped": [a, 1],
            "value-for-slope": [max(points), a * min(points)],
        },
        "by-relu": {
            "plus-for-minus": f"relu(x) + {a}*relu(-x)",
            "outer-relu": f"{a}*relu(x)",
            "plain-relu": "relu(x)",
        },
        "name": {
            "called-relu": ["ReLU", "rectified linear unit", "rectifier"],
            "called-prelu": ["PReLU", "parametric ReLU", "parametric rectified linear unit"],
        },
        "learned": told_apart(values["da"], learned),
        "learned-name": {"still-leaky": ["leaky ReLU", "leaky rectified linear unit", "LReLU"]},
    }


def told_apart(truth: float, wrong: dict[str, float]) -> dict[str, float]:
    """The wrong values that differ from the truth and from those before them."""
    kept: dict[str, float] = {}
    for name, value in wrong.items():
        if all(abs(value - other) > 0.001 for other in (truth, *kept.values())):
            kept[name] = value
    return kept
