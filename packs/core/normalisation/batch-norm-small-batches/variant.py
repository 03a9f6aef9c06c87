"""How noisy a batch's mean is, and who normalises with it."""

from __future__ import annotations

from math import comb, sqrt
from typing import Any

from heldout.authoring import Draw

# The axes of a map (N, C, H, W) over which the mean is taken; "G" is a group of channels.
NORMALISERS = {
    "batch": ("N", "H", "W"),
    "layer": ("C", "H", "W"),
    "instance": ("H", "W"),
    "group": ("G", "H", "W"),
    "running": (),
}
RULE_OF_THUMB = 16
ASKED = {
    "others": "change the output for one example when the **other** examples of the batch change",
    "single": "give the same output for an example **alone** as for it inside any batch",
    "scale": "change the output for an example when all **its own** inputs are doubled, and the "
    "others of its batch stay",
}


def draw(rng: Draw) -> dict[str, Any]:
    """A small batch, a unit's mean and deviation, a map, and a share of noise that is bearable."""
    pair = rng.sample(range(-9, 10), 2)
    asked = rng.choice(list(ASKED))
    return {
        "batch": rng.choice((2, 3, 4, 5, 6, 8, 10, 12)),
        "mean": rng.sign() * rng.choice((0.5, 1.0, 2.0, 3.0)),
        "sigma": rng.choice((0.8, 1.2, 1.5, 2.0, 2.4, 3.0)),
        "examples": rng.choice((1, 2, 4)),
        "height": rng.choice((3, 4, 5, 6, 7, 8)),
        "width": rng.choice((4, 5, 6, 8, 10)),
        "percent": rng.choice((50, 40, 25, 25, 20, 12.5, 10)),
        "pair": pair,
        "gap": rng.choice((0.1, 0.2, 3, 50)),
        "asked": asked,
        "request": ASKED[asked],
    }


def answers(values: dict[str, Any]) -> dict[str, Any]:
    pooled = values["examples"] * values["height"] * values["width"]
    first, second = _pair(values)
    side = 1 if first > second else -1
    return {
        "noise": values["sigma"] / sqrt(values["batch"]),
        "bearable": _square_up(100 / values["percent"]),
        "thumb": values["sigma"] / sqrt(RULE_OF_THUMB),
        "two": [side, -side],
        "pooled": values["sigma"] / sqrt(pooled),
        "who": [name for name in NORMALISERS if _moves(name, values["asked"])],
    }


def _square_up(root: float) -> int:
    """The least whole number that is at least root squared."""
    return -int(-(root * root) // 1)


def _pair(values: dict[str, Any]) -> tuple[float, float]:
    first, second = values["pair"]
    return first * values["gap"], second * values["gap"]


def _moves(name: str, asked: str) -> bool:
    """What the axes say: whose numbers go into the mean."""
    axes = NORMALISERS[name]
    if asked == "others":
        return "N" in axes
    if asked == "single":
        return "N" not in axes
    return "N" in axes or not axes


def second_opinion(values: dict[str, Any]) -> dict[str, Any]:
    """Every sample of a two-valued population with its chance, and maps really normalised."""
    import numpy as np

    def deviation(m: int) -> float:
        """Of the mean of m values that are mean + sigma or mean - sigma with equal chance."""
        means = [values["mean"] + values["sigma"] * (2 * ups - m) / m for ups in range(m + 1)]
        chances = [comb(m, ups) / 2**m for ups in range(m + 1)]
        centre = sum(c * x for c, x in zip(chances, means, strict=True))
        return sqrt(sum(c * (x - centre) ** 2 for c, x in zip(chances, means, strict=True)))

    needed = 1
    while sqrt(1 / needed) > values["percent"] / 100 + 1e-12:
        needed += 1
    pair = np.array(_pair(values))
    hat = (pair - pair.mean()) / pair.std()

    x = np.cos(1.7 * np.arange(3 * 4 * 2 * 2) ** 2).reshape(3, 4, 2, 2)
    others, own = x.copy(), x.copy()
    others[1:] = others[1:] ** 2 - 1
    own[0] *= 2
    changed = {"others": others, "single": x[:1], "scale": own}[values["asked"]]

    def same(name: str) -> bool:
        return bool(np.allclose(_normalised(name, x)[0], _normalised(name, changed)[0]))

    wanted = values["asked"] == "single"
    return {
        "noise": deviation(values["batch"]),
        "bearable": needed,
        "thumb": deviation(RULE_OF_THUMB),
        "two": [round(float(v)) for v in hat],
        "pooled": deviation(values["examples"] * values["height"] * values["width"]),
        "who": [name for name in NORMALISERS if same(name) == wanted],
    }


def _normalised(name: str, x: Any) -> Any:
    """The map (N, C, H, W) with the mean and deviation of one normaliser, groups of two."""
    if name == "running":
        return (x - 0.1) / 1.3
    parts = x.reshape(len(x), -1, 2, *x.shape[2:]) if name == "group" else x
    axes = {"batch": (0, 2, 3), "layer": (1, 2, 3), "instance": (2, 3), "group": (2, 3, 4)}[name]
    mean, deviation = parts.mean(axis=axes, keepdims=True), parts.std(axis=axes, keepdims=True)
    return ((parts - mean) / deviation).reshape(x.shape)


def mistakes(values: dict[str, Any]) -> dict[str, dict[str, Any]]:
    truth = answers(values)
    sigma, batch, examples = values["sigma"], values["batch"], values["examples"]
    area, root = values["height"] * values["width"], 100 / values["percent"]
    first, second = _pair(values)
    middle = (first + second) / 2
    variance = (first - middle) ** 2
    wrong_pair = {
        "variance-for-deviation": [(x - middle) / variance for x in (first, second)],
        "one-less": [v / sqrt(2) for v in truth["two"]],
        "not-scaled": [first - middle, second - middle],
    }
    return {
        "noise": _apart(
            truth["noise"],
            {
                "not-averaged": sigma,
                "root-forgotten": sigma / batch,
                "variance-for-deviation": sigma**2 / batch,
            },
        ),
        "bearable": _apart(
            truth["bearable"],
            {"root-forgotten": _square_up(sqrt(root)), "root-taken-twice": _square_up(root**2)},
        ),
        "thumb": {
            "root-forgotten": sigma / RULE_OF_THUMB,
            "eight": sigma / sqrt(8),
            "thirty-two": sigma / sqrt(32),
        },
        "two": {
            name: pair
            for name, pair in wrong_pair.items()
            if abs(pair[0] - truth["two"][0]) > 0.05 and (name != "not-scaled" or variance > 1.5)
        },
        "pooled": _apart(
            truth["pooled"],
            {
                "examples-only": sigma / sqrt(examples),
                "pixels-only": sigma / sqrt(area),
                "root-forgotten": sigma / (examples * area),
            },
        ),
        "who": _who(truth["who"], values["asked"]),
    }


def _who(truth: list[str], asked: str) -> dict[str, list[str]]:
    if asked == "scale":
        return {"stored-forgotten": ["batch"]}
    rest = [name for name in NORMALISERS if name not in truth]
    return {"other-way-round": rest}


def _apart(truth: float, wrong: dict[str, float]) -> dict[str, float]:
    """The wrong values that differ from the truth and from those before them."""
    kept: dict[str, float] = {}
    for name, value in wrong.items():
        if all(abs(value - other) > 0.03 * abs(other) for other in (truth, *kept.values())):
            kept[name] = value
    return kept
