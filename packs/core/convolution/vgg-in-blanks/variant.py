"""A VGG network as a list: how many layers of which kind, how wide, how many parameters."""

from __future__ import annotations

from itertools import groupby, pairwise
from typing import Any

import numpy as np

from heldout.authoring import Draw

# Convolutions in each of the five blocks: Simonyan and Zisserman, 2015, table 1.
DEPTHS = {
    11: (1, 1, 2, 2, 2),
    13: (2, 2, 2, 2, 2),
    16: (2, 2, 3, 3, 3),
    19: (2, 2, 4, 4, 4),
}
ACTIVATIONS = {  # and what else they are called
    "ReLU": ["rectified linear unit", "rectifier", "rectification"],
    "LeakyReLU": ["leaky rectified linear unit", "leaky rectifier"],
    "GELU": ["Gaussian error linear unit"],
    "ELU": ["exponential linear unit"],
}
WORDS = ("activation", "function", "activation function", "non-linearity", "unit")
POOLS = {
    "MaxPool": [
        *("max-pooling", "max-pool", "maximum pooling", "max-pooling layer", "max-pool layer"),
        *("MaxPool2d", "nn.MaxPool2d", "2D max-pooling", "max-pooling 2D", "maximum pool"),
    ],
    "AvgPool": [
        *("average pooling", "mean pooling", "average pool", "avg pooling", "avg pool"),
        *("average pooling layer", "avg pool layer", "AvgPool2d", "nn.AvgPool2d"),
        *("2D average pooling", "average pooling 2D", "mean pool"),
    ],
}


def draw(rng: Draw) -> dict[str, Any]:
    published = rng.choice(tuple(DEPTHS))
    depths = DEPTHS[published]
    if rng.chance(0.5):  # a relative that was never published
        depths = tuple(rng.integer(1, 3) for _ in range(5))
    base = rng.choice((16, 24, 32, 48, 64, 64))
    doublings = rng.choice((2, 3, 3))
    widths = [base * 2 ** min(block, doublings) for block in range(5)]
    entries: list[int | str] = []
    for width, depth in zip(widths, depths, strict=True):
        entries += [*[width] * depth, "M"]
    values: dict[str, Any] = {
        "entries": entries,
        "listing": ", ".join('"M"' if entry == "M" else str(entry) for entry in entries),
        "layers": sum(depths) + 3,
        "kernel": rng.choice((3, 3, 3, 5, 7)),
        "activation": rng.choice(("ReLU", "ReLU", "ReLU", "LeakyReLU", "GELU", "ELU")),
        "pool": rng.choice(("MaxPool", "MaxPool", "AvgPool")),
        "factor": rng.choice((2, 2, 2, 3)),
        "base": base,
        "top": widths[-1],
        "dense": rng.choice((256, 512, 1024, 4096)),
        "classes": rng.choice((10, 20, 100, 200, 1000)),
    }
    truth = answers(values)
    share = 100 * (1 - truth["convolutions"] / truth["total"])
    return {**values, "truth": truth, "share": f"{share:.0f}"}


def _terms(activation: str) -> list[str]:
    """What it is called, with and without the word behind it."""
    names = [activation, *ACTIVATIONS[activation]]
    longer = [f"{name} {word}" for name in names for word in WORDS]
    return [*names, f"nn.{activation}", *longer]


def convolutions(entries: list[Any]) -> list[tuple[int, int]]:
    """Channels in and out of each."""
    widths = [3, *(entry for entry in entries if entry != "M")]
    return list(pairwise(widths))


def linear(values: dict[str, Any]) -> list[tuple[int, int]]:
    """Sizes of the three layers of the classifier."""
    sizes = [49 * values["top"], values["dense"], values["dense"], values["classes"]]
    return list(pairwise(sizes))


def answers(values: dict[str, Any]) -> dict[str, Any]:
    entries, layers = values["entries"], convolutions(values["entries"])
    size = values["kernel"]
    inside = sum((size**2 * before + 1) * after for before, after in layers)
    behind = sum((before + 1) * after for before, after in linear(values))
    grown = sum(after == 2 * before for before, after in layers[1:])
    return {
        "counts": [len(layers), entries.count("M"), values["factor"]],
        "follower": _terms(values["activation"]),
        "shrinker": POOLS[values["pool"]],
        "channels": [size, values["base"], 2, values["top"]],
        "growth": grown,
        "convolutions": inside,
        "total": inside + behind,
    }


def second_opinion(values: dict[str, Any]) -> dict[str, Any]:
    """Reads the printed list again; makes room for every parameter and counts the places."""
    words = values["listing"].replace('"', "").split(", ")
    blocks = [list(map(int, part)) for letter, part in groupby(words, "M".__ne__) if letter]
    flat = [width for block in blocks for width in block]
    shapes: list[tuple[int, ...]] = []
    for before, after in zip([3, *flat], flat, strict=False):
        shapes += [(after, before, *[values["kernel"]] * 2), (after,)]
    inside = sum(np.broadcast_to(0, shape).size for shape in shapes)
    behind = 0
    sizes = [flat[-1] * 7 * 7, values["dense"], values["dense"], values["classes"]]
    for before, after in pairwise(sizes):
        behind += np.broadcast_to(0, (after, before)).size + after
    changes = [one[-1] != other[0] for one, other in pairwise(blocks)]
    places = range(0, 36, values["factor"])  # where the windows of a pool begin
    return {
        "counts": [len(flat), words.count("M"), 36 // len(places)],
        "follower": _follower(values["activation"]),
        "shrinker": POOLS["MaxPool" if _pooled(values["pool"]) == 7 else "AvgPool"],
        "channels": [shapes[0][2], min(flat), blocks[1][0] // blocks[0][0], max(flat)],
        "growth": sum(changes),
        "convolutions": inside,
        "total": inside + behind,
    }


def _follower(module: str) -> list[str]:
    """The activation by what PyTorch's module of that name makes of -1."""
    import torch

    below = float(getattr(torch.nn, module)()(torch.tensor(-1.0)))
    known = {0.0: "ReLU", -0.01: "LeakyReLU", -0.1587: "GELU", -0.6321: "ELU"}
    name = known[round(below, 4)]
    return _terms(name)


def _pooled(module: str) -> float:
    """What PyTorch's pooling of that name makes of 1, 2, 2 and 7: 7 is the largest, 3 the mean."""
    import torch

    window = torch.tensor([[[1.0, 2.0], [2.0, 7.0]]])
    return float(getattr(torch.nn, f"{module}2d")(2)(window))


def mistakes(values: dict[str, Any]) -> dict[str, dict[str, Any]]:
    truth = answers(values)
    layers = convolutions(values["entries"])
    count, pools, factor = truth["counts"]
    size = values["kernel"]
    base, top = values["base"], values["top"]
    weights = sum(size**2 * before * after for before, after in layers)
    slim = [(top, values["dense"]), *linear(values)[1:]]
    habit = {} if values["activation"] == "ReLU" else {"published-activation": _terms("ReLU")}
    wrong: dict[str, dict[str, Any]] = {
        "follower": habit,
        "shrinker": {"other-pool": POOLS["AvgPool" if values["pool"] == "MaxPool" else "MaxPool"]},
        "counts": {
            "pool-for-each": [count, count, factor],
            "linear-counted": [count + 3, pools, factor],
            "area-factor": [count, pools, factor**2],
        },
        "channels": {
            "kernel-area": [size**2, base, 2, top],
            "image-channels": [size, 3, 2, top],
            "channels-added": [size, base, base, top],
        },
        "growth": {"at-every-pool": pools},
        "convolutions": {
            "biases-left-out": weights,
            "input-channels-left-out": sum((size**2 + 1) * after for _, after in layers),
        },
        "total": {
            "classifier-forgotten": truth["convolutions"],
            "flatten-of-channels": truth["convolutions"]
            + sum((before + 1) * after for before, after in slim),
            "biases-left-out": weights + sum(before * after for before, after in linear(values)),
        },
    }
    return {
        part: {name: value for name, value in known.items() if value != truth[part]}
        for part, known in wrong.items()
    }
