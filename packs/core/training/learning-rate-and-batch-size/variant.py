"""How the learning rate follows the batch size: two rules, what each keeps, and where they end."""

from __future__ import annotations

from fractions import Fraction
from math import sqrt
from typing import Any

from heldout.authoring import Draw

# The rate goes with the batch to this power.
RULES = {"linear": 1.0, "root": 0.5, "fixed": 0.0, "square": 2.0}
# What each quantity goes with: powers of the rate and of the batch.
KEPT = {
    "step": (1, 0),  # eta * g
    "epoch-move": (1, -1),  # N / b * eta * g
    "step-noise": (2, -1),  # eta^2 * v / b
    "epoch-noise": (2, -2),  # N / b * eta^2 * v / b
}


def draw(rng: Draw) -> dict[str, Any]:
    """A run whose batch size changes by a power of two, and a curvature that ends the rule."""
    power = rng.choice((1, 2, 3, 4))
    low = rng.choice((16, 32, 64, 128))
    up = rng.chance(0.6)
    before, after = (low, low * 2**power) if up else (low * 2**power, low)
    rate = rng.choice((0.01, 0.02, 0.04, 0.05, 0.08, 0.1)) * (1 if up else 2 ** (power - 1))
    rate = round(rate, 6)
    base = rng.choice((0.04, 0.05, 0.08, 0.1))
    # The sharpest curvature: the rule ends between two powers of two.
    room = rng.choice((3, 5, 6, 10, 12, 20, 24))
    return {
        "before": before,
        "after": after,
        "up": up,
        "rate": rate,
        "reverse": rng.chance(0.4),
        "adam": round(rng.choice((0.0005, 0.001, 0.002, 0.003)), 6),
        "adam_before": (adam := rng.choice((32, 64, 128, 256))),
        "adam_after": adam * rng.choice((2, 3, 4, 8, 16)) if up else adam // rng.choice((2, 4, 8)),
        "base": base,
        "base_batch": rng.choice((8, 16, 32, 64)),
        "times": rng.choice((4, 8)),
        "curvature": rng.choice((1.0, 1.5, 2.0)),
        "sharpest": float(f"{2 / (base * room):.3g}"),
        "rule": rng.choice(list(RULES)),
    }


def answers(values: dict[str, Any]) -> dict[str, Any]:
    before, after, rate = values["before"], values["after"], values["rate"]
    scaled = rate * after / before
    pull = values["base"] * values["curvature"]
    power = RULES[values["rule"]]
    return {
        "linear": after if values["reverse"] else scaled,
        "adam": values["adam"] * sqrt(values["adam_after"] / values["adam_before"]),
        "kept": [n for n, (of_rate, of_batch) in KEPT.items() if of_rate * power + of_batch == 0]
        or ["none"],
        "leap": [(1 - pull) ** values["times"], 1 - values["times"] * pull],
        "largest": values["base_batch"] * _powers(values),
    }


def _powers(values: dict[str, Any]) -> int:
    """The largest power of two by which the rate can be multiplied below 2 / curvature."""
    bound = 2 / Fraction(str(values["sharpest"])) / Fraction(str(values["base"]))
    times = 1
    while 2 * times < bound:
        times *= 2
    return times


def second_opinion(values: dict[str, Any]) -> dict[str, Any]:
    """Equal ways through an epoch, equal noise, epochs walked through, and runs that blow up."""
    examples = 2**12 * 3
    before, after = values["before"], values["after"]
    rate = Fraction(str(values["rate"]))
    # The way that an epoch leads along a gradient of 1 must be the same.
    way = sum((rate for _ in range(examples // before)), Fraction(0))
    scaled = way / (examples // after)
    if values["reverse"]:
        target = rate * after / before
        sizes = [2**k for k in range(1, 13)]
        batch = next(b for b in sizes if target * (examples // b) == way)
    noise = values["adam"] ** 2 / values["adam_before"]
    place, leap = 1.0, 1.0
    for _ in range(values["times"]):
        place -= values["base"] * values["curvature"] * place
    leap -= values["times"] * values["base"] * values["curvature"] * leap
    times = 1
    while abs(_walk(values["base"] * 2 * times, values["sharpest"])) < 1:
        times *= 2
    return {
        "linear": batch if values["reverse"] else float(scaled),
        "adam": sqrt(noise * values["adam_after"]),
        "kept": _kept(values["rule"]),
        "leap": [place, leap],
        "largest": values["base_batch"] * times,
    }


def _walk(rate: float, curvature: float) -> float:
    """Where fifty steps from 1 lead on a parabola."""
    place = 1.0
    for _ in range(50):
        place -= rate * curvature * place
    return place


def _kept(rule: str) -> list[str]:
    """Goes through an epoch of 64 examples in batches of 4 and of 16, and compares."""
    found = []
    for batch in (4, 16):
        rate = Fraction(
            {"linear": batch, "root": {4: 2, 16: 4}[batch], "fixed": 1}.get(rule, batch**2)
        )
        move = noise = Fraction(0)
        for _ in range(64 // batch):
            move += rate
            noise += rate * rate / batch
        found.append(
            {
                "step": rate,
                "epoch-move": move,
                "step-noise": rate * rate / batch,
                "epoch-noise": noise,
            }
        )
    small, large = found
    return [name for name in small if small[name] == large[name]] or ["none"]


def mistakes(values: dict[str, Any]) -> dict[str, dict[str, Any]]:
    truth = answers(values)
    before, after, rate = values["before"], values["after"], values["rate"]
    ratio = after / before
    adam, by = values["adam"], values["adam_after"] / values["adam_before"]
    pull = values["base"] * values["curvature"]
    near, far = truth["leap"]
    if values["reverse"]:
        linear = {
            "wrong-way": before / ratio,
            "root-for-linear": before * ratio**2,
            "rate-not-followed": before,
        }
    else:
        linear = {
            "wrong-way": rate / ratio,
            "root-for-linear": rate * sqrt(ratio),
            "rate-not-followed": rate,
        }
    rule = values["rule"]
    confused = {
        "linear": ["step-noise"],
        "root": ["epoch-move", "epoch-noise"],
        "fixed": ["epoch-move"],
        "square": ["step-noise"],
    }
    return {
        "linear": _apart([truth["linear"]], {name: [v] for name, v in linear.items()}),
        "adam": _apart(
            [truth["adam"]],
            {
                "linear-for-root": [adam * by],
                "wrong-way": [adam / sqrt(by)],
                "rate-not-followed": [adam],
            },
        ),
        "kept": {"other-rule": confused[rule]},
        "leap": _apart(
            truth["leap"],
            {
                "taken-as-equal": [far, far],
                "exchanged": [far, near],
                "one-small-step": [1 - pull, far],
            },
        ),
        "largest": _apart(
            [truth["largest"]],
            {
                "one-leap-limit": [_most(values, 1)],
                "just-beyond": [2 * truth["largest"]],
                "factor-for-batch": [_powers(values)],
            },
        ),
    }


def _most(values: dict[str, Any], limit: float) -> int:
    """The largest batch when the rate may only be limit / curvature."""
    times = 1
    while 2 * times * values["base"] * values["sharpest"] < limit:
        times *= 2
    return int(times * values["base_batch"])


def _apart(truth: list[Any], wrong: dict[str, list[Any]]) -> dict[str, Any]:
    """The wrong values that differ from the truth and from those before them."""
    kept: dict[str, list[Any]] = {}
    for name, value in wrong.items():
        if all(
            any(abs(x - y) > 0.02 * abs(y) for x, y in zip(value, other, strict=True))
            for other in (truth, *kept.values())
        ):
            kept[name] = value
    return {name: value if len(value) > 1 else value[0] for name, value in kept.items()}
