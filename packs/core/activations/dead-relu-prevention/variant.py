"""One step that kills a ReLU unit, what would have prevented it, and what still revives it."""

from __future__ import annotations

from math import erf, hypot, sqrt
from typing import Any

from heldout.authoring import Draw

PREVENT = ("rate", "clip", "mean", "bias", "leaky")
REVIVE = ("rate", "clip", "leaky", "elu", "norm", "bias")


def draw(rng: Draw) -> dict[str, Any]:
    """Three examples on which the unit is active, and a step that leaves it active on none."""
    while True:
        x = sorted(rng.sample(range(1, 6), 3))
        values = {
            "x": x,
            "w": rng.choice((0.5, 1, 1.5, 2)),
            "b": rng.choice((-0.5, 0, 0.5, 1)),
            "signals": [rng.choice((0.5, 1, 1.5, 2)) for _ in x],
            "rate": rng.choice((0.05, 0.1, 0.2, 0.3, 0.5)),
            "divisor": rng.choice((2, 4, 10)),
            "norm": rng.choice((0.5, 1, 2, 4)),
            "lift": rng.choice((0.5, 1, 2)),
            "raise": rng.choice((0.1, 0.5, 1, 3)),
            "slope": rng.choice((0.01, 0.05, 0.1, 0.2)),
            "units": rng.choice((128, 256, 512, 1024)),
            "examples": rng.integer(3, 6),
            "square": (square := rng.choice((0.5, 2, 8))),
            "start": round(sqrt(2 * square) * rng.choice((0.1, 0.25, 0.5)), 3),
        }
        dying = _limit(values)
        if min(_sums(values)) <= 0.2 or not 0.02 < dying < 5:
            continue
        margins = [abs(rate / dying - 1) for rate in (values["rate"], *_gentler(values).values())]
        after = _stepped(values, values["rate"])
        safe = all(abs(max(after) + lift) > 0.05 for lift in (0, values["lift"], values["raise"]))
        flat = abs(values["w"] - values["rate"] * _gradient(values)[0]) < 0.05
        if not flat and values["rate"] > dying and min(margins) > 0.05 and safe and max(after) > -8:
            return values


def _sums(values: dict[str, Any]) -> list[float]:
    return [values["w"] * x + values["b"] for x in values["x"]]


def _gradient(values: dict[str, Any]) -> tuple[float, float]:
    """Of the summed loss, with every example active."""
    signals = values["signals"]
    return sum(d * x for d, x in zip(signals, values["x"], strict=True)), sum(signals)


def _stepped(values: dict[str, Any], rate: float) -> list[float]:
    of_w, of_b = _gradient(values)
    return [(values["w"] - rate * of_w) * x + values["b"] - rate * of_b for x in values["x"]]


def _gentler(values: dict[str, Any]) -> dict[str, float]:
    """The rates that come to the same as each way of making the step shorter."""
    rate, length = values["rate"], hypot(*_gradient(values))
    return {
        "rate": rate / values["divisor"],
        "clip": rate * min(1, values["norm"] / length),
        "mean": rate / 3,
    }


def _limit(values: dict[str, Any]) -> float:
    """The rate at which the last of the examples falls silent."""
    of_w, of_b = _gradient(values)
    sums = zip(_sums(values), values["x"], strict=True)
    return max(z / (of_w * x + of_b) for z, x in sums)


def answers(values: dict[str, Any]) -> dict[str, Any]:
    slope, after = values["slope"], _stepped(values, values["rate"])
    of_w, of_b = _gradient(values)
    saved = [name for name, short in _gentler(values).items() if short < _limit(values)]
    saved += ["bias"] * (max(after) + values["lift"] > 0)  # the step itself is the same
    revived = ["leaky", "elu", "norm"] + ["bias"] * (max(after) + values["raise"] > 0)
    silent = 1 - _normal(values["start"] / sqrt(2 * values["square"]))
    return {
        "after": after,
        "limit": _limit(values),
        "prevent": [*saved, "leaky"],
        "leak": [slope * of_w, slope * of_b],
        "revive": revived,
        "born": values["units"] * silent ** values["examples"],
    }


def _normal(z: float) -> float:
    return (1 + erf(z / sqrt(2))) / 2


def second_opinion(values: dict[str, Any]) -> dict[str, Any]:
    """Every remedy is put into the loss, and mpmath's derivative after it looked at."""
    import mpmath
    from scipy.special import ndtr

    rate, (low, high) = values["rate"], (0.0, 50.0)

    def relu(z: list[Any]) -> list[Any]:
        return [max(v, 0) for v in z]

    def leaky(z: list[Any]) -> list[Any]:
        return [v if v > 0 else values["slope"] * v for v in z]

    def elu(z: list[Any]) -> list[Any]:
        return [v if v > 0 else mpmath.exp(v) - 1 for v in z]

    def slope(place: list[float], activation: Any) -> list[float]:
        """Of the loss, whose derivatives with respect to the outputs are the signals."""

        def loss(w: Any, b: Any) -> Any:
            outputs = activation([w * x + b for x in values["x"]])
            return sum(d * h for d, h in zip(values["signals"], outputs, strict=True))

        return [float(mpmath.diff(loss, tuple(place), part)) for part in ((1, 0), (0, 1))]

    def alive(place: list[float], activation: Any = relu) -> bool:
        return max(abs(g) for g in slope(place, activation)) > 1e-9

    def moved(place: list[float], gradient: list[float], rate: float) -> list[float]:
        return [p - rate * g for p, g in zip(place, gradient, strict=True)]

    start = [values["w"], values["b"]]
    lifted = [values["w"], values["b"] + values["lift"]]
    g = slope(start, relu)
    dead = moved(start, g, rate)
    shorter = rate * min(1.0, values["norm"] / hypot(*g))
    tried = {
        "rate": alive(moved(start, g, rate / values["divisor"])),
        "clip": alive(moved(start, g, shorter)),
        "mean": alive(moved(start, g, rate / 3)),
        "bias": alive(moved(lifted, slope(lifted, relu), rate)),
        "leaky": alive(moved(start, slope(start, leaky), rate), leaky),
    }
    stuck = moved(dead, slope(dead, relu), rate / values["divisor"])
    sums = [dead[0] * x + dead[1] for x in values["x"]]
    now = {
        "rate": stuck != dead,
        "clip": stuck != dead,  # a gradient of 0 has nothing to clip
        "leaky": alive(dead, leaky),
        "elu": alive(dead, elu),
        "norm": max(sums) > sum(sums) / 3,  # its sum is above 0 behind batch norm
        "bias": alive([dead[0], dead[1] + values["raise"]]),
    }
    for _ in range(60):
        middle = (low + high) / 2
        w, b = moved(start, g, middle)
        low, high = (middle, high) if any(w * x + b > 0 for x in values["x"]) else (low, middle)
    silent = float(ndtr(-values["start"] / (2 * values["square"]) ** 0.5))
    return {
        "after": sums,
        "limit": high,
        "prevent": [name for name in PREVENT if tried[name]],
        "leak": slope(dead, leaky),
        "revive": [name for name in REVIVE if now[name]],
        "born": values["units"] * silent ** values["examples"],
    }


def mistakes(values: dict[str, Any]) -> dict[str, dict[str, Any]]:
    truth = answers(values)
    of_w, of_b = _gradient(values)
    rate, x, sums = values["rate"], values["x"], _sums(values)
    silent = (truth["born"] / values["units"]) ** (1 / values["examples"])
    units, count = values["units"], values["examples"]
    return {
        "after": {
            "bias-not-moved": [(values["w"] - rate * of_w) * t + values["b"] for t in x],
            "uphill": [(values["w"] + rate * of_w) * t + values["b"] + rate * of_b for t in x],
            "mean-for-sum": _stepped(values, rate / 3),
        },
        "limit": _apart(
            truth["limit"],
            {
                "first-to-fall": min(z / (of_w * t + of_b) for z, t in zip(sums, x, strict=True)),
                "bias-not-moved": max(z / (of_w * t) for z, t in zip(sums, x, strict=True)),
            },
        ),
        "prevent": {"leaky-forgotten": [n for n in truth["prevent"] if n != "leaky"]}
        if len(truth["prevent"]) > 1
        else {},
        "leak": {"still-dead": [0.0, 0.0], "full-slope": [of_w, of_b]},
        "revive": {
            "gentler-now": ["rate", "clip", *truth["revive"]],
        },
        "born": _apart(
            truth["born"],
            {
                "bias-forgotten": units / 2**count,
                "one-example": units * silent,
                "silent-anywhere": units * (1 - (1 - silent) ** count),
                "alive-counted": units * (1 - silent) ** count,
            },
        ),
    }


def _apart(truth: float, wrong: dict[str, float]) -> dict[str, float]:
    """The wrong values that differ from the truth and from those before them."""
    kept: dict[str, float] = {}
    for name, value in wrong.items():
        if all(abs(value - other) > 0.05 * abs(other) for other in (truth, *kept.values())):
            kept[name] = value
    return kept
