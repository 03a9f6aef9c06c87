"""Blocks of convolutional networks: what they train, which are affine, which let others learn."""

from __future__ import annotations

from typing import Any

import numpy as np

from heldout.authoring import Draw

FIVE = ("first", "second", "third", "fourth", "fifth")
SIX = (*FIVE, "sixth")

OFFERED = {
    "max-pool": "Max pooling",
    "average-pool": "Average pooling",
    "conv": "A convolution with trained kernels",
    "fixed": "A convolution with a fixed blur kernel",
    "norm": "Normalisation by mean and spread of the map",
    "relu": "A non-linear activation: ReLU",
    "tanh": "A non-linear activation: tanh",
    "linear": "A linear activation: the identity",
    "scale": "A linear activation: multiplication by 0.5",
    "global": "The mean over all positions of a channel",
    "softmax": "Softmax over the positions",
    "sort": "Sorting the values of the map by size",
    "abs": "The absolute value",
    "step": "A step: 1 above 0, else 0",
    "round": "Rounding to whole numbers",
    "argmax": "The index of the largest value",
    "sign": "The sign of each value",
    "rank": "The rank of each value among all",
    "count": "The number of values above 0",
}

FAMILIES = (
    {"max-pool", "average-pool", "global"},
    {"conv", "fixed"},
    {"norm"},
    {"relu", "tanh", "abs", "softmax"},
    {"linear", "scale"},
)


def draw(rng: Draw) -> dict[str, Any]:
    c_in = rng.choice((1, 3, 4, 8))
    c_out = rng.choice((6, 8, 12, 16, 24))
    while c_out == c_in:
        c_out = rng.choice((6, 12, 16, 24))
    k = rng.choice((3, 5))
    pool, side = rng.choice((2, 4)), rng.choice((16, 24, 32, 48))
    blocks = [
        {
            "kind": "conv",
            "text": f"Convolution {c_in} → {c_out}, kernel {k} × {k}, stride 1, "
            f"padding {k // 2}, with bias",
        },
        {"kind": "norm", "text": f"Batch norm over {c_out} channels, with γ and β"},
    ]
    activation = rng.choice(("relu", "tanh", "linear", "leaky"))
    names = {
        "relu": "ReLU",
        "tanh": "Tanh",
        "linear": "Linear activation (the identity)",
        "leaky": "Leaky ReLU with slope 0.1",
    }
    blocks.append({"kind": activation, "text": names[activation]})
    pooling = rng.choice(("max", "average"))
    blocks.append(
        {"kind": pooling, "text": f"{pooling.title()} pooling {pool} × {pool}, stride {pool}"}
    )
    second = rng.choice([other for other in names if other != activation])
    last = {"kind": second, "text": names[second]}
    # It stands behind the convolution or behind the pooling.
    blocks.insert(rng.choice((1, 4)), last)
    for block in blocks:
        block["count"] = {"conv": c_out * (c_in * k * k + 1), "norm": 2 * c_out}.get(
            str(block["kind"]), 0
        )
        block["affine"] = affine(str(block["kind"]))
    while True:
        chosen = rng.sample(list(OFFERED), 6)
        fine = [passes(name) for name in chosen]
        families = sum(bool(family & set(chosen)) for family in FAMILIES)
        if 3 <= sum(fine) <= 4 and {"linear", "scale"} & set(chosen) and families >= 3:
            break
    return {
        "c_in": c_in,
        "c_out": c_out,
        "k": k,
        "pad": k // 2,
        "pool": pool,
        "side": side,
        "blocks": blocks,
        "offered": [
            {"name": name, "text": OFFERED[name], "fine": good}
            for name, good in zip(chosen, fine, strict=True)
        ],
        "useless": "; ".join(
            OFFERED[name][0].lower() + OFFERED[name][1:]
            for name, good in zip(chosen, fine, strict=True)
            if not good
        ),
        "k1": rng.choice((2, 3, 4, 5)),
        "k2": rng.choice((3, 5, 7)),
    }


def block(kind: str, x: Any) -> Any:
    """A small copy of the block, on a map of 4 × 4."""
    quarters = x.reshape(2, 2, 2, 2)
    return {
        "conv": lambda: np.convolve(x.ravel(), [0.5, -1, 2]) + 0.3,
        "norm": lambda: 1.5 * (x - 0.2) / 0.7 + 0.1,
        "relu": lambda: np.maximum(x, 0),
        "leaky": lambda: np.where(x > 0, x, 0.1 * x),
        "tanh": lambda: np.tanh(x),
        "linear": lambda: x,
        "max": lambda: quarters.max((1, 3)),
        "average": lambda: quarters.mean((1, 3)),
    }[kind]()


def affine(kind: str) -> bool:
    """Whether the value in the middle between two inputs is the middle of the two values."""
    chance = np.random.default_rng(3)
    pairs = chance.normal(size=(20, 2, 4, 4))
    return all(
        np.allclose(block(kind, (a + b) / 2), (block(kind, a) + block(kind, b)) / 2)
        for a, b in pairs
    )


def offered(name: str, x: Any) -> Any:
    return {
        "max-pool": lambda: x.reshape(2, 2, 2, 2).max((1, 3)),
        "average-pool": lambda: x.reshape(2, 2, 2, 2).mean((1, 3)),
        "conv": lambda: np.convolve(x.ravel(), [0.5, -1, 2]),
        "fixed": lambda: np.convolve(x.ravel(), [0.25, 0.5, 0.25]),
        "norm": lambda: (x - x.mean()) / x.std(),
        "relu": lambda: np.maximum(x, 0),
        "tanh": lambda: np.tanh(x),
        "linear": lambda: x,
        "scale": lambda: x / 2,
        "global": lambda: x.mean(),
        "softmax": lambda: np.exp(x) / np.exp(x).sum(),
        "sort": lambda: np.sort(x, axis=None),
        "abs": lambda: np.abs(x),
        "step": lambda: (x > 0).astype(float),
        "round": lambda: np.round(x),
        "argmax": lambda: float(x.argmax()),
        "sign": lambda: np.sign(x),
        "rank": lambda: x.ravel().argsort().argsort().astype(float),
        "count": lambda: float((x > 0).sum()),
    }[name]()


def passes(name: str) -> bool:
    """Wiggles each number of a map by very little: does any output move?"""
    x = np.random.default_rng(4).normal(size=(4, 4))
    before = offered(name, x)
    for place in np.ndindex(4, 4):
        moved = x.copy()
        moved[place] += 1e-7
        if np.any(offered(name, moved) != before):
            return True
    return False


def answers(values: dict[str, Any]) -> dict[str, Any]:
    left = values["side"] // values["pool"]
    return {
        "parameters": [one["count"] for one in values["blocks"]],
        "size": [values["c_out"], left, left],
        "linear": [k for k, one in zip(FIVE, values["blocks"], strict=True) if one["affine"]],
        "allowed": [k for k, one in zip(SIX, values["offered"], strict=True) if one["fine"]],
        "merged": values["k1"] + values["k2"] - 1,
    }


def second_opinion(values: dict[str, Any]) -> dict[str, Any]:
    """PyTorch: parameters counted, shapes run, superposition tried, gradients by autograd."""
    import torch

    nn, functional = torch.nn, torch.nn.functional
    c_in, c_out, k, pool = (values[name] for name in ("c_in", "c_out", "k", "pool"))
    made = {
        "conv": lambda: nn.Conv2d(c_in, c_out, k, padding=k // 2),
        "norm": lambda: nn.BatchNorm2d(c_out),
        "relu": nn.ReLU,
        "leaky": lambda: nn.LeakyReLU(0.1),
        "tanh": nn.Tanh,
        "linear": nn.Identity,
        "max": lambda: nn.MaxPool2d(pool),
        "average": lambda: nn.AvgPool2d(pool),
    }
    layers = [made[one["kind"]]().double().eval() for one in values["blocks"]]
    chance = torch.Generator().manual_seed(1)
    x, linear = torch.zeros(1, c_in, values["side"], values["side"], dtype=torch.float64), []
    for key, layer in zip(FIVE, layers, strict=True):
        shape = (1, x.shape[1], 8, 8)
        u, v = (torch.randn(shape, generator=chance, dtype=torch.float64) for _ in range(2))
        with torch.no_grad():
            gap = layer(u + v) - layer(u) - layer(v) + layer(torch.zeros_like(u))
            if gap.abs().max() < 1e-9:
                linear.append(key)
            x = layer(x)
    blur = torch.tensor([[[0.25, 0.5, 0.25]]], dtype=torch.float64)
    given: dict[str, Any] = {
        "max-pool": lambda m: functional.max_pool1d(m, 2),
        "average-pool": lambda m: functional.avg_pool1d(m, 2),
        "conv": lambda m: functional.conv1d(m, blur - 0.1),
        "fixed": lambda m: functional.conv1d(m, blur),
        "norm": lambda m: (m - m.mean()) / m.std(),
        "relu": torch.relu,
        "tanh": torch.tanh,
        "linear": lambda m: m * 1,
        "scale": lambda m: m / 2,
        "global": torch.mean,
        "softmax": lambda m: torch.softmax(m, -1),
        "sort": lambda m: torch.sort(m).values,
        "abs": torch.abs,
        "round": torch.round,
        "sign": torch.sign,
    }
    allowed = []
    for key, one in zip(SIX, values["offered"], strict=True):
        if one["name"] not in given:
            continue  # comparisons and indices: whole numbers, autograd cannot follow them
        m = torch.randn(1, 1, 16, generator=chance, dtype=torch.float64).requires_grad_()
        out = given[one["name"]](m)
        (out * torch.linspace(0.3, 2, out.numel(), dtype=torch.float64)).sum().backward()
        if m.grad.abs().max() > 1e-12:
            allowed.append(key)
    one = np.ones(values["k1"])
    return {
        "parameters": [sum(p.numel() for p in layer.parameters()) for layer in layers],
        "size": list(x.shape[1:]),
        "linear": linear,
        "allowed": allowed,
        "merged": len(np.convolve(one, np.ones(values["k2"]))),
    }


def mistakes(values: dict[str, Any]) -> dict[str, dict[str, Any]]:
    truth = answers(values)
    c_in, c_out, k, pool, side = (values[name] for name in ("c_in", "c_out", "k", "pool", "side"))
    kinds = [one["kind"] for one in values["blocks"]]

    def with_count(kind: str, count: int) -> list[int]:
        return [
            count if one == kind else number
            for one, number in zip(kinds, truth["parameters"], strict=True)
        ]

    pooled = "max" if "max" in kinds else "average"
    counted = {
        "conv-bias-left-out": with_count("conv", c_out * c_in * k * k),
        "running-statistics-counted": with_count("norm", 4 * c_out),
        "batch-norm-single": with_count("norm", 2),
        "pool-as-layer-with-weights": with_count(pooled, pool * pool),
    }
    if c_in > 1:
        counted["conv-one-channel"] = with_count("conv", c_out * (k * k + 1))
    shrunk = (side - k + 1) // pool
    size = {
        "padding-forgotten": [c_out, shrunk, shrunk],
        "pool-forgotten": [c_out, side, side],
        "input-channels-kept": [c_in, side // pool, side // pool],
    }
    keys = dict(zip(kinds, FIVE, strict=True))
    right = truth["linear"]
    linear = {"norm-taken-for-bent": [key for key in right if key != keys["norm"]]}
    if "max" in keys:
        linear["max-taken-for-linear"] = sorted([*right, keys["max"]])
    if "linear" in keys:
        linear["identity-left-out"] = [key for key in right if key != keys["linear"]]
    named = dict(zip(SIX, values["offered"], strict=True))
    core = [
        key
        for key, one in named.items()
        if one["name"] in ("max-pool", "average-pool", "conv", "relu", "tanh")
    ]
    allowed = {"anything-goes": list(SIX)}
    if core and core != truth["allowed"]:
        allowed["core-only"] = core
    k1, k2 = values["k1"], values["k2"]
    merged = {"sizes-added": k1 + k2, "sizes-multiplied": k1 * k2}
    if max(k1, k2) != truth["merged"]:
        merged["larger-kernel"] = max(k1, k2)
    return {
        "parameters": counted,
        "size": {name: value for name, value in size.items() if value != truth["size"]},
        "linear": linear,
        "allowed": allowed,
        "merged": merged,
    }
