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
        margins = [
            abs(values["rate"] / dying - 1),
            abs(values["rate"] / values["divisor"] / dying - 1),
        ]
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


def _limit(values: dict[str, Any]) -> float:
    """The rate at which the last of the examples falls silent."""
    of_w, of_b = _gradient(values)
    sums = zip(_sums(values), values["x"], strict=True)
    return max(z / (of_w * x + of_b) for z, x in sums)


def answers(values: dict[str, Any]) -> dict[str, Any]:
    rate, slope = values["rate"], values["slope"]
    after, of_w, of_b = _stepped(values, rate), *_gradient(values)
    gentler = {
        "rate": rate / values["divisor"],
        "clip": rate * min(1, values["norm"] / hypot(of_w, of_b)),
        "mean": rate / 3,
    }
    saved = [name for name, short in gentler.items() if short < _limit(values)]
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
    """PyTorch: every remedy is put in, and the gradient after it looked at."""
    import torch
    from scipy.stats import norm

    x = torch.tensor(values["x"], dtype=torch.float64)
    signals = torch.tensor(values["signals"], dtype=torch.float64)
    relu, rate = torch.relu, values["rate"]

    def leaky(z: Any) -> Any:
        return torch.nn.functional.leaky_relu(z, values["slope"])

    def normed(z: Any) -> Any:
        return relu((z - z.mean()) / z.std(correction=0))

    def slope(wb: Any, activation: Any) -> Any:
        leaf = wb.clone().requires_grad_()
        (signals * activation(leaf[0] * x + leaf[1])).sum().backward()
        return leaf.grad

    def alive(wb: Any, activation: Any) -> bool:
        return bool(slope(wb, activation).abs().max() > 1e-12)

    start = torch.tensor([values["w"], values["b"]], dtype=torch.float64)
    lifted = start + torch.tensor([0, values["lift"]], dtype=torch.float64)
    g = slope(start, relu)
    dead = start - rate * g
    shorter = g * min(1.0, values["norm"] / float(g.norm()))
    tried = {
        "rate": alive(start - rate / values["divisor"] * g, relu),
        "clip": alive(start - rate * shorter, relu),
        "mean": alive(start - rate * g / 3, relu),
        "bias": alive(lifted - rate * slope(lifted, relu), relu),
        "leaky": alive(start - rate * slope(start, leaky), leaky),
    }
    raised = dead + torch.tensor([0, values["raise"]], dtype=torch.float64)
    now = {
        "rate": bool((rate / values["divisor"] * slope(dead, relu)).abs().max() > 0),
        "clip": bool(slope(dead, relu).clamp(-values["norm"], values["norm"]).abs().max() > 0),
        "leaky": alive(dead, leaky),
        "elu": alive(dead, torch.nn.functional.elu),
        "norm": _norm_alive(dead, x, signals, normed),
        "bias": alive(raised, relu),
    }
    low, high = 0.0, 50.0
    for _ in range(50):
        middle = (low + high) / 2
        if alive(start - middle * g, relu):
            low = middle
        else:
            high = middle
    deviation = (2 * values["square"]) ** 0.5
    return {
        "after": (dead[0] * x + dead[1]).tolist(),
        "limit": high,
        "prevent": [name for name in PREVENT if tried[name]],
        "leak": slope(dead, leaky).tolist(),
        "revive": [name for name in REVIVE if now[name]],
        "born": values["units"]
        * float(norm.cdf(0, values["start"], deviation)) ** values["examples"],
    }


def _norm_alive(dead: Any, x: Any, signals: Any, normed: Any) -> bool:
    """Whether some example passes a gradient behind batch norm (its sums on both sides of 0)."""
    out = normed(dead[0] * x + dead[1])
    return bool((out > 0).any() and (out == 0).any())


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
