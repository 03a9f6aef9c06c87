"""Full and mini-batch gradient descent on four examples, and the words for it."""

from __future__ import annotations

from math import ceil
from typing import Any

from heldout.authoring import Draw


def draw(rng: Draw) -> dict[str, Any]:
    while True:
        x = [rng.sign() * rng.integer(1, 4) for _ in range(4)]
        y = [rng.integer(-5, 6) for _ in range(4)]
        w = rng.sign() * rng.integer(1, 5) / 2
        eta = rng.choice((0.01, 0.02, 0.05, 0.1))
        chosen = sorted(rng.sample((1, 2, 3, 4), 2))
        each = [2 * (w * a - b) * a for a, b in zip(x, y, strict=True)]
        g, g2 = sum(each) / 4, sum(each[i - 1] for i in chosen) / 2
        if min(abs(g), abs(g2), abs(g - g2), abs(g - 2 * g2)) > 0.5 and len(set(each)) > 2:
            break
    size = rng.choice((16, 20, 32, 50, 64, 100))
    rows = rng.integer(8, 60) * size + (0 if rng.chance(0.2) else rng.integer(1, size - 1))
    return {
        "n": 4,
        "batch": 2,
        "x": x,
        "y": y,
        "w": w,
        "eta": eta,
        "chosen": chosen,
        "each": each,
        "g": g,
        "g2": g2,
        "new": w - eta * g,
        "new2": w - eta * g2,
        "rows": rows,
        "size": size,
        "steps": ceil(rows / size),
        "epochs": rng.integer(2, 12),
    }


def answers(values: dict[str, Any]) -> dict[str, Any]:
    return {
        "full": [values["g"], values["new"]],
        "method": [
            "gradient descent",
            "steepest descent",
            "batch gradient descent",
            "the gradient descent method",
            "full-batch gradient descent",
            "the method of steepest descent",
            "gradient descent algorithm",
            "GD",
        ],
        "mini": [values["g2"], values["new2"]],
        "variant": [
            "mini-batch stochastic gradient descent",
            "stochastic gradient descent",
            "mini-batch gradient descent",
            "SGD",
            "mini-batch SGD",
            "stochastic mini-batch gradient descent",
            "stochastic (mini-batch) gradient descent",
            "minibatch descent",
            "mini-batch",
            "mini-batching",
            "mini-batch training",
            "mini-batch learning",
            "mini-batch method",
            "stochastic descent",
            "stochastic gradient descent (SGD)",
            "mini-batch stochastic gradient descent (SGD)",
            "mini-batch gradient descent (SGD)",
        ],
        "count": ["batch size", "mini-batch size", "size of the mini-batch", "size of the batch"],
        "by": [
            "backpropagation",
            "back-propagation",
            "backprop",
            "reverse-mode automatic differentiation",
            "reverse mode differentiation",
            "error backpropagation",
            "backward propagation",
            "backpropagation of errors",
            "backpropagation algorithm",
            "automatic differentiation",
            "autodiff",
            "autograd",
            "reverse-mode autodiff",
        ],
        "draws": values["steps"] * values["epochs"],
    }


def second_opinion(values: dict[str, Any]) -> dict[str, Any]:
    """Derivatives by PyTorch; subsets counted one by one."""
    import torch

    x, y = (torch.tensor(values[name], dtype=torch.float64) for name in ("x", "y"))
    found = []
    for index in ([0, 1, 2, 3], [i - 1 for i in values["chosen"]]):
        w = torch.tensor(values["w"], dtype=torch.float64, requires_grad=True)
        ((w * x[index] - y[index]) ** 2).mean().backward()
        found.append([w.grad.item(), w.item() - values["eta"] * w.grad.item()])
    subsets = sum(
        1 for _ in range(values["epochs"]) for _ in range(0, values["rows"], values["size"])
    )
    return {
        "full": found[0],
        "method": "gradient descent",
        "mini": found[1],
        "variant": "SGD",
        "count": "batch size",
        "by": "backpropagation",
        "draws": subsets,
    }


def mistakes(values: dict[str, Any]) -> dict[str, dict[str, Any]]:
    w, eta, x, y = (values[name] for name in ("w", "eta", "x", "y"))

    def step(g: float) -> list[float]:
        return [g, w - eta * g]

    def means(indices: list[int]) -> dict[str, list[float]]:
        g = sum(values["each"][i] for i in indices) / len(indices)
        plain = sum(2 * (w * x[i] - y[i]) for i in indices) / len(indices)
        return {
            "sum-not-mean": step(g * len(indices)),
            "two-forgotten": step(g / 2),
            "inner-forgotten": step(plain),
            "uphill": [g, w + eta * g],
            "rate-forgotten": [g, w - g],
        }

    chosen = [i - 1 for i in values["chosen"]]
    mini = {
        "all-data": step(values["g"]),
        "divided-by-all": step(values["g2"] / 2),
        **means(chosen),
    }
    rows, size, epochs = values["rows"], values["size"], values["epochs"]
    return {
        "full": told_apart(step(values["g"]), means([0, 1, 2, 3])),
        "mini": told_apart(step(values["g2"]), mini),
        "method": {
            "finds-not-uses": ["backpropagation", "backprop", "back-propagation"],
            "nothing-drawn": ["stochastic gradient descent", "SGD", "mini-batch gradient descent"],
            "newton-named": ["Newton's method", "Newton", "Newton-Raphson", "Newton method"],
        },
        "variant": {
            "all-named": ["gradient descent", "batch gradient descent", "full-batch descent"],
        },
        "count": {
            "counts-something-else": [
                "epoch",
                "iteration",
                "step",
                "number of steps",
                "epoch size",
            ],
        },
        "by": {"uses-not-finds": ["gradient descent", "stochastic gradient descent", "SGD"]},
        "draws": {
            "once-an-epoch": epochs,
            "one-epoch": values["steps"],
            "last-dropped": rows // size * epochs,
            "steps-by-example": rows * epochs,
        }
        if rows % size
        else {
            "once-an-epoch": epochs,
            "one-epoch": values["steps"],
            "steps-by-example": rows * epochs,
        },
    }


def told_apart(truth: list[float], wrong: dict[str, list[float]]) -> dict[str, list[float]]:
    """The wrong pairs that differ from the truth and from those before them."""
    kept: dict[str, list[float]] = {}
    for name, pair in wrong.items():
        if all(
            max(abs(a - b) for a, b in zip(pair, other, strict=True)) > 0.002
            for other in (truth, *kept.values())
        ):
            kept[name] = pair
    return kept
