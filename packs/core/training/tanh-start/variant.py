"""How a stack of tanh layers passes a gradient on, for five ways to start."""

from __future__ import annotations

from functools import cache
from math import sqrt
from typing import Any

import numpy as np

from heldout.authoring import Draw

KEYS = ("kaiming", "xavier", "zero", "narrow", "drawn")


def draw(rng: Draw) -> dict[str, Any]:
    n = rng.choice((48, 54, 64, 72, 75, 80))
    depth = rng.integer(16, 24)
    low = rng.chance(0.5)
    while True:
        std = rng.decimal(0.02, 0.08, 2) if low else rng.decimal(0.11, 0.17, 2)
        factor = n * std * std
        left = factor ** (depth / 2)
        if left < 1e-4 if low else 0.8 < factor < 1.6:
            break
    values = {
        "n": n,
        "L": depth,
        "std": std,
        "factor": factor,
        "asked": "D" if rng.chance(0.5) else "E",
        "small": [rng.integer(2, 6), rng.integer(2, 6), rng.integer(1, 4)],
        "biased": rng.chance(0.6),
        "bound": sqrt(6 / (2 * n)),
        "measured": measured(n, depth, std),
    }
    return values


@cache
def measured(n: int, depth: int, std: float) -> list[float]:
    """Size of the gradient at the bottom, where 1 arrives at the top: one run for each start."""
    chance = np.random.default_rng(n * depth)
    starts = (
        lambda: chance.normal(0, sqrt(2 / n), (n, n)),
        lambda: chance.uniform(-sqrt(3 / n), sqrt(3 / n), (n, n)),
        lambda: np.zeros((n, n)),
        lambda: chance.uniform(-1 / sqrt(n), 1 / sqrt(n), (n, n)),
        lambda: chance.normal(0, std, (n, n)),
    )
    sizes = []
    for start in starts:
        h, layers = chance.normal(size=(8, n)), []
        for _ in range(depth):
            w = start()
            h = np.tanh(h @ w.T)
            layers.append((w, 1 - h * h))
        g = chance.normal(size=(8, n))
        g /= np.sqrt((g * g).mean())
        for w, slopes in reversed(layers):
            g = (g * slopes) @ w
        sizes.append(float(np.sqrt((g * g).mean())))
    return sizes


def answers(values: dict[str, Any]) -> dict[str, Any]:
    factor = 1 / 3 if values["asked"] == "D" else values["factor"]
    return {
        "bound": values["bound"],
        "factors": [2, 1, 1 / 3, values["factor"]],
        "shrunk": factor ** (values["L"] / 2),
        "alive": values["small"][2] if values["biased"] else 0,
        "vanishing": [k for k, s in zip(KEYS, values["measured"], strict=True) if s < 1e-3],
    }


def second_opinion(values: dict[str, Any]) -> dict[str, Any]:
    """PyTorch: its own initialisers and gradients, from another start of the random numbers."""
    import torch

    n, depth = values["n"], values["L"]
    chance = torch.Generator().manual_seed(n + depth)
    w = torch.empty(n, n)
    init = torch.nn.init
    starts = (
        lambda: init.kaiming_normal_(w, generator=chance),
        lambda: init.xavier_uniform_(w, generator=chance),
        lambda: init.zeros_(w),
        lambda: init.uniform_(w, -(n**-0.5), n**-0.5, generator=chance),
        lambda: init.normal_(w, 0, values["std"], generator=chance),
    )
    sizes = []
    for start in starts:
        x = torch.randn(8, n, generator=chance).requires_grad_()
        h = x
        for _ in range(depth):
            h = torch.tanh(h @ start().clone().T)
        g = torch.randn(8, n, generator=chance)
        (h * g / g.square().mean().sqrt()).sum().backward()
        sizes.append(x.grad.square().mean().sqrt().item())
    # The laws' own variances; D and E as the distributions of PyTorch know them.
    laws = torch.distributions
    one = torch.tensor(1.0, dtype=torch.float64)
    variances = [
        laws.Normal(0 * one, one * (2 / n) ** 0.5).variance,
        laws.Uniform(-values["bound"] * one, values["bound"] * one).variance,
        laws.Uniform(-one / n**0.5, one / n**0.5).variance,
        laws.Normal(0 * one, one * values["std"]).variance,
    ]
    factors = [n * float(variance) for variance in variances]
    size = 1.0
    for _ in range(depth):
        size *= sqrt(factors[2 if values["asked"] == "D" else 3])
    return {
        "bound": sqrt(3 * 2 / (n + n)),
        "factors": factors,
        "shrunk": size,
        "alive": alive(values),
        "vanishing": [key for key, size in zip(KEYS, sizes, strict=True) if size < 1e-3],
    }


def alive(values: dict[str, Any]) -> int:
    """Parameters with a gradient in the small network, all zero at the start."""
    import torch

    inputs, hidden, outputs = values["small"]
    first = torch.nn.Linear(inputs, hidden, bias=values["biased"])
    last = torch.nn.Linear(hidden, outputs, bias=values["biased"])
    parameters = [*first.parameters(), *last.parameters()]
    with torch.no_grad():
        for parameter in parameters:
            parameter.zero_()
    (last(torch.tanh(first(torch.ones(inputs)))) - 1).square().sum().backward()
    return sum(int(parameter.grad.count_nonzero()) for parameter in parameters)


def mistakes(values: dict[str, Any]) -> dict[str, dict[str, Any]]:
    truth = answers(values)
    n, depth = values["n"], values["L"]
    _, hidden, outputs = values["small"]
    factor = 1 / 3 if values["asked"] == "D" else values["factor"]
    right = truth["factors"]
    alive = {"output-weights-too": truth["alive"] + hidden * outputs}
    if values["biased"]:
        alive |= {"hidden-biases-too": hidden + outputs, "nothing-at-all": 0}
    alive = {
        name: number
        for i, (name, number) in enumerate(alive.items())
        if number not in [truth["alive"], *list(alive.values())[:i]]
    }
    vanishing = {"zero-only": ["zero"]}
    for name in ("kaiming", "xavier"):
        vanishing[f"{name}-too"] = [*truth["vanishing"], name]
    return {
        "bound": {
            "one-fan-only": sqrt(6 / n),
            "normal-given": sqrt(1 / n),
            "no-root": 3 / n,
        },
        "factors": {
            "uniform-not-a-third": [2, 3, 1, right[3]],
            "gain-forgotten": [1, *right[1:]],
            "roots-given": [sqrt(number) for number in right],
            "one-weight-only": [number / n for number in right],
        },
        "shrunk": told_apart(
            truth["shrunk"],
            {
                "variance-not-size": factor**depth,
                "one-layer": sqrt(factor),
                "added-layers": depth * factor,
            },
        ),
        "alive": alive,
        "vanishing": {k: v for k, v in vanishing.items() if v != truth["vanishing"]},
    }


def told_apart(truth: float, wrong: dict[str, float]) -> dict[str, float]:
    """The wrong values that differ by a twentieth from the truth and from those before them."""
    kept: dict[str, float] = {}
    for name, value in wrong.items():
        if all(abs(value / other - 1) > 0.05 for other in (truth, *kept.values())):
            kept[name] = value
    return kept
