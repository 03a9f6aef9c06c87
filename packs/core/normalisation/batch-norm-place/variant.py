"""Orders of convolution, batch norm, activation and dropout: what runs, what shifts."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import cache
from itertools import permutations
from math import sqrt
from typing import Any

import numpy as np

from heldout.authoring import Draw

KEYS = ("first", "second", "third", "fourth", "fifth", "sixth")
NAMES = {"conv": "CONV", "act": "act", "bn": "BN", "drop": "Dropout"}
COMMON = (
    ("conv", "act", "bn", "drop"),
    ("conv", "act", "drop", "bn"),
    ("conv", "bn", "act", "drop"),
    ("bn", "conv", "act", "drop"),
    ("conv", "drop", "bn", "act"),
    ("drop", "conv", "bn", "act"),
)


def draw(rng: Draw) -> dict[str, Any]:
    orders = list(COMMON) if rng.chance(0.2) else []
    while not orders:
        orders = rng.sample([*permutations(NAMES), *COMMON], 6)
        bad = sum(order.index("drop") < order.index("bn") for order in orders)
        near = sum(order.index("drop") + 1 == order.index("bn") for order in orders)
        if len(set(orders)) < 6 or not 2 <= bad <= 4 or not 1 <= near < bad:
            orders = []
    designs = [
        {
            "order": list(order),
            "text": " → ".join(NAMES[step] for step in order),
            "why": "dropout before BN, so its statistics shift"
            if spread_ratio(order) > 1.05
            else "BN sees the same in training and at test",
        }
        for order in rng.shuffled(orders)
    ]
    channels = rng.choice(("same", "in", "out"))
    c_in, c_out = rng.sample((8, 12, 16, 24, 32, 48, 64), 2)
    c_out = c_in if channels == "same" else c_out
    c_bn = c_in if channels == "in" else c_out
    if not any(runs(order, [c_in, c_out, c_bn]) for order in orders):
        c_bn = c_in + c_out - c_bn  # then all designs have BN on the other side
    drop = rng.choice((0.1, 0.2, 0.25, 0.4, 0.5))
    keep = round(1 - drop, 2)
    mu, var = rng.integer(1, 6) / 2, rng.choice((0.5, 1.0, 1.5, 2.0, 3.0, 4.0))
    train = (mu * mu + var) / keep - mu * mu
    return {
        "designs": [
            design | {"fits": runs(design["order"], [c_in, c_out, c_bn])} for design in designs
        ],
        "channels": [c_in, c_out, c_bn],
        "drop": drop,
        "keep": keep,
        "mu": mu,
        "var": var,
        "train": train,
        "spread": sqrt(var / train),
    }


@cache
def spread_ratio(order: tuple[str, ...]) -> float:
    """Spread that reaches BN in training, over that at test, measured in a small block.

    All layers keep the number of channels here.
    """
    chance = np.random.default_rng(5)
    x = chance.normal(0.4, 1, (400, 6, 8))
    w = chance.normal(size=(6, 6, 3)) / 4
    kept = chance.random(x.shape) < 0.5
    spreads = []
    for training in (True, False):
        h = x
        for step in order:
            if step == "bn":
                spreads.append(float(h.std(axis=(0, 2)).mean()))
                h = (h - h.mean((0, 2), keepdims=True)) / h.std((0, 2), keepdims=True)
            elif step == "conv":
                wide = np.pad(h, ((0, 0), (0, 0), (1, 1)))
                windows = np.lib.stride_tricks.sliding_window_view(wide, 3, axis=2)
                h = np.tensordot(windows, w, ((1, 3), (1, 2))).transpose(0, 2, 1)
            elif step == "act":
                h = np.maximum(h, 0)
            elif training:
                h = h * kept / 0.5
    return spreads[0] / spreads[1]


def runs(order: Sequence[str], channels: list[int]) -> bool:
    """Follows the number of channels through the block."""
    now, made, normed = channels
    for step in order:
        if step == "bn" and now != normed:
            return False
        if step == "conv":
            now = made
    return True


def answers(values: dict[str, Any]) -> dict[str, Any]:
    designs = list(zip(KEYS, values["designs"], strict=True))
    return {
        "runs": [key for key, design in designs if design["fits"]],
        "shifted": [key for key, design in designs if spread_ratio(tuple(design["order"])) > 1.05],
        "variances": [values["train"], values["var"]],
        "output": values["spread"],
        "canonical": ["conv", "bn", "act", "drop"],
    }


def second_opinion(values: dict[str, Any]) -> dict[str, Any]:
    """PyTorch runs each design; two-valued inputs in exact fractions; a rule for the order."""
    import torch

    nn = torch.nn
    c_in, c_out, c_bn = values["channels"]
    good, shifted = [], []
    for key, design in zip(KEYS, values["designs"], strict=True):
        made = {
            "conv": lambda: nn.Conv1d(c_in, c_out, 3, padding=1),
            "bn": lambda: nn.BatchNorm1d(c_bn),
            "act": nn.ReLU,
            "drop": lambda: nn.Dropout(0.5),
        }
        block = nn.Sequential(*(made[step]() for step in design["order"]))
        try:
            block(torch.ones(2, c_in, 3))
            good.append(key)
        except (RuntimeError, ValueError):
            pass
        if "drop" in design["order"][: design["order"].index("bn")]:
            shifted.append(key)
    # A value mu ± sqrt(v), each with chance 1/2, has this mean and variance; squares stay exact.
    mu, v, keep = (Fraction(str(values[name])) for name in ("mu", "var", "keep"))
    mean_square = keep * ((mu * mu + v) / keep**2)  # the cross terms of the two signs cancel
    train = mean_square - (keep * mu / keep) ** 2
    orders = [
        order
        for order in permutations(("conv", "bn", "act", "drop"))
        if order[0] == "conv"
        and order.index("bn") + 1 == order.index("act")
        and order.index("drop") > order.index("bn")
        and order[-1] == "drop"
    ]
    return {
        "runs": good,
        "shifted": shifted,
        "variances": [float(train), float(v)],
        "output": float(v / train) ** 0.5,
        "canonical": list(orders[0]),
    }


def mistakes(values: dict[str, Any]) -> dict[str, dict[str, Any]]:
    truth = answers(values)
    mu, var, keep, train = (values[name] for name in ("mu", "var", "keep", "train"))
    designs = [(key, design["order"]) for key, design in zip(KEYS, values["designs"], strict=True)]
    fine = [key for key, _ in designs if key not in truth["shifted"]]
    beside = [key for key, order in designs if order.index("drop") + 1 == order.index("bn")]
    shifted = {"dropout-anywhere": list(KEYS), "last-is-safe": fine}
    if beside and beside != truth["shifted"]:
        shifted["directly-before-only"] = beside
    return {
        "runs": {
            name: keys
            for name, keys in (
                ("recommended-for-legal", fine),
                ("channels-not-followed", list(KEYS)),
            )
            if keys != truth["runs"]
        },
        "shifted": shifted,
        "variances": told_apart(
            truth["variances"],
            {
                "same-variance": [var, var],
                "mean-square": [(mu * mu + var) / keep, var],
                "keep-multiplied": [keep * var, var],
                "mean-ignored": [var / keep, var],
            },
        ),
        "output": told_apart(
            [truth["output"]],
            {
                "one-expected": 1.0,
                "variance-ratio": var / train,
                "ratio-upside-down": sqrt(train / var),
            },
        ),
    }


def told_apart(truth: list[float], wrong: dict[str, Any]) -> dict[str, Any]:
    """The wrong values that differ from the truth and from those before them."""
    kept: dict[str, Any] = {}

    def numbers(value: Any) -> list[float]:
        return value if isinstance(value, list) else [value]

    for name, value in wrong.items():
        if all(
            any(abs(a - b) > 0.005 for a, b in zip(numbers(value), numbers(other), strict=True))
            for other in (truth, *kept.values())
        ):
            kept[name] = value
    return kept
