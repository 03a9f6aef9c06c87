"""When tasks that share a weight help each other, and when they pull it away."""

from __future__ import annotations

from fractions import Fraction
from math import sqrt
from typing import Any

from heldout.authoring import Draw

KEYS = ("first", "second", "third", "fourth")


def draw(rng: Draw) -> dict[str, Any]:
    """Four tasks, of which sharing helps some; two gradients that agree or quarrel."""
    while True:
        centre = rng.sign() * rng.decimal(0.5, 2, 1)
        spread = rng.choice((0.2, 0.4, 0.6, 0.8, 1.2))
        weights = [round(centre + spread * rng.integer(-4, 4) / 2, 1) for _ in KEYS]
        values = {
            "weights": weights,
            "noise": rng.choice((1, 2, 4, 8)),
            "examples": rng.choice((5, 8, 10, 20)),
            "inputs": rng.choice((20, 50, 100, 784)),
            "hidden": rng.choice((8, 16, 32, 64)),
            "tasks": rng.integer(3, 8),
            "gradients": [[rng.sign() * rng.integer(1, 4) for _ in "ab"] for _ in "ab"],
            "rate": rng.choice((0.01, 0.02, 0.05)),
        }
        alone, shared = _errors(values)
        clear = all(abs(e / alone - 1) > 0.1 for e in shared)
        (a, b), (c, d) = values["gradients"]
        mixed = a * c + b * d
        pulls = [a * a + b * b + mixed, c * c + d * d + mixed]
        if clear and len(set(weights)) > 2 and all(pulls) and mixed:
            return values


def _errors(values: dict[str, Any]) -> tuple[Fraction, list[Fraction]]:
    """The expected squared error of a weight: learnt alone; shared by all, for each task."""
    weights = [Fraction(str(w)) for w in values["weights"]]
    alone = Fraction(values["noise"], values["examples"])
    mean = sum(weights) / 4
    return alone, [alone / 4 + (mean - w) ** 2 for w in weights]


def answers(values: dict[str, Any]) -> dict[str, Any]:
    alone, shared = _errors(values)
    n, h, k = values["inputs"], values["hidden"], values["tasks"]
    (a, b), (c, d) = values["gradients"]
    mixed = a * c + b * d
    return {
        "errors": [float(alone), float(alone / 4), float(shared[0])],
        "distance": sqrt(alone * 3 / 4),
        "who": [key for key, e in zip(KEYS, shared, strict=True) if e < alone] or ["none"],
        "step": [
            -values["rate"] * (a * a + b * b + mixed),
            -values["rate"] * (c * c + d * d + mixed),
        ],
        "size": [k * (n * h + h + h + 1), n * h + h + k * (h + 1)],
    }


def second_opinion(values: dict[str, Any]) -> dict[str, Any]:
    """Least squares as a matrix with its noise carried through; layers counted by PyTorch."""
    import numpy as np
    import torch
    from scipy.optimize import brentq

    count, noise = values["examples"], values["noise"]
    truth = np.array(values["weights"], dtype=float)
    x = np.kron([1.0, -1.0], np.ones(count))[:count]  # inputs of size 1

    def expected(tasks: int, targets: Any) -> list[float]:
        """Of one weight for so many tasks: its variance and its bias for each of them."""
        design = np.tile(x, tasks)[:, None]
        solve = np.linalg.pinv(design)
        means = np.concatenate([x * w for w in targets])
        variance = float((solve @ solve.T)[0, 0] * noise)
        centre = float((solve @ means)[0])
        return [variance + (centre - w) ** 2 for w in targets]

    alone = expected(1, truth[:1])[0]
    shared = expected(4, truth)
    related = expected(4, np.full(4, truth[0]))[0]
    # The mean of four is off by t when the other three are off by 4 t / 3.
    edge = brentq(
        lambda t: expected(4, truth[0] + np.array([0, 1, 1, 1]) * 4 * t / 3)[0] - alone,
        0,
        100,
        xtol=1e-13,
        rtol=1e-14,
    )
    trunk = torch.zeros(2, dtype=torch.float64)
    g = [torch.tensor(v, dtype=torch.float64) for v in values["gradients"]]
    moved = trunk - values["rate"] * (g[0] + g[1])
    n, h, k = values["inputs"], values["hidden"], values["tasks"]

    def size(*layers: Any) -> int:
        return sum(p.numel() for layer in layers for p in layer.parameters())

    linear = torch.nn.Linear
    one = size(linear(n, h, device="meta"), linear(h, 1, device="meta"))
    heads = [linear(h, 1, device="meta") for _ in range(k)]
    together = size(linear(n, h, device="meta"), *heads)
    return {
        "errors": [alone, related, shared[0]],
        "distance": edge,
        "who": [key for key, e in zip(KEYS, shared, strict=True) if e < alone] or ["none"],
        "step": [float(gradient @ (moved - trunk)) for gradient in g],
        "size": [k * one, together],
    }


def mistakes(values: dict[str, Any]) -> dict[str, dict[str, Any]]:
    truth = answers(values)
    alone, related, off = truth["errors"]
    weights = values["weights"]
    mean = sum(weights) / 4
    n, h, k = values["inputs"], values["hidden"], values["tasks"]
    (a, b), (c, d) = values["gradients"]
    rate = values["rate"]
    nearest = min(range(4), key=lambda i: abs(weights[i] - mean))
    return {
        "errors": _apart(
            truth["errors"],
            {
                "bias-forgotten": [alone, related, related],
                "bias-not-squared": [alone, related, related + abs(mean - weights[0])],
                "examples-not-pooled": [alone, alone, alone + off - related],
                "one-example": [e * values["examples"] for e in (alone, related)] + [off],
            },
            0.004,
        ),
        "distance": _apart(
            [truth["distance"]],
            {
                "gain-not-counted": [sqrt(alone)],
                "root-forgotten": [alone * 3 / 4],
                "own-variance-only": [sqrt(alone / 4)],
            },
            0.005,
        ),
        "who": _whom(truth["who"], KEYS[nearest]),
        "step": _apart(
            truth["step"],
            {
                "other-task-left-out": [-rate * (a * a + b * b), -rate * (c * c + d * d)],
                "turned-round": [-change for change in truth["step"]],
                "rate-left-out": [change / rate for change in truth["step"]],
            },
            0.0012,
        ),
        "size": {
            "biases-forgotten": [k * (n * h + h), n * h + k * h],
            "one-head": [k * (n * h + h + h + 1), n * h + h + h + 1],
            "one-network": [n * h + h + h + 1, n * h + h + k * (h + 1)],
        },
    }


def _whom(truth: list[str], nearest: str) -> dict[str, list[str]]:
    """All, or only the one in the middle."""
    wrong = {"sharing-always-helps": list(KEYS), "only-the-middle-one": [nearest]}
    return {name: keys for name, keys in wrong.items() if keys != truth}


def _apart(truth: list[Any], wrong: dict[str, list[Any]], near: float) -> dict[str, Any]:
    """The wrong values that differ from the truth and from those before them."""
    kept: dict[str, list[Any]] = {}
    for name, value in wrong.items():
        if all(
            any(abs(x - y) > near for x, y in zip(value, other, strict=True))
            for other in (truth, *kept.values())
        ):
            kept[name] = value
    return {name: value if len(value) > 1 else value[0] for name, value in kept.items()}
